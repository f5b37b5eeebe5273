"""A break beside a command in lines of text, for screen readers; on the clock alone where nobody can press a key."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any, Self

from stretchtui.application.session import Result
from stretchtui.application.waits import Beside, Waited, wish_while
from stretchtui.commands.line_mode.care import read_first
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.flow import break_beside
from stretchtui.commands.line_mode.run import in_lines
from stretchtui.core.breaks.waits import state_line
from stretchtui.terminal.keyboard import Keyboard
from stretchtui.terminal.signals import stop_process

if TYPE_CHECKING:
    from argparse import Namespace
    from types import TracebackType
    from typing import TextIO


class SharedKeyboard(Keyboard):
    """The keyboard where a command has its own terminal beside it: ctrl+c and ctrl+z are for both, or for it."""

    def __init__(self, fd: int | None, waited: Waited, *, interrupts: bool) -> None:
        super().__init__(fd)
        self._waited, self._interrupts = waited, interrupts
        self._previous: Any = None

    def __enter__(self) -> Self:
        self._previous = signal.signal(signal.SIGTSTP, self._suspend)
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        signal.signal(signal.SIGTSTP, self._previous)

    def _end(self, number: int, frame: object) -> None:
        if number == signal.SIGINT and self._interrupts:
            self._waited.interrupt()
            return
        if number != signal.SIGINT:
            self._waited.end(signal.Signals(number))
        super()._end(number, frame)

    def _suspend(self, _number: int, _frame: object) -> None:
        self._waited.stop()
        stop_process()
        self._continued(signal.SIGCONT, None)
        self._waited.go_on()


def lead_in_lines(args: Namespace, waited: Waited, keyboard: Keyboard, stream: TextIO | None = None) -> int:
    """Lead a break beside what is waited for; 0, or 128 and the signal that ended it, or 1 where nothing is possible.

    Raises ValueError, with a line, for a region that nobody knows.
    """

    def run(line: LineContext) -> Result:
        beside = Beside(waited)
        line.lines.say("", state_line(beside.wait))
        wish = wish_while(line.context, beside.wait, args.minutes, args.region, standing=args.standing)
        return break_beside(line, wish, beside) if read_first(line) else Result("declined")

    return in_lines(run, stream, keyboard)
