"""The one place where the app reads a clock."""

import time
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct


def elapsed() -> float:
    """Seconds of a clock that only goes forward, and goes on while the machine sleeps where the system has one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def local_now() -> datetime:
    """The user's local time, with its offset."""
    return datetime.now().astimezone()


class Clock(Struct, frozen=True):
    """`elapsed` in seconds, for measuring; `now` for dates. Tests hand in their own."""

    elapsed: Callable[[], float] = elapsed
    now: Callable[[], datetime] = local_now
