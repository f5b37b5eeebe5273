"""Places on the body that a hand or a foot can hold, or a towel run round."""

from typing import Final, NamedTuple

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.pose import body
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Frame, Vector, between, outward, plus, unit


class Spot(NamedTuple):
    """A place between two joints, and how far off them: ahead, out and up in a frame of the body.

    `fingers` is where those of a hand that holds it point (ahead, out, up); without it they go on as the forearm does.
    """

    frame: str
    start: str
    end: str
    share: float = 0.0
    ahead: float = 0.0
    out: float = 0.0
    up: float = 0.0
    fingers: Vector | None = None


_IN: Final = (0.0, -1.0, 0.0)
_DOWN: Final = (0.0, 0.0, -1.0)
SPOTS: Final = {
    "head-back": Spot("head", "head", "head", ahead=-3.5, out=5.5, fingers=(-0.5, -0.9, 0.0)),
    "head-top": Spot("head", "head", "head", ahead=-1, out=3.0, up=body.HEAD_RADIUS, fingers=(0.0, -0.9, -0.4)),
    "head-side": Spot("head", "head", "head", out=body.HEAD_RADIUS, up=1, fingers=(0.0, 0.0, 1.0)),
    "nape": Spot("neck", "neck-top", "neck-top", ahead=-4, out=1.0, up=-1, fingers=_DOWN),
    "shoulder": Spot("chest", "shoulder", "shoulder", ahead=3, out=-1.5, up=1.5, fingers=(-0.6, 0.5, 0.5)),
    "breast": Spot("chest", "shoulder", "shoulder", ahead=6.5, out=-3.5, up=-6, fingers=(0.0, 0.8, 0.6)),
    "belly": Spot("pelvis", "pelvis", "pelvis", ahead=7, out=4, up=9, fingers=_IN),
    "waist": Spot("pelvis", "hip", "hip", ahead=1, out=5, up=7, fingers=(0.9, -0.4, 0.0)),
    "elbow": Spot("upper-arm", "elbow", "elbow", ahead=-2, fingers=(0.0, 0.3, 0.9)),
    "forearm": Spot("forearm", "elbow", "wrist", 0.5),
    "wrist": Spot("forearm", "wrist", "wrist"),
    "hand": Spot("forearm", "wrist", "knuckles", 0.6),
    "palm": Spot("hand", "wrist", "knuckles", 0.62, ahead=2.2, fingers=(0.0, -1.0, 0.0)),
    "hand-back": Spot("hand", "wrist", "knuckles", 0.62, ahead=-2.2, fingers=(0.0, -1.0, 0.0)),
    "fingers": Spot("hand", "wrist", "knuckles", 1.15, ahead=1.4, fingers=(0.0, -1.0, 0.0)),
    "hip": Spot("pelvis", "hip", "hip", ahead=5),
    "thigh": Spot("thigh", "hip", "knee", 0.65, ahead=5.0, fingers=_DOWN),
    "thigh-low": Spot("thigh", "hip", "knee", 0.88, ahead=4.6, fingers=_DOWN),
    "thigh-back": Spot("thigh", "hip", "knee", 0.62, ahead=-4.5, out=3, fingers=_IN),
    "thigh-side": Spot("thigh", "hip", "knee", 0.75, ahead=2, out=4.5, fingers=_DOWN),
    "knee": Spot("thigh", "knee", "knee", ahead=4.2, up=2.5, fingers=_DOWN),
    "knee-side": Spot("thigh", "knee", "knee", out=4.0, up=2, fingers=_DOWN),
    "knee-inside": Spot("thigh", "hip", "knee", 0.9, out=-4.5),
    "shin": Spot("shin", "knee", "ankle", 0.3, ahead=3.8, out=2, fingers=_IN),
    "shin-low": Spot("shin", "knee", "ankle", 0.75, ahead=3.5, fingers=_DOWN),
    "ankle": Spot("shin", "ankle", "ankle"),
    "instep": Spot("foot", "ankle", "toe", 0.6, ahead=1, up=2),
    "toes": Spot("foot", "ball", "toe", 0.7, up=2),
    "sole": Spot("foot", "heel", "toe", 0.6, up=-2),
}
ON_ARM: Final = frozenset({"elbow", "forearm", "wrist", "hand", "palm", "hand-back", "fingers"})
ON_LEG: Final = frozenset(name for name, spot in SPOTS.items() if spot.frame in {"thigh", "shin", "foot"})


JOINTS: Final = (
    *("head", "nose", "chest", "pelvis", "neck-top"),
    *(
        f"{side}-{joint}"
        for side in ("right", "left")
        for joint in ("shoulder", "elbow", "wrist", "knuckles", "hip", "knee", "ankle", "heel", "ball", "toe")
    ),
)
"""Joints by name, which an arrow may follow."""


def point_of(skeleton: Skeleton, name: str) -> Vector:
    """Where a joint or a place of the body is; a place without a side is on the right."""
    return skeleton.joints[name] if name in JOINTS else anchor(skeleton, "right", name)


def split_side(name: str, own: Side = "right") -> tuple[Side, str]:
    """`left-knee`, `right-knee`, `other-knee` or one's own `knee` -> the side and the bare name."""
    word, _, rest = name.partition("-")
    if word in {"left", "right"}:
        return ("left" if word == "left" else "right"), rest
    if word == "other":
        return ("left" if own == "right" else "right"), rest
    return own, name


def is_place(name: str) -> bool:
    """Whether the body has such a place."""
    return split_side(name)[1] in SPOTS


def anchor(skeleton: Skeleton, own: Side, name: str) -> Vector:
    """Where a place of the body is; raises `KeyError` where there is none of that name."""
    side, spot, frame = _found(skeleton, own, name)
    lead = "" if spot.start in skeleton.joints else f"{side}-"
    held = between(skeleton.joints[f"{lead}{spot.start}"], skeleton.joints[f"{lead}{spot.end}"], spot.share)
    return plus(held, outward(frame, (spot.ahead, _sign(side) * spot.out, spot.up)))


def fingers(skeleton: Skeleton, own: Side, name: str) -> Vector | None:
    """Where the fingers of a hand on that place point; none where they just go on as the forearm does."""
    side, spot, frame = _found(skeleton, own, name)
    if spot.fingers is None:
        return None
    ahead, out, up = spot.fingers
    # Fingers wrap round from the hand's own side, whichever side's place it holds.
    return unit(outward(frame, (ahead, _sign(own if spot.fingers == _IN else side) * out, up)))


def _found(skeleton: Skeleton, own: Side, name: str) -> tuple[Side, Spot, Frame]:
    side, bare = split_side(name, own)
    spot = SPOTS[bare]
    frame = skeleton.frames.get(spot.frame) or skeleton.frames[f"{side}-{spot.frame}"]
    return side, spot, frame


def _sign(side: Side) -> int:
    return 1 if side == "left" else -1
