"""Close by: hands with fingers, feet with toes, a head with jaw and tongue, each with a small skeleton of its own.

Breadth and length of hand and foot follow the whole body's; how they are divided is this project's own, after what
an atlas of anatomy shows, and fingers and toes are a little thicker than life so that each can be told.
"""

from math import cos, radians, sin
from typing import Final, NamedTuple

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.drawing.camera import Camera
from stretchtui.core.figures.drawing.muscles import Ball, Hull
from stretchtui.core.figures.drawing.picture import Role
from stretchtui.core.figures.drawing.shape import Shape
from stretchtui.core.figures.model import BodyPart
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Frame, Vector, between, dot, moved, outward, plus, scaled, unit

HINGE: Final = (0.3, -1.2)
"""Where the jaw turns: ahead of the head's middle and above it."""
EDGE_ON: Final = 0.85
"""Seen more from the side than this (as a cosine) the fingers of a hand lie behind one another, and are one shape."""
CLOSE: Final[frozenset[BodyPart]] = frozenset({"hand", "hands", "foot", "feet", "head"})


class Digit(NamedTuple):
    """A finger or toe: how far towards the thumb or big toe it stands, where it begins, its bones, its radii."""

    aside: float
    start: float
    bones: tuple[float, ...]
    radii: tuple[float, float]


FINGERS: Final = (
    Digit(2.1, 6.0, (3.0, 1.9, 1.5), (0.95, 0.7)),
    Digit(0.7, 6.3, (3.3, 2.1, 1.6), (0.95, 0.7)),
    Digit(-0.7, 6.0, (3.0, 2.0, 1.5), (0.95, 0.7)),
    Digit(-2.0, 5.4, (2.4, 1.5, 1.3), (0.85, 0.65)),
)
THUMB: Final = Digit(1.6, 1.5, (3.4, 2.5, 2.0), (1.25, 0.85))
TOES: Final = (
    Digit(2.0, 0.0, (3.6,), (1.15, 1.05)),
    Digit(0.65, 0.2, (3.2,), (0.8, 0.75)),
    Digit(-0.4, 0.1, (2.9,), (0.75, 0.7)),
    Digit(-1.35, -0.2, (2.5,), (0.7, 0.65)),
    Digit(-2.2, -0.7, (2.1,), (0.7, 0.65)),
)


def close_shapes(skeleton: Skeleton, part: BodyPart, seen: Camera) -> list[Shape]:
    """All shapes of a close view, the farthest first."""
    found: list[Shape] = []
    if part == "head":
        return sorted(_head(skeleton, seen), key=lambda shape: shape.depth)
    for side in ("right", "left") if part in {"hands", "feet"} else ("right",):
        role: Role = "near" if side == "right" else "body"
        found += (_hand if part in {"hand", "hands"} else _foot)(skeleton, side, role, seen)
    return sorted(found, key=lambda shape: shape.depth)


def _hand(skeleton: Skeleton, side: Side, role: Role, seen: Camera) -> list[Shape]:
    wrist, frame = skeleton.joints[f"{side}-wrist"], skeleton.frames[f"{side}-hand"]
    bent = skeleton.details.fingers[side]
    sign = 1 if side == "left" else -1

    def at(ahead: float, aside: float, along: float) -> Vector:
        return plus(wrist, outward(frame, (ahead, sign * aside, -along)))

    start = between(skeleton.joints[f"{side}-elbow"], wrist, 0.5)
    arm: Hull = ((start, 2.1), (wrist, 1.65))
    palm: Hull = (
        (at(0, 0.7, 0.3), 1.45),
        (at(0, -0.7, 0.3), 1.45),
        (at(0, 1.9, 5.8), 1.1),
        (at(0, -1.9, 5.2), 1.05),
        (at(0.3, 1.5, 2.0), 1.3),
    )
    name = f"{side}-palm"
    shapes = [
        Shape(f"{side}-wrist", role, (arm,), _depth(seen, arm), ((wrist, 2.6),), (name,)),
        Shape(name, role, (palm,), _depth(seen, palm) + 0.05, ((wrist, 2.6),), (f"{side}-wrist",)),
    ]
    fingers: list[Shape] = []
    for number, digit in enumerate(FINGERS):
        spread = radians(bent.spread * (1.5 - number))
        ahead: Vector = (0.0, sign * sin(spread), -cos(spread))
        angles = (bent.knuckles, bent.middle, bent.tips)
        points = _chain(at(0, digit.aside, digit.start), frame, ahead, digit, angles)
        fingers += _digit(f"{side}-finger-{number}.{name}", points, digit, role, seen)
    shapes += _blade(fingers, name) if abs(dot(frame.left, seen.toward)) > EDGE_ON else fingers
    shapes += _digit(f"{side}-thumb.{name}", _thumb(at, frame, sign, bent.thumb, bent.across), THUMB, role, seen)
    return shapes


def _thumb(at: object, frame: Frame, sign: int, away: float, across: float) -> list[Vector]:
    """The thumb's joints: first aside, then before the palm, the last bones leaning further over."""
    start: Vector = at(0.5, THUMB.aside, THUMB.start)  # type: ignore[operator]
    points = [start]
    for number, bone in enumerate(THUMB.bones):
        a, c = radians(away - 10 * number), radians(across + across * 0.28 * number)
        local: Vector = (sin(a) * sin(c), sign * sin(a) * cos(c), -cos(a))
        points.append(moved(points[-1], outward(frame, local), bone))
    return points


def _chain(
    start: Vector, frame: Frame, ahead: Vector, digit: Digit, angles: tuple[float, ...], *, up: bool = False
) -> list[Vector]:
    """The joints of a finger or toe from its foot to its tip, each bone flexed further than the one before."""
    points, whole = [start], 0.0
    for bone, angle in zip(digit.bones, angles, strict=True):
        whole += radians(angle)
        turn: Vector = (0.0, 0.0, 1.0) if up else (1.0, 0.0, 0.0)
        local = plus(scaled(ahead, cos(whole)), scaled(turn, sin(whole)))
        points.append(moved(points[-1], outward(frame, local), bone))
    return points


def _blade(fingers: list[Shape], palm: str) -> list[Shape]:
    """The bones of all fingers of a hand, without a rim between them: they hang together all along."""
    near = (palm, *(bone.name for bone in fingers))
    whole = []
    for bone in fingers:
        ((start, radius), (end, _)) = bone.hulls[0]
        joints = tuple((between(start, end, share), radius * 1.9) for share in (0.0, 0.5, 1.0))
        whole.append(bone._replace(joints=joints, near=near))
    return whole


def _digit(name: str, points: list[Vector], digit: Digit, role: Role, seen: Camera) -> list[Shape]:
    """The bones of a finger or toe; after a dot its name tells what it grows from."""
    name, _, palm = name.partition(".")
    shapes = []
    count = len(points) - 1
    for k in range(count):
        a, b = (digit.radii[0] + (digit.radii[1] - digit.radii[0]) * share / count for share in (k, k + 1))
        hull: Hull = ((points[k], a), (points[k + 1], b))
        near = tuple(n for n in (palm if k == 0 else f"{name}-{k - 1}", f"{name}-{k + 1}") if n)
        joints = ((points[k], a * 1.5), (points[k + 1], b * 1.5))
        shapes.append(Shape(f"{name}-{k}", role, (hull,), _depth(seen, hull) + 0.1, joints, near))
    return shapes


def _foot(skeleton: Skeleton, side: Side, role: Role, seen: Camera) -> list[Shape]:
    j, frame = skeleton.joints, skeleton.frames[f"{side}-foot"]
    toes, sign = skeleton.details.toes[side], 1 if side == "left" else -1
    ankle, heel, ball = (j[f"{side}-{name}"] for name in ("ankle", "heel", "ball"))

    def at(aside: float, along: float) -> Vector:
        """A place at the ball of the foot, aside towards the big toe."""
        return plus(ball, outward(frame, (along, -sign * aside, 0.0)))

    start = between(j[f"{side}-knee"], ankle, 0.45)
    shin: Hull = ((start, 2.7), (ankle, 2.0))
    foot: Hull = ((heel, body.R_FOOT[0]), (ankle, 1.9), (at(1.7, 0), 1.25), (at(-1.6, -0.6), 1.1))
    name, link = f"{side}-sole", ((ankle, 3.2),)
    shapes = [
        Shape(f"{side}-shin", role, (shin,), _depth(seen, shin), link, (name,)),
        Shape(name, role, (foot,), _depth(seen, foot) + 0.05, link, (f"{side}-shin",)),
    ]
    for number, digit in enumerate(TOES):
        fan = radians(toes.spread * (1.0 - 0.5 * number))
        ahead: Vector = (cos(fan), -sign * sin(fan), 0.0)
        points = _chain(at(digit.aside, digit.start), frame, ahead, digit, (toes.up,), up=True)
        shapes += _digit(f"{side}-toe-{number}.{name}", points, digit, role, seen)
    return shapes


def _head(skeleton: Skeleton, seen: Camera) -> list[Shape]:
    """A head as one sees it, with its jaw on its hinge and, as if the cheek were glass, the tongue."""
    middle, frame, details = skeleton.joints["head"], skeleton.frames["head"], skeleton.details
    angle = radians(details.jaw)

    def at(ahead: float, up: float, radius: float, aside: float = 0.0) -> Ball:
        return (plus(middle, outward(frame, (ahead, aside, up))), radius)

    def jaw(ahead: float, up: float, radius: float) -> Ball:
        x, z = ahead - HINGE[0], up - HINGE[1]
        return at(HINGE[0] + x * cos(angle) + z * sin(angle), HINGE[1] - x * sin(angle) + z * cos(angle), radius)

    base, share, sunk = seen.depth(middle), details.tongue, details.jaw * 0.03
    reach = at(3.3 + 0.6 * share, -4.3 + 1.8 * share - sunk * (1 - share), 0.6)
    arch, root = at(1.9, -3.6 + 0.8 * share - sunk * (1 - share), 0.9), jaw(1.2, -4.6, 0.9)
    chin, crown = jaw(4.2, -6.1, 1.0), at(-2.0, 2.6, 3.9)
    brow, nose, lip = at(3.9, 2.2, 1.7), at(5.9, -0.9, 0.55), at(4.5, -2.3, 0.75)
    skull = (at(-0.6, 1.1, 5.3), at(1.0, 1.6, 4.9), at(0.5, -1.6, 2.6))
    face = (brow, at(3.2, -1.0, 2.0), lip, at(0.5, -1.6, 2.2))
    return [
        Shape("skull", "near", (skull, face, (at(4.7, 0.6, 0.5), nose, lip)), base, (), ("neck",)),
        Shape(
            "jaw",
            "near",
            ((jaw(0.4, -2.2, 1.6), jaw(0.9, -4.9, 1.4), chin), (chin, jaw(4.6, -4.3, 0.6))),
            base + 0.1,
            (at(HINGE[0], HINGE[1] - 0.6, 2.2),),
            ("skull",),
        ),
        Shape("hair", "hair", ((crown, at(1.6, 4.9, 1.7)), (at(-3.5, -0.8, 2.3), crown)), base + 0.2, (), ("skull",)),
        *([Shape("tongue", "far", ((root, arch), (arch, reach)), base + 0.5)] if share or details.jaw else []),
        *_eyes(at, details.eyes, base, seen, frame),
    ]


def _eyes(at: object, share: float, base: float, seen: Camera, frame: Frame) -> list[Shape]:
    """Eyes that look at the viewer or past him: a dot when open, a line when closed."""
    found = []
    for aside in (-2.0, 2.0):
        place, _ = at(4.9, 0.9, 0.5, aside)  # type: ignore[operator]
        facing = seen.depth(place) - base
        if facing < -1.0:
            continue
        half = scaled(unit(frame.left), 0.9 * (1 - share))
        low, high = plus(place, half), plus(place, scaled(half, -1))
        radius = 0.25 + 0.4 * share
        found.append(Shape(f"eye-{aside}", "hair", (((low, radius), (high, radius)),), base + 0.6))
    return found


def _depth(seen: Camera, hull: Hull) -> float:
    return sum(seen.depth(point) for point, _ in hull) / len(hull)
