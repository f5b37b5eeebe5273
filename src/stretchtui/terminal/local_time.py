"""The clocks: the user's local time, and seconds for measuring. Imports little: the status line asks for it.

A zone that cannot be is told in words of ours, where Python's speak of a timedelta.
"""

import os
import time
from datetime import datetime


def elapsed() -> float:
    """Seconds of a clock that only goes forward, and goes on while the machine sleeps where the system has one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def local_now() -> datetime:
    """Now, with the offset of the place. Raises ValueError, with a line for the user, for a zone that cannot be."""
    return to_local(datetime.fromtimestamp(time.time()))  # noqa: DTZ006 - it gets its offset there


def to_local(moment: datetime) -> datetime:
    """A moment with the offset that the place has then; one without an offset is what its clocks show.

    Raises ValueError, with a line for the user, for a zone that cannot be, and `OverflowError` beyond the calendar.
    """
    try:
        return moment.astimezone()
    except ValueError as error:
        if "year" in str(error):
            raise OverflowError from error
        zone = f"TZ={os.environ['TZ']}" if "TZ" in os.environ else "the system's time zone"
        line = f"{zone} is more than a day from UTC, which no place is; right would be TZ=Europe/Berlin, or no TZ"
        raise ValueError(line) from None
