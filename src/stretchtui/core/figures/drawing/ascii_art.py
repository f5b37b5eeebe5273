"""A figure in plain ASCII: limbs as lines, the trunk filled, what is stretched as stars."""

from itertools import pairwise
from math import ceil, cos, floor, hypot, pi, sin
from typing import Final

from stretchtui.core.figures.drawing.arrows import arrows
from stretchtui.core.figures.drawing.close_up import CLOSE
from stretchtui.core.figures.drawing.picture import Cell, Drawing, Role, runs
from stretchtui.core.figures.drawing.raster import Circle, Mask, Size, hull, joined
from stretchtui.core.figures.drawing.scene import Sight, lines_seen, projection
from stretchtui.core.figures.drawing.shape import Shape
from stretchtui.core.figures.drawing.shapes import shapes
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.props import things
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Vector

Point = tuple[float, float]
"""In dots: two to a character's breadth, four to its height."""

STEEP: Final = 0.38
"""A line that goes sideways by less than this share of its height is drawn upright, and the other way round."""
DOUBLE: Final = 2.4
"""A limb with at least this half thickness, in dots, is drawn by its two edges."""
RINGED: Final = 3.4
"""A head with at least this radius, in dots, is a ring; a smaller one a single O."""


FILLED: Final = frozenset({"trunk", "skull", "jaw", "hair"})
"""What is no limb, but a body of its own."""


class CharacterGrid:
    """Characters by place; a later one covers an earlier one."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.dots = Size(columns * 2, rows * 4)
        self.cells: list[list[Cell]] = [[(" ", "blank")] * columns for _ in range(rows)]

    def put(self, column: int, row: int, char: str, role: Role) -> None:
        """Set a character; what lies outside the page is left out."""
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self.cells[row][column] = (char, role)

    def line(self, a: Point, b: Point, role: Role, char: str | None = None) -> None:
        """A line from dot to dot, of the characters that slope like it."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        if abs(dy) >= abs(dx):
            (x, y), (to_x, to_y) = (a, b) if dy >= 0 else (b, a)
            slope = (to_x - x) / (to_y - y) if to_y > y else 0.0
            glyph = char or ("|" if abs(slope) < STEEP else "\\" if slope > 0 else "/")
            for row in range(floor(y / 4), floor(to_y / 4) + 1):
                middle = min(max(row * 4 + 2.0, y), to_y)
                self.put(floor((x + (middle - y) * slope) / 2), row, glyph, role)
            return
        (x, y), (to_x, to_y) = (a, b) if dx >= 0 else (b, a)
        slope = (to_y - y) / (to_x - x)
        for column in range(floor(x / 2), floor(to_x / 2) + 1):
            middle = min(max(column * 2 + 1.0, x), to_x)
            height = y + (middle - x) * slope
            row = floor(height / 4)
            glyph = "_" if height - row * 4 > 2.4 else "-"
            if abs(slope) > STEEP and floor((height + slope) / 4) != floor((height - slope) / 4):
                glyph = "\\" if slope > 0 else "/"
            self.put(column, row, char or glyph, role)

    def path(self, points: list[Point], char: str | None = None) -> None:
        """The lines of a prop from point to point."""
        for a, b in pairwise(points):
            if abs(a[0] - b[0]) + abs(a[1] - b[1]) > 1:  # what is seen end on is no line
                self.line(a, b, "prop", char)

    def arrow(self, strokes: list[list[Point]]) -> None:
        """An arrow's shaft in dots, and its head as one character."""
        if not strokes:
            return
        shaft, (_, (x, y), _) = strokes
        for a, b in pairwise(shaft):
            self.line(a, b, "arrow", ".")
        back = next((p for p in reversed(shaft) if hypot(p[0] - x, p[1] - y) > 2), shaft[0])
        dx, dy = x - back[0], y - back[1]
        head = (">" if dx > 0 else "<") if abs(dx) > abs(dy) else ("v" if dy > 0 else "^")
        self.put(floor(x / 2), floor(y / 4), head, "arrow")

    def fill(self, mask: Mask, glyph: str, role: Role, least: int = 4) -> None:
        """Every character of which the mask covers so many of its eight dots."""
        for row in range(max(mask.top // 4, 0), self.rows):
            band = [mask.rows[k] for k in range(row * 4 - mask.top, row * 4 - mask.top + 4) if 0 <= k < len(mask.rows)]
            if not band:
                continue
            for column in range(self.columns):
                if sum((dots >> 2 * column & 3).bit_count() for dots in band) >= least:
                    self.put(column, row, glyph, role)


def draw_ascii(figure: Figure, skeleton: Skeleton, sight: Sight, columns: int, rows: int) -> Drawing:
    """One view of a body, in so many characters."""
    page = CharacterGrid(columns, rows)
    place = projection(sight, page.dots.width, page.dots.height)
    present = things(figure, skeleton)
    face = place.turned(skeleton.frames["head"].ahead)
    if sight.floor:
        page.line((0, rows * 4 - 0.5), (columns * 2 - 1, rows * 4 - 0.5), "prop")
    for points in lines_seen(present, sight.view, sight.camera):
        page.path([place(p) for p in points])
    for balls in present.rounds if sight.view.body not in CLOSE else ():
        page.fill(hull([place.circle(ball) for ball in balls], page.dots), "%", "prop")
    for shape in shapes(skeleton, figure, sight.view, sight.camera, sight.far):
        _put(page, shape, [[place.circle(ball) for ball in balls] for balls in shape.hulls], face)
    for points in present.straps:
        page.path([place(p) for p in points], ":")
    for balls in present.balls if sight.view.body not in CLOSE else ():
        page.fill(hull([place.circle(ball) for ball in balls], page.dots), "@", "prop")
    for arrow in arrows(figure):
        page.arrow(arrow.flat([place(p) for p in arrow.points]))
    return Drawing(tuple(runs(row) for row in page.cells))


def _put(page: CharacterGrid, shape: Shape, hulls: list[list[Circle]], face: Vector) -> None:
    role: Role = shape.role
    if shape.name == "head":
        _head(page, hulls[0][0], face)
    elif shape.name in FILLED or shape.name.endswith(("-palm", "-sole")):
        glyph = "%" if role == "hair" else "#"
        page.fill(joined([hull(circles, page.dots) for circles in hulls]), glyph, role)
    else:
        for circles in hulls:
            _limb(page, circles, role)


def _limb(page: CharacterGrid, circles: list[Circle], role: Role) -> None:
    """One line, or two with a blank between them where the limb is thick enough to show both its edges."""
    if role == "stretch":
        page.fill(hull([(x, y, max(r, 1.2)) for x, y, r in circles], page.dots), "*", role, least=2)
        return
    (x1, y1, r1), (x2, y2, r2) = circles[0], circles[-1]
    size = hypot(x2 - x1, y2 - y1)
    if min(r1, r2) < DOUBLE or size < DOUBLE * 2:
        page.line((x1, y1), (x2, y2), role)
        return
    page.fill(hull(circles, page.dots), " ", "blank")
    nx, ny = (y1 - y2) / size, (x2 - x1) / size
    for sign in (-1, 1):
        a, b = sign * (r1 - 0.5), sign * (r2 - 0.5)
        page.line((x1 + nx * a, y1 + ny * a), (x2 + nx * b, y2 + ny * b), role)


def _head(page: CharacterGrid, circle: Circle, face: Vector) -> None:
    """A ring with a nose, filled where it is seen from behind. `face`: right, up and towards the viewer."""
    x, y, radius = circle
    if radius < RINGED:
        page.put(floor(x / 2), floor(y / 4), "O", "body")
        return
    inside = "#" if face[2] < -0.5 else " "
    page.fill(hull([circle], page.dots), inside, "body")
    steps = ceil(radius * 8)
    for k in range(steps):
        a = 2 * pi * k / steps
        page.put(floor((x + (radius - 0.5) * cos(a)) / 2), floor((y + (radius - 0.5) * sin(a)) / 4), "o", "body")
    if face[2] >= -0.5:
        nose = "." if face[2] > 0.75 else ">" if face[0] > abs(face[1]) else "<" if face[0] < -abs(face[1]) else "'"
        reach = radius if face[2] < 0.75 else radius * 0.9
        page.put(floor((x + face[0] * reach) / 2), floor((y - face[1] * reach) / 4), nose, "body")
