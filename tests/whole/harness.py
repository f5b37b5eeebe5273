"""The installed program in a real pseudo-terminal: keys in, a screen out."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

PROGRAM = str(Path(sys.executable).with_name("stretchtui"))
DEADLINE = 15.0
"""Seconds until waiting is given up; far more than anything takes."""

KEYS = {"enter": "\r", "esc": "\x1b", "space": " "}


class Terminal:
    """A terminal with the program in it."""

    def __init__(
        self,
        home: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        command: Sequence[str] | None = None,
        **environ: str,
    ) -> None:
        self.columns, self.rows = size
        self.bytes = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
            inherited = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "LC_ALL")}
            environment = {**inherited, "TERM": "xterm-256color", "STRETCHTUI_HOME": str(home), **environ}
            arguments = [*command] if command else [PROGRAM, *words]
            os.execvpe(arguments[0], arguments, environment)
        self._code: int | None = None

    def read(self, seconds: float = 0.05) -> bool:
        """Take what comes within so many seconds; false once nothing more can come."""
        if not select.select([self.master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += data
        self._stream.feed(data)
        return bool(data)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *wanted: str) -> str:
        """Wait until all of some texts stand on the screen."""
        end = time.monotonic() + DEADLINE
        while not all(text in self.text for text in wanted):
            assert time.monotonic() < end, f"{wanted} did not come; the screen shows:\n{self.text}"
            if not self.read() and not all(text in self.text for text in wanted):
                raise AssertionError(f"ended before {wanted} came:\n{self.text}")
        return self.text

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing has come for so many seconds."""
        while select.select([self.master], [], [], quiet)[0]:
            if not self.read():
                return

    def press(self, *keys: str) -> None:
        """Press keys, by name or as they are."""
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())
            self.read(0.02)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def ended(self) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        end = time.monotonic() + DEADLINE
        while self._code is None:
            assert time.monotonic() < end, f"it did not end; the screen shows:\n{self.text}"
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        while self.read(0) and select.select([self.master], [], [], 0)[0]:
            pass
        return self._code

    def close(self) -> None:
        """End whatever still runs."""
        if self._code is None:
            self.kill()
            self.ended()
        os.close(self.master)
