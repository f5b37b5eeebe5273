"""Fits a session into a number of minutes by lowering doses within each stretch's range."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Stretch
from stretchtui.core.session.plan import PlannedStretch, Timing, plan_for, planned

HOLD_STEP = 5
"""Seconds by which a long hold is made shorter; the time of a slow repetition goes down by one."""


class Ladder(Struct, frozen=True):
    """The doses of a stretch from the one that is wanted down to the least, with their seconds."""

    rungs: tuple[tuple[float, PlannedStretch], ...]

    @property
    def least(self) -> float:
        """Seconds that it takes at the least, everything included."""
        return self.rungs[-1][0]


def ladder(stretch: Stretch, dose: Dose | None, timing: Timing) -> Ladder:
    """Repetitions go down first, then the hold: a hold long enough to work is worth more than many short ones."""
    wanted = planned(stretch, dose)
    entries = [structs.replace(wanted, hold=hold, reps=reps) for hold, reps in _doses(stretch, wanted)]
    return Ladder(tuple((plan_for([entry], timing).seconds, entry) for entry in entries))


def fit(ladders: Sequence[Ladder], limit: float) -> tuple[PlannedStretch, ...] | None:
    """Step down on the ladder of what takes longest until all take `limit` seconds or less; none if that can't be."""
    if sum(one.least for one in ladders) > limit:
        return None
    at = [0] * len(ladders)
    while sum(one.rungs[here][0] for one, here in zip(ladders, at, strict=True)) > limit:
        lowerable = [i for i, one in enumerate(ladders) if at[i] + 1 < len(one.rungs)]
        longest = max(lowerable, key=lambda i: (ladders[i].rungs[at[i]][0], -i))
        at[longest] += 1
    return tuple(one.rungs[here][1] for one, here in zip(ladders, at, strict=True))


def _doses(stretch: Stretch, wanted: PlannedStretch) -> Iterator[tuple[int, int]]:
    least_hold, least_reps = stretch.range.hold[0], stretch.range.reps[0]
    step = 1 if stretch.technique == "dynamic" else HOLD_STEP
    for reps in range(wanted.reps, least_reps - 1, -1):
        yield wanted.hold, reps
    hold = wanted.hold
    while hold > least_hold:
        hold = max(least_hold, (hold - 1) // step * step)
        yield hold, least_reps
