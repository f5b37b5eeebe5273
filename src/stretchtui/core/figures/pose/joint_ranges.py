"""How far the joints of a human body go, and whether a pose asks for more.

Sources, for a supple adult; the poses of a stretch are well within:
- spine: A. I. Kapandji, The Physiology of the Joints, volume 3 (thoracic flexion 45, extension 25; lumbar 60 and 35;
  thoracic rotation 35, lumbar 5; 20 to the side each), with its five degrees of variation; the neck's flexion after
  Anatomy Standard's review of studies (64), its extension after Kapandji (75), to the side 49, rotation 80
  (American Medical Association);
- limbs: American Academy of Orthopaedic Surgeons, Joint Motion: shoulder 180, backward 60, across 135, turned out
  90 and in 90; elbow 150; hip back 30, outward 45, inward 30, turned 45 each way; foot down 50; a bent
  knee turns its shin another 40 outward (Kapandji, volume 2), which this body's hip does for it: 75 in all;
- hip flexion 134 and foot down 62: J. M. Soucie and others, Haemophilia 17 (2011), women of 20 to 44;
- knee 160: deep kneeling and rising from a low seat ask for 100 to 160 (P. S. Walker);
- fingers: AAOS, 90 at the knuckles, 100 and 90 at the joints after it, 45 back; great toe up 70, and to 90 by hand;
- jaw: 40 to 50 mm between the teeth, which on a jaw of this length are about 30 degrees;
- foot up 40: what the weight-bearing lunge test finds, more than without weight.
"""

from collections.abc import Iterable, Iterator
from math import acos, asin, atan2, degrees
from typing import Final, NamedTuple

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.model import Bend, Girdle, Reach, Swing
from stretchtui.core.figures.pose.motion import Key
from stretchtui.core.figures.pose.skeleton import (
    Attitude,
    Skeleton,
    attitude_of,
    part_of,
    reach_frame,
    side_of,
    swing_frame,
)
from stretchtui.core.figures.pose.stance import LIMBS, LimbName
from stretchtui.core.figures.vectors import Frame, dot

TOLERANCE: Final = 3.0
"""Degrees beyond a range that are let pass: a drawing is no measurement."""
HANGING: Final = 40.0
OVERHEAD: Final = 125.0
"""An arm lower or higher than these has no plane to speak of; of one higher it counts how far behind it goes."""
RANGES: Final[dict[str, tuple[float, float]]] = {
    "lumbar flexion": (-35, 60),
    "lumbar bend to the side": (-25, 25),
    "lumbar rotation": (-10, 10),
    "thoracic flexion": (-30, 45),
    "thoracic bend to the side": (-25, 25),
    "thoracic rotation": (-40, 40),
    "neck flexion": (-75, 64),
    "neck bend to the side": (-49, 49),
    "neck rotation": (-80, 80),
    "shrug": (-10, 40),
    "shoulder drawn ahead": (-30, 30),
    "arm raised behind": (0, 60),
    "arm's plane": (-45, 135),
    "arm overhead, behind the body": (-90, 40),
    "arm overhead, across the head": (-90, 45),
    "arm's rotation": (-90, 90),
    "elbow flexion": (0, 150),
    "wrist extension": (-80, 70),
    "hip flexion": (-30, 134),
    "hip abduction": (-30, 55),
    "hip rotation": (-45, 75),
    "knee flexion": (0, 160),
    "foot bent up": (-62, 40),
    "finger flexion at the knuckles": (-45, 95),
    "finger flexion at the middle": (-5, 110),
    "finger flexion at the tips": (-10, 90),
    "toes bent up": (-40, 90),
    "jaw opening": (0, 35),
}
WHERE: Final = {
    "shrug": "shoulder",
    "shoulder": "shoulder",
    "arm": "arm",
    "arm's": "arm",
    "elbow": "elbow",
    "wrist": "wrist",
    "hip": "hip",
    "knee": "knee",
    "foot": "ankle",
    "finger": "fingers",
    "toes": "toes",
}


class Excess(NamedTuple):
    """A joint asked to go too far; `part` is the key of the pose that would say so."""

    part: str
    message: str


def excesses(key: Key) -> list[Excess]:
    """Every joint of a solved key pose that no human joint follows."""
    return _beyond(_angles(key))


def excesses_between(skeleton: Skeleton, girdles: dict[Side, Girdle]) -> list[Excess]:
    """Every joint of a limb that no human joint follows, of a body between two key poses.

    Spine, fingers and toes go straight from one pose to the other, so they are within range where both poses are.
    """
    angles: list[tuple[str, str, float]] = []
    for name in LIMBS:
        attitude = attitude_of(skeleton, name)
        if part_of(name).is_leg:
            angles += _leg(name, attitude)
        else:
            angles += _arm(name, attitude, girdles[side_of(name)])
    return _beyond(angles)


def _beyond(angles: Iterable[tuple[str, str, float]]) -> list[Excess]:
    found: list[Excess] = []
    for who, motion, angle in angles:
        low, high = RANGES[motion]
        if not low - TOLERANCE <= angle <= high + TOLERANCE:
            joint = motion.partition(" ")[0]
            part = f"{who}_{WHERE[joint]}" if who else joint
            name = f"{who} {motion}" if who else motion
            found.append(Excess(part, f"{name} of {angle:.0f} degrees; a body goes from {low:g} to {high:g}"))
    return found


def _angles(key: Key) -> Iterator[tuple[str, str, float]]:
    stance = key.stance
    neck = stance.neck
    spine = (("lumbar", stance.lumbar), ("thoracic", stance.thoracic), ("neck", neck))
    for name, bend in spine:
        yield from _bend(name, bend)
    yield "", "neck flexion", neck.flex + stance.nod
    for side, girdle in stance.girdles.items():
        yield from _girdle(side, girdle)
    for name in LIMBS:
        limb = stance.limbs[name]
        if part_of(name).is_leg:
            yield from _leg(name, key.attitudes[name])
        else:
            yield from _arm(name, key.attitudes[name], stance.girdles[side_of(name)])
            if isinstance(limb.end, float | int):
                yield side_of(name), "wrist extension", limb.end
    for side, fingers in stance.details.fingers.items():
        for joint in ("knuckles", "middle", "tips"):
            yield side, f"finger flexion at the {joint}", getattr(fingers, joint)
        yield side, "toes bent up", stance.details.toes[side].up
    yield "", "jaw opening", stance.details.jaw


def _bend(name: str, bend: Bend) -> Iterator[tuple[str, str, float]]:
    yield "", f"{name} flexion", bend.flex
    yield "", f"{name} bend to the side", bend.side
    yield "", f"{name} rotation", bend.rotate


def _girdle(side: str, girdle: Girdle) -> Iterator[tuple[str, str, float]]:
    yield side, "shrug", girdle.up
    yield side, "shoulder drawn ahead", girdle.ahead


def _leg(name: LimbName, attitude: Attitude) -> Iterator[tuple[str, str, float]]:
    side = side_of(name)
    swing = swing_of(attitude.frame, name)
    yield side, "hip flexion", swing.flex
    yield side, "hip abduction", swing.abduct
    yield side, "hip rotation", swing.rotate
    yield side, "knee flexion", attitude.hinge
    yield side, "foot bent up", degrees(atan2(attitude.tip.ahead[2], attitude.tip.ahead[0]))


def _arm(name: LimbName, attitude: Attitude, girdle: Girdle) -> Iterator[tuple[str, str, float]]:
    side = side_of(name)
    reach = reach_of(attitude.frame, name)
    yield side, "elbow flexion", attitude.hinge
    if reach.up > OVERHEAD:
        bone = attitude.frame.up
        yield side, "arm overhead, behind the body", degrees(asin(max(-1.0, min(1.0, bone[0]))))
        inward = bone[1] if side == "left" else -bone[1]
        yield side, "arm overhead, across the head", degrees(asin(max(-1.0, min(1.0, inward))))
        return
    if reach.plane < RANGES["arm's plane"][0] or reach.plane > 180:
        yield side, "arm raised behind", reach.up
    elif reach.up > HANGING:
        yield side, "arm's plane", reach.plane - girdle.ahead


def swing_of(frame: Frame, name: LimbName) -> Swing:
    """The angles of a thigh from its frame, as seen from the pelvis."""
    sign = 1 if side_of(name) == "left" else -1
    bone = tuple(-v for v in frame.up)
    abduct = degrees(asin(max(-1.0, min(1.0, sign * bone[1]))))
    flex = degrees(atan2(bone[0], -bone[2]))
    if flex < -100:
        flex += 360
    straight = swing_frame(Swing(flex, abduct), side_of(name))
    turn = degrees(atan2(dot(frame.ahead, straight.left), dot(frame.ahead, straight.ahead)))
    return Swing(flex, abduct, sign * turn)


def reach_of(frame: Frame, name: LimbName) -> Reach:
    """The angles of an upper arm from its frame, as seen from the chest; its plane lies between -90 and 270."""
    sign = 1 if side_of(name) == "left" else -1
    bone = tuple(-v for v in frame.up)
    up = degrees(acos(max(-1.0, min(1.0, -bone[2]))))
    plane = degrees(atan2(bone[0], sign * bone[1]))
    if plane < -90:
        plane += 360
    straight = reach_frame(Reach(up, plane), side_of(name))
    turn = degrees(atan2(dot(frame.ahead, straight.left), dot(frame.ahead, straight.ahead)))
    return Reach(up, plane, sign * turn)
