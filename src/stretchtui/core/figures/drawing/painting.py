"""A figure on a canvas: filled limbs, an edge between what is near and what is far, whatever the dots become."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.arrows import arrows
from stretchtui.core.figures.drawing.close_up import CLOSE
from stretchtui.core.figures.drawing.details import LINES, features, has_details, lines
from stretchtui.core.figures.drawing.head import Gaze, head_masks
from stretchtui.core.figures.drawing.picture import Role
from stretchtui.core.figures.drawing.raster import (
    Canvas,
    Circle,
    Mask,
    Size,
    box,
    hull,
    joined,
    overlap,
    stroke,
    without,
)
from stretchtui.core.figures.drawing.scene import Projection, Sight, lines_seen, projection
from stretchtui.core.figures.drawing.shape import Shape, linked
from stretchtui.core.figures.drawing.shapes import shapes
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.props import Line, Round, Things, things
from stretchtui.core.figures.pose.skeleton import Skeleton

STIPPLED: Final = 1.1
"""A far limb with at least this half thickness, in dots, is stippled; a thinner one would fall apart."""
HATCHED: Final = 0.6
"""A muscle with at least this half thickness, in dots, is hatched; a thinner one is set off by the rim about it."""
BEFORE: Final = 9.0
"""A line of a prop nearer to the viewer than the body's middle by this much lies before the body."""


class Grid(NamedTuple):
    """What a cell is divided into: two columns of `down` dots. `solid` dots touch, and have a colour each."""

    down: int
    solid: bool

    @property
    def pitch(self) -> float:
        """How far rows are apart, in columns: a cell is twice as high as wide."""
        return 4 / self.down

    @property
    def coarse(self) -> bool:
        """A dot is so high that a rim all about a limb would be as thick as the limb."""
        return self.down < 4


BRAILLE: Final = Grid(4, solid=False)
QUADRANTS: Final = Grid(2, solid=True)
SEXTANTS: Final = Grid(3, solid=True)
OCTANTS: Final = Grid(4, solid=True)


def painted(figure: Figure, skeleton: Skeleton, sight: Sight, columns: int, rows: int, *, grid: Grid) -> Canvas:
    """One view of a body, in so many cells."""
    canvas = Canvas(Size(columns * 2, rows * grid.down, grid.pitch))
    place = projection(sight, columns * 2, rows * 4)
    present = _in_sight(things(figure, skeleton), sight)
    before = [line for line in present.lines if is_before(line, skeleton, sight)]
    if sight.floor:
        canvas.put("prop", Mask(canvas.size.height - 1, [(1 << canvas.size.width) - 1]))
    _put_lines(canvas, [line for line in present.lines if line not in before], place)
    for round_ in present.rounds:
        _put_round(canvas, round_, place, grid)
    brush = _Brush(canvas, place, grid, skeleton, close=sight.view.body in CLOSE)
    for shape in shapes(skeleton, figure, sight.view, sight.camera, sight.far):
        brush.put(shape)
    _put_lines(canvas, before, place)
    for line in present.straps:
        strap = stroke([place(p) for p in line], canvas.size)
        canvas.put("prop", strap, None if grid.coarse else strap.rimmed())
    for round_ in present.balls:
        _put_round(canvas, round_, place, grid)
    for arrow in arrows(figure):
        for points in arrow.flat([place(p) for p in arrow.points]):
            canvas.put("arrow", stroke(points, canvas.size))
    return canvas


def _in_sight(all_: Things, sight: Sight) -> Things:
    """The things that a view shows; close by only what a hand holds."""
    if sight.view.body in CLOSE:
        return Things(straps=all_.straps)
    return all_._replace(lines=lines_seen(all_, sight.view, sight.camera))


def _put_lines(canvas: Canvas, lines: Iterable[Line], place: Projection) -> None:
    for line in lines:
        canvas.put("prop", stroke([place(p) for p in line], canvas.size))


def is_before(line: Line, skeleton: Skeleton, sight: Sight) -> bool:
    """Whether a line, such as the near legs of a chair, hides the body and not the body it."""
    middle = sum(sight.camera.depth(p) for p in line) / len(line)
    upright = any(p[2] > 1 for p in line)
    return upright and middle > sight.camera.depth(skeleton.joints["pelvis"]) + BEFORE


class _Brush:
    """Puts the shapes of one body on a canvas, the farthest first."""

    def __init__(self, canvas: Canvas, place: Projection, grid: Grid, skeleton: Skeleton, *, close: bool) -> None:
        self.canvas, self.place, self.grid, self.skeleton = canvas, place, grid, skeleton
        self.done: dict[str, Mask] = {}
        self.close = close
        self.detailed = not close and has_details(place, grid.pitch)

    def put(self, shape: Shape) -> None:
        size, place = self.canvas.size, self.place
        least = 0.8 if not self.grid.coarse else 0.55 * self.grid.pitch
        hulls = [[_at_least(place.circle(ball), least) for ball in balls] for balls in shape.hulls]
        mask = joined([hull(circles, size) for circles in hulls])
        if not any(mask.rows):
            return
        if shape.role == "stretch" and self.close and self.done:
            mask = overlap(mask, joined(list(self.done.values())))
        if shape.role != "stretch" or not self.close:
            self.done[shape.name] = mask
        if self.grid.solid and shape.role == "stretch":
            self.canvas.put("stretch", mask)
            return
        around = mask.rimmed(self._joints(shape))
        if shape.name == "head":
            self._head(hulls[0][0], mask, around)
            return
        if not self.grid.solid:
            mask = self._textured(shape, mask)
            self.canvas.put(shape.role, mask, around)
        else:
            self.canvas.put(shape.tone, mask, around, apart_from=shape.tone if self.grid.coarse else None)
        if self.detailed and shape.role != "stretch":
            for line in lines(shape, self.skeleton, place, size, mask):
                self._line(shape.tone, line)

    def _line(self, tone: Role, line: Mask) -> None:
        """A line on a shape: of another shade, or, of dots, without any."""
        if self.grid.solid:
            self.canvas.put(LINES[tone], line)
        else:
            self.canvas.put("body", Mask(line.top, []), line)

    def _joints(self, shape: Shape) -> list[Mask]:
        """Where a shape hangs together with its neighbours: there is no rim."""
        near = [self.done[name] for name in linked(shape) if name in self.done]
        boxes = [box(self.place.circle(ball), self.canvas.size) for ball in shape.joints] if near else []
        return [overlap(one, other) for one in boxes for other in near]

    def _textured(self, shape: Shape, mask: Mask) -> Mask:
        half = min(ball[1] for balls in shape.hulls for ball in balls) * self.place.scale
        width = self.canvas.size.width
        if shape.role == "far" and half > STIPPLED:
            return mask.sifted([_bits("10", width), _bits("01", width)])
        if shape.role == "stretch" and half > HATCHED:
            return mask.sifted([_bits("110", width), _bits("011", width), _bits("101", width)])
        return mask

    def _head(self, circle: Circle, whole: Mask, around: Mask) -> None:
        gaze = Gaze(*map(self.place.turned, self.skeleton.frames["head"]))
        hair, marks = head_masks(circle, gaze, self.canvas.size, solid=self.grid.solid)
        if not self.grid.solid:
            self.canvas.put("body", joined([hair, *marks]), around)
            return
        self.canvas.put("near", whole, around, apart_from="near" if self.grid.coarse else None)
        self.canvas.put("hair", overlap(hair, whole))
        for mark in features(circle, gaze, self.canvas.size, whole) if self.detailed else ():
            self.canvas.put("body", mark)
        for mark in marks:
            self.canvas.put("hair", mark)


def _bits(pattern: str, width: int) -> int:
    return int((pattern * width)[:width], 2)


def _at_least(circle: Circle, least: float) -> Circle:
    """A circle large enough to leave a dot wherever it lies."""
    return (circle[0], circle[1], max(circle[2], least))


def _put_round(canvas: Canvas, round_: Round, place: Projection, grid: Grid) -> None:
    """A pillow or a ball: a ring of dots, or, of dots that touch, the whole of it."""
    circles = [place.circle(ball) for ball in round_]
    whole = hull(circles, canvas.size)
    if grid.solid:
        canvas.put("prop", whole, None if grid.coarse else whole.rimmed())
        return
    inner = hull([(x, y, max(r - 1.1, 0.1)) for x, y, r in circles], canvas.size)
    role: Role = "prop"
    canvas.put(role, without(whole, [inner]), whole.rimmed())
