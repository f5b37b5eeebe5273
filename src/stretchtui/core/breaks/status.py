"""The status line: how long ago the last session was, and how the week stands. Light: a prompt waits for it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from stretchtui.core.breaks.due import Quiet, is_quiet, seconds_left, seconds_since, span, span_left
from stretchtui.core.history.days import Spans, day_at, days_by_week, so_far, week_of, weeks_met

FIELDS = {
    "since": "since the last session: 52m, 3h, 12d, or never",
    "week": "days with a session this week, of the goal: 3/4",
    "days": "the days alone",
    "goal": "the goal alone",
    "streak": "weeks in a row that met the goal: 5",
    "due": "the word due if a break is due, else nothing",
    "left": "until a break is due: 8m, or now",
    "programme": "step and sessions of the programme that is on: 3/8 2/5",
}
"""What `--format` knows, and what each is replaced by."""

DISPLACED = 64
"""Places by which a session may stand too early or too late in the file."""

_FIELD = re.compile(r"\{(\w*)\}")


class Status(NamedTuple):
    """Figures of one moment; `since` and `left` in seconds, `longer` where the streak may go on further back."""

    last: datetime | None
    since: int | None
    days: int
    goal: int
    streak: int
    longer: bool
    due: bool
    left: int


def status_of(
    starts: Sequence[datetime],
    now: datetime,
    *,
    goal: int,
    every_minutes: int,
    quiet: Quiet | None = None,
    day_ends_at: int = 0,
    whole: bool = True,
    away: Spans = (),
) -> Status:
    """The figures from the starts of the newest sessions, or of all (`whole`), in any order.

    A session that is still to come, as a wrong clock leaves behind, counts for nothing.
    """
    starts = tuple(so_far(starts, now))
    last = max(starts, default=None)
    today = day_at(now, day_ends_at)
    counts = days_by_week(day_at(start, day_ends_at) for start in starts)
    streak, broken = weeks_met(counts, week_of(today), goal, away)
    left = seconds_left(last, now, every_minutes)
    return Status(
        last=last,
        since=None if last is None else seconds_since(last, now),
        days=counts.get(week_of(today), 0),
        goal=goal,
        streak=streak,
        longer=not whole and bool(counts) and broken <= min(counts),
        due=left == 0 and not is_quiet(now, quiet),
        left=left,
    )


def line(status: Status, dot: str = "·") -> str:
    """`stretch 52m ago · 3/4 days`."""
    ago = "no stretch yet" if status.since is None else f"stretch {span(status.since)} ago"
    return f"{ago} {dot} {status.days}/{status.goal} days"


def words(status: Status, programme: str = "") -> dict[str, str]:
    """What each field of a format is replaced by. `programme` is where one is in it, in a few letters."""
    return {
        "since": "never" if status.since is None else span(status.since),
        "week": f"{status.days}/{status.goal}",
        "days": str(status.days),
        "goal": str(status.goal),
        "streak": f"{status.streak}{'+' if status.longer else ''}",
        "due": "due" if status.due else "",
        "left": span_left(status.left),
        "programme": programme,
    }


def formatted(template: str, fields: Mapping[str, str]) -> str:
    """Fill in what stands in braces; braces around anything but one word stay, so that JSON can be written.

    Raises ValueError, with a line for the user, for a word that is no field.
    """

    def filled(found: re.Match[str]) -> str:
        if found[1] not in fields:
            known = ", ".join(f"{{{name}}}" for name in fields)
            raise ValueError(f"{found[0]} is no field; right would be {known}")
        return fields[found[1]]

    return _FIELD.sub(filled, template)


def as_data(status: Status, programme: dict[str, Any] | None = None) -> dict[str, Any]:
    """The figures for JSON; `programme` is where one is in the one that is on, if one is."""
    return {
        "last": None if status.last is None else status.last.isoformat(),
        "seconds_since": status.since,
        "days": status.days,
        "goal": status.goal,
        "streak": status.streak,
        "streak_may_be_longer": status.longer,
        "due": status.due,
        "seconds_left": status.left,
        "programme": programme,
    }


def enough(starts: Sequence[datetime], now: datetime, goal: int, day_ends_at: int = 0, away: Spans = ()) -> bool:
    """Whether earlier sessions in the file can change no figure, if none stands `DISPLACED` places too late.

    `starts` are as they were read, the last of the file first.
    """
    if len(starts) < DISPLACED:
        return False
    counts = days_by_week(day_at(start, day_ends_at) for start in starts)
    _, broken = weeks_met(counts, week_of(day_at(now, day_ends_at)), goal, away)
    return all(day_at(start, day_ends_at) < broken for start in starts[-DISPLACED:])
