"""Where a stretch is felt: patches on the body, as balls just under the skin."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple

from stretchtui.core.figures.pose.anchors import split_side
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.figures.vectors import Frame, Vector, between, dot, framed, moved, outward, plus

Ball = tuple[Vector, float]
"""A middle in space, and a radius."""
Hull = tuple[Ball, ...]


class BonePatch(NamedTuple):
    """Along the line between two joints (`shares` of the way), off it by (ahead, out, up) in a frame of the body.

    `faces` is the way its skin looks, in the same terms: a patch on the far side of the body is not seen.
    """

    frame: str
    start: str
    end: str
    shares: tuple[float, float]
    offset: Vector
    radii: tuple[float, float]
    faces: Vector


class SpinePatch(NamedTuple):
    """Along the curve of the spine (`shares` of the way from the hips up), `half` as broad as its breadth."""

    shares: tuple[float, float]
    offset: Vector
    radii: tuple[float, float]
    faces: Vector
    half: float = 0.0


PATCHES: Final[dict[str, BonePatch | SpinePatch]] = {
    "neck-side": BonePatch("neck", "neck-top", "shoulder", (0.0, 0.62), (-0.5, 1.8, 1.2), (1.5, 1.7), (0, 1, 0.3)),
    "neck-back": BonePatch("neck", "neck-top", "chest", (-0.2, 1.3), (-2.4, 0, 0), (1.4, 1.8), (-1, 0, 0)),
    "shoulder": BonePatch("upper-arm", "shoulder", "elbow", (-0.08, 0.3), (0, 0.8, 0), (2.7, 2.1), (0, 1, 0.5)),
    "chest": BonePatch("chest", "chest", "shoulder", (0.25, 0.8), (4.2, 0, -5), (2.4, 1.8), (1, 0, 0)),
    "upper-arm-back": BonePatch("upper-arm", "shoulder", "elbow", (0.15, 0.9), (-1.9, 0, 0), (1.6, 1.3), (-1, 0, 0)),
    "upper-back": SpinePatch((0.70, 0.97), (-3.2, 0, 0), (1.7, 1.9), (-1, 0, 0), 4.0),
    "mid-back": SpinePatch((0.45, 0.72), (-3.1, 0, 0), (1.7, 1.7), (-1, 0, 0), 3.5),
    "lower-back": SpinePatch((0.14, 0.47), (-3.4, 0, 0), (1.8, 1.7), (-1, 0, 0), 3.0),
    "belly": SpinePatch((0.18, 0.68), (4.3, 0, 0), (1.5, 1.7), (1, 0, 0), 2.6),
    "ribs": SpinePatch((0.55, 0.92), (4.4, 0, 0), (1.6, 1.6), (1, 0, 0), 3.0),
    "flank": SpinePatch((0.30, 0.85), (-0.5, 6.6, 0), (1.5, 1.9), (-0.3, 1, 0)),
    "buttock": BonePatch("pelvis", "hip", "hip", (0, 0), (-3.4, 0.5, -0.5), (2.7, 2.7), (-0.7, 0.7, -0.2)),
    "hip-front": BonePatch("pelvis", "hip", "hip", (0, 0), (3.2, 0, 1), (2.3, 2.3), (1, 0, 0)),
    "thigh-front": BonePatch("thigh", "hip", "knee", (0.15, 0.88), (2.8, 0, 0), (1.9, 1.4), (1, 0, 0)),
    "thigh-back": BonePatch("thigh", "hip", "knee", (0.12, 0.88), (-2.8, 0, 0), (1.9, 1.4), (-1, 0, 0)),
    "calf": BonePatch("shin", "knee", "ankle", (0.08, 0.6), (-2.0, 0, 0), (1.6, 1.1), (-1, 0, 0)),
    "calf-low": BonePatch("shin", "knee", "ankle", (0.45, 0.88), (-1.6, 0, 0), (1.3, 0.9), (-1, 0, 0)),
    "shin-front": BonePatch("shin", "knee", "ankle", (0.1, 0.75), (1.9, 0.3, 0), (1.3, 0.9), (1, 0, 0)),
    "sole": BonePatch("foot", "heel", "ball", (0.1, 0.9), (0, 0, -0.9), (1.0, 1.0), (0, 0, -1)),
    "instep": BonePatch("foot", "ankle", "ball", (0.35, 0.9), (0, 0, 1.2), (1.1, 1.0), (0.2, 0, 1)),
    "toes": BonePatch("foot", "ball", "toe", (0.1, 0.9), (0, 0, 0.4), (1.2, 1.0), (0.3, 0, 1)),
    "thigh-inside": BonePatch("thigh", "hip", "knee", (0.15, 0.85), (0, -2.6, 0), (1.8, 1.3), (0, -1, 0)),
    "hip-side": BonePatch("pelvis", "hip", "hip", (0, 0), (-0.5, 3.2, 1.5), (2.7, 2.7), (0, 1, 0)),
    "shoulder-back": BonePatch("chest", "shoulder", "chest", (-0.1, 0.55), (-3.0, 0, -2.0), (2.2, 2.0), (-1, 0, 0)),
    "forearm-inside": BonePatch("forearm", "elbow", "wrist", (0.1, 0.92), (1.2, 0, 0), (1.3, 0.9), (1, 0, 0)),
    "forearm-outside": BonePatch("forearm", "elbow", "wrist", (0.1, 0.92), (-1.2, 0, 0), (1.3, 0.9), (-1, 0, 0)),
    "wrist": BonePatch("forearm", "elbow", "wrist", (0.7, 1.0), (0, 0, 0), (1.9, 1.7), (0, 0, 0)),
    "hand": BonePatch("hand", "wrist", "knuckles", (0.15, 0.7), (0.9, 0, 0), (1.3, 1.3), (1, 0, 0)),
    "hand-back": BonePatch("hand", "wrist", "knuckles", (0.15, 0.7), (-0.9, 0, 0), (1.3, 1.3), (-1, 0, 0)),
    "thumb": BonePatch("hand", "wrist", "knuckles", (0.15, 0.45), (1.0, 1.8, 0), (1.3, 1.2), (0.5, 1, 0)),
    "jaw": BonePatch("head", "head", "head", (0, 0), (0.7, 4.0, -3.0), (1.3, 1.3), (0.3, 1, 0)),
    "eyes": BonePatch("head", "head", "head", (0, 0), (5.0, 0, 0.7), (1.2, 1.2), (1, 0, 0)),
}
WITHOUT_SIDE: Final = frozenset({"neck-back", "upper-back", "mid-back", "lower-back", "belly", "ribs", "eyes"})
MUSCLES: Final = tuple(
    name for bare in PATCHES for name in ((bare,) if bare in WITHOUT_SIDE else (f"right-{bare}", f"left-{bare}"))
)
"""Their names; what the body has on both sides is named with its side."""
FACING: Final = -0.35
"""A patch whose skin looks away from the viewer by more than this (as a cosine) is hidden."""
STEPS: Final = 4


def patch(skeleton: Skeleton, name: str) -> tuple[tuple[Hull, ...], Vector]:
    """The hulls that make up a patch, and the way it faces in the world."""
    side, bare = split_side(name)
    sign = 1 if side == "left" else -1

    def sided(v: Vector) -> Vector:
        return (v[0], sign * v[1], v[2])

    shape = PATCHES[bare]
    if isinstance(shape, SpinePatch):
        return _on_spine(skeleton, shape, sided)
    return _on_bone(skeleton, shape, side, sided)


def _on_spine(
    skeleton: Skeleton, shape: SpinePatch, sided: Callable[[Vector], Vector]
) -> tuple[tuple[Hull, ...], Vector]:
    spine, frames = skeleton.spine, skeleton.spine_frames
    rows: list[Hull] = []
    for step in range(STEPS + 1):
        place = _mix(shape.shares, step / STEPS) * (len(spine) - 1)
        number = min(int(place), len(spine) - 2)
        frame = frames[number + 1]
        middle = plus(between(spine[number], spine[number + 1], place - number), outward(frame, sided(shape.offset)))
        radius = _mix(shape.radii, step / STEPS)
        rows.append(tuple((moved(middle, frame.left, aside), radius) for aside in {shape.half, -shape.half}))
    return tuple((*low, *high) for low, high in pairwise(rows)), outward(frames[3], sided(shape.faces))


def _on_bone(
    skeleton: Skeleton, shape: BonePatch, side: str, sided: Callable[[Vector], Vector]
) -> tuple[tuple[Hull, ...], Vector]:
    joints = skeleton.joints
    frame: Frame = skeleton.frames.get(shape.frame) or skeleton.frames[f"{side}-{shape.frame}"]
    if shape.frame == "forearm":
        frame = _turned_with_hand(frame, skeleton.frames[f"{side}-hand"])
    start = joints.get(shape.start) or joints[f"{side}-{shape.start}"]
    end = joints.get(shape.end) or joints[f"{side}-{shape.end}"]
    off = outward(frame, sided(shape.offset))
    hull = tuple((plus(between(start, end, s), off), r) for s, r in zip(shape.shares, shape.radii, strict=True))
    return (hull,), outward(frame, sided(shape.faces))


def _turned_with_hand(forearm: Frame, hand: Frame) -> Frame:
    """The forearm's frame with its front where the palm would look, were the wrist straight."""
    both = plus(hand.up, forearm.up)
    share = 1 + dot(hand.up, forearm.up)
    if share < 1e-3:
        return forearm
    return framed(forearm.up, moved(hand.ahead, both, -dot(forearm.up, hand.ahead) / share))


def _mix(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


def is_seen(faces: Vector, toward: Vector) -> bool:
    """Whether a patch that faces this way is seen by a viewer in that direction."""
    return dot(faces, toward) > FACING
