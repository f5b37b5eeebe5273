"""How long nobody has pressed a key, as `w` tells it: from the times at which the terminal devices were last read.

The kernel notes the access time of a terminal when a program reads from it, not when one writes to it, to within
eight seconds. Where the devices say that nobody is there, tmux is asked when its clients were last used: it may serve
a terminal that belongs to somebody else.
"""

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from stretchtui.terminal import tmux

FOLDERS = (("/dev/pts", ""), ("/dev", "tty"))
"""Where terminals are, and what their names begin with."""


class Device(NamedTuple):
    """A terminal, and the second (since 1970) of its last key."""

    path: str
    used: float


def devices(folders: Iterable[tuple[str, str]] = FOLDERS, user: int | None = None) -> Iterator[Device]:
    """The terminals of a user, ours unless another is named."""
    owner = os.getuid() if user is None else user
    for folder, prefix in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name in ("tty", "ptmx") or not entry.name.startswith(prefix):
                    continue  # they stand for others
                with suppress(OSError):  # it was closed meanwhile
                    found = entry.stat()
                    if found.st_uid == owner and stat.S_ISCHR(found.st_mode):
                        yield Device(entry.path, found.st_atime)


def idle_seconds(
    away: float,
    *,
    find: Callable[[], Iterable[Device]] = devices,
    ask_tmux: Callable[[], dict[str, int]] = tmux.clients,
    now: Callable[[], float] = time.time,
) -> float | None:
    """Seconds since the last key in any terminal; None where there is no terminal.

    tmux is asked only where it would be `away` seconds or more.
    """
    used = [device.used for device in find()]
    if not used or now() - max(used) >= away:
        used += ask_tmux().values()
    return max(0.0, now() - max(used)) if used else None


def last_used() -> str | None:
    """The terminal in which the last key was pressed."""
    last = max(devices(), key=lambda device: device.used, default=None)
    return last.path if last else None
