"""How the minutes are spread over the regions of the body, and which were left out for long."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from stretchtui.core.history.days import day_of
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import listed, plural

WINDOWS = (4, 12, 52)
"""Weeks that one can look back over."""

LONG = 4
"""Weeks after which a region counts as left out."""


class Balance(Struct, frozen=True):
    """`seconds` by region over each window of weeks, the `last` day of each region, and the `first` of all."""

    seconds: Mapping[int, Mapping[str, int]]
    last: Mapping[str, date]
    first: date | None


class RegionLeftOut(Struct, frozen=True):
    """A region not reached for `weeks`; None where it never was."""

    region: str
    weeks: int | None


def balance(
    records: Iterable[SessionRecord],
    today: date,
    *,
    day_ends_at: int = 0,
    also: Mapping[str, Sequence[str]] | None = None,
) -> Balance:
    """Spread the seconds of each stretch to its region.

    `also` names, by a stretch's id, other regions it serves: they count as reached, but get no seconds.
    """
    seconds: dict[int, dict[str, int]] = {weeks: {} for weeks in WINDOWS}
    starts = {weeks: today - timedelta(weeks=weeks) for weeks in WINDOWS}
    last: dict[str, date] = {}
    first: date | None = None
    for record in records:
        day = day_of(record, day_ends_at)
        if day > today:
            continue
        first = day if first is None or day < first else first
        into = [seconds[weeks] for weeks, start in starts.items() if day > start]
        for stretch in record.stretches:
            if not stretch.seconds and not stretch.done:
                continue
            for window in into:
                window[stretch.region] = window.get(stretch.region, 0) + stretch.seconds
            for region in (stretch.region, *(also or {}).get(stretch.id, ())):
                if region not in last or last[region] < day:
                    last[region] = day
    return Balance(seconds, last, first)


def left_out(figures: Balance, regions: Iterable[str], today: date) -> tuple[RegionLeftOut, ...]:
    """The regions left out for four weeks or more, the longest first; none before there are so many weeks."""
    if figures.first is None or (today - figures.first).days < LONG * 7:
        return ()
    found = []
    for region in regions:
        day = figures.last.get(region)
        weeks = None if day is None else (today - day).days // 7
        if weeks is None or weeks >= LONG:
            found.append(RegionLeftOut(region, weeks))
    return tuple(sorted(found, key=lambda one: -(one.weeks or 10**6)))


def left_out_words(found: Sequence[RegionLeftOut], names: Mapping[str, str]) -> str:
    """Which regions were left out, and for how long, in a sentence."""
    if not found:
        return ""

    def how_long(one: RegionLeftOut) -> str:
        return "never" if one.weeks is None else plural(one.weeks, "week")

    return f"Left out for long: {listed(f'{names.get(o.region, o.region)} ({how_long(o)})' for o in found)}."
