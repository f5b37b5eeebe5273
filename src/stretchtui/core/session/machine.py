"""A session: the state machine that walks a plan.

It never reads a clock. Every call is handed `now`, seconds of a clock that only goes forward;
a `now` before the last one counts as no time at all. A hold's seconds are counted here, in `_spend`.

A *place* is any phase but a rest, which belongs to the hold it follows, and but the letting go of contract-relax, which
belongs to the press it follows. `skip` and `back` move
from place to place, so that one undoes the other. A key means the phase that ran when it was
pressed, also where that phase ends in the very moment: nothing is skipped that was not yet seen.
"""

from math import isfinite
from typing import Literal

from msgspec import Struct

from stretchtui.core.catalog.model import Side
from stretchtui.core.session.plan import Phase, Plan, PlannedStretch
from stretchtui.core.session.record import Felt

Ending = Literal["completed", "stopped"]
PauseReason = Literal["user", "gap", "eased", "resumed", "suspended"]
How = Literal["done", "skipped", "eased"]
PartState = Literal["done", "skipped", "running", "to-come"]

SIDES: tuple[Side, ...] = ("left", "right")

GAP = 2.0
"""Seconds between two calls beyond which the time between does not count: the machine slept or stopped."""

LEAST_HOLD = 5.0
"""Seconds from which on a hold that was eased off or shortened still counts as a repetition."""

LONGEST_PHASE = 900.0
"""Seconds beyond which no phase can be extended, so that every plan ends."""


class PhaseBegan(Struct, frozen=True):
    index: int


class PhaseEnded(Struct, frozen=True):
    index: int
    how: How


class Paused(Struct, frozen=True):
    """`gap` is the time that did not count, in seconds."""

    reason: PauseReason
    gap: float = 0.0


class Resumed(Struct, frozen=True):
    pass


class Finished(Struct, frozen=True):
    ending: Ending


Event = PhaseBegan | PhaseEnded | Paused | Resumed | Finished
Events = tuple[Event, ...]


class Progress(Struct, frozen=True, omit_defaults=True):
    """What has been done so far, enough to go on later.

    `held` seconds and `done` for each phase of the plan; `felt` by the number of the stretch.
    """

    index: int
    furthest: int
    held: tuple[float, ...]
    done: tuple[bool, ...]
    felt: dict[str, Felt] = {}
    felt_sides: dict[str, Felt] = {}
    """What was said in a hold of one side, by the number of the stretch and the side: `2-left`."""


class SessionView(Struct, frozen=True):
    """What there is to see at one moment. Times in seconds; `left` is for the whole session."""

    index: int
    phase: Phase
    entry: PlannedStretch
    length: float
    remaining: float
    left: float
    following: Phase | None
    paused: PauseReason | None
    ending: Ending | None


class Session:
    """One walk through a plan, driven by `advance` and the user's keys; read through `view` and `parts`.

    With `progress` it is taken up again: paused at the start of the hold or press that ran, at the press that was just
    let go, or at the hold to come where a rest ran. Raises ValueError for an empty plan, or progress that does not fit
    its plan.
    """

    def __init__(self, plan: Plan, now: float, progress: Progress | None = None) -> None:
        if not plan.phases:
            raise ValueError("a plan needs at least one phase")
        self.plan = plan
        self.ending: Ending | None = None
        """`completed` where the plan came to its end with at least one repetition done."""
        self.ran_through = False
        """The plan came to its end, with or without anything done in it."""
        self.paused: PauseReason | None = None
        self.felt: dict[int, Felt] = {}
        self.felt_sides: dict[tuple[int, Side], Felt] = {}
        """How one side of a stretch felt, where that was said while it was done."""
        self._last = now
        self._elapsed = self._length = 0.0
        self._index = self._furthest = 0
        self._held = [0.0] * len(plan.phases)
        self._done = [False] * len(plan.phases)
        if progress:
            self._take_up(progress)
        self._begin(self._index)

    # -- time

    def advance(self, now: float) -> Events:
        """Let the time up to `now` pass."""
        passed, self._last = now - self._last, max(now, self._last)
        if passed <= 0 or self.paused or self.ending:
            return ()
        if passed > GAP:
            self.paused = "gap"
            return (Paused("gap", passed),)
        events: list[Event] = []
        while passed > 0 and not self.ending:
            left = max(0.0, self._length - self._elapsed)
            self._spend(min(passed, left))
            if passed < left:
                break
            passed -= left
            events += self._end("done")
        return tuple(events)

    def view(self, now: float) -> SessionView:
        """What there is to see at `now`, changing nothing.

        Time since the last `advance` is shown as passed.
        """
        since = 0.0 if self.paused or self.ending else max(0.0, now - self._last)
        phase = self.plan.phases[self._index]
        remaining = max(0.0, self._length - self._elapsed - (since if since <= GAP else 0.0))
        after = self._index + 1
        return SessionView(
            index=self._index,
            phase=phase,
            entry=self.plan.entries[phase.entry],
            length=self._length,
            remaining=remaining,
            left=remaining + sum(p.seconds for p in self.plan.phases[after:]),
            following=self.plan.phases[after] if after < len(self.plan.phases) else None,
            paused=self.paused,
            ending=self.ending,
        )

    # -- keys

    def pause(self, now: float, reason: PauseReason = "user") -> Events:
        """Stop the clock at `now`."""
        events = self.advance(now)
        if self.paused or self.ending:
            return events
        self.paused = reason
        return (*events, Paused(reason))

    def resume(self, now: float) -> Events:
        """Let the clock go on from `now`; the time since it stopped does not count."""
        if not self.paused:
            return self.advance(now)
        self._last = max(now, self._last)
        self.paused = None
        return (Resumed(),)

    def skip(self, now: float) -> Events:
        """Go on to the next place."""
        return self._go_on(now, self._next_place(self._index))

    def skip_stretch(self, now: float) -> Events:
        """Go on to the next stretch, leaving out what remains of this one."""
        entry = self.plan.phases[self._index].entry
        later = (i for i, p in enumerate(self.plan.phases) if p.entry > entry)
        return self._go_on(now, next(later, None))

    def back(self, now: float) -> Events:
        """Go back to the start of the place before; at the first, to its start."""
        here = self._place(self._index)
        events = self.advance(now)
        return events if self.ending else (*events, *self._leave(self._place(max(0, here - 1))))

    def redo(self, now: float) -> Events:
        """Go back to the start of this place."""
        here = self._place(self._index)
        events = self.advance(now)
        return events if self.ending else (*events, *self._leave(here))

    def extend(self, now: float, seconds: float) -> Events:
        """Make this phase longer, or shorter where `seconds` is negative.

        A hold or movement is not made shorter than `LEAST_HOLD`, or than planned where that is less;
        one that has already been held for the new length ends at once, and counts.
        """
        events = self.advance(now)
        if self.ending:
            return events
        phase = self.plan.phases[self._index]
        least = min(LEAST_HOLD, phase.seconds) if phase.strains else 0.0
        most = max(LONGEST_PHASE, phase.seconds)
        self._length = min(most, max(self._length + seconds, least))
        if self._length <= self._elapsed:
            return (*events, *self._end("done"))
        return events

    def ease(self, now: float) -> Events:
        """It is too much: end this hold gently, and remember that it was hard. A press ends its whole repetition.

        Where no rest follows, the session pauses, so that nothing asks for the next repetition at once.
        In a rest it remembers only; pain, once told, stays pain.
        """
        if self.ending:
            return ()
        pressed = self.plan.phases[self._index]
        events = self.advance(now)
        if pressed.strains or pressed.follows:
            self._feel(pressed, "hard")
        phase = self.plan.phases[self._index]
        if self.ending or not (_in_repetition(pressed) and _in_repetition(phase)):
            return events
        self._done[self._index] |= phase.works and self._elapsed >= min(LEAST_HOLD, phase.seconds)
        events = (*events, *self._end("eased"))
        if not self.ending and not self.paused and self.plan.phases[self._index].strains:
            self.paused = "eased"
            return (*events, Paused("eased"))
        return events

    def hurts(self, now: float) -> Events:
        """It hurts: remember pain, and go on to the next stretch. Nothing while one gets ready for a stretch."""
        pressed = self.plan.phases[self._index]
        if self.ending or pressed.kind == "ready":
            return self.advance(now)
        self._feel(pressed, "pain")
        return self.skip_stretch(now)

    def stop(self, now: float) -> Events:
        """End the session here; what was done stays done."""
        events = self.advance(now)
        if self.ending:
            return events
        self.ending, self.paused = "stopped", None
        return (*events, PhaseEnded(self._index, "skipped"), Finished("stopped"))

    def mark(self, entry: int, felt: Felt | None) -> None:
        """Remember how a stretch of the plan felt; None takes it back."""
        if felt:
            self.felt[entry] = felt
        else:
            self.felt.pop(entry, None)

    @property
    def entry_to_mark(self) -> int | None:
        """The stretch that one can say of how it felt: the one before, while one gets ready for this one."""
        phase = self.plan.phases[self._index]
        before = phase.entry - 1
        return before if phase.kind == "ready" and before >= 0 and self.held(before) else None

    # -- what was done

    def parts(self) -> tuple[tuple[int, PartState], ...]:
        """The holds and movements in their order: index of the phase, and its state."""
        return tuple((i, self._part(i)) for i, phase in enumerate(self.plan.phases) if phase.works)

    def reached(self, entry: int) -> bool:
        """True if the session has come as far as this stretch's first hold, press or movement."""
        return any(p.strains and p.entry == entry for p in self.plan.phases[: self._furthest + 1])

    def done(self, entry: int, side: Side | None = None) -> int:
        """Repetitions of a stretch that were done, of one side or with both counted."""
        pairs = zip(self._done, self.plan.phases, strict=True)
        return sum(done for done, p in pairs if p.works and p.entry == entry and side in (None, p.side))

    def last_entry_held(self) -> int | None:
        """The number of the last stretch that was held or moved in, however briefly."""
        return next((n for n in reversed(range(len(self.plan.entries))) if self.held(n)), None)

    def held(self, entry: int | None = None, side: Side | None = None) -> float:
        """Seconds spent in the holds, presses and movements of a stretch, or of all; of one side or of both."""
        pairs = zip(self._held, self.plan.phases, strict=True)
        return sum(held for held, p in pairs if p.strains and entry in (None, p.entry) and side in (None, p.side))

    def progress(self) -> Progress:
        """What a later `Session` over the same plan needs to go on from here."""
        return Progress(
            index=self._index,
            furthest=self._furthest,
            held=tuple(self._held),
            done=tuple(self._done),
            felt={str(entry): felt for entry, felt in self.felt.items()},
            felt_sides={f"{entry}-{side}": felt for (entry, side), felt in self.felt_sides.items()},
        )

    # -- inside

    def _take_up(self, progress: Progress) -> None:
        count = len(self.plan.phases)
        if len(progress.held) != count or len(progress.done) != count:
            raise ValueError("the progress belongs to another plan")
        if not (0 <= progress.index < count and 0 <= progress.furthest < count):
            raise ValueError("the progress lies outside its plan")
        if not all(isfinite(held) and held >= 0 for held in progress.held):
            raise ValueError("the progress has seconds that can't have been held")
        entries = {str(entry): entry for entry in range(len(self.plan.entries))}
        if not progress.felt.keys() <= entries.keys():
            raise ValueError("the progress lies outside its plan")
        sides: dict[str, tuple[int, Side]] = {f"{n}-{side}": (n, side) for n in entries.values() for side in SIDES}
        if not progress.felt_sides.keys() <= sides.keys():
            raise ValueError("the progress lies outside its plan")
        self._index, self._furthest = progress.index, progress.furthest
        self._held, self._done = list(progress.held), list(progress.done)
        self.felt = {entries[entry]: felt for entry, felt in progress.felt.items()}
        self.felt_sides = {sides[name]: felt for name, felt in progress.felt_sides.items()}
        self.paused = "resumed"
        kind = self.plan.phases[self._index].kind
        if kind == "rest":  # the hold it follows is over
            self._index = self._next_place(self._index) or self._index
        elif kind == "let-go":  # what was pressed long ago is pressed again
            self._index = self._place(self._index)

    def _feel(self, phase: Phase, felt: Felt) -> None:
        """Remember how a stretch felt in a phase, and on the side of it; pain, once told, stays pain."""
        if self.felt.get(phase.entry) != "pain":
            self.felt[phase.entry] = felt
        if phase.side and self.felt_sides.get((phase.entry, phase.side)) != "pain":
            self.felt_sides[phase.entry, phase.side] = felt

    def _spend(self, seconds: float) -> None:
        self._elapsed += seconds
        if self.plan.phases[self._index].strains:
            self._held[self._index] += seconds

    def _begin(self, index: int) -> PhaseBegan:
        self._index, self._furthest = index, max(index, self._furthest)
        self._elapsed, self._length = 0.0, self.plan.phases[index].seconds
        return PhaseBegan(index)

    def _end(self, how: How) -> Events:
        """End this phase and begin the one after it; the one after its whole repetition, where it was eased off."""
        if how == "done" and self.plan.phases[self._index].works:
            self._done[self._index] = True
        ended, last = PhaseEnded(self._index, how), self._index
        while how == "eased" and not self.plan.phases[last].works:  # pressed or let go: nothing goes further now
            last += 1
        after = last + 1
        return (ended, self._begin(after)) if after < len(self.plan.phases) else self._finish(ended)

    def _go_on(self, now: float, index: int | None) -> Events:
        """Go on to a later phase, unless it has begun by itself; none means that the plan is over."""
        events = self.advance(now)
        if self.ending or (index is not None and self._index >= index):
            return events
        return (*events, *self._leave(index))

    def _leave(self, index: int | None) -> Events:
        """Leave this phase unfinished and begin another; none means that the plan is over."""
        ended = PhaseEnded(self._index, "skipped")
        return self._finish(ended) if index is None else (ended, self._begin(index))

    def _finish(self, ended: PhaseEnded) -> Events:
        self._furthest = len(self.plan.phases) - 1
        self.ran_through = True
        self.ending, self.paused = "completed" if any(self._done) else "stopped", None
        return (ended, Finished(self.ending))

    def _place(self, index: int) -> int:
        """The place that a phase belongs to."""
        while index > 0 and self.plan.phases[index].follows:
            index -= 1
        return index

    def _next_place(self, index: int) -> int | None:
        later = range(index + 1, len(self.plan.phases))
        return next((i for i in later if not self.plan.phases[i].follows), None)

    def _part(self, index: int) -> PartState:
        if index == self._index and not self.ending:
            return "running"
        if self._done[index]:
            return "done"
        return "skipped" if index < self._index or self.ending else "to-come"


def _in_repetition(phase: Phase) -> bool:
    """True from the start of a press, hold or movement to the end of the repetition."""
    return phase.strains or phase.kind == "let-go"
