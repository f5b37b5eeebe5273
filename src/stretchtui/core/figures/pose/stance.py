"""Key poses written out in full: what each one leaves unsaid is taken from the one before."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, cast

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.model import Bend, Direction, Girdle, Pin, Pose, Reach, Swing

LimbName = Literal["left-arm", "right-arm", "left-leg", "right-leg"]
LIMBS: Final[tuple[LimbName, ...]] = ("left-leg", "right-leg", "left-arm", "right-arm")
SIDES: Final[tuple[Side, Side]] = ("left", "right")


class Limb(NamedTuple):
    """An arm or a leg: its angles, or the pin that overrules those of its two long bones."""

    root: Reach | Swing
    hinge: float = 0.0
    end: float | None = None
    pin: Pin | None = None
    point: tuple[Direction, ...] = ()


class Stance(NamedTuple):
    """A pose with nothing left unsaid. Girdles and limbs by side and name."""

    pelvis: tuple[float, ...]
    lean: float
    turn: float
    tip: float
    roll: float
    lumbar: Bend
    thoracic: Bend
    neck: Bend
    nod: float
    girdles: dict[Side, Girdle]
    limbs: dict[LimbName, Limb]


UPRIGHT: Final = Stance(
    pelvis=(0.0,),
    lean=0.0,
    turn=0.0,
    tip=0.0,
    roll=0.0,
    lumbar=Bend(),
    thoracic=Bend(),
    neck=Bend(),
    nod=0.0,
    girdles={side: Girdle() for side in SIDES},
    limbs={
        "left-arm": Limb(Reach()),
        "right-arm": Limb(Reach()),
        "left-leg": Limb(Swing()),
        "right-leg": Limb(Swing()),
    },
)


def stances(start: Pose, poses: Iterable[Pose]) -> Iterator[Stance]:
    """Each pose in full, the first one upon the figure's starting posture."""
    now = applied(UPRIGHT, start)
    for pose in poses:
        now = applied(now, pose)
        yield now


def applied(base: Stance, pose: Pose) -> Stance:
    """The stance with what the pose says in the place of what was."""
    return Stance(
        pelvis=pose.pelvis if pose.pelvis is not None else base.pelvis,
        lean=_said(pose.lean, base.lean),
        turn=_said(pose.turn, base.turn),
        tip=_said(pose.tip, base.tip),
        roll=_said(pose.roll, base.roll),
        lumbar=_bend(pose.lumbar, base.lumbar),
        thoracic=_bend(pose.thoracic, base.thoracic),
        neck=_bend(pose.neck, base.neck),
        nod=_said(pose.nod, base.nod),
        girdles={side: _girdle(pose, side) or base.girdles[side] for side in SIDES},
        limbs={
            "left-leg": _leg(pose, "left", base.limbs["left-leg"]),
            "right-leg": _leg(pose, "right", base.limbs["right-leg"]),
            "left-arm": _arm(pose, "left", base.limbs["left-arm"]),
            "right-arm": _arm(pose, "right", base.limbs["right-arm"]),
        },
    )


def _said(new: float | None, old: float) -> float:
    return old if new is None else new


def _bend(new: float | Bend | None, old: Bend) -> Bend:
    if new is None:
        return old
    return new if isinstance(new, Bend) else Bend(flex=new)


def _of(pose: Pose, side: Side, one: str, both: str) -> object:
    """What the pose says of one side, be it by the word for that side or by the word for both."""
    said = getattr(pose, f"{side}_{one}")
    return getattr(pose, both) if said is None else said


def _girdle(pose: Pose, side: Side) -> Girdle | None:
    return cast("Girdle | None", _of(pose, side, "shoulder", "shoulders"))


def _arm(pose: Pose, side: Side, old: Limb) -> Limb:
    root = _of(pose, side, "arm", "arms")
    if isinstance(root, float | int):
        root = Reach(up=root)
    return _limb(pose, side, old, cast("Reach | None", root), ("elbow", "wrist", "hand"))


def _leg(pose: Pose, side: Side, old: Limb) -> Limb:
    root = _of(pose, side, "hip", "hips")
    if isinstance(root, float | int):
        root = Swing(flex=root)
    return _limb(pose, side, old, cast("Swing | None", root), ("knee", "ankle", "foot"))


def _limb(pose: Pose, side: Side, old: Limb, root: Reach | Swing | None, words: tuple[str, str, str]) -> Limb:
    hinge_word, end_word, pin_word = words
    hinge = cast("float | None", _of(pose, side, hinge_word, f"{hinge_word}s"))
    end = cast("float | None", _of(pose, side, end_word, f"{end_word}s"))
    both = cast("Pin | None", getattr(pose, "feet" if pin_word == "foot" else "hands"))
    pin = cast("Pin | None", getattr(pose, f"{side}_{pin_word}")) or _mirrored(both, side)
    point = cast("str | tuple[Direction, ...] | None", _of(pose, side, f"{hinge_word}_point", f"{hinge_word}s_point"))
    held = pin is None or pin == old.pin
    if pin is None and root is None and hinge is None:
        pin = old.pin
    elif pin == "free":
        pin = None
    if isinstance(point, str):
        point = (cast("Direction", point),)
    return Limb(
        root=old.root if root is None else root,
        hinge=old.hinge if hinge is None else hinge,
        end=old.end if end is None and held else end,
        pin=pin,
        point=old.point if point is None else point,
    )


def _mirrored(pin: Pin | None, side: Side) -> Pin | None:
    """A place meant for both sides is written for the left one."""
    return (pin[0], -pin[1], *pin[2:]) if isinstance(pin, tuple) and side == "right" else pin
