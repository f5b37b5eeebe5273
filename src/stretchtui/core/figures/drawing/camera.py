"""From space to the picture: where a view stands, and what it sees."""

from math import cos, radians, sin
from typing import Final, NamedTuple

from stretchtui.core.figures.model import View, ViewName
from stretchtui.core.figures.vectors import Vector, cross, dot

# Degrees round the body (0 is in front of it, minus is to its right) and above the floor.
STANDPOINTS: Final[dict[ViewName, tuple[float, float]]] = {
    "side": (-90, 0),
    "front": (0, 0),
    "back": (180, 0),
    "half-front": (-40, 14),
    "half-back": (-140, 14),
    "above": (-90, 90),
}


class Camera(NamedTuple):
    """A view without perspective: directions in space that are right, up and towards the viewer."""

    right: Vector
    up: Vector
    toward: Vector

    @property
    def level(self) -> bool:
        """Seen from the height of the body: the floor is a line."""
        return abs(self.toward[2]) < 0.05

    def __call__(self, point: Vector) -> tuple[float, float]:
        """Where in the picture a point is: to the right, and up."""
        (a, b, c), (d, e, f), _ = self
        x, y, z = point
        return (a * x + b * y + c * z, d * x + e * y + f * z)

    def depth(self, point: Vector) -> float:
        """How near to the viewer a point is."""
        return dot(self.toward, point)


def as_view(view: View | ViewName) -> View:
    return view if isinstance(view, View) else View(view)


def camera(view: View) -> Camera:
    """The camera of a view."""
    around, above = STANDPOINTS[view.from_]
    a, e = radians(around + view.turn), radians(above if view.above is None else view.above)
    toward = (cos(a) * cos(e), sin(a) * cos(e), sin(e))
    right = (-sin(a), cos(a), 0.0)
    return Camera(right, cross(toward, right), toward)
