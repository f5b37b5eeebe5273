"""Days and weeks of a history: which one a session belongs to, and weeks that met the goal.

A day is that of the place where the user was, not of this machine's clock. The status line works with it, so it
imports next to nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the status line must not wait for what a record needs
    from stretchtui.core.session.record import SessionRecord

WEEK = timedelta(weeks=1)
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

Spans = Sequence[tuple[date, date]]
"""Spans of days, both ends included, in which the user is away: the weeks that they touch break nothing."""

Days = Mapping[date, "tuple[SessionRecord, ...]"]
"""The sessions of each day that has any."""


def day_of(record: "SessionRecord", day_ends_at: int = 0) -> date:
    """The local date on which a session started, by its own offset.

    `day_ends_at` is the hour, 0 to 12, until which the night still belongs to the day before.
    """
    return day_at(record.started, day_ends_at)


def day_at(moment: datetime, day_ends_at: int = 0) -> date:
    """The date of a moment by its own offset, for someone whose day ends at an hour of the night."""
    if moment.hour < day_ends_at and moment.date() > date.min:
        return moment.date() - timedelta(days=1)
    return moment.date()


def so_far(starts: Iterable[datetime], now: datetime) -> Iterable[datetime]:
    """Leave out what is still to come, as a clock that was wrong leaves behind."""
    return (start for start in starts if start <= now)


def week_of(day: date) -> date:
    """The Monday of the day's week, as ISO 8601 counts."""
    return day - timedelta(days=day.weekday())


def days_by_week(days: Iterable[date]) -> dict[date, int]:
    """How many different days each week has, by its Monday."""
    counts: dict[date, int] = {}
    for day in set(days):
        counts[week_of(day)] = counts.get(week_of(day), 0) + 1
    return counts


def is_spared(monday: date, away: Spans) -> bool:
    """Whether the user is away on any day of a week, told by its Monday."""
    return any(first < monday + WEEK and monday <= last for first, last in away)


def weeks_met(counts: Mapping[date, int], this: date, goal: int, away: Spans = ()) -> tuple[int, date]:
    """How many weeks in a row met the goal of days, and the Monday of the one before that did not.

    `this` week counts once it has met it, and breaks nothing before that; nor does one in which the user is `away`.
    """
    met = int(counts.get(this, 0) >= goal)
    oldest = min(counts, default=this)  # before all sessions there is nothing to spare
    week = this - WEEK
    while counts.get(week, 0) >= goal or (week >= oldest and is_spared(week, away)):
        met += counts.get(week, 0) >= goal
        week -= WEEK
    return met, week


def best_streak(counts: Mapping[date, int], goal: int, away: Spans = ()) -> int:
    """The most weeks in a row, by their Mondays, that had so many days; weeks `away` part none."""
    best = row = 0
    last: date | None = None
    for monday in sorted(week for week, count in counts.items() if count >= goal):
        row = row + 1 if last is not None and _follows(monday, last, away) else 1
        best, last = max(best, row), monday
    return best


def _follows(monday: date, last: date, away: Spans) -> bool:
    """Whether all weeks between two are spared, if there are any."""
    between = range(1, (monday - last) // WEEK)
    return all(is_spared(last + WEEK * number, away) for number in between)


def by_day(records: Iterable["SessionRecord"], day_ends_at: int = 0) -> dict[date, "tuple[SessionRecord, ...]"]:
    """The sessions of each day that has any, in the order given."""
    days: dict[date, list[SessionRecord]] = {}
    for record in records:
        days.setdefault(day_of(record, day_ends_at), []).append(record)
    return {day: tuple(found) for day, found in days.items()}
