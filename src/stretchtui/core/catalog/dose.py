"""Doses: seconds and repetitions of a stretch, kept within bounds, and put in words."""

from typing import Protocol

from msgspec import Struct

from stretchtui.core.catalog.model import Sides, Technique
from stretchtui.core.words import plural


class Dose(Struct, frozen=True):
    """`hold` seconds (of one repetition, where the stretch is dynamic), `reps` repetitions a side."""

    hold: int
    reps: int


class Dosed(Protocol):
    """Whatever has a dose: a stretch, or a stretch in a plan."""

    @property
    def technique(self) -> Technique: ...
    @property
    def sides(self) -> Sides: ...
    @property
    def hold(self) -> int: ...
    @property
    def reps(self) -> int: ...


def clamp(value: int, bounds: tuple[int, int]) -> int:
    """The value, or the bound that it passes."""
    return max(bounds[0], min(bounds[1], value))


def dose(stretch: Dosed) -> str:
    """A dose in short, for lists: `15 s × 4 each side`, `10 slow reps`."""
    if stretch.technique == "dynamic":
        return f"{plural(stretch.reps, 'slow rep')}{' each side' if stretch.sides == 'each' else ''}"
    return f"{stretch.hold} s × {stretch.reps}{' each side' if stretch.sides == 'each' else ''}"


def short_dose(stretch: Dosed) -> str:
    """A dose as short as can be, for lists beside something: `20 s × 3 L/R`, `10 reps`."""
    sides = " L/R" if stretch.sides == "each" else ""
    if stretch.technique == "dynamic":
        return f"{plural(stretch.reps, 'rep')}{sides}"
    return f"{stretch.hold} s × {stretch.reps}{sides}"


def whole_dose(stretch: Dosed) -> str:
    """A dose in full: `10 slow repetitions of 8 s, left and right`."""
    if stretch.technique != "dynamic":
        return dose(stretch)
    side = {"each": " each side", "alternate": ", left and right", "both": ""}[stretch.sides]
    return f"{plural(stretch.reps, 'slow repetition')} of {stretch.hold} s{side}"
