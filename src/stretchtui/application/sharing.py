"""Handing a routine or a programme on, and taking one in: what goes along, what would change, and doing it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stretchtui.application.context import Context
from stretchtui.core.catalog.draft import free_id
from stretchtui.core.catalog.model import Routine, RoutineStretch
from stretchtui.core.catalog.search import CatalogueSearch
from stretchtui.core.catalog.share import Arrival, Bundle, bundle_of, missing, received
from stretchtui.core.words import listed
from stretchtui.storage.catalog.share import MARK, from_short_text, read_bundle, save_bundle
from stretchtui.storage.figures import figure_folders, load_figures
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.places import shipped

UNNAMED = "A shared routine"


class Incoming(NamedTuple):
    """What a shared file would change: the part that is `new` (with ids that are free here), and a line on each."""

    new: Bundle
    arrivals: tuple[Arrival, ...]

    @property
    def changes(self) -> bool:
        """True where anything of it is not here yet."""
        return any(arrival.mark != "=" for arrival in self.arrivals)


def routines_of(context: Context, ids: Sequence[str], *, name: str = "") -> tuple[Routine, ...]:
    """The routines that some ids mean: themselves, and one made of all the stretches among them.

    Raises ValueError, with a line, for an id that nobody knows.
    """
    catalogue = context.user.catalogue
    unknown = [one for one in ids if one not in catalogue.routines and one not in catalogue.stretches]
    if unknown:
        raise ValueError(CatalogueSearch(catalogue).no_such(unknown[0]))
    found = [catalogue.routines[one] for one in ids if one in catalogue.routines]
    if stretches := tuple(RoutineStretch(one) for one in ids if one in catalogue.stretches):
        title = name or UNNAMED
        made = free_id(title, {*catalogue.routines, *catalogue.stretches})
        found.append(Routine(id=made, name=title, summary="Put together to be handed on.", stretches=stretches))
    return tuple(found)


def shared(context: Context, ids: Sequence[str], *, name: str = "") -> Bundle:
    """What has to go along with some routines, programmes or stretches. Raises ValueError like `routines_of`."""
    known = context.user.catalogue.programmes
    routines = routines_of(context, [one for one in ids if one not in known], name=name)
    programmes = [known[one] for one in ids if one in known]
    figures = load_figures(*figure_folders(shipped("catalog"), context.services.places.catalog)).figures
    user = context.user
    return bundle_of(routines, user.catalogue, user.own, figures, doses=user.doses, programmes=programmes)


def incoming(context: Context, text: str, path: Path) -> Incoming:
    """What a shared file, or its short text, would change here. `path` is what it is called in messages.

    Raises `StorageError` with every mistake in it, and where it needs a stretch that is not here.
    """
    if text.lstrip().startswith(MARK):
        text = from_short_text(text, path)
    catalogue = context.user.catalogue
    bundle = read_bundle(path, text, catalogue)
    if lacks := missing(bundle, catalogue):
        message = f"needs {listed(lacks)}, which this version does not have; a newer stretchtui may"
        raise StorageError(Problem(path, None, message))
    figures = load_figures(*figure_folders(shipped("catalog"), context.services.places.catalog)).figures
    return Incoming(*received(bundle, catalogue, figures))


def take_in(context: Context, coming: Incoming) -> Path:
    """Put it into the user's catalogue, as one file; which that is. Raises `StorageError`."""
    places = context.services.places
    path = save_bundle(places.catalog, coming.new, places.state)
    context.reload_catalogue()
    return path
