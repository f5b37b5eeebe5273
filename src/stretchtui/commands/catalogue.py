"""What `list` and `show` share: the catalogue read and its problems told, lengths, JSON."""

import sys

import msgspec

from stretchtui.core.catalog.model import Catalogue, Routine
from stretchtui.core.session.plan import Timing, plan_for, routine_entries
from stretchtui.core.words import clock
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import Places, shipped


def read_catalogue(places: Places) -> Catalogue:
    """The shipped catalogue with the user's entries; what is wrong in their files goes to stderr."""
    loaded = load_catalogue(shipped("catalog"), places.catalog)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    return loaded.catalogue


def length(routine: Routine, catalogue: Catalogue) -> str:
    """How long a routine takes with default settings, everything counted."""
    return clock(plan_for(routine_entries(routine, catalogue), Timing()).seconds)


def as_json(value: object) -> str:
    """Entries as JSON, indented by two."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
