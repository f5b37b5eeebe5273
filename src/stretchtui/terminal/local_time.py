"""The clocks: the user's local time, and seconds for measuring. Imports little: the status line asks for it.

A zone that cannot be is told in words of ours, where Python's speak of a timedelta.
"""

import os
import time
from datetime import datetime, timedelta

_NONE = timedelta()
_FARTHEST = timedelta(hours=23, minutes=59)
"""What an offset can be in a file, which tells it in minutes."""


def elapsed() -> float:
    """Seconds of a clock that only goes forward, and goes on while the machine sleeps where the system has one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def local_now() -> datetime:
    """Now, with the offset of the place. Raises ValueError, with a line for the user, for a zone that cannot be."""
    return to_local(datetime.fromtimestamp(time.time()))  # noqa: DTZ006 - it gets its offset there


def to_local(moment: datetime) -> datetime:
    """A moment with the offset that the place has then; one without an offset is what its clocks show.

    One that they skip is moved forward.
    Raises ValueError, with a line for the user, for a zone that cannot be, and `OverflowError` beyond the calendar.
    """
    try:
        local = moment.astimezone()
        if moment.tzinfo is None and local.replace(tzinfo=None, fold=0) != moment.replace(fold=0):
            # which fold of a skipped time lies behind the gap is not the same in every Python
            local = max(local, moment.replace(fold=0).astimezone(), moment.replace(fold=1).astimezone())
    except ValueError as error:
        if "year" in str(error):
            raise OverflowError from error
        raise _no_such_zone() from None
    if abs(local.utcoffset() or _NONE) > _FARTHEST:
        raise _no_such_zone()
    return local


def _no_such_zone() -> ValueError:
    zone = f"TZ={os.environ['TZ']}" if "TZ" in os.environ else "the system's time zone"
    line = f"{zone} is more than a day from UTC, which no place is; right would be TZ=Europe/Berlin, or no TZ"
    return ValueError(line)
