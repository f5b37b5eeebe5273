"""Moments as people type them: `yesterday`, `18:30`, `2026-11-20T18:00`, `-2h`.

Spans are counted in UTC, so that a change of the clocks makes none longer or shorter; days and times of the day are
those of the place, which a `Zone` knows.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from stretchtui.core.history.days import day_at

EXAMPLES = "18:30, yesterday 7:15, 2026-11-20, -2h, or nothing for now"
SINCE_EXAMPLES = "2026-11-01, today, yesterday, -7d or -4w"

Zone = Callable[[datetime], datetime]
"""A moment with the offset that the place has then; one without an offset is what the clocks of the place show.

One that they skip is moved forward, as `datetime.astimezone` does it.
"""

_WHEN = re.compile(
    r"(?P<day>today|yesterday|\d{4}-\d{1,2}-\d{1,2})?(?:[ t]+)?(?:(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?)?"
)
_BACK = re.compile(r"(?P<sign>-)?\s*(?P<count>\d{1,4})\s*(?P<unit>m|min|h|d|w)(?(sign)|\s+ago)")
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_when(text: str, now: datetime, zone: Zone) -> datetime:
    """When a session was: a day without a time means at this time of the day, a time without a day today.

    A time alone that is still to come was yesterday's. Nothing means now. `now` has its offset, and so has what comes
    back. Raises ValueError with a line for the user.
    """
    text = text.strip().lower()
    if text in ("", "now"):
        return now
    back = _back(text, now, zone)
    if back is not None:
        return back
    found = _WHEN.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is no time; right would be {EXAMPLES}")
    wall = now.replace(tzinfo=None, second=0, microsecond=0)
    try:
        day, hour, minute = found["day"], found["hour"], found["minute"]
        clock = time(int(hour or wall.hour), int(minute or wall.minute))
        typed = datetime.combine(wall.date() if day is None else _day(day, wall.date()), clock)
        if day is None and typed > wall:
            typed -= timedelta(days=1)
        when = _existing(typed, zone)
    except (ValueError, OverflowError) as error:
        raise _not_in_the_calendar(text, error, EXAMPLES) from None
    if when > now:
        raise ValueError("that is still to come; log it when it is done")
    return when


def needs_time(text: str) -> bool:
    """Whether a day before today is given without a time, so that one has to be asked for."""
    found = _WHEN.fullmatch(text.strip().lower())
    return bool(found and found["day"] and found["day"] != "today" and found["hour"] is None)


def parse_since(text: str, now: datetime, zone: Zone, day_ends_at: int = 0) -> datetime:
    """From when on: a day without a time means its beginning, as days and weeks back do.

    A day begins at the hour `day_ends_at`, at which the night of the day before ends. Raises ValueError with a line for
    the user.
    """
    text = text.strip().lower()
    back = _back(text, now, zone)
    if back is not None and text.removesuffix(" ago").rstrip().endswith(("m", "min", "h")):
        return back
    found = _WHEN.fullmatch(text)
    if back is None and (not found or not text):
        raise ValueError(f"“{text}” is no day; right would be {SINCE_EXAMPLES}")
    today = day_at(now, day_ends_at)
    try:
        if back is not None:
            day = day_at(back, day_ends_at)
        else:
            day = today if not found or found["day"] is None else _day(found["day"], today)
        if found and found["hour"]:
            today = now.date()
            day = _day(found["day"], today) if found["day"] else today
            clock = time(int(found["hour"]), int(found["minute"]))
        else:
            clock = time(day_ends_at)
        return zone(datetime.combine(day, clock))
    except (ValueError, OverflowError) as error:
        raise _not_in_the_calendar(text, error, SINCE_EXAMPLES) from None


class _SkippedError(ValueError):
    """A time that the clocks of the place never showed."""


def _existing(typed: datetime, zone: Zone) -> datetime:
    when = zone(typed)
    if when.replace(tzinfo=None, fold=0) != typed:
        right = f"{when:%H:%M}" if when.date() == typed.date() else f"{when:%Y-%m-%d %H:%M}"
        line = f"{typed:%Y-%m-%d %H:%M} was skipped when the clocks were put forward; right would be {right}"
        raise _SkippedError(line)
    return when


def _not_in_the_calendar(text: str, error: Exception, examples: str) -> ValueError:
    if isinstance(error, _SkippedError):
        return error
    return ValueError(f"“{text}” is not in the calendar; right would be {examples}")


def _back(text: str, now: datetime, zone: Zone) -> datetime | None:
    found = _BACK.fullmatch(text)
    if not found:
        return None
    try:
        return zone(now.astimezone(UTC) - timedelta(**{_UNITS[found["unit"]]: int(found["count"])}))
    except (ValueError, OverflowError):
        raise ValueError(f"“{text}” is too long ago") from None


def _day(text: str, today: date) -> date:
    if text == "today":
        return today
    if text == "yesterday":
        return today - timedelta(days=1)
    return date(*map(int, text.split("-")))
