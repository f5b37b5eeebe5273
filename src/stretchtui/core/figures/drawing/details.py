"""What a body has more where it is drawn large: hems of the clothing, fingers, nose, ear and mouth.

All of it lies within the outline of the shape it belongs to, and costs nothing where a figure is small.
"""

from collections.abc import Iterator
from math import atan2, cos, pi, sin, sqrt
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.head import Gaze
from stretchtui.core.figures.drawing.picture import Role
from stretchtui.core.figures.drawing.raster import Circle, Mask, Size, hull, overlap, stroke
from stretchtui.core.figures.drawing.scene import Projection
from stretchtui.core.figures.drawing.shape import Shape
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Frame, Vector, between, dot, moved

FROM: Final = 4.5
"""A figure whose head has at least this radius, in columns of dots, has details; larger where rows are high."""
FACE_FROM: Final = 6.4
"""A head of at least this radius has a mouth as well."""
STEPS: Final = 6
"""In so many steps a hem runs round the half of a limb that one sees."""
SLIT: Final = 1.35
"""A hand with at least this half thickness, in columns of dots, shows fingers."""


class Hem(NamedTuple):
    """An edge of the clothing round a bone: at a share of the way, with half of the breadth and depth there."""

    start: str
    end: str
    frame: str
    share: float
    half: tuple[float, float]


HEMS: Final = {
    "elbow": Hem("shoulder", "elbow", "upper-arm", 0.6, (2.6, 2.6)),
    "ankle": Hem("knee", "ankle", "shin", 0.9, (2.4, 2.4)),
}
"""By the end of the bone: a short sleeve, and the leg of the trousers."""
BELT: Final = (0.35, (8.6, 4.8))
"""The share of the way up the loins, and half of the breadth and depth there."""
LOWEST: Final = 0.9
"""A belt lower in the picture than this share of its height is left out: a bust ends there."""
ALONG: Final = 0.7
"""A bone that points at the viewer by more than this (as a cosine) shows no hem round it."""
LINES: Final[dict[Role, Role]] = {"body": "hair", "near": "body", "leg": "body"}
"""In solid blocks: the shade of a line on a shape of a shade."""


def has_details(place: Projection, pitch: float) -> bool:
    """Whether a body is drawn large enough for details, with rows of dots `pitch` columns apart."""
    return place.scale * body.HEAD_RADIUS >= FROM * sqrt(sqrt(pitch))


def lines(shape: Shape, skeleton: Skeleton, place: Projection, size: Size, mask: Mask) -> Iterator[Mask]:
    """The lines on a shape of the body, `mask` being its dots; a shape of the far side has none."""
    side, _, bare = shape.name.rpartition("-")
    if shape.role == "far":
        return
    if shape.name == "trunk":
        share, half = BELT
        middle = between(skeleton.spine[1], skeleton.spine[2], share)
        if place(middle)[1] < LOWEST * size.height * size.pitch:
            yield overlap(_half_ring(middle, skeleton.spine_frames[1], half, place, size), mask)
    elif bare in HEMS and side:
        hem = HEMS[bare]
        middle = between(skeleton.joints[f"{side}-{hem.start}"], skeleton.joints[f"{side}-{hem.end}"], hem.share)
        frame = skeleton.frames[f"{side}-{hem.frame}"]
        yield overlap(_half_ring(middle, frame, hem.half, place, size), mask)
    elif bare == "knuckles" and body.R_HAND[0] * place.scale >= SLIT:
        wrist, end = skeleton.joints[f"{side}-wrist"], skeleton.joints[shape.name]
        along = stroke([place(between(wrist, end, 0.55)), place(between(wrist, end, 1.3))], size)
        yield overlap(along, mask)


def _half_ring(middle: Vector, frame: Frame, half: tuple[float, float], place: Projection, size: Size) -> Mask:
    """The half of a ring about a bone that the viewer sees; `half` is its thickness to the side and ahead."""
    toward, (aside, ahead) = place.camera.toward, half
    if abs(dot(frame.up, toward)) > ALONG:
        return Mask(0, [])
    facing = atan2(dot(frame.left, toward), dot(frame.ahead, toward))
    points = []
    for step in range(STEPS + 1):
        angle = facing + (step / STEPS - 0.5) * pi
        spot = moved(moved(middle, frame.left, aside * sin(angle)), frame.ahead, ahead * cos(angle))
        points.append(place(spot))
    return stroke(points, size)


def features(circle: Circle, gaze: Gaze, size: Size, whole: Mask) -> Iterator[Mask]:
    """Nose, ears and mouth of a head, each where it is seen."""
    cx, cy, radius = circle
    least = 0.7 * sqrt(size.pitch)
    parts: list[tuple[tuple[Vector, ...], float]] = [(((0.93, 0.0, -0.12),), 0.14)]
    parts += [(((-0.12, aside, -0.1),), 0.17) for aside in (-0.93, 0.93)]
    if radius >= FACE_FROM * sqrt(size.pitch):
        parts.append((((0.82, 0.24, -0.5), (0.82, -0.24, -0.5)), 0.06))
    for places, share in parts:
        spots = [gaze.place(*place) for place in places]
        if all(z > 0.1 for _, _, z in spots):
            dots = [(cx + x * radius, cy - y * radius, max(radius * share, least)) for x, y, _ in spots]
            yield overlap(hull(dots, size), whole)
