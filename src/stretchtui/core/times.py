"""Moments as people type them: `yesterday`, `18:30`, `2026-11-20T18:00`, `-2h`.

All are local times without an offset, as `now` is; the caller gives them the offset that the place had then.
"""

import re
from datetime import datetime, timedelta

EXAMPLES = "18:30, yesterday 7:15, 2026-11-20, -2h, or nothing for now"
SINCE_EXAMPLES = "2026-11-01, today, yesterday, -7d or -4w"

_WHEN = re.compile(
    r"(?P<day>today|yesterday|\d{4}-\d{1,2}-\d{1,2})?(?:[ t]+)?(?:(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?)?"
)
_BACK = re.compile(r"(?P<sign>-)?\s*(?P<count>\d{1,4})\s*(?P<unit>m|min|h|d|w)(?(sign)|\s+ago)")
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_when(text: str, now: datetime) -> datetime:
    """When a session was: a day without a time means at this time of the day, a time without a day today.

    A time alone that is still to come was yesterday's. Nothing means now. Raises ValueError with a line for the user.
    """
    text = text.strip().lower()
    if text in ("", "now"):
        return now
    back = _back(text, now)
    if back is not None:
        return back
    found = _WHEN.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is no time; right would be {EXAMPLES}")
    try:
        day, hour, minute = found["day"], found["hour"], found["minute"]
        date = now if day is None else _day(day, now)
        when = date.replace(hour=int(hour or now.hour), minute=int(minute or now.minute), second=0, microsecond=0)
        if when > now and day is None:
            return when - timedelta(days=1)
    except (ValueError, OverflowError):
        raise ValueError(f"“{text}” is not in the calendar; right would be {EXAMPLES}") from None
    if when > now:
        raise ValueError("that is still to come; log it when it is done")
    return when


def parse_since(text: str, now: datetime) -> datetime:
    """From when on: a day without a time means its beginning, as days and weeks back do.

    Raises ValueError with a line for the user.
    """
    text = text.strip().lower()
    back = _back(text, now)
    if back is not None:
        return back if text.endswith(("m", "min", "h")) else back.replace(hour=0, minute=0, second=0, microsecond=0)
    found = _WHEN.fullmatch(text)
    if not found or not text:
        raise ValueError(f"“{text}” is no day; right would be {SINCE_EXAMPLES}")
    try:
        date = now if found["day"] is None else _day(found["day"], now)
        return date.replace(hour=int(found["hour"] or 0), minute=int(found["minute"] or 0), second=0, microsecond=0)
    except (ValueError, OverflowError):
        raise ValueError(f"“{text}” is not in the calendar; right would be {SINCE_EXAMPLES}") from None


def _back(text: str, now: datetime) -> datetime | None:
    found = _BACK.fullmatch(text)
    if not found:
        return None
    try:
        return now - timedelta(**{_UNITS[found["unit"]]: int(found["count"])})
    except OverflowError:
        raise ValueError(f"“{text}” is too long ago") from None


def _day(text: str, now: datetime) -> datetime:
    if text == "today":
        return now
    if text == "yesterday":
        return now - timedelta(days=1)
    year, month, day = map(int, text.split("-"))
    return datetime(year, month, day, now.hour, now.minute)  # noqa: DTZ001 - as one types it, without an offset
