"""The supervisor: session leader of the command's pseudo-terminal, its parent, and the mover of its output.

It runs in a process of its own, forked by `Command.start`, and ends with `os._exit`. Runner and supervisor tell each
other lines over a socket:

    runner      spool anew|on · hold · let-go · clean HEX
    supervisor  started PID · refused ERRNO · spooling · held HEX · full TEXT
                stopped TIME · continued TIME · ended STATUS TIME

Times are those of the monotonic clock, in seconds: one for both processes.
"""

import fcntl
import os
import select
import signal
import socket
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

from stretchtui.terminal.command.spool import Spool
from stretchtui.terminal.command.start import become, default_signals, exit_status

PIECE = 65536
"""Bytes moved in one go at the most: all that is ever held in memory."""

_IGNORED = (
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTERM,
    signal.SIGTSTP,
    signal.SIGTTIN,
    signal.SIGTTOU,
)
"""What is meant for the command reaches it through the runner or the kernel."""


class Supervisor:
    """One command, from its start to its end.

    `user` is a descriptor of the user's terminal, `cooked` the settings it had; both are needed only if the runner is
    killed, or if something that the command started in the background writes after its end.
    """

    def __init__(self, control: socket.socket, master: int, slave: int, user: int, spool: Spool) -> None:
        self._control, self._master, self._slave, self._user = control, master, slave, user
        self._spool = spool
        self._cooked: list[Any] | None = None
        with suppress(termios.error):
            self._cooked = termios.tcgetattr(user)
        self._clean = b""
        self._told = b""
        self._pending = b""
        self._spooling = False
        self._shown = False
        self._child = 0
        self._over = False

    def run(self, words: Sequence[str]) -> NoReturn:
        """Start the command, and see to it until both it and the runner are done."""
        try:
            self._lead()
            self._start(words)
            self._see_to_it()
        finally:
            self._spool.remove()
            os._exit(0)

    def _lead(self) -> None:
        """Become the leader of the pseudo-terminal's session."""
        os.setsid()
        fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)
        # nohup, and what a shell without job control ignores for its background, hold for the command too
        self._given = tuple(number for number in _IGNORED if signal.getsignal(number) is not signal.SIG_IGN)
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)
        self._wake, wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _heed)

    def _start(self, words: Sequence[str]) -> None:
        reason, told = os.pipe()  # both close-on-exec: the end of it says that the command has begun
        self._child = os.fork()
        if self._child == 0:
            self._begin(words, told)
        os.close(told)
        error = os.read(reason, 16)
        os.close(reason)
        self._tell(f"refused {error.decode()}" if error else f"started {self._child}")

    def _begin(self, words: Sequence[str], told: int) -> NoReturn:
        """In the child: take the foreground of the terminal, and become the command."""
        try:
            signal.set_wakeup_fd(-1)
            os.setpgid(0, 0)
            os.tcsetpgrp(self._slave, os.getpid())
            default_signals(self._given)
            for number in (0, 1, 2):
                if os.isatty(number):  # what was led elsewhere (2> errors) goes there
                    os.dup2(self._slave, number)
            os.write(told, str(become(words).errno).encode())
        finally:
            os._exit(127)

    def _see_to_it(self) -> None:
        while True:
            wanted: list[Any] = [self._control, self._wake]
            if self._spooling:
                wanted.append(self._master)
            ready = select.select(wanted, [], [])[0]
            if self._wake in ready:
                with suppress(BlockingIOError):
                    os.read(self._wake, 4096)
                self._reap()
            if self._master in ready:
                self._move()
            if self._control in ready and not self._listen():
                return

    def _reap(self) -> None:
        """Tell what became of the command; of others nobody asks."""
        while not self._over:
            try:
                child, status = os.waitpid(self._child, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
            except ChildProcessError:
                return
            if not child:
                return
            if os.WIFSTOPPED(status):
                self._tell(f"stopped {time.monotonic()}")
            elif os.WIFCONTINUED(status):
                self._tell(f"continued {time.monotonic()}")
            else:
                self._over = True
                # what it left in the background is not hung up on when we leave the terminal: it is no foreground job
                with suppress(OSError):
                    os.tcsetpgrp(self._slave, os.getpgrp())
                self._tell(f"ended {exit_status(status)} {time.monotonic()}")

    def _move(self) -> None:
        """Move some output into the spool; what does not fit there is kept for the runner."""
        with suppress(BlockingIOError, OSError):
            self._pending = os.read(self._master, PIECE)
        if self._pending:
            try:
                self._spool.write(self._pending)
                self._pending = b""
            except OSError as error:
                self._spooling = False
                self._tell(f"full {error.strerror or error}")

    def _listen(self) -> bool:
        """Do what the runner says; false once it has gone."""
        try:
            data = self._control.recv(4096)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
            return False
        *lines, self._told = (self._told + data).split(b"\n")
        for line in lines:
            word, _, rest = line.partition(b" ")
            if word == b"spool":
                self._begin_spooling(anew=rest == b"anew")
            elif word == b"hold":
                self._hold()
            elif word == b"clean":
                self._clean = bytes.fromhex(rest.decode())
            elif word == b"let-go":
                self._linger()
                return False
        return True

    def _begin_spooling(self, *, anew: bool) -> None:
        try:
            self._spool.begin(anew=anew)
        except OSError as error:
            self._tell(f"full {error.strerror or error}")
            return
        self._spooling, self._shown = True, False
        self._tell("spooling")

    def _hold(self) -> None:
        """Leave the output to the runner: that which did not fit into the spool is handed over."""
        self._spooling, self._shown = False, True
        self._tell(f"held {self._pending.hex()}")
        self._pending = b""

    def _tell(self, line: str) -> None:
        with suppress(OSError):
            self._control.sendall(f"{line}\n".encode())

    # the end

    def _set(self, attributes: list[Any]) -> None:
        with suppress(termios.error, OSError):
            termios.tcsetattr(self._user, termios.TCSANOW, attributes)

    def _linger(self) -> None:
        """Carry to the user's terminal what is left in the background, as long as it holds the terminal it knows."""
        os.close(self._slave)
        self._control.close()
        self._spool.remove()
        watch = select.poll()
        watch.register(self._master, select.POLLIN)
        watch.register(self._user, 0)  # a hang-up is told all the same
        with suppress(OSError):
            while True:
                ready = dict(watch.poll())
                if self._user in ready:
                    return
                if not (data := os.read(self._master, PIECE)):
                    return
                os.write(self._user, data)

    def _hang_up(self) -> None:
        """The runner is gone without a word: leave the user's terminal in order, and close that of the command."""
        if self._cooked is not None:
            self._set([*self._cooked[:1], self._cooked[1] & ~termios.OPOST, *self._cooked[2:]])
        with suppress(OSError):
            os.write(self._user, self._clean)
            if not self._shown:
                self._spool.copy(self._user)
            os.write(self._user, self._pending)
        if self._cooked is not None:
            self._set(self._cooked)
        if not self._over:
            for number in (signal.SIGHUP, signal.SIGCONT):
                for group in {self._child, _foreground(self._slave)} - {0, os.getpgrp()}:
                    with suppress(OSError):
                        os.killpg(group, number)


def _foreground(terminal: int) -> int:
    try:
        return os.tcgetpgrp(terminal)
    except OSError:
        return 0


def _heed(_number: int, _frame: object) -> None:
    """Do nothing: that a child changed is told by the descriptor."""


def fork_supervisor(supervisor: Supervisor, words: Sequence[str], *, without: Sequence[int]) -> int:
    """Start a supervisor in a process of its own, without some descriptors; its process id.

    Call it before threads are started.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        for fd in without:
            os.close(fd)
        supervisor.run(words)
    return child
