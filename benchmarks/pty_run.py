"""Runs programs in pseudo-terminals, presses keys, and measures what comes out and what it costs.

Bytes are counted as they leave the kernel's end of the terminal, so with the carriage returns it adds. Writes are the
process's write calls (`syscw` of /proc/PID/io), those to files and pipes too. Processor time is that of all live
threads (/proc/PID/task/*/schedstat), peak memory the high-water mark of resident memory (VmHWM; `ru_maxrss` of a
child would hold the size of the process that forked it).
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import NamedTuple, Self

import pyte

COLUMNS, ROWS = 80, 24
QUIET = 0.5
"""Seconds without output after which a screen counts as settled."""

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>?][0-9;]*(?:u|\$p)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_LEFT_OUT = ("COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


class Chunk(NamedTuple):
    """Output as it was read, and when."""

    at: float
    data: bytes


class Costs(NamedTuple):
    """What a process has used so far: bytes to the terminal, write calls, processor seconds."""

    output: int
    writes: int
    cpu: float

    def since(self, earlier: "Costs") -> "Costs":
        """What was used since then."""
        return Costs(self.output - earlier.output, self.writes - earlier.writes, self.cpu - earlier.cpu)


class Program:
    """A program in a terminal of its own of 80x24 cells and 256 colours; killed when the block ends."""

    def __init__(self, command: Sequence[str], *, size: tuple[int, int] = (0, 0), **environ: str) -> None:
        """`size` is columns and rows, where they are others than usual."""
        columns, rows = self._size = size if any(size) else (COLUMNS, ROWS)
        self.chunks: list[Chunk] = []
        environment = {
            name: value
            for name, value in os.environ.items()
            # with PYTHONDONTWRITEBYTECODE a checkout would be compiled anew each time, an installed package never
            if name not in _LEFT_OUT and not name.startswith("PYTHON")
        }
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **environ}
        self._waited_for = False
        self.started = time.monotonic()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            for number in signal.valid_signals():  # as a shell has it: what we were started to ignore, it would too
                with suppress(OSError, ValueError):
                    signal.signal(number, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            with suppress(OSError):
                os.execvpe(command[0], list(command), environment)
            os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self._waited_for:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def status(self, within: float) -> int | None:
        """Its exit status as a shell has it, once it has gone; none where it has not by then."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if select.select([self], [], [], 0.01)[0]:
                self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._waited_for = True
                while select.select([self], [], [], 0)[0] and self.read():
                    pass
                code = os.waitstatus_to_exitcode(status)
                return 128 - code if code < 0 else code
        return None

    def lines_are_edited(self) -> bool:
        """Whether the terminal is set as a shell expects it: lines, echo, signals."""
        flags = termios.tcgetattr(self._fd)[3]
        return all(flags & flag for flag in (termios.ICANON, termios.ECHO, termios.ISIG))

    def fileno(self) -> int:
        return self._fd

    def read(self) -> bool:
        """Take what is there; false when the program has gone."""
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            data = b""
        if data:
            self.chunks.append(Chunk(time.monotonic(), data))
        return bool(data)

    def press(self, keys: str) -> int:
        """Press keys; the number of chunks that came before."""
        os.write(self._fd, keys.encode())
        return len(self.chunks)

    def settle(self, quiet: float = QUIET, within: float = 20.0) -> Self:
        """Wait for output, if there was none yet, and then until nothing was written for a while."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and select.select([self], [], [], quiet if self.chunks else within)[0]:
            if not self.read():
                break
        return self

    def output(self, since: int = 0) -> int:
        """Bytes written since that many chunks."""
        return sum(len(chunk.data) for chunk in self.chunks[since:])

    def costs(self) -> Costs:
        """What it has used up to now."""
        written = re.search(r"^syscw: (\d+)", self._proc("io"), re.MULTILINE)
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        nanoseconds = sum(int(thread.read_text().split()[0]) for thread in threads)
        return Costs(self.output(), int(written[1]) if written else 0, nanoseconds / 1e9)

    def peak_memory(self) -> float:
        """Megabytes of resident memory at the most, up to now."""
        found = re.search(r"^VmHWM:\s+(\d+) kB", self._proc("status"), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0

    def display(self) -> list[str]:
        """The screen as it is now."""
        screen, stream = _terminal(self._size)
        for chunk in self.chunks:
            stream.feed(_UNKNOWN_TO_PYTE.sub(b"", chunk.data))
        return screen.display

    def until(self, *texts: str, within: float = 20.0) -> Self:
        """Read until all these texts are on the screen, and what follows closely."""
        deadline = time.monotonic() + within
        while not all(any(text in line for line in self.display()) for text in texts):
            if time.monotonic() > deadline or not (select.select([self], [], [], 1)[0] and self.read()):
                raise RuntimeError(f"never showed {texts}:\n" + "\n".join(self.display()))
        return self.settle(0.15, within=1)

    def shown_after(self, *texts: str) -> float:
        """Seconds from the start until all these texts were on the screen."""
        screen, stream = _terminal(self._size)
        for chunk in self.chunks:
            stream.feed(_UNKNOWN_TO_PYTE.sub(b"", chunk.data))
            if all(any(text in line for line in screen.display) for text in texts):
                return chunk.at - self.started
        raise RuntimeError(f"never showed {texts}:\n" + "\n".join(screen.display))

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.pid}/{name}").read_text()


def _terminal(size: tuple[int, int]) -> tuple[pyte.Screen, pyte.ByteStream]:
    screen = pyte.Screen(*size)
    return screen, pyte.ByteStream(screen)


def watch(programs: Sequence[Program], seconds: float) -> None:
    """Let programs run side by side, and take what they write."""
    deadline = time.monotonic() + seconds
    alive = list(programs)
    while alive and (left := deadline - time.monotonic()) > 0:
        for program in select.select(alive, [], [], left)[0]:
            if not program.read():
                alive.remove(program)


class Pressed(NamedTuple):
    """The effect of a key: seconds to the last of its bytes, and how many they were."""

    seconds: float
    output: int


def pressed(program: Program, key: str, quiet: float = 0.12) -> Pressed:
    """Press one key and wait until its effect is over."""
    begun = time.monotonic()
    before = program.press(key)
    program.settle(quiet)
    chunks = program.chunks[before:]
    return Pressed(chunks[-1].at - begun if chunks else 0.0, program.output(before))


def typical(effects: Sequence[Pressed]) -> Pressed:
    """The median time and the largest output."""
    return Pressed(median(effect.seconds for effect in effects), max(effect.output for effect in effects))
