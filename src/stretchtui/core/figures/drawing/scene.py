"""How large a figure is drawn: one scale and place for all its moments, so that nothing jumps as it moves."""

from functools import lru_cache
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.arrows import arrows
from stretchtui.core.figures.drawing.camera import Camera, camera
from stretchtui.core.figures.drawing.close_up import CLOSE
from stretchtui.core.figures.drawing.muscles import Ball
from stretchtui.core.figures.drawing.raster import Circle
from stretchtui.core.figures.drawing.shapes import far_side, shapes
from stretchtui.core.figures.model import Figure, View
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.figures.pose.props import Line, Things, things
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Vector, dot, moved

MOMENTS = 9
"""So many moments of the movement are measured; of a body that stands still, one."""


NEAR_FLOOR = 3.0
"""Feet that come so near to the floor are drawn on it."""
BUST_ENDS = 4
"""A bust is cut off at this joint of the spine."""
FACE_ON = 0.7
"""A viewer who looks along a wall's normal by more than this (as a cosine) sees no edge of it."""
MARGIN = 1.0
"""Dots left free on every side."""


class Extent(NamedTuple):
    """What a view sees over the whole movement, in hundredths of the body's height, y upwards."""

    left: float
    right: float
    low: float
    high: float


class Projection(NamedTuple):
    """From space to dots: what a camera sees, times `scale`, then `x` to the right and `y` down."""

    camera: Camera
    scale: float
    x: float
    y: float

    def __call__(self, point: Vector) -> tuple[float, float]:
        """Where in the picture a point of space is, in dots, y downwards."""
        right, up = self.camera(point)
        return (self.x + right * self.scale, self.y - up * self.scale)

    def circle(self, ball: Ball) -> Circle:
        """A ball of space as a circle of the picture."""
        return (*self(ball[0]), ball[1] * self.scale)

    def turned(self, direction: Vector) -> Vector:
        """A direction of space as the picture has it: right, up and towards the viewer."""
        return (dot(direction, self.camera.right), dot(direction, self.camera.up), dot(direction, self.camera.toward))


class Sight(NamedTuple):
    """What belongs to one view of a figure, at any moment and size."""

    view: View
    camera: Camera
    far: str | None
    floor: bool
    extent: Extent


_UP: Final[Vector] = (0.0, 0.0, 1.0)


@lru_cache(maxsize=64)
def sight(figure: Figure, view: View) -> Sight:
    """A view of a figure, measured over its whole movement."""
    seen = camera(view)
    times = [k / (MOMENTS - 1) for k in range(MOMENTS)] if len(set(figure.pose)) > 1 else [0.0]
    moments = [skeleton_at(figure, t) for t in times]
    far = far_side(moments[0], seen)
    balls = [ball for skeleton in moments for ball in _measured(figure, view, seen, skeleton)]
    spots = [(*seen(point), radius) for point, radius in balls]
    near_floor = view.body in {"foot", "feet"} and min(point[2] for point, _ in balls) < NEAR_FLOOR
    floor = seen.level and (view.body == "whole" or near_floor)
    extent = Extent(
        min(x - r for x, _, r in spots),
        max(x + r for x, _, r in spots),
        0.0 if floor else min(y - r for _, y, r in spots),
        max(y + r for _, y, r in spots),
    )
    return Sight(view, seen, far, floor, extent)


def _measured(figure: Figure, view: View, seen: Camera, skeleton: Skeleton) -> list[Ball]:
    """All that must be within the frame; of a bust, not what lies below its edge."""
    balls = [ball for shape in shapes(skeleton, figure, view, seen, None) for hull in shape.hulls for ball in hull]
    present = things(figure, skeleton)
    if view.body not in CLOSE:
        balls += [ball for round_ in (*present.rounds, *present.balls) for ball in round_]
    if view.body == "whole":
        lines = (*lines_seen(present, view, seen), *present.straps)
        balls += [(point, 0.0) for line in lines for point in line]
    balls += [(point, 1.5) for arrow in arrows(figure) for point in arrow.points]
    if view.body in {"bust", "head"}:
        edge = seen(skeleton.spine[BUST_ENDS] if view.body == "bust" else moved(skeleton.spine[-1], _UP, -3))[1]
        return [ball for ball in balls if seen(ball[0])[1] >= edge]
    return balls


def lines_seen(present: Things, view: View, seen: Camera) -> tuple[Line, ...]:
    """The lines of things in a view: without the floor nothing that stands on it, and no wall that one looks at."""
    if view.body != "whole":
        return ()
    return present.lines if abs(seen.toward[0]) > FACE_ON else (*present.lines, *present.walls)


def projection(sight: Sight, width: int, height: int) -> Projection:
    """The largest picture that fits into so many dots, in the middle; on the ground where there is a floor."""
    extent = sight.extent
    wide, high = max(extent.right - extent.left, 1.0), max(extent.high - extent.low, 1.0)
    scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)
    x = width / 2 - (extent.left + extent.right) / 2 * scale
    if sight.floor:
        return Projection(sight.camera, scale, x, height - MARGIN + extent.low * scale)
    return Projection(sight.camera, scale, x, height / 2 + (extent.low + extent.high) / 2 * scale)
