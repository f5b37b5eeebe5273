"""Waiting that a signal ends: for programs that mostly sleep."""

import os
import select
import signal
from types import FrameType, TracebackType
from typing import Any, Final, Self

ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EndedError(Exception):
    """A signal asks us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class Waiting:
    """While entered, an ending signal raises `EndedError` wherever we are, and SIGUSR1 cuts a wait short."""

    def __init__(self) -> None:
        self._previous: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._read_fd, self._write_fd = os.pipe()
        os.set_blocking(self._read_fd, False)
        os.set_blocking(self._write_fd, False)
        self._wakeup = signal.set_wakeup_fd(self._write_fd, warn_on_full_buffer=False)
        for number in ENDING:
            self._previous[number] = signal.signal(number, _end)
        self._previous[signal.SIGUSR1] = signal.signal(signal.SIGUSR1, _heed)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._read_fd)
        os.close(self._write_fd)

    def wait(self, seconds: float) -> bool:
        """Sleep; whether SIGUSR1 came."""
        if not select.select([self._read_fd], [], [], seconds)[0]:
            return False
        return signal.SIGUSR1 in os.read(self._read_fd, 64)


def _end(number: int, _frame: FrameType | None) -> None:
    raise EndedError(number)


def _heed(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: that the signal came is told by the descriptor."""
