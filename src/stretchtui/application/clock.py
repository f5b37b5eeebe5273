"""The one place where the app reads a clock."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from stretchtui.core.history.times import Zone
from stretchtui.terminal.local_time import elapsed, local_now, to_local


class Clock(Struct, frozen=True):
    """`elapsed` in seconds, for measuring; `now` for dates; `zone` knows offsets. Tests hand in theirs."""

    elapsed: Callable[[], float] = elapsed
    now: Callable[[], datetime] = local_now
    zone: Zone = to_local
