"""State machine of the reminder: counts time at the keyboard, fed with moments; reads no clock, file or terminal."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from stretchtui.core.breaks.due import Quiet, is_quiet, seconds_since

AWAY = 5 * 60
"""Seconds without a key after which nobody is taken to be there."""
REFRESHED = 20 * 60
"""Seconds away after which the count begins anew: so long a pause is a break from sitting, too."""
AGAIN = 10 * 60
"""Seconds at it until a reminder that was not followed is given again."""
TIMES = 3
"""How often it is given; then there is silence until the next break."""
SNOOZE = 10
"""Minutes, unless others are asked for."""

_GAP = 120
_JUST_NOW = 15 * 60

Event = Literal["due", "break"]


class Moment(NamedTuple):
    """What is known at one moment.

    `elapsed` monotonic seconds of the process, `idle` seconds since the last key (None where no terminal is open),
    `last` the start of the newest session in the history.
    """

    elapsed: float
    now: datetime
    idle: float | None
    last: datetime | None = None
    snoozed_until: datetime | None = None


class Reminder:
    """Counts the seconds at the keyboard since the last break: `sat`."""

    def __init__(self, every_minutes: float, quiet: Quiet | None = None) -> None:
        self.sat = 0.0
        self._every = every_minutes * 60
        self._quiet = quiet
        self._next = self._every
        self._given = 0
        self._away = 0.0
        self._before: Moment | None = None
        self._snoozed_until: datetime | None = None

    def step(self, moment: Moment) -> Event | None:
        """Go on to a moment; whether a break was noticed, or is due now and somebody is there to hear of it."""
        before, self._before = self._before, moment
        if before is None:
            return None
        passed = moment.elapsed - before.elapsed
        self._count(moment, passed if 0 <= passed <= _GAP else 0.0)  # a longer one: stopped, or the machine slept
        if moment.last is not None and (before.last is None or moment.last > before.last):
            self._refresh(seconds_since(moment.last, moment.now))
            return "break"
        if not self._is_there(moment) or self.sat < self._next or self._given >= TIMES or self._is_silent(moment):
            return None
        self._given += 1
        self._next = self.sat + AGAIN
        return "due"

    def snooze(self, now: datetime, minutes: int = SNOOZE) -> datetime:
        """Give no reminder for some minutes; until when."""
        self._snoozed_until = now + timedelta(minutes=minutes)
        return self._snoozed_until

    def _count(self, moment: Moment, passed: float) -> None:
        if self._is_there(moment):
            self.sat += passed
            self._away = 0.0
            return
        self._away += passed
        if max(self._away, moment.idle or 0.0) >= REFRESHED:
            self._begin_anew(0.0)

    def _refresh(self, ago: float) -> None:
        """Hear of a session that began so many seconds ago: one cannot have sat longer than since then."""
        self._begin_anew(0.0 if ago <= _JUST_NOW else min(self.sat, ago))

    def _begin_anew(self, sat: float) -> None:
        self.sat = sat
        self._next = self._every
        self._given = 0

    def _is_there(self, moment: Moment) -> bool:
        return moment.idle is not None and moment.idle < AWAY

    def _is_silent(self, moment: Moment) -> bool:
        until = max((u for u in (self._snoozed_until, moment.snoozed_until) if u), default=None)
        return is_quiet(moment.now, self._quiet) or (until is not None and moment.now < until)
