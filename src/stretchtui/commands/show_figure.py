"""`show --figure`: how a stretch begins and where it ends, drawn into the terminal's own lines."""

import shutil
import sys
from collections.abc import Iterator

from stretchtui.core.catalog.browse import no_such
from stretchtui.core.catalog.model import Catalogue, Side
from stretchtui.core.figures import Drawing, Figure, Role, Run, Style, draw
from stretchtui.core.text import clean
from stretchtui.storage.figures import LoadedFigures, load_figures
from stretchtui.storage.files.places import Places, shipped
from stretchtui.storage.settings.file import load_settings
from stretchtui.terminal.capabilities import detect_here

COLUMNS, ROWS = 36, 12
GAP = 3
INDENT = "  "

SGR: dict[Role, str] = {"prop": "2", "far": "2", "near": "1", "stretch": "1;31"}
"""How a part stands out: in shades of the terminal's own ink, so that it reads on light and on dark."""


def print_figures(name: str, catalogue: Catalogue, places: Places) -> int:
    """Print the figure of a stretch, of each stretch of a routine, or one by its own id; 1 where there is none."""
    loaded = load_figures(shipped("catalog") / "figures", places.catalog / "figures")
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    found = list(_named(name, catalogue, loaded))
    if not found:
        known = name in catalogue.stretches or name in catalogue.routines
        told = (
            f'{name} has no figure; give it one: figure = "the id of a figure"' if known else no_such(name, catalogue)
        )
        print(clean(f"stretchtui: {told}"), file=sys.stderr)
        return 1
    style, coloured = _style(places)
    for number, (title, figure, side) in enumerate(found):
        if number:
            print()
        print(clean(title))
        print("\n".join(_lines(figure, side, style, coloured=coloured)))
    return 0


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


def _style(places: Places) -> tuple[Style, bool]:
    """Braille or ASCII, as settings and terminal have it, and whether in colours."""
    terminal = detect_here()
    wanted = load_settings(places.settings)[0].figures
    if wanted in ("braille", "ascii"):
        return wanted, terminal.colours > 1
    return "braille" if terminal.braille else "ascii", terminal.colours > 1


def _lines(figure: Figure, side: Side | None, style: Style, *, coloured: bool) -> Iterator[str]:
    """The start and the end: side by side where the terminal is wide enough, else one above the other."""
    room = shutil.get_terminal_size().columns - len(INDENT)
    columns = min(COLUMNS, room)
    start, end = (draw(figure, t, columns=columns, rows=ROWS, style=style, side=side) for t in (0.0, 1.0))
    if room >= 2 * columns + GAP:
        top = min(_empty_rows(start), _empty_rows(end))
        for left, right in zip(start.rows[top:], end.rows[top:], strict=True):
            gap = Run(" " * GAP, "blank")
            yield _line((*left, gap, *right), coloured=coloured)
    else:
        for drawing in (start, end):
            for row in drawing.rows[_empty_rows(drawing) :]:
                yield _line(row, coloured=coloured)


def _empty_rows(drawing: Drawing) -> int:
    """How many rows at the top nothing stands in."""
    return next((at for at, line in enumerate(drawing.lines) if line.strip()), ROWS)


def _line(row: tuple[Run, ...], *, coloured: bool) -> str:
    line = "".join(run.text for run in row).rstrip()
    if not coloured:
        return INDENT + line
    return INDENT + "".join(f"\x1b[{SGR[r.role]}m{r.text}\x1b[0m" if r.role in SGR else r.text for r in row)
