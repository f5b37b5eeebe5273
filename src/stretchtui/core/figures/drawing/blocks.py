"""A figure in solid blocks: quadrants, sextants or octants, two colours a cell.

A cell of one colour is a space on that colour, so no font shows gaps between rows or columns.
"""

from collections.abc import Iterable
from typing import Final

from stretchtui.core.figures.drawing.painting import Grid, painted
from stretchtui.core.figures.drawing.picture import Drawing, Role, RoleRun, block
from stretchtui.core.figures.drawing.raster import Canvas
from stretchtui.core.figures.drawing.scene import Sight
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.skeleton import Skeleton

WEIGHTS: Final[dict[Role, float]] = {"stretch": 2.5, "arrow": 3.0, "hair": 1.3, "near": 1.2, "prop": 0.9, "far": 0.9}
"""Where a cell has more than two colours, those with the most dots times this stay; 1 where it is not said."""
Block = tuple[str, Role, Role]
"""A character, its role, and that of its ground."""
BLANK: Final[Block] = (" ", "blank", "blank")


def draw_blocks(figure: Figure, skeleton: Skeleton, sight: Sight, columns: int, rows: int, *, grid: Grid) -> Drawing:
    """One view of a body, in so many cells."""
    canvas = painted(figure, skeleton, sight, columns, rows, grid=grid)
    return Drawing(tuple(gathered(_row(canvas, columns, row, grid.down)) for row in range(rows)))


def _row(canvas: Canvas, columns: int, row: int, down: int) -> list[Block]:
    bands: list[tuple[Role, list[int], int]] = []
    for role, layer in canvas.layers.items():
        lines = layer[row * down : (row + 1) * down]
        together = 0
        for line in lines:
            together |= line
        if together:
            bands.append((role, lines, together))
    anything = 0
    for _, _, together in bands:
        anything |= together
    full = (1 << 2 * down) - 1
    cells = [BLANK] * columns
    # from one cell with dots to the next: most of a row has none
    while anything:
        shift = (anything & -anything).bit_length() - 1 & ~1
        anything &= ~(3 << shift)
        found: list[tuple[Role, int]] = []
        free = full
        for role, lines, together in bands:
            if together >> shift & 3:
                own = 0
                for k, line in enumerate(lines):
                    own |= (line >> shift & 3) << 2 * k
                found.append((role, own))
                free &= ~own
        cells[shift >> 1] = _cell(found, free, down)
    return cells


def _cell(found: list[tuple[Role, int]], free: int, down: int) -> Block:
    """The character for the dots of each role in a cell, `free` being those of none."""
    if len(found) == 1:
        role, dots = found[0]
        return (block(dots, down), role, "blank") if free else (" ", role, role)
    if free:
        found = [*found, ("blank", free)]
    if len(found) > 2:
        found = _two(found)
    (one, dots), (other, rest) = sorted(found, key=lambda pair: _ORDER[pair[0]], reverse=True)
    if other == "prop" and one != "arrow":
        # Where a font leaves a gap beside a block, its ground is seen: rather the body's than the floor's.
        return (block(rest, down), other, one)
    return (block(dots, down), one, other)


def _two(found: list[tuple[Role, int]]) -> list[tuple[Role, int]]:
    """The two roles that count most, the dots of the others given to the one that is part of the body."""
    found.sort(key=lambda pair: pair[1].bit_count() * WEIGHTS.get(pair[0], 1.0), reverse=True)
    first, second = found[:2]
    rest = 0
    for _, dots in found[2:]:
        rest |= dots
    if first[0] == "blank" or (second[0] not in {"blank", "prop"} and second[0] != "arrow"):
        return [first, (second[0], second[1] | rest)]
    return [(first[0], first[1] | rest), second]


_ORDER: Final[dict[Role, int]] = {
    "blank": 0,
    "prop": 1,
    "far": 2,
    "body": 3,
    "leg": 4,
    "near": 5,
    "hair": 6,
    "stretch": 7,
    "arrow": 8,
}


def gathered(cells: Iterable[Block]) -> tuple[RoleRun, ...]:
    """A row's cells, gathered by their two roles; a space takes whatever ink the run before it has."""
    made: list[RoleRun] = []
    text: list[str] = []
    ink, ground = BLANK[1:]
    for char, one, other in cells:
        if text and (other != ground or (one != ink and char != " ")):
            made.append(RoleRun("".join(text), ink, ground))
            text = []
        if not text:
            ink, ground = one, other
        text.append(char)
    if text:
        made.append(RoleRun("".join(text), ink, ground))
    return tuple(made)
