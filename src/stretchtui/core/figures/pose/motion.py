"""A figure at any moment: key poses solved once, and what lies between them."""

from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from stretchtui.core.figures.model import Bend, Figure, Fingers, Girdle, Pin, Reach, Swing, Toes
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.anchors import ON_ARM, ON_LEG, anchor, fingers, split_side
from stretchtui.core.figures.pose.postures import POSTURES
from stretchtui.core.figures.pose.skeleton import (
    Attitude,
    Skeleton,
    add_limb,
    bent_tip,
    laid_tip,
    lowest,
    part_of,
    pointed_tip,
    pole_of,
    reach_frame,
    reached,
    side_of,
    swing_frame,
    told_tip,
    trunk,
)
from stretchtui.core.figures.pose.stance import LIMBS, SIDES, Details, Limb, LimbName, Stance, stances
from stretchtui.core.figures.vectors import Frame, Vector, between, halfway, scaled, turned

P = TypeVar("P", Fingers, Toes)
PALM_HEIGHT: Final = body.R_HAND[0]


class Key(NamedTuple):
    """A key pose, solved: where the pelvis is, and how each limb is held."""

    stance: Stance
    pelvis: Vector
    attitudes: dict[LimbName, Attitude]


@lru_cache(maxsize=64)
def keys(figure: Figure) -> tuple[Key, ...]:
    """The figure's key poses, solved."""
    return tuple(_solved(stance) for stance in stances(POSTURES[figure.start], figure.pose))


def skeleton_at(figure: Figure, t: float) -> Skeleton:
    """The body at `t`: 0 is the first key pose, 1 the last; slow at each key pose, faster between."""
    solved = keys(figure)
    place = min(max(t, 0.0), 1.0) * (len(solved) - 1)
    number = min(int(place), len(solved) - 2)
    share = place - number
    return _between(solved[number], solved[number + 1], share * share * (3 - 2 * share))


def _solved(stance: Stance) -> Key:
    ahead = stance.pelvis[0]
    if len(stance.pelvis) > 1:
        pelvis = (ahead, stance.pelvis[2] if len(stance.pelvis) > 2 else 0.0, stance.pelvis[1])
    else:
        loose = trunk(stance, (ahead, 0.0, 0.0))
        for name, limb in stance.limbs.items():
            if limb.pin is None:
                add_limb(loose, name, _held(name, limb))
        pelvis = (ahead, 0.0, -lowest(loose))
    skeleton = trunk(stance, pelvis)
    attitudes: dict[LimbName, Attitude] = {}
    for name in _order(stance):
        limb = stance.limbs[name]
        attitudes[name] = _held(name, limb)
        if limb.pin is not None:
            target = place_of(skeleton, name, limb.pin)
            attitudes[name] = reached(skeleton, name, target, pole_of(skeleton, name, limb.point))
        if limb.pin is not None or limb.along or limb.palm:
            add_limb(skeleton, name, attitudes[name])
            attitudes[name] = attitudes[name]._replace(tip=_tip(skeleton, name, limb))
        add_limb(skeleton, name, attitudes[name])
    return Key(stance, pelvis, attitudes)


def _between(a: Key, b: Key, share: float) -> Skeleton:
    if share in {0.0, 1.0}:
        key = b if share else a
        skeleton = trunk(key.stance, key.pelvis)
    else:
        skeleton = trunk(_mixed_trunk(a.stance, b.stance, share), between(a.pelvis, b.pelvis, share))
    for name in _order(a.stance, b.stance):
        one, other = a.stance.limbs[name], b.stance.limbs[name]
        attitude = _mixed_limb(name, a, b, share)
        if one.pin is not None and other.pin is not None:
            target = between(place_of(skeleton, name, one.pin), place_of(skeleton, name, other.pin), share)
            upper = turned(skeleton.frames[part_of(name).parent], attitude.frame)
            pole = upper.ahead if part_of(name).is_leg else scaled(upper.ahead, -1)
            attitude = reached(skeleton, name, target, pole)._replace(tip=attitude.tip)
            if one.end is None and other.end is None and is_flat(one.pin) and is_flat(other.pin):
                add_limb(skeleton, name, attitude)
                attitude = attitude._replace(tip=laid_tip(skeleton, name))
        add_limb(skeleton, name, attitude)
    return skeleton


def is_flat(pin: Pin | None) -> bool:
    """Whether a pin lays hand or foot flat on the floor."""
    return isinstance(pin, tuple) and len(pin) == 2


def place_of(skeleton: Skeleton, name: LimbName, pin: Pin) -> Vector:
    """Where a pin is: a place in the world for wrist or ankle."""
    if isinstance(pin, str):
        return anchor(skeleton, side_of(name), pin)
    if len(pin) == 3:
        return (pin[0], pin[1], pin[2])
    return (pin[0], pin[1], body.ANKLE_HEIGHT if part_of(name).is_leg else PALM_HEIGHT)


def _tip(skeleton: Skeleton, name: LimbName, limb: Limb) -> Frame:
    """How a pinned hand or foot lies: as an angle says, flat on the floor, or as the place it holds asks."""
    if limb.along or limb.palm:
        return told_tip(skeleton, name, limb)
    if limb.end is None and is_flat(limb.pin):
        return laid_tip(skeleton, name)
    if limb.end is None and isinstance(limb.pin, str) and not part_of(name).is_leg:
        along = fingers(skeleton, side_of(name), limb.pin)
        if along is not None:
            return pointed_tip(skeleton, name, along)
    return bent_tip(name, limb.end or 0.0)


def _order(*stances_: Stance) -> list[LimbName]:
    """Limbs that hold on to other limbs come after those."""

    def late(name: LimbName) -> int:
        pins = [stance.limbs[name].pin for stance in stances_]
        held = {split_side(pin)[1] for pin in pins if isinstance(pin, str)}
        return 0 + bool(held & ON_LEG) if part_of(name).is_leg else 2 + bool(held & ON_ARM)

    return sorted(LIMBS, key=late)


def _held(name: LimbName, limb: Limb) -> Attitude:
    side = side_of(name)
    root = limb.root
    frame = reach_frame(root, side) if isinstance(root, Reach) else swing_frame(root, side)
    return Attitude(frame, limb.hinge, bent_tip(name, limb.end or 0.0))


def _mixed_limb(name: LimbName, a: Key, b: Key, share: float) -> Attitude:
    one, other = a.stance.limbs[name], b.stance.limbs[name]
    p, q = a.attitudes[name], b.attitudes[name]
    if share in {0.0, 1.0}:
        return q if share else p
    hinge = _mix(p.hinge, q.hinge, share)
    tip = halfway(p.tip, q.tip, share)
    if one.pin is None and other.pin is None:
        held = _held(name, Limb(_mixed_root(one.root, other.root, share), hinge))
        return held._replace(tip=tip)
    return Attitude(halfway(p.frame, q.frame, share), hinge, tip)


def _mixed_root(a: Reach | Swing, b: Reach | Swing, share: float) -> Reach | Swing:
    if isinstance(a, Reach) and isinstance(b, Reach):
        # Where an arm hangs, its plane means nothing: it moves within the other pose's plane.
        plane_a = a.plane if a.up else b.plane
        plane_b = b.plane if b.up else a.plane
        return Reach(_mix(a.up, b.up, share), _mix(plane_a, plane_b, share), _mix(a.rotate, b.rotate, share))
    if isinstance(a, Swing) and isinstance(b, Swing):
        return Swing(_mix(a.flex, b.flex, share), _mix(a.abduct, b.abduct, share), _mix(a.rotate, b.rotate, share))
    raise TypeError("an arm can't become a leg")


def _mixed_trunk(a: Stance, b: Stance, share: float) -> Stance:
    return a._replace(
        lean=_mix(a.lean, b.lean, share),
        turn=_mix(a.turn, b.turn, share),
        tip=_mix(a.tip, b.tip, share),
        roll=_mix(a.roll, b.roll, share),
        lumbar=_mixed_bend(a.lumbar, b.lumbar, share),
        thoracic=_mixed_bend(a.thoracic, b.thoracic, share),
        neck=_mixed_bend(a.neck, b.neck, share),
        nod=_mix(a.nod, b.nod, share),
        girdles={
            side: Girdle(_mix(g.up, b.girdles[side].up, share), _mix(g.ahead, b.girdles[side].ahead, share))
            for side, g in a.girdles.items()
        },
        details=_mixed_details(a.details, b.details, share),
    )


def _mixed_details(a: Details, b: Details, share: float) -> Details:
    if a == b:
        return a
    return Details(
        {side: _mixed_part(Fingers, a.fingers[side], b.fingers[side], share) for side in SIDES},
        {side: _mixed_part(Toes, a.toes[side], b.toes[side], share) for side in SIDES},
        *(_mix(one, other, share) for one, other in zip(a[2:], b[2:], strict=True)),
    )


def _mixed_part(kind: type[P], a: P, b: P, share: float) -> P:
    """A part whose fields are all angles, between two of them."""
    return kind(**{name: _mix(getattr(a, name), getattr(b, name), share) for name in kind.__struct_fields__})


def _mixed_bend(a: Bend, b: Bend, share: float) -> Bend:
    return Bend(_mix(a.flex, b.flex, share), _mix(a.side, b.side, share), _mix(a.rotate, b.rotate, share))


def _mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share
