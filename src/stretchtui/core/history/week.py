"""A week in a few words and marks: the days with a session, of as many as the user wants."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from stretchtui.core.history.days import day_at, day_of, week_of
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import plural

DAYS, PLAIN_DAYS = ("●", "○"), ("#", ".")
"""A day that is done and one still to come, where the terminal has such signs and where it has not."""


class Week(Struct, frozen=True):
    """Days of this week with a session, of a `goal`; `today` is true where today is one of them."""

    days: int
    goal: int
    today: bool

    @property
    def before(self) -> int:
        """Days before today with a session."""
        return self.days - self.today

    @property
    def open(self) -> int:
        """Days that are still to come for the goal."""
        return max(0, self.goal - self.days)

    @property
    def words(self) -> str:
        """`3 of 4 days this week`; days beyond the goal are told without it."""
        return f"{self.days} of {self.goal} days this week" if self.days <= self.goal else self._beyond

    @property
    def promise(self) -> str:
        """What a session now makes of it."""
        if self.today:
            return self.words
        return f"today makes it {self.days + 1}" + (f" of {self.goal}" if self.days < self.goal else "")

    @property
    def _beyond(self) -> str:
        return f"{plural(self.days, 'day')} this week"


def week_at(records: Iterable[SessionRecord], now: datetime, goal: int, day_ends_at: int = 0) -> Week:
    """The week of a moment; sessions after it are left out."""
    today = day_at(now, day_ends_at)
    days = {day_of(record, day_ends_at) for record in records if record.started <= now}
    ours = {day for day in days if week_of(day) == week_of(today)}
    return Week(len(ours), goal, today in ours)


def day_signs(days: int, goal: int, *, unicode: bool) -> tuple[str, str]:
    """The days of a week as signs, one each: those that are done, and those that the goal still wants."""
    done, to_come = DAYS if unicode else PLAIN_DAYS
    return done * days, to_come * max(0, goal - days)
