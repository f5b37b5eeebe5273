"""`show --figure`: how a stretch begins and where it ends, drawn into the terminal's own lines."""

import shutil
import sys
from collections.abc import Iterator

from stretchtui.application.figures import figure_style, kinds
from stretchtui.core.catalog.model import Catalogue, Side
from stretchtui.core.catalog.search import CatalogueSearch
from stretchtui.core.figures import SOLID, Drawing, Figure, Role, RoleRun, Style, draw
from stretchtui.core.figures.drawing.picture import PIXELS
from stretchtui.core.text import clean
from stretchtui.storage.figures import LoadedFigures, figure_folders, load_figures
from stretchtui.storage.files.places import Places, shipped
from stretchtui.storage.settings.file import load_settings
from stretchtui.terminal.capabilities import detect_here

COLUMNS, ROWS = 36, 12
SMALL = (24, 10)
"""Columns and rows of a figure among its like."""
GAP = 3
INDENT = "  "

SGR: dict[Role, str] = {"prop": "2", "far": "2", "leg": "1", "near": "1", "stretch": "1;31", "arrow": "1;36"}
"""How a part stands out: in shades of the terminal's own ink, so that it reads on light and on dark."""
SHADES: dict[Role, int] = {
    "prop": 67,
    "far": 240,
    "body": 244,
    "leg": 247,
    "near": 250,
    "hair": 95,
    "stretch": 208,
    "arrow": 38,
}
"""Of the 256 colours, those of solid blocks: middling greys, which read on light and on dark."""


def print_figures(name: str, catalogue: Catalogue, places: Places) -> int:
    """Print the figure of a stretch, of each stretch of a routine, or one by its own id; 1 where there is none."""
    style, colours = _style(places)
    found = _found(name, catalogue, places)
    for number, (title, figure, side) in enumerate(found):
        if number:
            print()
        print(clean(title))
        print("\n".join(_lines(figure, side, style, colours)))
    return 0 if found else 1


def print_kinds(name: str, catalogue: Catalogue, places: Places) -> int:
    """Print the end of the first figure meant in each way the terminal may show, side by side as far as they fit."""
    found = _found(name, catalogue, places)
    if not found:
        return 1
    title, figure, side = found[0]
    terminal = detect_here()
    print(clean(title))
    across = max(1, (shutil.get_terminal_size().columns - len(INDENT) + GAP) // (SMALL[0] + GAP))
    ways = kinds(terminal)
    for row in batched(ways, across):
        drawings = [draw(figure, 1, columns=SMALL[0], rows=SMALL[1], style=style, side=side) for style in row]
        print()
        print(INDENT + (" " * GAP).join(f'figures = "{style}"'.ljust(SMALL[0]) for style in row).rstrip())
        for rows in zip(*(drawing.rows for drawing in drawings), strict=True):
            print(INDENT + (" " * GAP).join(_inked(line, terminal.colours) for line in rows).rstrip())
    print(f'\n{INDENT}"auto" takes "{ways[0]}" here; the setting stands in {places.settings}')
    return 0


def batched(ways: tuple[Style, ...], count: int) -> Iterator[tuple[Style, ...]]:
    """So many at a time."""
    for start in range(0, len(ways), count):
        yield ways[start : start + count]


def _found(name: str, catalogue: Catalogue, places: Places) -> list[tuple[str, Figure, Side | None]]:
    """The figures meant by a name; says why on stderr where there is none."""
    loaded = load_figures(*figure_folders(shipped("catalog"), places.catalog))
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    found = list(_named(name, catalogue, loaded))
    if not found:
        known = name in catalogue.stretches or name in catalogue.routines
        missing = f'{name} has no figure; give it one: figure = "the id of a figure"'
        told = missing if known else CatalogueSearch(catalogue).no_such(name)
        print(clean(f"stretchtui: {told}"), file=sys.stderr)
    return found


def _named(name: str, catalogue: Catalogue, loaded: LoadedFigures) -> Iterator[tuple[str, Figure, Side | None]]:
    """The figures meant by a name, each with its title and the side it shows."""
    stretches = [catalogue.stretches[name]] if name in catalogue.stretches else []
    if routine := catalogue.routines.get(name):
        stretches = [catalogue.stretches[item.id] for item in routine.items]
    for stretch in stretches:
        if figure := loaded.figures.get(stretch.figure or ""):
            yield stretch.name, figure, "left" if stretch.sides == "each" else None
    if not stretches and name in loaded.figures:
        yield name, loaded.figures[name], None


def _style(places: Places) -> tuple[Style, int]:
    """How figures are drawn, as settings and terminal have it, and in how many colours.

    Who asks for a figure gets one, also where the app shows none; solid blocks without colours would be one blot.
    """
    terminal = detect_here()
    wanted = load_settings(places.settings)[0].figures
    style = figure_style(terminal, wanted) or figure_style(terminal, "auto") or "ascii"
    if style in SOLID and terminal.colours < 256:
        style = "braille" if terminal.braille else "ascii"
    return style, terminal.colours


def _lines(figure: Figure, side: Side | None, style: Style, colours: int) -> Iterator[str]:
    """The start and the end: side by side where the terminal is wide enough, else one above the other."""
    room = shutil.get_terminal_size().columns - len(INDENT)
    columns = min(COLUMNS, room)
    start, end = (draw(figure, t, columns=columns, rows=ROWS, style=style, side=side) for t in (0.0, 1.0))
    if room >= 2 * columns + GAP:
        top = min(_empty_rows(start), _empty_rows(end))
        for left, right in zip(start.rows[top:], end.rows[top:], strict=True):
            gap = RoleRun(" " * GAP, "blank")
            yield _line((*left, gap, *right), colours)
    else:
        for drawing in (start, end):
            for row in drawing.rows[_empty_rows(drawing) :]:
                yield _line(row, colours)


def _empty_rows(drawing: Drawing) -> int:
    """How many rows at the top nothing stands in."""
    filled = (at for at, row in enumerate(drawing.rows) if any(r.text.strip() or r.ground != "blank" for r in row))
    return next(filled, ROWS)


def _line(row: tuple[RoleRun, ...], colours: int) -> str:
    if colours == 1:
        return INDENT + "".join(run.text for run in row).rstrip()
    return INDENT + _inked(row, colours)


def _inked(row: tuple[RoleRun, ...], colours: int) -> str:
    """A row with its colours; solid blocks have shades, everything else the terminal's own ink."""
    return "".join(run.text if colours == 1 else _run(run) for run in row)


def _run(run: RoleRun) -> str:
    if run.ground != "blank":
        return f"\x1b[38;5;{SHADES[run.role]};48;5;{SHADES[run.ground]}m{run.text}\x1b[0m"
    if run.role in SHADES and PIXELS.keys() & set(run.text) - {" "}:
        return f"\x1b[38;5;{SHADES[run.role]}m{run.text}\x1b[0m"
    return f"\x1b[{SGR[run.role]}m{run.text}\x1b[0m" if run.role in SGR else run.text
