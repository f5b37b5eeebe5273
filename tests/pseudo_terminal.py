"""Real pseudo-terminals with a real program in them."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest

import stretchtui

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TINY_APP = Path(__file__).with_name("ui") / "driver" / "tiny_app.py"
DEADLINE = 60.0
"""Seconds until a test gives up waiting; far more than anything takes, on a busy machine too."""


def ticks(pid: int) -> int:
    """Processor time used, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


class Screen:
    """A terminal of 80x24 with a program in it, seen from outside: bytes, settings, time and exit code."""

    def __init__(self, arguments: list[str], environ: dict[str, str]) -> None:
        self.seen = b""
        self.command = b""
        self.status: int | None = None
        self.cpu = 0.0
        self.master, self.slave = os.openpty()
        self.attributes = termios.tcgetattr(self.slave)
        self.resize(80, 24)
        self.pid = os.fork()
        if not self.pid:
            self._become(arguments, environ)

    def _become(self, arguments: list[str], environ: dict[str, str]) -> None:
        try:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(self.slave, number)
            os.execvpe(arguments[0], arguments, environ)
        finally:
            os._exit(99)

    def read(self, seconds: float = 0.05) -> bytes:
        """Bytes that come within so many seconds, if any."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        self.seen += data
        return data

    def ignore(self, seconds: float) -> None:
        """Take nothing of what the program writes for a while."""
        select.select([], [], [], seconds)

    def until(self, pattern: bytes, since: int = 0) -> int:
        """Read until the pattern was seen after offset `since`; the offset behind it."""
        deadline = time.monotonic() + DEADLINE
        while not (match := re.compile(pattern, re.DOTALL).search(self.seen, since)):
            assert time.monotonic() < deadline, f"no {pattern!r} in {self.seen[since:]!r}"
            self.read()
        return match.end()

    def rows(self, since: int = 0) -> list[str]:
        """What the terminal shows, row by row, if it began to listen when the app last took the screen."""
        painted = self.seen[max(since, self.seen.rfind(b"\x1b[?1049h")) :]
        display = pyte.Screen(80, 24)
        # pyte knows neither questions nor keyboard modes, and would show their ends.
        pyte.ByteStream(display).feed(re.sub(rb"\x1b\[[<=>]?[\d?]*(u|\$p)", b"", painted))
        return [row.rstrip() for row in display.display]

    def shows(self, text: str, since: int = 0) -> None:
        """Read until the first row of an app that took the screen after offset `since` is this text."""
        deadline = time.monotonic() + DEADLINE
        while self.seen.rfind(b"\x1b[?1049h") < since or not self.rows()[0].startswith(text):
            assert time.monotonic() < deadline, f"no {text!r} in {self.seen[since:]!r}"
            self.read()

    def type(self, keys: bytes) -> int:
        """Press keys; the offset after which their effect will be."""
        seen, deadline = len(self.seen), time.monotonic() + DEADLINE
        while keys:
            if select.select([], [self.master], [], 0.05)[1]:
                keys = keys[os.write(self.master, keys[:256]) :]
            assert time.monotonic() < deadline, "the program reads no keys"
            self.read(0)
        return seen

    def ends(self, *, reading: bool = True) -> None:
        """Wait until the process is gone. Sets `status` and `cpu` (user + system, s)."""
        start = time.monotonic()
        while True:
            if reading:
                self.read(0.01)
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                break
            assert time.monotonic() - start < DEADLINE, "the process is still there"
            if not reading:
                select.select([], [], [], 0.01)
        self.status = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.pid = 0

    def drained(self) -> bytes:
        """Everything still on its way."""
        deadline = time.monotonic() + DEADLINE
        while self.read(0.05):
            assert time.monotonic() < deadline, f"no end of {self.seen[-200:]!r}"
        return self.seen

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def close(self) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for each in (self.master, self.slave):
            with suppress(OSError):
                os.close(each)


@pytest.fixture
def environ() -> dict[str, str]:
    """A terminal of 256 colours in a UTF-8 locale, and the code under test on the path."""
    base = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    source = str(Path(stretchtui.__file__).parents[1])
    return base | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": source, "PS1": "sh> "}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the tiny app writes how it was ended."""
    return tmp_path / "kept"


@pytest.fixture
def screen(environ: dict[str, str]) -> Iterator[Callable[..., Screen]]:
    """Open a terminal with a command in it."""
    opened: list[Screen] = []

    def begin(*arguments: str, **changes: str) -> Screen:
        opened.append(Screen(list(arguments), environ | changes))
        return opened[-1]

    yield begin
    for each in opened:
        each.close()


@pytest.fixture
def tiny(screen: Callable[..., Screen], kept: Path) -> Callable[..., Screen]:
    """Open a terminal with the tiny app in it, painted."""

    def begin(*flaws: str, **changes: str) -> Screen:
        started = screen(sys.executable, str(TINY_APP), str(kept), *flaws, **changes)
        if "chatty" in flaws:
            started.until(rb"\d{40}")
        else:
            started.shows("ready")
        if "chatty" not in flaws:
            started.drained()
        return started

    return begin
