"""Key poses written out in full: what each one leaves unsaid is taken from the one before."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, cast

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.model import (
    Bend,
    Direction,
    Fingers,
    Foot,
    Girdle,
    Pin,
    Pose,
    Reach,
    Swing,
    Toes,
)

LimbName = Literal["left-arm", "right-arm", "left-leg", "right-leg"]
LIMBS: Final[tuple[LimbName, ...]] = ("left-leg", "right-leg", "left-arm", "right-arm")
SIDES: Final[tuple[Side, Side]] = ("left", "right")


class Limb(NamedTuple):
    """An arm or a leg: its angles, or the pin that overrules those of its two long bones.

    `along` and `palm`: where fingers point and the palm looks, which overrules the wrist's angle.
    """

    root: Reach | Swing
    hinge: float = 0.0
    end: float | Foot | None = None
    pin: Pin | None = None
    point: tuple[Direction, ...] = ()
    along: tuple[Direction, ...] = ()
    palm: tuple[Direction, ...] = ()


class Details(NamedTuple):
    """What only a close view shows, and how full the chest is."""

    fingers: dict[Side, Fingers]
    toes: dict[Side, Toes]
    breath: float = 0.0
    jaw: float = 0.0
    tongue: float = 0.0
    eyes: float = 1.0


AT_EASE: Final = Details(
    {side: Fingers(knuckles=12, middle=16, tips=10) for side in SIDES}, {side: Toes() for side in SIDES}
)


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
    details: Details = AT_EASE


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
        details=_details(pose, base.details),
    )


def _details(pose: Pose, old: Details) -> Details:
    return Details(
        fingers={side: _fingers(pose, side) or old.fingers[side] for side in SIDES},
        toes={side: _toes(pose, side) or old.toes[side] for side in SIDES},
        breath=_said(pose.breath, old.breath),
        jaw=_said(pose.jaw, old.jaw),
        tongue=_said(pose.tongue, old.tongue),
        eyes=_said(pose.eyes, old.eyes),
    )


def _fingers(pose: Pose, side: Side) -> Fingers | None:
    """A number alone flexes all joints, the last ones less."""
    said = cast("float | Fingers | None", _of(pose, side, "fingers", "fingers"))
    if said is None or isinstance(said, Fingers):
        return said
    return Fingers(knuckles=said, middle=said, tips=said * 0.6)


def _toes(pose: Pose, side: Side) -> Toes | None:
    said = cast("float | Toes | None", _of(pose, side, "toes", "toes"))
    return Toes(up=said) if isinstance(said, float | int) else said


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
    end = cast("float | Foot | None", _of(pose, side, end_word, f"{end_word}s"))
    along = _words(_of(pose, side, "fingers_point", "fingers_point")) if pin_word == "hand" else None
    palm = _words(_of(pose, side, "palm", "palms")) if pin_word == "hand" else None
    both = cast("Pin | None", getattr(pose, "feet" if pin_word == "foot" else "hands"))
    pin = cast("Pin | None", getattr(pose, f"{side}_{pin_word}")) or _mirrored(both, side)
    point = _words(_of(pose, side, f"{hinge_word}_point", f"{hinge_word}s_point"))
    held = pin is None or pin == old.pin
    if pin is None and root is None and hinge is None:
        pin = old.pin
    elif pin == "free":
        pin = None
    return Limb(
        root=old.root if root is None else root,
        hinge=old.hinge if hinge is None else hinge,
        end=old.end if end is None and held else end,
        pin=pin,
        point=old.point if point is None else point,
        along=along if along is not None else () if end is not None else old.along,
        palm=palm if palm is not None else () if end is not None else old.palm,
    )


def _words(said: object) -> tuple[Direction, ...] | None:
    """One direction or several, as a list."""
    if isinstance(said, str):
        return (cast("Direction", said),)
    return cast("tuple[Direction, ...] | None", said)


def _mirrored(pin: Pin | None, side: Side) -> Pin | None:
    """A place meant for both sides is written for the left one."""
    return (pin[0], -pin[1], *pin[2:]) if isinstance(pin, tuple) and side == "right" else pin
