"""A figure in braille: eight dots a cell, filled limbs, an edge of light between what is near and what is far."""

from typing import Final

from stretchtui.core.figures.drawing.head import Gaze, head_mask
from stretchtui.core.figures.drawing.picture import Cell, Drawing, Role, runs
from stretchtui.core.figures.drawing.raster import Canvas, Circle, Mask, box, hull, joined, stroke, without
from stretchtui.core.figures.drawing.scene import Projection, Sight, projection
from stretchtui.core.figures.drawing.shapes import Shape, shapes
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.props import Round, things
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Frame

THINNEST: Final = 0.8
STIPPLED: Final = 1.1
"""A far limb with at least this half thickness, in dots, is stippled; a thinner one would fall apart."""
Band = tuple[Role, int, int, int, int, int, int]
"""Four rows of dots of a role: what one of its dots counts, all four together, and each from the top."""
HATCHED: Final = 0.6
"""A muscle with at least this half thickness, in dots, is hatched; a thinner one is set off by the rim about it."""
_LEFT: Final = (0x01, 0x02, 0x04, 0x40)
_RIGHT: Final = (0x08, 0x10, 0x20, 0x80)
# By row of the cell: the braille dots of a pair of dots, the left one being its lower bit.
_TOP, _UPPER, _LOWER, _LOWEST = ((0, left, right, left | right) for left, right in zip(_LEFT, _RIGHT, strict=True))


def draw_braille(figure: Figure, skeleton: Skeleton, sight: Sight, columns: int, rows: int) -> Drawing:
    """One view of a body, in so many cells."""
    width, height = columns * 2, rows * 4
    canvas = Canvas(width, height)
    place = projection(sight, width, height)
    present = things(figure, skeleton)
    if sight.floor:
        canvas.put("prop", Mask(height - 1, [(1 << width) - 1]))
    for line in present.lines if sight.view.body == "whole" else ():
        canvas.put("prop", stroke([place(p) for p in line], width, height))
    for round_ in present.rounds:
        _put_ring(canvas, round_, place)
    for shape in shapes(skeleton, figure, sight.view, sight.camera, sight.far):
        _put_shape(canvas, shape, place, skeleton.frames["head"])
    for line in present.straps:
        canvas.put("prop", stroke([place(p) for p in line], width, height))
    for round_ in present.balls:
        _put_ring(canvas, round_, place)
    return Drawing(tuple(runs(cells) for cells in _cells(canvas, columns, rows)))


def _put_shape(canvas: Canvas, shape: Shape, place: Projection, head: Frame) -> None:
    size = (canvas.width, canvas.height)
    hulls = [[_solid(place.circle(ball)) for ball in balls] for balls in shape.hulls]
    mask = joined([hull(circles, *size) for circles in hulls])
    if not any(mask.rows):
        return
    around = mask.rimmed(box(place.circle(ball), *size) for ball in shape.joints)
    if shape.name == "head":
        mask = head_mask(hulls[0][0], Gaze(*map(place.turned, head)), *size)
    half = min(ball[1] for balls in shape.hulls for ball in balls) * place.scale
    if shape.role == "far" and half > STIPPLED:
        mask = mask.sifted([_bits("10", canvas.width), _bits("01", canvas.width)])
    if shape.role == "stretch" and half > HATCHED:
        mask = mask.sifted([_bits("110", canvas.width), _bits("011", canvas.width), _bits("101", canvas.width)])
    canvas.put(shape.role, mask, around)


def _bits(pattern: str, width: int) -> int:
    return int((pattern * width)[:width], 2)


def _solid(circle: Circle) -> Circle:
    """A circle large enough to leave a dot wherever it lies."""
    return (circle[0], circle[1], max(circle[2], THINNEST))


def _put_ring(canvas: Canvas, round_: Round, place: Projection) -> None:
    size = (canvas.width, canvas.height)
    circles = [place.circle(ball) for ball in round_]
    whole = hull(circles, *size)
    inner = hull([(x, y, max(r - 1.1, 0.1)) for x, y, r in circles], *size)
    canvas.put("prop", without(whole, [inner]), whole.rimmed())


def _cells(canvas: Canvas, columns: int, rows: int) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for row in range(rows):
        bands: list[Band] = []
        for role, layer in canvas.layers.items():
            a, b, c, d = layer[row * 4 : row * 4 + 4]
            if together := a | b | c | d:
                bands.append((role, 3 if role == "stretch" else 1, together, a, b, c, d))
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
