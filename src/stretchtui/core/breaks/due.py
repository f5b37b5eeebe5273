"""When the next break is due, and when nobody wants to hear of it. Light: the status line works with it."""

from datetime import datetime, time

Quiet = tuple[time, time]
"""From the first to the second, the latter not included; over midnight where the first is the later."""


def is_quiet(now: datetime, quiet: Quiet | None) -> bool:
    """Whether it is within the quiet hours."""
    if quiet is None:
        return False
    begin, end = quiet
    at = now.time()
    return begin <= at < end if begin <= end else at >= begin or at < end


def seconds_left(last: datetime | None, now: datetime, every_minutes: int) -> int:
    """Seconds until the next break is due, 0 where it is; without any session so far it is due at once."""
    if last is None:
        return 0
    return max(0, every_minutes * 60 - seconds_since(last, now))


def seconds_since(last: datetime, now: datetime) -> int:
    """Seconds since a moment; 0 for one that is still to come, as a wrong clock can leave behind."""
    return max(0, int((now - last).total_seconds()))


def span(seconds: int) -> str:
    """A span in one short word, rounded down: `52m`, `3h`, `12d`."""
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes}m"
    return f"{minutes // 60}h" if minutes < 24 * 60 else f"{minutes // (24 * 60)}d"


def span_left(seconds: int) -> str:
    """A span still to go in one short word, rounded up to the minute; `now` for none."""
    return span(-(-seconds // 60) * 60) if seconds > 0 else "now"
