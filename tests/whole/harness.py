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
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

PROGRAM = str(Path(sys.executable).with_name("stretchtui"))
DEADLINE = 60.0
"""Seconds until waiting is given up; far more than anything takes, on a busy machine too."""

PIECE = 128
"""Bytes shown at once: few enough that what stands for a second is seen, however late we come to look."""

STOOD_STILL = "the clock stood still"
"""What a session says that waits, because nothing moved for some seconds."""

KEYS = {"enter": "\r", "esc": "\x1b[27u", "space": " "}
"""What is sent for a key; escape in a form that is never taken for the beginning of what follows, read late."""


class Terminal:
    """A terminal with the program in it.

    What comes is kept as it is, and shown piece by piece while something is waited for: so nothing is missed that stood
    on the screen for a moment only, while the machine was busy with other things than reading it.
    """

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
        self._shown = 0
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
            inherited = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME")}
            ours = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "STRETCHTUI_HOME": str(home)}
            arguments = [*command] if command else [PROGRAM, *words]
            os.execvpe(arguments[0], arguments, {**inherited, **ours, **environ})
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
        return bool(data)

    @property
    def screen(self) -> pyte.Screen:
        """What the screen shows after all that has come."""
        while self._show_more():
            pass
        return self._screen

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return _text(self.screen)

    def until(self, *wanted: str) -> None:
        """Wait until all of some texts have stood on the screen together."""
        self._until(wanted, lambda _: None)

    def follow(self, *wanted: str) -> None:
        """As `until`, in a session: where the machine was so busy that it waits for us, go on as anybody would."""
        told = 0

        def go_on(text: str) -> None:
            nonlocal told
            if text.count(STOOD_STILL) > told:
                os.write(self.master, b" ")
            told = text.count(STOOD_STILL)

        self._until(wanted, go_on)

    def wait(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something is so after all that has come."""
        end = time.monotonic() + DEADLINE
        while not true():
            assert time.monotonic() < end, f"not so: {what}; the screen shows:\n{self.text}"
            assert self.read() or true(), f"ended, and not so: {what}; the screen shows:\n{self.text}"

    def quiet(self, seconds: float) -> None:
        """Wait until nothing comes for so many seconds."""
        end = time.monotonic() + DEADLINE
        while select.select([self.master], [], [], seconds)[0]:
            assert time.monotonic() < end, f"it never falls silent; the last bytes are {self.bytes[-200:]!r}"
            self.read()

    def press(self, *keys: str) -> None:
        """Press keys, by name or as they are, one after the other."""
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
                while self.read():  # to the end of what it wrote, which the system tells of once all have left
                    assert time.monotonic() < end, "somebody else holds the terminal"
        return self._code

    def close(self) -> None:
        """End whatever still runs."""
        if self._code is None:
            self.kill()
            self.ended()
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def _until(self, wanted: tuple[str, ...], look: Callable[[str], None]) -> None:
        end = time.monotonic() + DEADLINE
        more = True
        while True:
            text = _text(self._screen)
            if all(one in text for one in wanted):
                return
            look(text)
            if not self._show_more():
                assert more, f"ended with {self.ended()} before {wanted} came:\n{text}"
                assert time.monotonic() < end, f"{wanted} did not come; the screen shows:\n{text}"
                more = self.read()

    def _show_more(self) -> bool:
        """Show one piece of what has come; whether there was any."""
        piece = self.bytes[self._shown : self._shown + PIECE]
        self._shown += len(piece)
        self._stream.feed(piece)
        return bool(piece)


def _text(screen: pyte.Screen) -> str:
    lines = (screen.buffer[y] for y in range(screen.lines))
    return "\n".join("".join(line[x].data for x in range(screen.columns)).rstrip() for line in lines)
