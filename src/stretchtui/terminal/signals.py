"""Signal handling with a two-second exit watchdog, for every signal that ends a process; and stopping as ctrl+z does.

A signal asks the program to end by itself. A thread that needs nothing of the main one sees to it that the
process is gone two seconds later even if the program, its disk or its terminal hangs.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

GRACE: Final = 1.3
"""Seconds to end by itself."""
LAST_RESORT: Final = 1.9
"""Seconds until the process is ended for good, should even the watching thread get no turn."""


_LEFT_ALONE: Final = frozenset(
    getattr(signal, name, 0)
    for name in (
        *("SIGKILL", "SIGSTOP"),  # cannot be handled
        *("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL"),  # a fault of the machine code: the instruction would be tried again
        *("SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT"),  # stop and continue
        *("SIGCHLD", "SIGURG", "SIGWINCH", "SIGINFO"),  # ignored by default
        *("SIGPIPE", "SIGXFSZ"),  # ignored by Python, which raises an error instead
    )
)
ENDING: Final = tuple(sorted({int(number) for number in signal.valid_signals()} - _LEFT_ALONE))
"""The signals that end a process by default, the realtime ones among them."""
_ALWAYS: Final = frozenset((signal.SIGHUP, signal.SIGTERM, signal.SIGINT))
"""Handled even where the program was started with them ignored: without its terminal it has nothing to do."""


class Ending(NamedTuple):
    """Why the program has to end: the number of a signal. SIGHUP also where the input ended or the terminal went."""

    number: int

    @property
    def name(self) -> str:
        """As `kill -l` has it."""
        try:
            return signal.Signals(self.number).name
        except ValueError:
            return f"SIGRTMIN+{self.number - signal.SIGRTMIN}"

    @property
    def exit_code(self) -> int:
        """What the shell is told: 128 + the number."""
        return 128 + self.number


class Watch:
    """While entered, an ending signal calls `begin` instead of killing the process; the first one only.

    All three functions run in the watching thread. `wake` is called for each signal the process handles: where
    another thread received it, the handler waits until the main thread wakes up for some reason. If the process
    is still there `grace` seconds after an ending signal, `abandon` puts the terminal right and the process exits,
    as it does at once if `begin` fails. Once a signal has come, leaving the context keeps the deadline, if it is
    `binding`: a program that has something else to wait for takes it back by that.
    Enter it in the main thread.
    """

    def __init__(
        self,
        begin: Callable[[Ending], object],
        abandon: Callable[[], object],
        wake: Callable[[], object],
        *,
        grace: float = GRACE,
        last_resort: float = LAST_RESORT,
        binding: bool = True,
    ) -> None:
        self._binding = binding
        self.ending: Ending | None = None
        self._begin = begin
        self._abandon = abandon
        self._wake = wake
        self._grace = grace
        self._last_resort = last_resort
        self._over = threading.Event()
        self._previous: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._read_fd, self._write_fd = os.pipe()
        os.set_blocking(self._write_fd, False)
        threading.Thread(target=self._watch, name="stretchtui-end", daemon=True).start()
        # The interpreter writes the number of each signal at once, even while the main thread is stuck in a call;
        # the handlers below do so again, should somebody else take the wake-up descriptor.
        signal.set_wakeup_fd(self._write_fd, warn_on_full_buffer=False)
        for number in ENDING:
            if number in _ALWAYS or signal.getsignal(number) is not signal.SIG_IGN:
                self._previous[number] = signal.signal(number, self._noted)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.ending is not None and self._binding:
            return
        for number, handler in self._previous.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(-1)
        if self.ending is not None:  # the thread waits for no byte, and closes the pipe once it is told
            faulthandler.cancel_dump_traceback_later()
            self._over.set()
            return
        self._over.set()
        os.write(self._write_fd, b"\0")

    def _noted(self, number: int, _frame: object) -> None:
        with suppress(OSError):
            os.write(self._write_fd, bytes([number]))

    def _watch(self) -> None:
        while not self._over.is_set():
            for number in os.read(self._read_fd, 64):
                if self._over.is_set():
                    break
                self._wake()
                if number in self._previous:
                    self._end(Ending(number))
        os.close(self._read_fd)
        os.close(self._write_fd)

    def _end(self, ending: Ending) -> None:
        self.ending = ending
        # In a thread that needs no turn of the interpreter, and with a signal to spare for nobody.
        faulthandler.dump_traceback_later(self._last_resort, exit=True, file=_nowhere())
        try:
            self._begin(ending)
            if self._over.wait(self._grace):
                return
        except BaseException:  # noqa: BLE001, S110 - whatever it is, the end is the same
            pass
        with suppress(Exception):
            self._abandon()
        os._exit(ending.exit_code)


def _nowhere() -> TextIO:
    """Where a traceback that nobody is to see goes; open until the process has ended."""
    return Path(os.devnull).open("w")


def stop_process(number: signal.Signals = signal.SIGTSTP) -> None:
    """Stop the process and its whole group, as ctrl+z does in a shell; returns when they are continued.

    The group, so that a wrapper that waits for us stops with us and the shell sees it. Returns at once where no
    shell could continue us (an orphaned group): the kernel does not stop such a process.
    """
    previous = {each: signal.signal(each, signal.SIG_DFL) for each in (number, signal.SIGCONT)}
    try:
        os.kill(0, number)
    finally:
        for each, handler in previous.items():
            signal.signal(each, handler)
