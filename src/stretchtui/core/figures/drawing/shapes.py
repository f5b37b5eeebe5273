"""The body as shapes in the picture: rounded patches for trunk and limbs, farthest first."""

from itertools import pairwise
from typing import Final

from stretchtui.core.figures.drawing.camera import Camera
from stretchtui.core.figures.drawing.close_up import CLOSE, close_shapes
from stretchtui.core.figures.drawing.muscles import PATCHES, Ball, BonePatch
from stretchtui.core.figures.drawing.picture import Role
from stretchtui.core.figures.drawing.shape import Shape, marked
from stretchtui.core.figures.model import Figure, View
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.anchors import split_side
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.pose.stance import SIDES
from stretchtui.core.figures.vectors import dot, moved

FAR: Final = 0.9
"""A side of the body that looks away from the viewer by more than this (as a cosine) is the far side."""


HOSTS: Final = {"forearm": "wrist", "hand": "palm", "shin": "shin", "foot": "sole", "head": "skull"}
"""In a close view: whose skin a patch is, by the frame it is placed in."""
THIN: Final = 0.75
"""A far limb's thickness, as a share of a near one's."""


def shapes(skeleton: Skeleton, figure: Figure, view: View, seen: Camera, far: str | None) -> list[Shape]:
    """All shapes of the body in a view, the farthest first. `far` is the side that lies behind."""
    if view.body in CLOSE:
        close = close_shapes(skeleton, view.body, seen)
        rest = [] if view.body != "head" else [_trunk(skeleton, seen, far), _neck(skeleton, seen)]
        for side in SIDES if rest else ():
            rest += _arm(skeleton, side, "far" if side == far else "near", seen)
        rest.sort(key=_place)
        marks = [_before_host(mark, close) for mark in marked(skeleton, figure, seen)]
        return [*rest, *sorted([*close, *marks], key=_place)]
    found = [_trunk(skeleton, seen, far), _neck(skeleton, seen), _head(skeleton, seen)]
    for side in SIDES:
        role: Role = "far" if side == far else "near"
        found += _arm(skeleton, side, role, seen)
        if view.body == "whole":
            found += _leg(skeleton, side, role, seen)
    found.sort(key=_place)
    return _with_marks(found, list(marked(skeleton, figure, seen)))


def _with_marks(found: list[Shape], marks: list[Shape]) -> list[Shape]:
    """Patches lie over the body, but a neck's behind the chin before it, and a belly's behind a hand laid on it."""
    names = [shape.name for shape in found]
    neck = [mark for mark in marks if "neck-" in mark.name]
    head = names.index("head")
    if neck and head > max(names.index("neck"), names.index("trunk")):
        found = [*found[:head], *neck, *found[head:]]
        marks = [mark for mark in marks if mark not in neck]
    front = [mark.depth for mark in marks if mark.name in {"belly", "ribs"}]
    hands = [s for s in found if front and s.name.endswith("-knuckles") and s.depth > min(front) + 1]
    return [*(shape for shape in found if shape not in hands), *marks, *hands]


def _place(shape: Shape) -> float:
    """What shapes are sorted by: from behind, left and right of one depth differ by the last digits of a sine."""
    return round(shape.depth, 6)


def _before_host(mark: Shape, close: list[Shape]) -> Shape:
    """A patch of a close view, no further away than the shape whose skin it is: fingers may still lie before it."""
    side, bare = split_side(mark.name)
    patch = PATCHES[bare]
    host = HOSTS.get(patch.frame, "") if isinstance(patch, BonePatch) else ""
    depth = next((s.depth + 0.01 for s in close if s.name in {host, f"{side}-{host}"}), mark.depth)
    return mark._replace(depth=max(mark.depth, depth))


def far_side(skeleton: Skeleton, seen: Camera) -> str | None:
    """The side of the body that lies behind the other one, if one does."""
    left = dot(skeleton.frames["pelvis"].left, seen.toward)
    if abs(left) < FAR:
        return None
    return "left" if left < 0 else "right"


def _trunk(skeleton: Skeleton, seen: Camera, far: str | None) -> Shape:
    """Four slabs between five stations of the spine."""
    stations: list[tuple[Ball, Ball]] = []
    spine, frames = skeleton.spine, skeleton.spine_frames
    for at, half, depth, forward in body.TRUNK:
        # A breath lifts the front of loins and chest, and leaves the back where it is.
        full = skeleton.details.breath * body.BREATH if at in {2, 4} else 0.0
        radius, ahead = depth + full, forward + full
        middle = moved(spine[at], frames[at].ahead, ahead)
        stations.append(
            ((moved(middle, frames[at].left, half), radius), (moved(middle, frames[at].left, -half), radius))
        )
    slabs = tuple((*low, *high) for low, high in pairwise(stations))
    j = skeleton.joints
    top = (
        (j["left-shoulder"], body.R_SHOULDERS * 0.8),
        (j["right-shoulder"], body.R_SHOULDERS * 0.8),
        (spine[-1], body.R_SHOULDERS),
        (spine[-2], body.R_WAIST),
    )
    joints: list[Ball] = [(j["chest"], body.R_NECK * 1.3)]
    for side in SIDES:
        if side != far:
            joints += [(j[f"{side}-hip"], body.R_THIGH[0]), (j[f"{side}-shoulder"], body.R_UPPER_ARM[0])]
    far_off = sum(seen.depth(p) for p in (spine[0], spine[3], spine[-1])) / 3
    return Shape("trunk", "body", (*slabs, top), far_off, tuple(joints))


def _neck(skeleton: Skeleton, seen: Camera) -> Shape:
    low, top = skeleton.joints["chest"], skeleton.joints["neck-top"]
    head = skeleton.joints["head"]
    balls = ((low, body.R_NECK), (top, body.R_NECK))
    joints = ((low, body.R_NECK * 2.4), (head, body.HEAD_RADIUS))
    return Shape("neck", "body", (balls,), seen.depth(low) + 0.1, joints)


def _bone(skeleton: Skeleton, names: tuple[str, str], radii: tuple[float, float], role: Role, seen: Camera) -> Shape:
    a, b = (skeleton.joints[name] for name in names)
    thin = THIN if role == "far" else 1.0
    ends = ((a, radii[0] * thin), (b, radii[1] * thin))
    return Shape(names[1], role, (ends,), (seen.depth(a) + seen.depth(b)) / 2, tuple((p, r * 1.25) for p, r in ends))


def _arm(skeleton: Skeleton, side: str, role: Role, seen: Camera) -> list[Shape]:
    shoulder, elbow, wrist, knuckles = (f"{side}-{n}" for n in ("shoulder", "elbow", "wrist", "knuckles"))
    upper = _bone(skeleton, (shoulder, elbow), body.R_UPPER_ARM, role, seen)
    lower = _bone(skeleton, (elbow, wrist), body.R_FOREARM, role, seen)
    hand = _bone(skeleton, (wrist, knuckles), body.R_HAND, role, seen)
    throat = (skeleton.joints["chest"], body.R_NECK * 1.7)
    # At the same depth an arm lies before the trunk, and a hand before the arm.
    return [
        upper._replace(joints=(*upper.joints, throat), depth=upper.depth + 0.5),
        lower._replace(depth=lower.depth + 0.6),
        hand._replace(depth=hand.depth + 0.7),
    ]


def _leg(skeleton: Skeleton, side: str, role: Role, seen: Camera) -> list[Shape]:
    hip, knee, ankle, heel, toe = (f"{side}-{n}" for n in ("hip", "knee", "ankle", "heel", "toe"))
    thigh = _bone(skeleton, (hip, knee), body.R_THIGH, role, seen)
    shin = _bone(skeleton, (knee, ankle), body.R_SHIN, role, seen)
    j, thin = skeleton.joints, THIN if role == "far" else 1.0
    back, front = ((j[heel], body.R_FOOT[0] * thin), (j[f"{side}-ball"], body.R_FOOT[1] * thin))
    instep, end = (j[ankle], body.R_SHIN[1] * 0.8 * thin), (j[toe], body.R_FOOT[1] * thin)
    link = (j[ankle], body.R_SHIN[1] * 2)
    foot = Shape(toe, role, ((back, instep, front), (front, end)), shin.depth + 0.05, (link,))
    return [thigh, shin, foot]


def _head(skeleton: Skeleton, seen: Camera) -> Shape:
    middle = skeleton.joints["head"]
    return Shape("head", "body", (((middle, body.HEAD_RADIUS),),), seen.depth(middle) + 0.2)
