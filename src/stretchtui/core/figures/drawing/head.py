"""A head in dots: full from behind, a ring with a face from the front, half and half from the side."""

from math import ceil, sqrt
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.raster import Circle, Mask, Size, hull
from stretchtui.core.figures.vectors import Vector

EYES_FROM: Final = 5.0
"""A head with at least this radius, in dots, has eyes."""
RIM: Final = 1.25
NAPE: Final = -0.55
NOSE, EYE, SMALLEST = 0.16, 0.1, 0.75


class Gaze(NamedTuple):
    """The head's own directions as the picture has them: right, up and towards the viewer."""

    ahead: Vector
    left: Vector
    up: Vector

    def place(self, ahead: float, left: float, up: float) -> Vector:
        """Where a place of the head is in the picture: right, up and near, all in shares of the radius."""
        x, y, z = (ahead * a + left * b + up * c for a, b, c in zip(self.ahead, self.left, self.up, strict=True))
        return (x, y, z)


def head_masks(circle: Circle, gaze: Gaze, size: Size, *, solid: bool) -> tuple[Mask, list[Mask]]:
    """The dots of a head: hair, with a rim about the face unless it is `solid`; then nose and eyes."""
    rim = 1.0 if solid else max(0.0, 1 - RIM / circle[2]) ** 2
    return _hair(circle, gaze, size, rim), _face(circle, gaze, size, solid=solid)


def _hair(circle: Circle, gaze: Gaze, size: Size, rim: float) -> Mask:
    """Hair, and what lies further out than the rim (the square of a share of the radius)."""
    cx, cy, radius = circle
    pitch = size.pitch
    (ax, ay, az), (ux, uy, uz) = gaze.ahead, gaze.up
    top = int((cy - radius) / pitch) - 1
    columns = range(max(int(cx - radius) - 1, 0), min(ceil(cx + radius) + 1, size.width))
    rows = []
    for y in range(top, ceil((cy + radius) / pitch) + 1):
        row = 0
        v = (cy - (y + 0.5) * pitch) / radius
        for x in columns:
            u = (x + 0.5 - cx) / radius
            square = u * u + v * v
            if square <= 1:
                w = sqrt(1 - square)
                front, crown = u * ax + v * ay + w * az, u * ux + v * uy + w * uz
                if square > rim or (front < 0.1 and crown > NAPE) or crown > 0.3 + 0.2 * front:
                    row |= 1 << x
        rows.append(row)
    return Mask(top, rows)


def _face(circle: Circle, gaze: Gaze, size: Size, *, solid: bool) -> list[Mask]:
    """The nose, which juts out in profile, and the eyes of a head that is large enough for them."""
    cx, cy, radius = circle
    marks = []
    if gaze.ahead[2] > -0.5 and not solid:
        marks.append((gaze.ahead, NOSE))
    if radius > EYES_FROM * size.pitch**0.5:
        for aside in (-0.4, 0.4):
            eye = gaze.place(0.87, aside, 0.12)
            if eye[2] > 0:
                marks.append((eye, EYE))
    return [
        hull([(cx + x * radius, cy - y * radius, max(radius * share, SMALLEST * size.pitch**0.5))], size)
        for (x, y, _), share in marks
    ]
