"""A sheet to print: which stretches, with which doses and figures, from ids or from a shared file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from stretchtui.application.context import Context
from stretchtui.application.sharing import routines_of
from stretchtui.core.catalog.model import Catalogue, Routine, Side, Stretch
from stretchtui.core.catalog.share import Share
from stretchtui.core.documents.model import Document, Paper, Shown
from stretchtui.core.documents.sheet import SheetWishes, sheet
from stretchtui.core.figures import Figure
from stretchtui.core.figures.drawing.vector import vector_picture
from stretchtui.core.session.plan import PlannedStretch, routine_entries
from stretchtui.storage.catalog.share import read_bundle
from stretchtui.storage.figures import figure_folders, load_figures
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.places import shipped
from stretchtui.storage.toml.source import read_text

TITLE = "My stretches"
PANEL = (90.0, 100.0)
"""Width and height of a figure, in the picture's own units."""


class Asked(NamedTuple):
    """A sheet as the command line asks for it: `ids` may hold files; `days` is None where nothing was said."""

    ids: Sequence[str]
    name: str = ""
    note: str = ""
    days: int | None = None
    paper: Paper = "a4"
    mono: bool = False


class _Source(NamedTuple):
    """What a sheet is made from, put together of ids and files."""

    share: Share
    routines: tuple[Routine, ...]
    catalogue: Catalogue
    figures: Mapping[str, Figure]


def sheet_of(context: Context, asked: Asked) -> Document:
    """The sheet. Raises ValueError for an unknown id, `StorageError` for a file with a mistake, each with a line."""
    source = _source(context, asked)
    entries = tuple(entry for routine in source.routines for entry in _entries(context, routine, source.catalogue))
    stretches = source.catalogue.stretches
    pictures = {entry.id: pictures_of(stretches[entry.id], source.figures) for entry in entries}
    title = source.routines[0].name if len(source.routines) == 1 and source.routines[0].name else TITLE
    today = context.services.clock.now().date()
    wishes = SheetWishes(
        title=title,
        name=asked.name or source.share.for_,
        note=asked.note or source.share.note,
        date=f"{today}",
        days=source.share.days if asked.days is None else asked.days,
        paper=asked.paper,
        mono=asked.mono,
    )
    return sheet(entries, source.catalogue, pictures, wishes)


def pictures_of(stretch: Stretch, figures: Mapping[str, Figure]) -> tuple[Shown, ...]:
    """A stretch drawn from its start to its end, on each side where they differ; none without a figure."""
    figure = figures.get(stretch.figure or "")
    if figure is None:
        return ()
    width, height = PANEL

    def shown(caption: str, t: float, side: Side | None) -> Shown:
        picture = vector_picture(figure, t, width=width * len(figure.views), height=height, side=side)
        return Shown(caption, picture._replace(alt=f"{stretch.name}, {caption}"))

    if stretch.sides == "each":
        return (shown("start", 0.0, "left"), shown("left", 1.0, "left"), shown("right", 1.0, "right"))
    return (shown("start", 0.0, None), shown("end", 1.0, None))


def _source(context: Context, asked: Asked) -> _Source:
    """Ids of the user's catalogue, and whatever files bring along."""
    catalogue = context.user.catalogue
    figures = load_figures(*figure_folders(shipped("catalog"), context.services.places.catalog)).figures
    share = Share()
    routines: list[Routine] = []
    files = [word for word in asked.ids if word.endswith(".toml")]
    for file in files:
        bundle = read_bundle(Path(file), read_text(Path(file)), catalogue)
        if bundle.programmes and not bundle.routines:
            what = "is a programme of weeks, which a sheet does not show; give it a [[routine]], or name one by its id"
            raise StorageError(Problem(Path(file), None, what))
        stretches = {**catalogue.stretches, **{one.id: one for one in bundle.stretches}}
        sources = {**catalogue.sources, **{one.id: one for one in bundle.sources}}
        catalogue = structs.replace(catalogue, stretches=stretches, sources=sources)
        figures = {**figures, **bundle.figures}
        share = bundle.share
        routines += bundle.routines
    if ids := [word for word in asked.ids if word not in files]:
        routines += routines_of(context, ids, name=TITLE)
    return _Source(share, tuple(routines), catalogue, figures)


def _entries(context: Context, routine: Routine, catalogue: Catalogue) -> Sequence[PlannedStretch]:
    return routine_entries(routine, catalogue, context.user.doses)
