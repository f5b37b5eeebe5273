"""What `list` and `show` share: the catalogue and the self-tests read and their problems told, lengths, JSON."""

import sys
from typing import Any

import msgspec

from stretchtui.core.care.adapt import adapted
from stretchtui.core.care.conditions import Body, body_of, verdict
from stretchtui.core.catalog.model import Catalogue, Routine, Stretch
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.session.plan import Timing, plan_for, routine_entries
from stretchtui.core.typed import from_json
from stretchtui.core.words import clock
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import Places, shipped
from stretchtui.storage.measures import load_tests
from stretchtui.storage.settings.file import load_settings

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def read_catalogue(places: Places) -> Catalogue:
    """The shipped catalogue with the user's entries; what is wrong in their files goes to stderr."""
    loaded = load_catalogue(shipped("catalog"), places.catalog)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    return loaded.catalogue


def read_tests(places: Places, catalogue: Catalogue) -> dict[str, SelfTest]:
    """The shipped self-tests with the user's own; what is wrong in their files goes to stderr."""
    loaded = load_tests(shipped("catalog"), places.catalog, catalogue)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    return loaded.tests


def read_body(places: Places) -> Body:
    """What the user said of their body; what is wrong in the settings goes to stderr."""
    settings, problems = load_settings(places.settings)
    for problem in problems:
        print(problem, file=sys.stderr)
    return body_of(settings.body)


def with_verdict(entry: Stretch | Routine | SelfTest, body: Body, catalogue: Catalogue) -> dict[str, Any]:
    """An entry for JSON, with what the user's body makes of it.

    `verdict`: `avoid`, `care` or `ok`, for a routine `avoid` where nothing of it is left and `care` where something is
    changed or marked; `why`: sentences.
    """
    if isinstance(entry, Stretch | SelfTest):
        said = verdict(entry, body, catalogue)
        avoid, care = said.avoid, said.care
    else:
        made = adapted(entry, body, catalogue)
        changes = tuple(f"{change}. {change.reason}" for change in made.changes)
        empty = not made.routine.stretches
        avoid, care = (changes, ()) if empty else ((), (*changes, *made.notes))
    told = "avoid" if avoid else "care" if care else "ok"
    return {**from_json(_ENCODER.encode(entry), dict[str, Any]), "verdict": told, "why": [*avoid, *care]}


def length(routine: Routine, catalogue: Catalogue) -> str:
    """How long a routine takes with default settings, everything counted."""
    return clock(plan_for(routine_entries(routine, catalogue), Timing()).seconds)


def as_json(value: object) -> str:
    """Entries as JSON, indented by two."""
    return msgspec.json.format(_ENCODER.encode(value), indent=2).decode()
