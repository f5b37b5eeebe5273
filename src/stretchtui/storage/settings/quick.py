"""The few settings that the status line needs, without what it takes to check all of them.

A value that is wrong, or a file that does not parse, gives the default, as it does everywhere; `check` tells it.
"""

import os
from contextlib import suppress
from datetime import date, time
from typing import Any, NamedTuple

from stretchtui.core.breaks.due import Quiet
from stretchtui.storage.files.regular import read_regular


class QuickSettings(NamedTuple):
    """Of settings.toml: days a week, minutes between breaks, `quiet` hours, the day's end, `away`, the `programme`."""

    goal: int = 4
    every_minutes: int = 50
    quiet: Quiet | None = None
    day_ends_at: int = 0
    away: tuple[tuple[date, date], ...] = ()
    programme: str = ""


def quick_settings(path: str | os.PathLike[str]) -> QuickSettings:
    """Read them from `path`."""
    try:
        text = read_regular(path)
    except OSError:
        return QuickSettings()
    import tomli  # noqa: PLC0415 - only where there are settings

    try:
        data = tomli.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return QuickSettings()
    default = QuickSettings()
    breaks = _table(data, "break")
    return QuickSettings(
        goal=_whole(_table(data, "goal").get("days_per_week"), 1, 7, default.goal),
        every_minutes=_whole(breaks.get("every_minutes"), 5, 480, default.every_minutes),
        quiet=_quiet(breaks.get("quiet")),
        day_ends_at=_whole(data.get("day_ends_at"), 0, 6, default.day_ends_at),
        away=_away(data.get("away")),
        programme=programme if isinstance(programme := _table(data, "programme").get("id"), str) else "",
    )


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name)
    return table if isinstance(table, dict) else {}


def _whole(value: Any, least: int, most: int, default: int) -> int:
    right = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    return value if right else default


def _quiet(value: Any) -> Quiet | None:
    if isinstance(value, list) and len(value) == 2 and all(map(_is_time, value)):
        with suppress(ValueError):
            return time.fromisoformat(value[0]), time.fromisoformat(value[1])
    return None


def _away(value: Any) -> tuple[tuple[date, date], ...]:
    """Spans of days; none where one is no pair of dates; without those that end before they begin."""
    if not isinstance(value, list) or not all(isinstance(span, list) and len(span) == 2 for span in value):
        return ()
    try:
        spans = [(_day(first), _day(last)) for first, last in value]
    except ValueError:
        return ()
    return tuple((first, last) for first, last in spans if first <= last)


def _day(value: Any) -> date:
    """A date, also one in quotes. Raises ValueError for all else, a moment too, which Python takes for a date."""
    if type(value) is date:
        return value
    if isinstance(value, str) and len(value) == len("2026-12-24"):
        return date.fromisoformat(value)
    raise ValueError(value)


def _is_time(value: Any) -> bool:
    """Whether it has the form of `22:00`."""
    return isinstance(value, str) and len(value) == 5 and value[2] == ":"
