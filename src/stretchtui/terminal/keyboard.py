"""Keys of a terminal in line mode: taken one by one, waited for with a clock, and the terminal left as it was.

Where standard input is no terminal there are no keys, and waiting is all this does.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
import tty
from codecs import getincrementaldecoder
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Self

from stretchtui.terminal.input_stream import InputStream, Kind, Token
from stretchtui.terminal.keystroke import SHIFT, is_keystroke, keystroke
from stretchtui.terminal.patient_input import PatientInput
from stretchtui.terminal.signals import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_CODES: Final = {13: "enter", 27: "escape", 32: "space"}
_NAMES: Final = {" ": "space", "\r": "enter", "\n": "enter", "\x1b": "escape"}


TWICE: Final = 5.0
"""Seconds in which the escape key has to come again to count; over the slowest line its two arrive within these."""


class EndedFromOutsideError(Exception):
    """A signal asks the program to end; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.number = number


class Keyboard:
    """The keys of a terminal, and the signals that end the program, while entered. Enter it in the main thread.

    `lines` says that the terminal sends whole lines (TERM=dumb: a shell within an editor): the key that sends
    a line then means nothing by itself. `remote`, that every byte crosses a network. The escape key counts when it is
    pressed twice.
    """

    def __init__(self, fd: int | None, *, lines: bool = False, remote: bool = False) -> None:
        self._fd = fd
        self._lines = lines
        self._cooked: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._came: int | None = None
        self._waiting = False
        self._typing = False
        self._input = PatientInput(remote=remote)
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._escaped: float | None = None
        """When the escape key came last, if nothing has come since."""

    @property
    def alive(self) -> bool:
        """True while there are keys to come."""
        return self._cooked is not None

    def __enter__(self) -> Self:
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
                self._handlers[number] = signal.signal(number, self._end)
        self._handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._continued)
        if self._fd is not None:
            with suppress(termios.error, OSError):
                self._cooked = termios.tcgetattr(self._fd)
                tty.setcbreak(self._fd, termios.TCSADRAIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cook()
        self._cooked = None
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def wait(self, seconds: float | None) -> tuple[str, ...]:
        """The keys pressed within so many seconds, by name; none means as long as it takes.

        Without keys, it waits for the whole time. Raises KeyboardInterrupt, or EndedFromOutsideError.
        """
        self._waiting = True
        try:
            self._raise_what_came()
            if self._cooked is None or self._fd is None:
                time.sleep(0.0 if seconds is None else seconds)
                return ()
            return self._keys(self._read(seconds))
        finally:
            self._waiting = False

    @contextmanager
    def typing(self) -> Iterator[None]:
        """Whole lines are typed and edited while entered, for `line`.

        Enter it before the question is shown: keys that come before the terminal edits lines make a line by
        themselves, so that an answer typed at once would be cut in two.
        """
        self._typing = True
        self._set_mode()
        try:
            yield
        finally:
            self._typing = False
            self._set_mode()

    def line(self) -> str | None:
        """One line, while `typing`; none where none can come. Raises as `wait` does."""
        if self._cooked is None or self._fd is None:
            return None
        self._waiting = True
        try:
            self._raise_what_came()
            data = os.read(self._fd, 4096)
        except OSError:
            data = b""
        finally:
            self._waiting = False
        if not data:
            self._cooked = None
            return None
        return _typed(data.decode("utf-8", "replace"))

    def _read(self, seconds: float | None) -> list[Token]:
        """What is whole within so many seconds; longer, where a key has begun."""
        assert self._fd is not None  # noqa: S101 - for the type checker
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            due = self._input.due()
            until = due if due is not None else end
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._fd], [], [], left)[0]:
                if due is None:
                    return []
                if found := self._input.expire():
                    return found
                continue
            try:
                data = os.read(self._fd, 4096)
            except OSError:
                data = b""
            if not data:  # the end of input: from now on the clock alone
                self._cook()
                self._cooked = None
                return []
            if not data.startswith(b"\x1b"):  # the rest of a key, or another: what came before was no half of a pair
                self._escaped = None
            if found := self._input.feed(self._decoder.decode(data), time.monotonic()):
                return found

    def _keys(self, tokens: list[Token]) -> tuple[str, ...]:
        keys = [key for token in tokens for key in self._named(token)]
        if self._lines and len(keys) > 1:
            while keys and keys[-1] == "enter":
                keys.pop()
        return tuple(keys)

    def _named(self, token: Token) -> Iterator[str]:
        if token.kind is Kind.TEXT:
            for char in token.text:
                yield from self._twice(_NAMES.get(char, char))
        elif token.kind is Kind.ESCAPE:
            yield from self._twice("escape")
        elif token.kind is Kind.SEQUENCE and is_keystroke(token.text):
            stroke = keystroke(token.text)
            if stroke and stroke.end == "u" and not stroke.held & ~SHIFT:
                yield from self._twice(_CODES.get(stroke.code, stroke.text))

    def _twice(self, key: str) -> Iterator[str]:
        """The key; the escape key only when it comes twice: once, it may be what a slow line left of another."""
        if key != "escape":
            if key:
                yield key
        elif self._escaped is not None and time.monotonic() - self._escaped < TWICE:
            self._escaped = None
            yield key
        else:
            self._escaped = time.monotonic()

    def _cook(self) -> None:
        if self._cooked is not None and self._fd is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._cooked)

    def _set_mode(self) -> None:
        if self._typing:
            self._cook()
        elif self._cooked is not None and self._fd is not None:
            with suppress(termios.error, OSError):
                tty.setcbreak(self._fd, termios.TCSADRAIN)

    def _end(self, number: int, _frame: object) -> None:
        """Raise where nothing is being written; a second signal does not wait for that."""
        again, self._came = self._came is not None, number
        if self._waiting or again:
            self._raise_what_came()

    def _continued(self, _number: int, _frame: object) -> None:
        self._set_mode()

    def _raise_what_came(self) -> None:
        if self._came is None:
            return
        number, self._came = self._came, None
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise EndedFromOutsideError(number)


def _typed(line: str) -> str:
    """What was typed into a line that the terminal edited, without answers that came between."""
    stream = InputStream()
    return "".join(token.text for token in stream.feed(line) if token.kind in (Kind.TEXT, Kind.PASTE)).strip()


def standard_input() -> int | None:
    """The descriptor of standard input where that is a terminal."""
    stdin = sys.__stdin__
    with suppress(OSError, ValueError):
        if stdin is not None and stdin.isatty():
            return stdin.fileno()
    return None
