"""A figure in braille: eight dots a cell."""

from typing import Final

from stretchtui.core.figures.drawing.painting import BRAILLE, painted
from stretchtui.core.figures.drawing.picture import Cell, Drawing, Role, runs
from stretchtui.core.figures.drawing.raster import Canvas
from stretchtui.core.figures.drawing.scene import Sight
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.skeleton import Skeleton

Band = tuple[Role, int, int, int, int, int, int]
"""Four rows of dots of a role: what one of its dots counts, all four together, and each from the top."""
_LEFT: Final = (0x01, 0x02, 0x04, 0x40)
_RIGHT: Final = (0x08, 0x10, 0x20, 0x80)
# By row of the cell: the braille dots of a pair of dots, the left one being its lower bit.
_TOP, _UPPER, _LOWER, _LOWEST = ((0, left, right, left | right) for left, right in zip(_LEFT, _RIGHT, strict=True))


def draw_braille(figure: Figure, skeleton: Skeleton, sight: Sight, columns: int, rows: int) -> Drawing:
    """One view of a body, in so many cells."""
    canvas = painted(figure, skeleton, sight, columns, rows, grid=BRAILLE)
    return Drawing(tuple(runs(cells) for cells in _cells(canvas, columns, rows)))


def _cells(canvas: Canvas, columns: int, rows: int) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for row in range(rows):
        bands: list[Band] = []
        for role, layer in canvas.layers.items():
            a, b, c, d = layer[row * 4 : row * 4 + 4]
            if together := a | b | c | d:
                bands.append((role, 3 if role in {"stretch", "arrow"} else 1, together, a, b, c, d))
        anything = 0
        for band in bands:
            anything |= band[2]
        found.append(
            [_cell(bands, shift) if anything >> shift & 3 else (" ", "blank") for shift in range(0, 2 * columns, 2)]
        )
    return found


def _cell(bands: list[Band], shift: int) -> Cell:
    """The character of two by four dots, and the role that most of them have."""
    code, most = 0, 0
    best: Role = "blank"
    for role, weight, together, a, b, c, d in bands:
        if together >> shift & 3:
            own = _TOP[a >> shift & 3] | _UPPER[b >> shift & 3] | _LOWER[c >> shift & 3] | _LOWEST[d >> shift & 3]
            code |= own
            count = own.bit_count() * weight
            if count > most:
                best, most = role, count
    return (chr(0x2800 + code), best)
