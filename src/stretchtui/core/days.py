"""Which day and which week a session belongs to: where the user was, not where the clock of this machine is."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the status line must not wait for what a record needs
    from .record import SessionRecord


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


def week_of(day: date) -> date:
    """The Monday of the day's week, as ISO 8601 counts."""
    return day - timedelta(days=day.weekday())
