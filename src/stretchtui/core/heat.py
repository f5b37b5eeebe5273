"""A calendar's days and how much was done on each."""

from collections.abc import Iterable, Mapping
from datetime import date

from stretchtui.core.days import day_of
from stretchtui.core.record import SessionRecord

STEPS = (5, 10, 20)
"""Minutes from which a day is one shade darker than one with any session at all."""

LEVELS = len(STEPS) + 2

Days = Mapping[date, tuple[SessionRecord, ...]]


def by_day(records: Iterable[SessionRecord], day_ends_at: int = 0) -> dict[date, tuple[SessionRecord, ...]]:
    """The sessions of each day that has any, in the order given."""
    days: dict[date, list[SessionRecord]] = {}
    for record in records:
        days.setdefault(day_of(record, day_ends_at), []).append(record)
    return {day: tuple(found) for day, found in days.items()}


def level(sessions: Iterable[SessionRecord]) -> int:
    """The shade of a day with these sessions, from 0 (none) to 4 (20 minutes or more)."""
    seconds = [session.seconds for session in sessions]
    return 1 + sum(sum(seconds) >= step * 60 for step in STEPS) if seconds else 0
