"""A signal that comes while the relay hands over to a break, or takes over from one, is the command's."""

import signal

import pytest

from stretchtui.commands.while_.beside import signals_for
from stretchtui.terminal.command.command import Command, State


class Told(Command):
    """Stands for a command: what it was told."""

    def __init__(self, state: State = "running") -> None:
        self.state: State = state
        self.signals: list[signal.Signals] = []
        self.went_on = 0

    def signal(self, number: signal.Signals) -> None:
        self.signals.append(number)

    def go_on(self) -> None:
        self.went_on += 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP])
def test_it_is_passed_on_and_ends_nothing_here(number: signal.Signals) -> None:
    before, told = signal.getsignal(number), Told()
    with signals_for(told):
        signal.raise_signal(number)
    assert told.signals == [number]
    assert told.went_on == (number in (signal.SIGTERM, signal.SIGHUP))
    assert signal.getsignal(number) is before


def test_once_the_command_has_ended_it_ends_us() -> None:
    told = Told("ended")
    with pytest.raises(KeyboardInterrupt), signals_for(told):
        signal.raise_signal(signal.SIGINT)
    assert not told.signals


def test_what_nohup_ignores_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        told = Told()
        with signals_for(told):
            signal.raise_signal(signal.SIGHUP)
        assert not told.signals
    finally:
        signal.signal(signal.SIGHUP, before)
