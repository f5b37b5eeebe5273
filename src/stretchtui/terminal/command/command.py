"""The runner's hold on a command: what became of it, its output, its keys and signals."""

import fcntl
import os
import select
import signal
import socket
import struct
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self

from stretchtui.terminal.command.spool import PREFIX, SUFFIX, Spool
from stretchtui.terminal.command.start import refusal
from stretchtui.terminal.command.supervisor import Supervisor, fork_supervisor

State = Literal["running", "stopped", "ended"]

LOST = 128 + signal.SIGKILL
"""Exit status where the supervisor is gone, and took the command with it."""

PATIENCE = 10.0
"""Seconds to wait for a word of the supervisor, on a busy machine too."""

REMEMBERED = 4096
"""Bytes of the output that are kept after they were read, to tell what came last."""


class RefusedError(Exception):
    """The command could not be started: `status` is the exit status for it."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


class Command:
    """A command that runs in a pseudo-terminal of its own; made by `start`.

    `state` and `status` (the exit status, once it has ended) are as of the last `listen`. `full` says why the spool
    takes no more, or is empty.
    """

    def __init__(self, control: socket.socket, master: int, spool: Spool, device: int) -> None:
        self.state: State = "running"
        self.status: int | None = None
        self.full = ""
        self.at_line_start = True
        """Whether what was shown of its output so far ends with a whole line."""
        self.pid = 0
        self.device = device
        """Device number of its terminal, by which `/proc` tells whether a process reads from it."""
        self.master = master
        self._control = control
        self._spool = spool
        self._began_at = time.monotonic()
        self._ended_at: float | None = None
        self._stopped_at: float | None = None
        self._stopped_for = 0.0
        self._told = b""
        self._heard: list[str] = []
        self._left_over = b""
        self._passed_on = b""
        """The end of what was read: a spool that begins anew has nothing of it."""

    @classmethod
    def start(cls, words: list[str], folder: Path, terminal: int = 1) -> Self:
        """Start a command on a copy of the user's terminal, whose descriptor is given.

        `folder` is for the spool, which is made when it is needed. Raises RefusedError, and OSError where the system
        has no pseudo-terminal to give. Call it before threads are started.
        """
        master, slave = os.openpty()
        spool = Spool(folder / f"{PREFIX}{os.getpid()}-{os.urandom(3).hex()}{SUFFIX}")
        with suppress(termios.error):
            termios.tcsetattr(slave, termios.TCSANOW, termios.tcgetattr(terminal))
        ours, theirs = socket.socketpair()
        command = cls(ours, master, spool, os.fstat(slave).st_rdev)
        command.resize(terminal)
        fork_supervisor(Supervisor(theirs, master, slave, terminal, spool), words, without=(ours.fileno(),))
        theirs.close()
        os.close(slave)
        os.set_blocking(master, False)
        said = command.wait_for("started", "refused")
        if said.startswith("refused"):
            command.close()
            raise RefusedError(*refusal(OSError(int(said.split()[1]), ""), words))
        command.pid = int(said.split()[1]) if said else 0
        return command

    def fileno(self) -> int:
        """Readable when the supervisor has something to say."""
        return self._control.fileno()

    def listen(self) -> None:
        """Hear what the supervisor said meanwhile; never waits."""
        while select.select([self._control], [], [], 0)[0] and self._hear():
            pass

    def wait_for(self, *words: str) -> str:
        """Wait for a line that begins with one of some words; empty where none comes any more."""
        while True:
            for line in self._heard:
                if line.split(" ", 1)[0] in words:
                    self._heard.remove(line)
                    return line
            if not (select.select([self._control], [], [], PATIENCE)[0] and self._hear()):
                return ""

    def seconds(self) -> float:
        """How long it has run, or did run, without the time for which it was stopped."""
        until = self._ended_at or self._stopped_at or time.monotonic()
        return max(0.0, until - self._began_at - self._stopped_for)

    def due(self, after: float) -> float:
        """The moment of the monotonic clock at which it will have run so many seconds, if it is not stopped."""
        return self._began_at + self._stopped_for + after

    # output

    def spool(self) -> bool:
        """Have the output moved into the spool from now on; false, and `full`, where that can't be."""
        if self._spool.all_read():
            self._spool.rewind()
            self._say("spool anew")
        else:
            self._say("spool on")
        return self.wait_for("spooling", "full").startswith("spooling")

    def hold(self) -> None:
        """Take the output over: what is in the spool comes first with `read`, then what comes from the terminal."""
        self._say("hold")
        _, _, rest = self.wait_for("held").partition(" ")
        self._left_over += bytes.fromhex(rest)

    def backlog(self) -> bytes:
        """The next piece of what was spooled; empty once there is no more."""
        data = b""
        with suppress(OSError):
            data = self._spool.read()
        if not data:
            data, self._left_over = self._left_over, b""
        return self._noted(data)

    def read(self, size: int) -> bytes | None:
        """Output that comes from the terminal now; None where there is none yet, empty where none can come."""
        try:
            return self._noted(os.read(self.master, size))
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def tail(self, size: int) -> bytes:
        """The last bytes in the spool; where it begins anew, the last that were read before (up to `REMEMBERED`)."""
        try:
            return self._spool.tail(size) or self._passed_on[-size:]
        except OSError:
            return b""

    def written(self) -> int:
        """Bytes in the spool, to tell whether something came."""
        try:
            return self._spool.size()
        except OSError:
            return 0

    def _noted(self, data: bytes) -> bytes:
        self._passed_on = (self._passed_on + data)[-REMEMBERED:]
        return data

    # keys and signals

    def type(self, keys: bytes) -> int:
        """Send it keys; how many bytes its terminal took."""
        try:
            return os.write(self.master, keys)
        except BlockingIOError:
            return 0
        except OSError:  # it has ended
            return len(keys)

    def pass_on(self, number: signal.Signals) -> None:
        """Send it a signal that came for us; one that asks for an end is heard by a stopped command too."""
        self.signal(number)
        if number in (signal.SIGHUP, signal.SIGTERM):
            self.go_on()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to what is in the foreground of its terminal, as the keys of a terminal do."""
        with suppress(OSError):
            os.killpg(self.foreground() or self.pid, number)

    def go_on(self) -> None:
        """Let it go on after it was stopped."""
        if self.state == "stopped":
            self.state = "running"
        for group in {self.foreground(), self.pid} - {0}:
            with suppress(OSError):
                os.killpg(group, signal.SIGCONT)

    def foreground(self) -> int:
        """The process group in the foreground of its terminal; 0 where that can't be told."""
        try:
            return os.tcgetpgrp(self.master)
        except OSError:
            return 0

    def resize(self, terminal: int) -> None:
        """Give its terminal the size of the user's; the kernel tells it so where that is a change."""
        with suppress(OSError):
            size = os.get_terminal_size(terminal)
            fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size.lines, size.columns, 0, 0))

    # the end

    def clean_with(self, sequence: bytes) -> None:
        """What the supervisor is to write to the user's terminal, should this process be killed."""
        self._say(f"clean {sequence.hex()}")

    def close(self) -> None:
        """Let go of it: what it left in the background lives on. One that has not ended is hung up on."""
        if self.state == "ended":
            self._say("let-go")
        self._control.close()
        self._spool.close()
        os.close(self.master)

    def _say(self, line: str) -> None:
        with suppress(OSError):
            self._control.sendall(f"{line}\n".encode())

    def _hear(self) -> bool:
        """Take in what there is; false where the supervisor has gone."""
        try:
            data = self._control.recv(65536)
        except OSError:
            data = b""
        if not data:
            if self.state != "ended":
                self.state, self.status = "ended", LOST
            return False
        *lines, self._told = (self._told + data).split(b"\n")
        for line in lines:
            self._take_in(line.decode())
        return True

    def _count_stop(self, until: float) -> None:
        if self._stopped_at is not None:
            self._stopped_for += until - self._stopped_at
            self._stopped_at = None

    def _take_in(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "stopped":
            self.state = "stopped"
            self._stopped_at = float(rest)
        elif word == "continued":
            self.state = "running"
            self._count_stop(float(rest))
        elif word == "ended":
            status, at = rest.split()
            self.state, self.status = "ended", int(status)
            self._count_stop(float(at))
            self._ended_at = float(at)
        else:
            if word == "full":
                self.full = rest
            self._heard.append(line)
