"""Whether a command waits for somebody to type: nothing of the terminal tells, so the system is asked.

Sure signs only, because a session is paused for them:

- a process in the foreground sleeps within a read of its terminal (Linux tells which system call it is in);
- the terminal echoes nothing although lines are typed into it: that is how passwords are asked for;
- a program takes keys one by one and has left its last line open: an editor's question, a prompt with completion.

Where the system does not tell the first, nothing is guessed from words that look like a question.
"""

import os
import termios
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

QUIET = 1.5
"""Seconds for which nothing may have come, before anybody is asked."""

_READS = {"x86_64": ("0", "19"), "aarch64": ("63", "65"), "riscv64": ("63", "65")}
"""Numbers of the system calls that read: read, readv."""

_TTY = os.makedev(5, 0)
"""Device number of /dev/tty, by which programs open the terminal they have."""


class Modes(NamedTuple):
    """How a terminal takes input: in whole lines, and shown as it is typed."""

    lines: bool
    echo: bool


def is_asking(master: int, group: int, leader: int, device: int, *, open_line: bool) -> bool:
    """Whether a command waits for its terminal.

    `master` is a descriptor of its pseudo-terminal and `device` that terminal's number; `group` is the process group in
    its foreground, `leader` the process of the command. Ask only after nothing was written for `QUIET` seconds.
    """
    modes = _modes(master)
    if modes.lines and not modes.echo:
        return True
    if not modes.lines and open_line:
        return True
    return any(_reads(process, device) for process in _family(leader) if _group(process) == group)


def _modes(master: int) -> Modes:
    try:
        flags = termios.tcgetattr(master)[3]
    except (termios.error, OSError):
        return Modes(lines=True, echo=True)
    return Modes(bool(flags & termios.ICANON), bool(flags & termios.ECHO))


def _group(process: int) -> int:
    try:
        return os.getpgid(process)
    except OSError:
        return 0


def _family(process: int) -> Iterator[int]:
    """A process and all that it started and that it still is the parent of."""
    left = [process]
    while left:
        here = left.pop()
        yield here
        with suppress(OSError, ValueError):
            for thread in os.listdir(f"/proc/{here}/task"):  # noqa: PTH208
                with open(f"/proc/{here}/task/{thread}/children") as children:  # noqa: PTH123 - many, and small
                    left += map(int, children.read().split())


def _reads(process: int, device: int) -> bool:
    """Whether a thread of a process sleeps within a read of the terminal; no where the system does not say."""
    numbers = _READS.get(os.uname().machine, ())
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208
            with open(f"/proc/{process}/task/{thread}/syscall") as call:  # noqa: PTH123
                number, *arguments = call.read().split() or [""]
            if number in numbers and arguments:
                found = os.stat(f"/proc/{process}/fd/{int(arguments[0], 16)}").st_rdev  # noqa: PTH116
                return found in (device, _TTY)
    return False
