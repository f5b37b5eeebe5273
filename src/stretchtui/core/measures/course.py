"""The course of one test: warming up, then three tries on each side, each timed, each with its number.

A pure state machine: it never reads a clock. `advance(now)` goes on where time is up, `go_on`, `enter` and `again` are
what a person does, `view(now)` is what there is to show.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from stretchtui.core.catalog.model import Side, other_side
from stretchtui.core.measures.change import best_of
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.quantity import Kind, Quantity
from stretchtui.core.measures.record import Place

WARM_UP = 300.0
"""Seconds of easy moving before the first try."""

TRIES = 3
"""Tries on each side, of which the best is kept."""

Stage = Literal["warm-up", "waiting", "ready", "hold", "reading", "done"]


class Try(Struct, frozen=True):
    """One try: on which side, and which of `TRIES` it is, from 1."""

    side: Place
    number: int


class CourseView(Struct, frozen=True):
    """Where a course is: `left` are seconds of the stage, 0 where it waits for the person.

    `tried` are the numbers of the tries before this one on its side; None for one that was left out.
    """

    stage: Stage
    left: float
    current: Try
    tried: tuple[Quantity | None, ...]
    done: int
    """Tries that are over, on both sides."""


class Course:
    """A test that is being taken."""

    def __init__(self, test: SelfTest, now: float, *, first_side: Side = "left", warm_up: float = WARM_UP) -> None:
        self.test = test
        sides: tuple[Place, ...] = (first_side, other_side(first_side)) if test.sides == "each" else (None,)
        self.tries = tuple(Try(side, number) for side in sides for number in range(1, TRIES + 1))
        self._numbers: list[Quantity | None] = []
        self._stage: Stage = "warm-up" if warm_up > 0 else "waiting"
        self._until = now + warm_up
        self._latest = now

    def view(self, now: float) -> CourseView:
        """What there is to show at a moment."""
        done = len(self._numbers)
        current = self.tries[min(done, len(self.tries) - 1)]
        first = done - (current.number - 1) if self._stage != "done" else done
        left = max(0.0, self._until - max(now, self._latest)) if self._stage in ("warm-up", "ready", "hold") else 0.0
        return CourseView(self._stage, left, current, tuple(self._numbers[first:done]), done)

    def advance(self, now: float) -> tuple[Stage, ...]:
        """Go on where time is up; the stages that were begun, in their order."""
        begun: list[Stage] = []
        self._latest = max(now, self._latest)
        while self._stage in ("warm-up", "ready", "hold") and self._until <= self._latest:
            begun.append(self._next_timed(self._until))
        return tuple(begun)

    def go_on(self, now: float) -> bool:
        """Warm, or in place, already; ready for the next try. False where a number is wanted, or nothing is left."""
        self.advance(now)
        if self._stage in ("warm-up", "ready"):
            self._next_timed(self._latest)
        elif self._stage == "waiting":
            self._begin("ready", self._latest, float(self.test.ready))
        else:
            return False
        return True

    def enter(self, quantity: Quantity | None) -> None:
        """The number of the try that was just done; None leaves it out.

        Raises ValueError, with a line for the user, where it can't be one of this test.
        """
        if self._stage != "reading":
            return
        if quantity is not None:
            self._check(quantity)
        self._numbers.append(quantity)
        self._stage = "done" if len(self._numbers) == len(self.tries) else "waiting"

    def again(self) -> bool:
        """Take the try before once more: its number was mistyped, or it went wrong. False where there is none."""
        if not self._numbers or self._stage not in ("waiting", "done"):
            return False
        self._numbers.pop()
        self._stage = "waiting"
        return True

    @property
    def kind(self) -> Kind | None:
        """What the numbers so far are; None where there is none yet."""
        return next((quantity.kind for quantity in self._numbers if quantity is not None), None)

    def best(self) -> tuple[tuple[Place, Quantity], ...]:
        """The best of each side that has a number, left before right."""
        return tuple(sorted(self._best(), key=lambda found: found[0] or ""))

    def _best(self) -> Iterator[tuple[Place, Quantity]]:
        for side in dict.fromkeys(one.side for one in self.tries):
            told = (q for one, q in zip(self.tries, self._numbers, strict=False) if one.side == side and q is not None)
            scale = self.test.scale_of(self.kind) if self.kind else None
            if scale and (best := best_of(told, scale)):
                yield side, best

    def _check(self, quantity: Quantity) -> None:
        scale = self.test.scale_of(quantity.kind)
        if scale is None:
            what = "cm or in" if self.test.scales[0].kind == "length" else "degrees"
            raise ValueError(f"this test is read in {what}")
        if self.kind not in (None, quantity.kind):
            raise ValueError(f"the tries before were read in {'degrees' if self.kind == 'angle' else 'cm or in'}")
        scale.check(quantity)

    def _next_timed(self, at: float) -> Stage:
        if self._stage == "warm-up":
            self._stage = "waiting"
        elif self._stage == "ready":
            self._begin("hold", at, float(self.test.hold))
        else:
            self._stage = "reading"
        return self._stage

    def _begin(self, stage: Stage, at: float, seconds: float) -> None:
        self._stage, self._until = stage, at + seconds
