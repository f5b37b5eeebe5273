"""The things a stretch uses, as lines and round bodies in space."""

from typing import Final, NamedTuple

from stretchtui.core.figures.model import Figure, Prop
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.anchors import anchor
from stretchtui.core.figures.pose.postures import SEAT
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Vector

Line = tuple[Vector, ...]
Round = tuple[tuple[Vector, float], ...]


class Things(NamedTuple):
    """`lines` are one dot wide, `rounds` are outlined; both lie behind the body, `straps` and `balls` before it.

    `walls` are lines as well: a wall from the side.
    """

    lines: tuple[Line, ...] = ()
    walls: tuple[Line, ...] = ()
    rounds: tuple[Round, ...] = ()
    straps: tuple[Line, ...] = ()
    balls: tuple[Round, ...] = ()


SEAT_BEHIND: Final = 7.0
SEAT_AHEAD: Final = 15.0
SEAT_HALF: Final = 12.0
BACK_HEIGHT: Final = 30.0
PILLOW: Final = 4.0
ROLLER: Final = 4.2
BALL: Final = 2.6
STEP: Final = 8.0
STEP_DEEP: Final = 24.0


def things(figure: Figure, skeleton: Skeleton) -> Things:
    """All props of a figure, where they are while the body is as the skeleton says."""
    lines: list[Line] = []
    walls: list[Line] = []
    rounds: list[Round] = []
    straps: list[Line] = []
    balls: list[Round] = []
    for given in figure.props:
        prop = given if isinstance(given, Prop) else Prop(given)
        x, y, z = (*prop.at, 0.0, 0.0)[:3]
        if prop.kind in {"chair", "stool", "chair-back"}:
            lines += _chair(prop, x, y)
        elif prop.kind == "wall":
            walls.append(((x, 0, 0), (x, 0, prop.size or 100)))
        elif prop.kind == "doorway":
            lines += _doorway(x, prop.size or 110)
        elif prop.kind == "mat":
            lines.append(_mat(x, y, prop.size or 110))
        elif prop.kind == "ball":
            balls.append((((x, y, z), prop.size or BALL),))
        elif prop.kind == "step":
            lines.append(_step(x, prop.size or STEP))
        elif prop.kind in {"towel", "strap"}:
            straps.append(tuple(anchor(skeleton, "right", name) for name in prop.through))
        else:
            rounds.append(_pillow(prop, (x, y, z)))
    return Things(tuple(lines), tuple(walls), tuple(rounds), tuple(straps), tuple(balls))


def _chair(prop: Prop, x: float, aside: float) -> list[Line]:
    """A seat, two pairs of legs and a back; of a "chair-back", which is held on to, `x` is the back."""
    seat, ahead = SEAT, SEAT_BEHIND + SEAT_AHEAD
    if prop.kind == "chair-back":
        low, high, back = x, x + ahead, x
    else:
        low, high, back = x - SEAT_BEHIND, x + SEAT_AHEAD, x - SEAT_BEHIND
    lines: list[Line] = []
    right, left = aside - SEAT_HALF, aside + SEAT_HALF
    for y in (right, left):
        lines += [((low, y, 0), (low, y, seat)), ((high, y, 0), (high, y, seat))]
        lines.append(((low, y, seat), (high, y, seat)))
        if prop.kind != "stool":
            lines.append(((back, y, seat), (back, y, seat + (prop.size or BACK_HEIGHT))))
    for place in (low, high):
        lines.append(((place, right, seat), (place, left, seat)))
    if prop.kind != "stool":
        top = seat + (prop.size or BACK_HEIGHT)
        lines.append(((back, right, top), (back, left, top)))
    return lines


def _doorway(x: float, height: float) -> list[Line]:
    half = body.SHOULDER_HALF + body.UPPER_ARM + 1
    return [((x, -half, 0), (x, -half, height), (x, half, height), (x, half, 0))]


def _step(x: float, height: float) -> Line:
    """A step whose edge is at `x`, rising ahead of it."""
    return ((x, 0, 0), (x, 0, height), (x + STEP_DEEP, 0, height), (x + STEP_DEEP, 0, 0))


def _mat(x: float, y: float, size: float) -> Line:
    a, b = size / 2, 19.0
    return ((x - a, y - b, 0), (x + a, y - b, 0), (x + a, y + b, 0), (x - a, y + b, 0), (x - a, y - b, 0))


def _pillow(prop: Prop, at: Vector) -> Round:
    x, y, z = at
    radius = PILLOW
    half = (prop.size or 24) / 2
    z = max(z, radius)
    if prop.kind == "roller":
        half = (prop.size or 40) / 2
        z = max(at[2], ROLLER)
        return (((x, y - half, z), ROLLER), ((x, y + half, z), ROLLER))
    if prop.kind == "bolster":
        return (((x - half, y, z), radius), ((x + half, y, z), radius))
    return tuple(((x + dx, y + dy, z), radius) for dx in (-2.0, 2.0) for dy in (-half, half))
