"""The user's terminal through a descriptor of our own: raw and cooked, never blocking, and left in order.

The descriptors a shell hands out share their flags with the shell and all else it starts, so those are never
made non-blocking; the terminal is opened once more instead.
"""

from __future__ import annotations

import errno
import os
import select
import termios
import time
from contextlib import suppress
from typing import Any, Final

CANCEL: Final = b"\x18"
"""CAN: ends whatever control sequence was cut off before it."""
BACKLOG_LIMIT: Final = 128 * 1024
"""Bytes kept for a terminal that takes none: frames older than that are not worth waiting for."""

_PIECE_WHERE_WRITES_BLOCK: Final = 256


class Tty:
    """Input and output of one terminal.

    Where the terminal cannot be opened again (another user's, after `su`), the descriptors given are used as they
    are, in small pieces and only after the terminal said it has room.
    """

    def __init__(self, input_fd: int, output_fd: int) -> None:
        self._given_fd = output_fd
        opened = _opened_again(output_fd)
        self._own = opened is not None
        self.output_fd: Final = output_fd if opened is None else opened
        shared = self._own and _same_device(input_fd, output_fd)
        self.input_fd: Final = self.output_fd if shared else input_fd
        self._cooked: list[Any] | None = None
        self._pending = bytearray()
        self._cut_off = False
        self._waiting_since: float | None = None
        self.lost_frames = False
        """Output was dropped, and is until this is set to False: then paint the whole screen anew."""

    def close(self) -> None:
        """Give our descriptor back; the terminal stays as it is."""
        if self._own:
            self._own = False
            with suppress(OSError):
                os.close(self.output_fd)

    def read(self) -> bytes | None:
        """What was typed, 4 kB at most; empty at the end of input, None if there is nothing yet.

        Raises OSError when the terminal is gone.
        """
        try:
            return os.read(self.input_fd, 4096)
        except BlockingIOError:
            return None

    def size(self) -> tuple[int, int] | None:
        """Columns and rows, or None if the terminal does not say."""
        try:
            columns, rows = os.get_terminal_size(self.output_fd)
        except OSError:
            return None
        return (columns, rows) if columns and rows else None

    @property
    def gone(self) -> bool:
        """The terminal was closed or hung up, or never was one."""
        return not os.isatty(self._given_fd)

    @property
    def in_background(self) -> bool:
        """The shell has the terminal, not we."""
        try:
            return os.tcgetpgrp(self._given_fd) != os.getpgrp()
        except OSError:  # not our controlling terminal
            return False

    def raw(self) -> None:
        """Hand every key to the program, and remember how the terminal was.

        Not to be called in the background; there the process would stop here until it is in the foreground.
        """
        with suppress(termios.error, OSError):
            self._await_foreground()
            attributes = termios.tcgetattr(self.input_fd)
            if self._cooked is None:
                self._cooked = [*attributes[:6], list(attributes[6])]
            attributes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            attributes[6][termios.VMIN] = 1
            attributes[6][termios.VTIME] = 0
            termios.tcsetattr(self.input_fd, termios.TCSANOW, attributes)

    def cooked(self) -> None:
        """Set the terminal as it was before `raw`. Never waits for output, which a stuck terminal would not take."""
        if self._cooked is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(self.input_fd, termios.TCSANOW, self._cooked)
            self._cooked = None

    def forget_input(self) -> None:
        """Drop what was typed and not read: half a mouse report is no shell command."""
        with suppress(termios.error, OSError):
            termios.tcflush(self.input_fd, termios.TCIFLUSH)

    def put(self, data: bytes) -> None:
        """Add to what `drain` writes, or drop it if too much waits already."""
        if self._waiting_since is not None and len(self._pending) + len(data) > BACKLOG_LIMIT:
            self.lost_frames = True
        if not self.lost_frames:
            self._pending += data

    def drain(self) -> bool:
        """Write what the terminal takes now; whether that was all. Raises OSError when the terminal is gone."""
        while self._pending:
            taken = self._write(self._pending)
            if not taken:
                self._waiting_since = self._waiting_since or time.monotonic()
                return False
            self._cut_off = taken < len(self._pending)
            self._waiting_since = None
            del self._pending[:taken]
        return True

    def waited(self) -> float:
        """For how many seconds the terminal has taken nothing of what waits for it."""
        return 0.0 if self._waiting_since is None else time.monotonic() - self._waiting_since

    def finish(self, last: bytes, *, within: float) -> None:
        """Write the last words within so many seconds, whatever state the terminal is in.

        What else waits is dropped. A terminal that takes nothing loses what it has not shown yet: it would be
        wiped by the last words anyway, and they find room. Raises nothing.
        """
        data = (CANCEL if self._cut_off else b"") + last
        self._pending.clear()
        self._cut_off = self.lost_frames = False
        self._waiting_since = None
        with suppress(termios.error, OSError):
            if self._write_within(data, within / 2):
                termios.tcflush(self.output_fd, termios.TCOFLUSH)
                self._write_within(CANCEL + last, within / 2)

    def _await_foreground(self) -> None:
        # Between a look at `in_background` and this the shell may have taken over, and the settings be those of its
        # prompt. This allows output that is allowed already, but in the background the kernel stops us for it.
        while True:
            try:
                return termios.tcflow(self.input_fd, termios.TCOON)
            except termios.error as error:
                if error.args[0] != errno.EINTR:
                    raise

    def _write_within(self, data: bytes, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        while data:
            if taken := self._write(data):
                data = data[taken:]
            elif not self._writable(deadline - time.monotonic()):
                break
        return data

    def _write(self, data: bytes | bytearray) -> int:
        try:
            if self._own:
                return os.write(self.output_fd, data)
            return os.write(self.output_fd, data[:_PIECE_WHERE_WRITES_BLOCK]) if self._writable(0) else 0
        except BlockingIOError:
            return 0

    def _writable(self, seconds: float) -> bool:
        if seconds < 0:
            return False
        return bool(select.select((), (self.output_fd,), (), seconds)[1])


def _opened_again(fd: int) -> int | None:
    """The terminal behind `fd` as a new, non-blocking file description; None if it is none or cannot be opened."""
    flags = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    with suppress(OSError):
        return os.open(os.ttyname(fd), flags)
    with suppress(OSError):
        os.tcgetpgrp(fd)  # fails unless `fd` is our controlling terminal, which /dev/tty always opens
        return os.open("/dev/tty", flags)
    return None


def _same_device(one: int, other: int) -> bool:
    try:
        return os.isatty(one) and os.fstat(one).st_rdev == os.fstat(other).st_rdev
    except OSError:
        return False
