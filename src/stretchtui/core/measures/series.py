"""Measures over months: a series for each test and side, what was practised between them, and what is due again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from stretchtui.core.history.days import day_at
from stretchtui.core.measures.change import change, change_words, sides_words
from stretchtui.core.measures.model import Scale, SelfTest
from stretchtui.core.measures.quantity import Kind, Quantity, Unit
from stretchtui.core.measures.record import Measure, Place
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import minutes, plural


class Point(Struct, frozen=True):
    """One number of a series."""

    at: datetime
    best: Quantity


class Series(Struct, frozen=True):
    """The numbers of a test on one side, in one kind of unit, the oldest first; at least one."""

    test: str
    side: Place
    kind: Kind
    points: tuple[Point, ...]

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.test}/{self.kind}/{self.side or ''}"

    @property
    def newest(self) -> Point:
        """The last number."""
        return self.points[-1]


Practised = tuple[tuple[float, int], ...]
"""Sessions that had something for some regions: each with its moment, in seconds since 1970, and seconds of those."""


class Practice(Struct, frozen=True):
    """What was done for the regions of a test in a time: sessions that had some of them, and seconds of those alone."""

    sessions: int = 0
    seconds: int = 0


def series_of(measures: Iterable[Measure], tests: Mapping[str, SelfTest], now: datetime) -> tuple[Series, ...]:
    """All series up to `now`, in the order of the tests, those of tests that are no more behind; left before right."""
    found: dict[tuple[str, Kind, Place], list[Point]] = {}
    for measure in sorted(measures, key=lambda one: one.at.timestamp()):
        if measure.at <= now:
            for side, quantity in measure.quantities:
                found.setdefault((measure.test, quantity.kind, side), []).append(Point(measure.at, quantity))
    order = {test: at for at, test in enumerate(tests)}
    keys = sorted(found, key=lambda key: (order.get(key[0], len(order)), key[0], key[1] != "length", key[2] or ""))
    return tuple(Series(test, side, kind, tuple(found[test, kind, side])) for test, kind, side in keys)


def practised_for(records: Iterable[SessionRecord], regions: Sequence[str]) -> Practised:
    """The sessions that had something for some regions; looks at every stretch of them, so do it once."""
    found = ((r.started, sum(p.seconds for p in r.stretches if p.region in regions)) for r in records)
    return tuple((started.timestamp(), seconds) for started, seconds in found if seconds)


def practised(done: Practised, since: datetime, until: datetime) -> Practice:
    """What of it was done after `since` and no later than `until`."""
    first, last = since.timestamp(), until.timestamp()
    within = [seconds for moment, seconds in done if first < moment <= last]
    return Practice(len(within), sum(within))


def practice_words(found: Practice, regions: str, since: str) -> str:
    """What was practised since a day, in a sentence; `regions` are named as in `hips, legs`."""
    if not found.sessions:
        return f"Since {since} no session for {regions}."
    return f"Since {since}: {plural(found.sessions, 'session')} for {regions}, {minutes(found.seconds)} held."


def said_of(series: Series, test: SelfTest | None, unit: Unit) -> tuple[str, ...]:
    """What the last number of a series tells beside the first and the one before it: at most two sentences."""
    if test is None:
        return ("The catalogue has this test no more, so what a change means is not known.",)
    scale = test.scale_of(series.kind)
    if scale is None or len(series.points) < 2:
        return ("The first number. A second one, about four weeks later, can tell a change.",) if scale else ()
    return tuple(_said(series.points, scale, unit))


def _said(points: Sequence[Point], scale: Scale, unit: Unit) -> Iterator[str]:
    first, newest = points[0], points[-1]
    yield change_words(change(first.best, newest.best, scale), day_text(first.at), unit)
    if len(points) > 2:
        yield change_words(change(points[-2].best, newest.best, scale), day_text(points[-2].at), unit)


def apart(series: Sequence[Series], one: Series, test: SelfTest | None, unit: Unit) -> str:
    """How the sides of a test differ in their last numbers, where both are of one day; else empty."""
    scale = test.scale_of(one.kind) if test else None
    sides = {other.side: other for other in series if (other.test, other.kind) == (one.test, one.kind)}
    left, right = sides.get("left"), sides.get("right")
    if scale is None or left is None or right is None or left.newest.at != right.newest.at:
        return ""
    return sides_words(left.newest.best, right.newest.best, scale, unit)


class DueTest(Struct, frozen=True):
    """A test that is due again: its id, and how long ago it was taken last."""

    test: str
    days: int

    @property
    def ago(self) -> str:
        """`5 weeks ago`."""
        return f"{plural(self.days // 7, 'week')} ago" if self.days >= 14 else f"{plural(self.days, 'day')} ago"


def due_again(
    measures: Iterable[Measure], tests: Iterable[str], every_weeks: int, now: datetime, *, day_ends_at: int = 0
) -> tuple[DueTest, ...]:
    """The tests among `tests`, in their order, that were taken before and not for so many weeks; 0 wants none."""
    if every_weeks <= 0:
        return ()
    last: dict[str, date] = {}
    for measure in measures:
        if measure.at <= now:
            day = day_at(measure.at, day_ends_at)
            last[measure.test] = max(day, last.get(measure.test, day))
    today, wait = day_at(now, day_ends_at), timedelta(weeks=every_weeks)
    ages = ((test, today - last[test]) for test in tests if test in last)
    return tuple(DueTest(test, age.days) for test, age in ages if age >= wait)


def day_text(moment: datetime) -> str:
    """A day as it is named in sentences: `3 Nov 2026`."""
    return f"{moment.day} {moment:%b %Y}"
