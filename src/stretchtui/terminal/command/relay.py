"""Carrying keys to a command and its output to the user's terminal, as if nothing stood between them."""

from __future__ import annotations

import os
import select
import signal
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from stretchtui.terminal.signals import stop_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from stretchtui.terminal.command.command import Command

Ended = Literal["ended", "due", "left", "gone"]
"""How carrying came to its end: the command ended, the time was up, a key asked for it, the terminal is gone."""

INTERRUPT: Final = b"\x03"
SUSPEND: Final = b"\x1a"
BACK: Final = b"\x07"
"""ctrl+g, which gives the keyboard back while the command has it."""

LEAVES_LOOKING: Final = frozenset({b"!", b"q", b"Q", b"\r", b"\n", b"\x1b", BACK})
"""Keys that lead back from looking at the output."""

_PIECE: Final = 16384
_MOST_KEYS: Final = 4096
_IN_HAND: Final = 1 << 18
_BREATH: Final = 4096
"""Bytes written in one go where the terminal could not be opened again, so that writing may wait."""


class KeyRouting:
    """What happens to the keys: all go to the command.

    `back` is a key that ends the carrying instead; with `looking` only the keys that interrupt, quit and suspend reach
    the command, and those of `LEAVES_LOOKING` lead back.
    """

    def __init__(self, back: bytes = b"", *, looking: bool = False) -> None:
        self.back = back
        self.looking = looking

    def sort(self, typed: bytes) -> tuple[bytes, bool, bool]:
        """What of it the command gets, whether it leads back, and whether it asks to be suspended."""
        if self.looking:
            passed = bytes(key for key in typed if key in b"\x03\x1c")
            leads_back = typed[:1] in LEAVES_LOOKING and (typed[:1] != b"\x1b" or len(typed) == 1)
            return passed, leads_back, SUSPEND in typed
        if self.back and self.back in typed:
            return typed[: typed.index(self.back)], True, False
        return typed, False, False


class Relay:
    """The user's terminal, raw while entered, between the user and one command.

    Signals that ask for an end, and those of a terminal's keys from elsewhere, go to the command; `ended_by` is the
    last of them, `gone` is set where the terminal went away. Enter it in the main thread.
    """

    def __init__(self, command: Command, terminal_in: int = 0, terminal_out: int = 1) -> None:
        self.command = command
        self.ended_by: signal.Signals | None = None
        self.gone = False
        self._in, self._given = terminal_in, terminal_out
        self._out = _opened_again(terminal_out)
        self._room = _BREATH if self._out == terminal_out else _PIECE
        self._cooked: list[Any] | None = None
        self._previous: dict[signal.Signals, Any] = {}
        self._pending = b""
        self._typed = b""
        self._after_end = _IN_HAND

    def __enter__(self) -> Self:
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._waker, False)
        handlers: dict[signal.Signals, Callable[[int, object], None]] = {
            **dict.fromkeys((signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT), self._end),
            signal.SIGTSTP: self._suspend,
            signal.SIGWINCH: self._resize,
        }
        for number, handler in handlers.items():
            if signal.getsignal(number) is not signal.SIG_IGN or number is signal.SIGWINCH:
                self._previous[number] = signal.signal(number, handler)
        self._raw()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cook()
        for number, handler in self._previous.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._previous.clear()
        os.close(self._wake)
        os.close(self._waker)
        if self._out != self._given:
            os.close(self._out)
            self._out = self._given

    def carry(self, keys: KeyRouting | None = None, *, until: Callable[[], float] | None = None) -> Ended:
        """Carry until the command has ended and all that it wrote is shown, or something else ends it.

        `until` tells a moment of the monotonic clock. While one only looks at the output, a signal leads back too.
        """
        keys = keys or KeyRouting()
        command = self.command
        command.resize(self._given)
        leaving: Ended | None = None
        while True:
            command.listen()
            if self.gone:
                return "gone"
            if command.state == "stopped":
                self._stop()
                continue
            left = None if until is None else until() - time.monotonic()
            if left is not None and left <= 0:
                leaving = "due"
            if keys.looking and self.ended_by:
                leaving = "left"
            if leaving is None:
                self._refill()
            if not self._pending and (leaving or (command.state == "ended" and not keys.looking)):
                return leaving or "ended"
            if self._turn(keys, left if leaving is None else None):
                leaving = "left"

    # one turn

    def _refill(self) -> None:
        """Have the next output at hand: first what was spooled, then what comes now.

        Once the command has ended, only so much more as the kernel can have had in hand: what it left in the
        background may write for ever.
        """
        if self._pending or (data := self.command.backlog()):
            self._pending = self._pending or data
            return
        if self._after_end > 0:
            self._pending = self.command.read(_PIECE) or b""
        if self.command.state == "ended":
            self._after_end -= len(self._pending)

    def _turn(self, keys: KeyRouting, seconds: float | None) -> bool:
        """Wait for what can be done, and do it; whether a key led back."""
        command = self.command
        reading: list[Any] = [self._wake, command]
        if len(self._typed) < _MOST_KEYS:
            reading.append(self._in)
        if not self._pending and command.state != "ended":
            reading.append(command.master)
        writing: list[int] = [self._out] if self._pending else []
        if self._typed:
            writing.append(command.master)
        ready, writable, _ = select.select(reading, writing, [], seconds)
        if self._wake in ready:
            with suppress(BlockingIOError):
                os.read(self._wake, 4096)
        if self._out in writable:
            self._show()
        if command.master in writable:
            self._typed = self._typed[command.type(self._typed) :]
        return self._in in ready and self._read_keys(keys)

    def _show(self) -> None:
        try:
            written = os.write(self._out, self._pending[: self._room])
            self.command.at_line_start = self._pending[written - 1 : written] == b"\n"
            self._pending = self._pending[written:]
        except BlockingIOError:
            return
        except OSError:
            self._lose_terminal()

    def _read_keys(self, keys: KeyRouting) -> bool:
        try:
            typed = os.read(self._in, _MOST_KEYS)
        except BlockingIOError:
            return False
        except OSError:
            typed = b""
        if not typed:
            self._lose_terminal()
            return False
        if self.command.state == "ended" and not keys.looking:
            if INTERRUPT in typed:  # there is nobody to interrupt but us, showing what is left
                self._drop_output()
            return False
        passed, leads_back, suspends = keys.sort(typed)
        self._typed += passed
        if suspends:
            self._suspend(signal.SIGTSTP, None)
        return leads_back

    def _drop_output(self) -> None:
        while self.command.backlog() or self.command.read(_PIECE):
            pass
        self._pending = b""

    def _lose_terminal(self) -> None:
        """The terminal was closed: the command hears of it as it would of its own."""
        self.gone = True
        self.ended_by = self.ended_by or signal.SIGHUP
        self.command.pass_on(signal.SIGHUP)

    # signals

    def _end(self, number: int, _frame: object) -> None:
        self.ended_by = signal.Signals(number)
        self.command.pass_on(self.ended_by)
        if self.command.state == "ended":  # only what it wrote is still to be shown, and nobody wants it
            self._drop_output()
        self._wake_up()

    def _suspend(self, _number: int, _frame: object) -> None:
        self.command.signal(signal.SIGTSTP)
        self._wake_up()

    def _resize(self, _number: int, _frame: object) -> None:
        self.command.resize(self._given)

    def _stop(self) -> None:
        """The command is stopped: so are we, and the shell has the terminal, until `fg`."""
        self._cook()
        stop_process()
        self._raw()
        self.command.resize(self._given)
        self.command.go_on()

    def _wake_up(self) -> None:
        with suppress(OSError):
            os.write(self._waker, b"\0")

    # the terminal

    def _raw(self) -> None:
        """Hand every key through, and every byte of output as it is.

        In the background the kernel stops us here until the shell brings us to the foreground.
        """
        with suppress(termios.error, OSError):
            attributes = termios.tcgetattr(self._in)
            if self._cooked is None:
                self._cooked = [*attributes[:6], list(attributes[6])]
            attributes[0] &= ~(
                termios.BRKINT | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.INPCK | termios.ISTRIP
            )
            attributes[0] &= ~(termios.IXON | termios.IXOFF)
            attributes[1] &= ~termios.OPOST
            attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            attributes[6][termios.VMIN] = 1
            attributes[6][termios.VTIME] = 0
            termios.tcsetattr(self._in, termios.TCSADRAIN, attributes)

    def _cook(self) -> None:
        if self._cooked is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(self._in, termios.TCSADRAIN, self._cooked)
            self._cooked = None


def _opened_again(fd: int) -> int:
    """The terminal behind a descriptor once more, non-blocking; the descriptor itself where that can't be."""
    with suppress(OSError):
        return os.open(os.ttyname(fd), os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    return fd
