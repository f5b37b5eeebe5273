"""Tightness before and after sessions, by region, without claiming more than the numbers can bear."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import fsum, sqrt

from msgspec import Struct

from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import plural

FEW = 5
"""Sessions below which nothing is said of a change."""

SOME = 12
"""Sessions below which what is said is called a first impression."""

ENDS = 10
"""Sessions at either end of the history that are compared, where there are twice as many."""


class TightnessChange(Struct, frozen=True):
    """Tightness before and after one session, 0 (loose) to 10."""

    started: datetime
    before: int
    after: int


class TightnessEffect(Struct, frozen=True):
    """The changes of the sessions that reached a region, or of all (`region` is None), the oldest first."""

    region: str | None
    changes: tuple[TightnessChange, ...]

    @property
    def mean(self) -> float:
        """The mean change: below 0 is looser."""
        return mean(c.after - c.before for c in self.changes) if self.changes else 0.0


class Column(Struct, frozen=True):
    """The means of the sessions that fall in one column of a plot."""

    before: float
    after: float
    count: int


def effects(records: Iterable[SessionRecord], regions: Iterable[str] = ()) -> tuple[TightnessEffect, ...]:
    """The effect of all sessions scored before and after, then by region, those of `regions` first."""
    every: list[TightnessChange] = []
    of: dict[str, list[TightnessChange]] = {region: [] for region in regions}
    for record in records:
        tight = record.tightness
        if tight is None or tight.before is None or tight.after is None:
            continue
        change = TightnessChange(record.started, tight.before, tight.after)
        every.append(change)
        for region in record.regions:
            own = tight.of(region)
            if own.before is not None and own.after is not None:
                of.setdefault(region, []).append(TightnessChange(record.started, own.before, own.after))

    def in_order(changes: list[TightnessChange]) -> tuple[TightnessChange, ...]:
        return tuple(sorted(changes, key=lambda change: change.started.timestamp()))

    return TightnessEffect(None, in_order(every)), *(TightnessEffect(r, in_order(c)) for r, c in of.items() if c)


def change_words(effect: TightnessEffect) -> str:
    """The mean change in short, `2.1 looser`; `too few` where there are too few sessions."""
    if len(effect.changes) < FEW:
        return "too few"
    if not clear([c.after - c.before for c in effect.changes]):
        return "unclear"
    return f"{abs(effect.mean):.1f} {'looser' if effect.mean < 0 else 'tighter'}"


def verdict(effect: TightnessEffect) -> tuple[str, ...]:
    """What the numbers say, in sentences; the first is the most important."""
    changes = effect.changes
    if not changes:
        return (
            "No session has a tightness before and after yet.",
            "Give a number before a session and after it, and this page shows whether it makes a difference.",
        )
    count = plural(len(changes), "session")
    if len(changes) < FEW:
        return (f"{count}: too few to tell.",)
    differences = [c.after - c.before for c in changes]
    if clear(differences):
        said = f"{count}: {abs(effect.mean):.1f} {'looser' if effect.mean < 0 else 'tighter'} on average, of 10."
    else:
        said = f"{count}: no clear change on average."
    sentences = [said, _parts(differences)]
    if len(changes) < SOME:
        sentences.append("A first impression, no more.")
    elif then_and_now := _then_and_now(changes):
        sentences.append(then_and_now)
    return tuple(sentences)


def clear(differences: Sequence[float]) -> bool:
    """Whether a mean is further from 0 than twice its standard error: else it may well be chance."""
    if len(differences) < FEW:
        return False
    return abs(mean(differences)) > 2 * spread(differences) / sqrt(len(differences))


def mean(values: Iterable[float]) -> float:
    """The mean of one value or more; `statistics` has one too, and much that takes its time to load."""
    found = list(values)
    return fsum(found) / len(found)


def spread(values: Sequence[float]) -> float:
    """The standard deviation of a sample of two or more; in floats, which the one of `statistics` is too exact for."""
    middle = mean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def columns(changes: Sequence[TightnessChange], count: int) -> tuple[Column | None, ...]:
    """The changes laid out over time in `count` columns, from the first to the last; None where there are none."""
    if not changes or count < 1:
        return (None,) * max(0, count)
    first, last = changes[0].started.timestamp(), changes[-1].started.timestamp()
    held: list[list[TightnessChange]] = [[] for _ in range(count)]
    for change in changes:
        part = (change.started.timestamp() - first) / (last - first) if last > first else 0.5
        held[round(part * (count - 1))].append(change)
    return tuple(
        Column(mean(c.before for c in some), mean(c.after for c in some), len(some)) if some else None for some in held
    )


def _parts(differences: Sequence[int]) -> str:
    looser = sum(d < 0 for d in differences)
    tighter = sum(d > 0 for d in differences)
    return f"{looser} ended looser, {len(differences) - looser - tighter} the same, {tighter} tighter."


def _then_and_now(changes: Sequence[TightnessChange]) -> str:
    """How tight it was before a session, in the first ones and the last ones, where that clearly changed."""
    if len(changes) < 2 * ENDS:
        return ""
    then, now = ([c.before for c in part] for part in (changes[:ENDS], changes[-ENDS:]))
    step = mean(now) - mean(then)
    if abs(step) <= 2 * sqrt((spread(then) ** 2 + spread(now) ** 2) / ENDS):
        return ""
    return f"Before a session: {mean(then):.1f} in the first {ENDS}, {mean(now):.1f} in the last {ENDS}."
