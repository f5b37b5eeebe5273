"""`while` where there is no terminal to share: the command runs with nothing between it and what it reads and writes.

Where standard error is a terminal, a break is led there in lines, on the clock alone: the keys are the command's.
Elsewhere (CI, pipes, the background of a shell) this process becomes the command.
"""

import os
import select
import signal
import sys
import time
from argparse import Namespace
from contextlib import suppress
from typing import Self

from stretchtui.application.waits import WaitedElsewhere
from stretchtui.core.breaks.waits import Wait, name_of
from stretchtui.terminal.command.start import become, default_signals, exit_status, refusal
from stretchtui.terminal.keyboard import Keyboard

STEP = 0.5
"""Seconds after which a command that has ended is noticed at the latest, should no signal tell."""


class Child(WaitedElsewhere):
    """A command that shares everything with this process, its process group too: keys that signal reach both.

    While it runs, those signals are for it alone, as a shell has it; HUP and TERM are passed on.
    """

    def __init__(self, words: list[str]) -> None:
        self.status: int | None = None
        self._name = name_of(words)
        self._began = time.monotonic()
        self._ended: float | None = None
        self._wake, waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        self.pid = _start(words)
        for number in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)
        for number in (signal.SIGHUP, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda number, _frame: self.end(signal.Signals(number)))

    def look(self) -> Wait:
        """How it stands now."""
        self.wait_within(0)
        seconds = (self._ended or time.monotonic()) - self._began
        if self.status is None:
            return Wait(self._name, seconds)
        return Wait(self._name, seconds, "failed" if self.status else "done", self.status)

    def end(self, number: signal.Signals) -> None:
        """Pass a signal on."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait_within(self, seconds: float) -> None:
        """Wait until it has ended, or so many seconds have passed."""
        until = time.monotonic() + seconds
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status, self._ended = exit_status(status), time.monotonic()
                return
            left = until - time.monotonic()
            if left <= 0:
                return
            select.select([self._wake], [], [], min(left, STEP))
            with suppress(BlockingIOError):
                os.read(self._wake, 4096)


class NoKeys(Keyboard):
    """Time passes while the command runs, and after it; nobody can press a key."""

    def __init__(self, child: Child) -> None:
        super().__init__(None)
        self._child = child

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self, seconds: float | None) -> tuple[str, ...]:
        """Let so many seconds pass, or less where the command ends."""
        if self._child.status is None:
            self._child.wait_within(seconds or 0.0)
        else:
            time.sleep(seconds or 0.0)
        return ()


def run_as_it_is(args: Namespace, words: list[str]) -> int:
    """Run the command; its exit status, unless this process becomes the command."""
    if not _has_reader():
        default_signals((signal.SIGINT,))
        status, line = refusal(become(words), words)
        print(f"stretchtui: {line}", file=sys.stderr)
        return status
    try:
        child = Child(words)
    except OSError as error:
        status, line = refusal(error, words)
        print(f"stretchtui: {line}", file=sys.stderr)
        return status
    child.wait_within(_quiet(args))
    if child.status is None:
        _lead(args, child)
    while child.status is None:
        child.wait_within(3600)
    return child.status


def _has_reader() -> bool:
    """Whether lines on standard error are read: it is a terminal, in the foreground, and no machine's."""
    try:
        return sys.stderr.isatty() and not os.environ.get("CI") and os.tcgetpgrp(2) == os.getpgrp()
    except (AttributeError, OSError, ValueError):
        return False


def _quiet(args: Namespace) -> int:
    if args.quiet_under is not None:
        return int(args.quiet_under)
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.storage.settings.file import load_settings  # noqa: PLC0415

    return load_settings(find_places(os.environ).settings)[0].while_.after


def _lead(args: Namespace, child: Child) -> None:
    from stretchtui.commands.while_.plain import lead_in_lines  # noqa: PLC0415

    try:
        lead_in_lines(args, child, NoKeys(child), sys.stderr)
    except Exception as error:  # noqa: BLE001 - whatever befalls the break, the command is what counts
        print(f"stretchtui: no break: {' '.join(str(error).split())}", file=sys.stderr)


def _start(words: list[str]) -> int:
    """Start it as a child; its process id. Raises OSError where it can't be."""
    reason, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.set_wakeup_fd(-1)
            default_signals((signal.SIGINT,))
            os.write(told, str(become(words).errno).encode())
        finally:
            os._exit(127)
    os.close(told)
    error = os.read(reason, 16)
    os.close(reason)
    if error:
        os.waitpid(child, 0)
        raise OSError(int(error), "")
    return child
