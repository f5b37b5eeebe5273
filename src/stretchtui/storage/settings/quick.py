"""The few settings that the status line needs, without what it takes to check all of them.

A value that is wrong, or a file that does not parse, gives the default, as it does everywhere; `check` tells it.
"""

import os
from contextlib import suppress
from datetime import time
from typing import Any, NamedTuple

from stretchtui.core.breaks.due import Quiet
from stretchtui.storage.files.regular import read_regular


class QuickSettings(NamedTuple):
    """Of settings.toml: `days_per_week`, `every_minutes`, `quiet`, `day_ends_at`, and the `programme` that is on."""

    goal: int = 4
    every_minutes: int = 50
    quiet: Quiet | None = None
    day_ends_at: int = 0
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


def _is_time(value: Any) -> bool:
    """Whether it has the form of `22:00`."""
    return isinstance(value, str) and len(value) == 5 and value[2] == ":"
