"""What a session was, and what it adds to the week, in one line."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from stretchtui.core.days import day_of, week_of
from stretchtui.core.record import SessionRecord
from stretchtui.core.words import clock, plural


def done_words(record: SessionRecord) -> str:
    """What was done: `3:05 · 4 stretches`. The time is that of holds and movements, as in the history."""
    count = sum(1 for stretch in record.stretches if stretch.done or stretch.seconds)
    return f"{clock(record.seconds)} · {plural(count, 'stretch', 'stretches')}"


def week_words(records: Iterable[SessionRecord], now: datetime, goal: int, day_ends_at: int = 0) -> str:
    """The days of this week with a session, and how many the user wants: `3 of 4 days this week`."""
    today = (now - timedelta(hours=day_ends_at)).date()
    days = {day_of(record, day_ends_at) for record in records}
    count = sum(1 for day in days if week_of(day) == week_of(today))
    return f"{count} of {goal} days this week" if count <= goal else f"{plural(count, 'day')} this week"
