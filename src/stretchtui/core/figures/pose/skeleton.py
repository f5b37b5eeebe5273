"""From a stance to joints in space: turns along the spine and the limbs, and limbs that reach for their pins."""

from math import acos, atan2, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.model import Bend, Foot, Girdle, Reach, Swing
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.stance import AT_EASE, SIDES, Details, Limb, LimbName, Stance
from stretchtui.core.figures.vectors import (
    WORLD,
    Frame,
    Vector,
    across,
    cross,
    framed,
    length,
    minus,
    moved,
    pitched,
    plus,
    relative,
    rolled,
    scaled,
    turned,
    unit,
    yawed,
)


class Skeleton(NamedTuple):
    """Joints by name, and which way the parts face. `spine` runs from the hips to the top of the chest."""

    joints: dict[str, Vector]
    frames: dict[str, Frame]
    spine: tuple[Vector, ...]
    spine_frames: tuple[Frame, ...]
    details: Details = AT_EASE


class Attitude(NamedTuple):
    """How a limb is held: its upper bone as seen from the trunk, the bend of elbow or knee, hand or foot.

    A bone's frame has its `up` towards the trunk and `ahead` where kneecap or crook of the elbow look.
    `tip` is the frame of hand or foot as seen from forearm or shin.
    """

    frame: Frame
    hinge: float
    tip: Frame = WORLD


def trunk(stance: Stance, pelvis: Vector) -> Skeleton:
    """Pelvis, spine, shoulders and head; limbs are added by `add_limb`."""
    frame = yawed(rolled(pitched(yawed(WORLD, stance.turn), stance.lean), stance.tip), stance.roll)
    joints: dict[str, Vector] = {"pelvis": pelvis}
    frames = {"pelvis": frame, "room": yawed(WORLD, stance.turn)}
    for side, sign in (("left", 1), ("right", -1)):
        joints[f"{side}-hip"] = moved(pelvis, frame.left, sign * body.HIP_HALF)
    spine, spine_frames = [pelvis, moved(pelvis, frame.up, body.PELVIS)], [frame, frame]
    for bend, size, links in (
        (stance.lumbar, body.LUMBAR, body.LUMBAR_LINKS),
        (stance.thoracic, body.THORACIC, body.THORACIC_LINKS),
    ):
        for _ in range(links):
            frame = bent(frame, bend, 1 / links)
            spine.append(moved(spine[-1], frame.up, size / links))
            spine_frames.append(frame)
    frames["chest"] = frame
    joints["chest"] = spine[-1]
    for side in SIDES:
        joints[f"{side}-shoulder"] = _shoulder(spine[-1], frame, side, stance.girdles[side])
    _add_head(joints, frames, stance)
    return Skeleton(joints, frames, tuple(spine), tuple(spine_frames), stance.details)


def bent(frame: Frame, bend: Bend, share: float) -> Frame:
    """A frame bent by a share of the whole bend."""
    return yawed(rolled(pitched(frame, bend.flex * share), bend.side * share), bend.rotate * share)


def _add_head(joints: dict[str, Vector], frames: dict[str, Frame], stance: Stance) -> None:
    """The neck bends half at its foot and half under the skull, where nodding is added."""
    neck = bent(frames["chest"], stance.neck, 0.5)
    top = moved(joints["chest"], neck.up, body.NECK)
    head = pitched(bent(neck, stance.neck, 0.5), stance.nod)
    joints["neck-top"] = top
    joints["head"] = moved(moved(top, head.up, body.HEAD_RADIUS - 1), head.ahead, body.HEAD_AHEAD)
    joints["nose"] = moved(joints["head"], head.ahead, body.HEAD_RADIUS)
    frames["neck"], frames["head"] = neck, head


def _shoulder(top: Vector, chest: Frame, side: Side, girdle: Girdle) -> Vector:
    out = chest.left if side == "left" else scaled(chest.left, -1)
    up, ahead = radians(girdle.up), radians(girdle.ahead)
    arm = plus(scaled(out, cos(up) * cos(ahead)), scaled(chest.up, sin(up)))
    return moved(top, plus(arm, scaled(chest.ahead, cos(up) * sin(ahead))), body.SHOULDER_HALF)


def reach_frame(reach: Reach, side: Side) -> Frame:
    """An upper arm as seen from the chest: swung without twisting, then turned about its own length."""
    sign = 1 if side == "left" else -1
    plane = radians(reach.plane)
    away: Vector = (sin(plane), sign * cos(plane), 0.0)
    # Swinging from hanging towards `away` is a pitch within a frame whose front looks that way, and back again.
    facing = yawed(WORLD, -sign * (90 - reach.plane))
    swung = pitched(Frame(away, facing.left, facing.up), -reach.up)
    back = yawed(swung, sign * (90 - reach.plane))
    return yawed(back, -sign * reach.rotate)


def swing_frame(swing: Swing, side: Side) -> Frame:
    """A thigh as seen from the pelvis."""
    sign = 1 if side == "left" else -1
    return yawed(rolled(pitched(WORLD, -swing.flex), sign * swing.abduct), -sign * swing.rotate)


def add_limb(skeleton: Skeleton, name: LimbName, attitude: Attitude) -> None:
    """Put a limb into the skeleton."""
    side, part = side_of(name), part_of(name)
    root, hinge, tip = part.joints(side)
    upper = turned(skeleton.frames[part.parent], attitude.frame)
    lower = pitched(upper, attitude.hinge if part.is_leg else -attitude.hinge)
    joints, frames = skeleton.joints, skeleton.frames
    joints[hinge] = moved(joints[root], upper.up, -part.upper)
    joints[tip] = moved(joints[hinge], lower.up, -part.lower)
    frames[f"{side}-{part.upper_name}"], frames[f"{side}-{part.lower_name}"] = upper, lower
    end = turned(lower, attitude.tip)
    if part.is_leg:
        _add_foot(skeleton, side, end)
    else:
        frames[f"{side}-hand"] = end
        joints[f"{side}-knuckles"] = moved(joints[tip], end.up, -body.HAND)


def _add_foot(skeleton: Skeleton, side: Side, foot: Frame) -> None:
    ankle = skeleton.joints[f"{side}-ankle"]
    sole = moved(ankle, foot.up, -(body.ANKLE_HEIGHT - body.R_FOOT[0]))
    skeleton.joints[f"{side}-heel"] = moved(sole, foot.ahead, -body.HEEL + body.R_FOOT[0])
    low = moved(sole, foot.up, body.R_FOOT[1] - body.R_FOOT[0])
    ball = moved(low, foot.ahead, body.FOOT - body.HEEL - body.TOES)
    toes = pitched(foot, -skeleton.details.toes[side].up)
    skeleton.joints[f"{side}-ball"] = ball
    skeleton.joints[f"{side}-toe"] = moved(ball, toes.ahead, body.TOES - body.R_FOOT[1])
    skeleton.frames[f"{side}-foot"] = foot


def bent_tip(name: LimbName, end: float | Foot) -> Frame:
    """Hand or foot as seen from forearm or shin, bent by the angle of wrist (back) or ankle (up, sole inward)."""
    foot = end if isinstance(end, Foot) else Foot(end)
    if not part_of(name).is_leg:
        return pitched(WORLD, foot.up)
    inward = -foot.inward if side_of(name) == "left" else foot.inward
    return rolled(pitched(WORLD, -foot.up), inward)


def laid_tip(skeleton: Skeleton, name: LimbName) -> Frame:
    """Hand or foot flat on the floor, as seen from forearm or shin: toes where the knee looks, fingers ahead."""
    level: Vector = (0.0, 0.0, 1.0)
    lower = skeleton.frames[f"{side_of(name)}-{part_of(name).lower_name}"]
    if part_of(name).is_leg:
        front = across(lower.ahead if abs(lower.ahead[2]) < 0.9 else lower.up, level)
        return relative(lower, framed(level, unit(front, (1.0, 0.0, 0.0))))
    chest = skeleton.frames["chest"]
    ahead = across(chest.up if abs(chest.up[2]) < 0.75 else chest.ahead, level)
    return pointed_tip(skeleton, name, unit(ahead, (1.0, 0.0, 0.0)))


def pointed_tip(skeleton: Skeleton, name: LimbName, along: Vector, palm: Vector | None = None) -> Frame:
    """A hand whose fingers point along a direction of the world, as seen from the forearm."""
    lower = skeleton.frames[f"{side_of(name)}-{part_of(name).lower_name}"]
    return relative(lower, framed(scaled(along, -1), palm or lower.ahead))


def told_tip(skeleton: Skeleton, name: LimbName, limb: Limb) -> Frame:
    """A hand whose fingers point, and whose palm looks, where words say."""
    forearm = skeleton.frames[f"{side_of(name)}-forearm"]
    along = _told(skeleton, name, limb.along) if limb.along else scaled(forearm.up, -1)
    palm = _told(skeleton, name, limb.palm) if limb.palm else None
    return pointed_tip(skeleton, name, unit(along), palm)


def attitude_of(skeleton: Skeleton, name: LimbName) -> Attitude:
    """How a limb of a body is held, read from its frames."""
    side, part = side_of(name), part_of(name)
    upper = skeleton.frames[f"{side}-{part.upper_name}"]
    lower = skeleton.frames[f"{side}-{part.lower_name}"]
    bent = relative(upper, lower).up
    hinge = degrees(atan2(bent[0], bent[2]))
    end = skeleton.frames[f"{side}-{'foot' if part.is_leg else 'hand'}"]
    return Attitude(
        relative(skeleton.frames[part.parent], upper), hinge if part.is_leg else -hinge, relative(lower, end)
    )


def reached(skeleton: Skeleton, name: LimbName, target: Vector, pole: Vector) -> Attitude:
    """The attitude with which a limb's tip is at the target, elbow or knee towards the pole (a direction).

    A target out of reach is reached for with a straight limb.
    """
    side, part = side_of(name), part_of(name)
    root = skeleton.joints[part.joints(side)[0]]
    way = minus(target, root)
    far = min(max(length(way), abs(part.upper - part.lower) + 0.1), part.upper + part.lower - 1e-6)
    way = unit(way, (0.0, 0.0, -1.0))
    side_way = unit(across(pole, way), unit(cross(way, skeleton.frames["pelvis"].left), (1.0, 0.0, 0.0)))
    along = (part.upper**2 + far**2 - part.lower**2) / (2 * far)
    aside = sqrt(max(part.upper**2 - along**2, 0.0))
    bone = unit(plus(scaled(way, along), scaled(side_way, aside)))
    front = side_way if part.is_leg else scaled(side_way, -1)
    upper = framed(scaled(bone, -1), front)
    cosine = (part.upper**2 + part.lower**2 - far**2) / (2 * part.upper * part.lower)
    hinge = 180 - degrees(acos(min(max(cosine, -1.0), 1.0)))
    return Attitude(relative(skeleton.frames[part.parent], upper), hinge)


class LimbPart(NamedTuple):
    """What arms and legs have in common."""

    parent: str
    upper_name: str
    lower_name: str
    names: tuple[str, str, str]
    upper: float
    lower: float
    is_leg: bool

    def joints(self, side: Side) -> tuple[str, str, str]:
        """Root, hinge and tip."""
        a, b, c = self.names
        return (f"{side}-{a}", f"{side}-{b}", f"{side}-{c}")


ARM = LimbPart(
    "chest", "upper-arm", "forearm", ("shoulder", "elbow", "wrist"), body.UPPER_ARM, body.FOREARM, is_leg=False
)
LEG = LimbPart("pelvis", "thigh", "shin", ("hip", "knee", "ankle"), body.THIGH, body.SHIN, is_leg=True)


def side_of(name: LimbName) -> Side:
    return "left" if name.startswith("left") else "right"


def part_of(name: LimbName) -> LimbPart:
    return LEG if name.endswith("leg") else ARM


def pole_of(skeleton: Skeleton, name: LimbName, point: tuple[str, ...]) -> Vector:
    """The direction in the world that words such as "out" mean for a limb."""
    part = part_of(name)
    frame = skeleton.frames[part.parent]
    if part.is_leg and point:
        frame = skeleton.frames["room"]
    out = frame.left if side_of(name) == "left" else scaled(frame.left, -1)
    if not point:
        if part.is_leg:
            return frame.ahead
        return plus(plus(scaled(out, 0.5), scaled(frame.up, -0.6)), scaled(frame.ahead, -0.5))
    return _sum(frame, out, point)


def _told(skeleton: Skeleton, name: LimbName, words: tuple[str, ...]) -> Vector:
    """The direction in the world that words mean for a hand: as seen from the chest."""
    frame = skeleton.frames["chest"]
    return _sum(frame, frame.left if side_of(name) == "left" else scaled(frame.left, -1), words)


def _sum(frame: Frame, out: Vector, words: tuple[str, ...]) -> Vector:
    total: Vector = (0.0, 0.0, 0.0)
    for word in words:
        axis = {"up": frame.up, "down": frame.up, "ahead": frame.ahead, "behind": frame.ahead}.get(word, out)
        total = moved(total, axis, -1 if word in {"down", "behind", "in"} else 1)
    return total


def lowest(skeleton: Skeleton) -> float:
    """The height of the lowest point of the body, thickness counted."""
    low = min(p[2] - thickness(name) for name, p in skeleton.joints.items() if name != "nose")
    return min(low, *(p[2] - body.R_CHEST for p in skeleton.spine[2:]))


def thickness(joint: str) -> float:
    """Half the thickness of the body about a joint."""
    return body.AT_JOINT[joint.rpartition("-")[2]]
