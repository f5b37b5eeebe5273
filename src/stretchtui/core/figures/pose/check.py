"""What a figure may not be: beyond a human's joints, below the floor, holding on to what is not there."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.camera import as_view, camera
from stretchtui.core.figures.drawing.muscles import MUSCLES, is_seen, patch
from stretchtui.core.figures.model import Figure, Pose, Prop
from stretchtui.core.figures.pose.anchors import JOINTS, SPOTS, is_place
from stretchtui.core.figures.pose.joint_ranges import excesses, excesses_between
from stretchtui.core.figures.pose.motion import Key, keys, place_of, skeleton_at
from stretchtui.core.figures.pose.skeleton import ARM, LEG, lowest, part_of, side_of
from stretchtui.core.figures.pose.stance import LIMBS
from stretchtui.core.figures.vectors import length, minus
from stretchtui.core.words import nearest

PIN_KEYS: Final = ("hands", "left_hand", "right_hand", "feet", "left_foot", "right_foot")
SUNK: Final = -1.5
"""How far below the floor a part may seem to be, in hundredths of the body's height: flesh gives way."""
STEPS: Final = 6
"""In so many steps the way from one pose to the next is looked at."""
LOOSE: Final = 0.5
"""How far from its pin a hand or a foot may be, in hundredths of the body's height."""


class Fault(NamedTuple):
    """One thing wrong with a figure: in which of its poses (from 0) and at which key, where that is known."""

    pose: int | None
    key: str | None
    message: str


def faults(figure: Figure) -> list[Fault]:
    """Everything wrong with a figure that its form alone does not forbid."""
    named = [*_unknown_names(figure)]
    if named:
        return named
    try:
        solved = keys(figure)
    except KeyError:
        return [Fault(None, None, "two limbs hold on to each other; let one of them hold on to something else")]
    return [*_strained(figure, solved), *_below_floor(figure, solved), *_unseen(figure)]


def _unknown_names(figure: Figure) -> Iterator[Fault]:
    for arrow in figure.arrows:
        if arrow.of not in JOINTS and not is_place(arrow.of):
            yield Fault(None, "arrows", f"no such place of the body: {arrow.of!r}{_near(arrow.of, (*JOINTS, *SPOTS))}")
        if max(arrow.from_ or 1, arrow.to or 1) > len(figure.pose):
            yield Fault(None, "arrows", f"there are {len(figure.pose)} poses")
    for name in figure.stretch:
        if name not in MUSCLES:
            yield Fault(None, "stretch", f"no such muscle: {name!r}{_near(name, MUSCLES)}")
    for prop in figure.props:
        for name in prop.through if isinstance(prop, Prop) else ():
            if not is_place(name):
                yield Fault(None, "props", f"no such place of the body: {name!r}{_near(name, SPOTS)}")
    for number, pose in enumerate(figure.pose):
        yield from _unknown_pins(number, pose)


def _unknown_pins(number: int, pose: Pose) -> Iterator[Fault]:
    for key in PIN_KEYS:
        pin = getattr(pose, key)
        if isinstance(pin, str) and pin != "free" and not is_place(pin):
            yield Fault(number, key, f"no such place of the body: {pin!r}{_near(pin, SPOTS)}")
        if isinstance(pin, tuple) and not 2 <= len(pin) <= 3:
            yield Fault(number, key, "a place is [ahead, left] on the floor or [ahead, left, up]")


def _near(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else f"; there are {', '.join(known)}"


def _strained(figure: Figure, solved: tuple[Key, ...]) -> Iterator[Fault]:
    for number, key in enumerate(solved):
        here = excesses(key)
        yield from (Fault(number, excess.part, excess.message) for excess in here)
        if not here and number + 1 < len(solved):
            yield from _strained_on_the_way(figure, number, solved)


def _strained_on_the_way(figure: Figure, number: int, solved: tuple[Key, ...]) -> Iterator[Fault]:
    """What is too much between a pose and the next one; the first of it for each joint."""
    told: set[str] = set()
    if excesses(solved[number + 1]):
        return
    for step in range(1, STEPS):
        skeleton = skeleton_at(figure, (number + step / STEPS) / (len(solved) - 1))
        for excess in excesses_between(skeleton, solved[number].stance.girdles):
            if excess.part not in told:
                told.add(excess.part)
                yield Fault(number, None, f"on the way to the next pose: {excess.message}")


def _below_floor(figure: Figure, solved: tuple[Key, ...]) -> Iterator[Fault]:
    for number, key in enumerate(solved):
        share = number / (len(solved) - 1)
        skeleton = skeleton_at(figure, share)
        if (low := lowest(skeleton)) < SUNK:
            yield Fault(number, "pelvis", f"a part of the body is {-low:.0f} hundredths below the floor")
        after = skeleton_at(figure, min(share + 0.5 / (len(solved) - 1), 1.0))
        if (low := lowest(after)) < SUNK * 2:
            yield Fault(number, None, f"on the way to the next pose a part of the body sinks {-low:.0f} hundredths in")
        for name in LIMBS:
            pin = key.stance.limbs[name].pin
            if pin is None:
                continue
            part = LEG if part_of(name).is_leg else ARM
            tip = skeleton.joints[part.joints(side_of(name))[2]]
            gap = length(minus(tip, place_of(skeleton, name, pin)))
            if gap > LOOSE:
                word = f"{side_of(name)}_{'foot' if part.is_leg else 'hand'}"
                yield Fault(number, word, f"{word.replace('_', ' ')} is {gap:.0f} hundredths short of its pin")


def _unseen(figure: Figure) -> Iterator[Fault]:
    skeleton = skeleton_at(figure, 1)
    views = [camera(as_view(view)) for view in figure.views]
    faces = [patch(skeleton, name)[1] for name in figure.stretch]
    if not any(is_seen(way, seen.toward) for way in faces for seen in views):
        yield Fault(None, "stretch", "nothing of it can be seen in the last pose; turn a view towards it")
