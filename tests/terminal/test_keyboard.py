"""Keys of a real terminal, in line mode."""

import os
import signal
import sys
import termios
from collections.abc import Callable

import pytest

from stretchtui.terminal.keyboard import EndedFromOutsideError, Keyboard
from tests.pseudo_terminal import Screen

PROGRAM = """
import sys
from stretchtui.terminal.keyboard import Keyboard, EndedFromOutsideError, standard_input
try:
    with Keyboard(standard_input(), lines="lines" in sys.argv) as keys:
        print("ready", keys.alive, flush=True)
        while keys.alive:
            for key in keys.wait(5):
                print(f"<{key}>", flush=True)
                if key == "l":
                    with keys.typing():
                        print("question", flush=True)
                        print("typed", keys.line(), flush=True)
                        print("typed", keys.line(), flush=True)
    print("no more keys", flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
except EndedFromOutsideError as ended:
    print("signal", ended.number, flush=True)
"""

Open = Callable[..., Screen]


@pytest.fixture
def program(screen: Open) -> Open:
    """The program above, waiting for keys."""

    def begin(*words: str) -> Screen:
        started = screen(sys.executable, "-c", PROGRAM, *words)
        started.until(rb"ready True")
        return started

    return begin


def test_keys_come_one_by_one_and_arrows_are_not_taken_for_escape(program: Open) -> None:
    one = program()
    for typed, name in ((b"n", b"<n>"), (b" ", b"<space>"), (b"\r", b"<enter>"), (b"\x1b", b"<escape>")):
        one.until(name, one.type(typed))
    since = one.type(b"\x1b[A\x1bOB\xc3\xa9q")
    one.until(b"<q>", since)
    assert b"<escape>" not in one.seen[since:]
    assert b"<[>" not in one.seen[since:]


def test_where_lines_are_sent_the_key_that_sends_them_means_nothing(program: Open) -> None:
    one = program("lines")
    one.until(b"<n>", one.type(b"n\n"))
    assert b"<enter>" not in one.drained()
    one.until(b"<enter>", one.type(b"\n"))


def test_a_line_is_typed_and_edited_as_in_a_shell(program: Open) -> None:
    one = program()
    one.until(b"question", one.type(b"l"))
    one.until(rb"typed 12\r", one.type(b"13\x7f2\n"))
    one.until(rb"typed 4\r", one.type(b"4\n"))
    one.until(b"<x>", one.type(b"x"))


def test_the_terminal_edits_lines_before_the_question_is_there(program: Open) -> None:
    """An answer typed the moment the question is read was cut in two by the change: digits, then an empty line."""
    one = program()
    one.until(b"question", one.type(b"l"))
    assert termios.tcgetattr(one.slave)[3] & termios.ICANON
    one.until(rb"typed 11\r", one.type(b"11\n"))
    assert termios.tcgetattr(one.slave)[3] & termios.ICANON


@pytest.mark.parametrize(
    ("number", "said"), [(signal.SIGINT, b"interrupted"), (signal.SIGTERM, b"signal 15"), (signal.SIGHUP, b"signal 1")]
)
def test_a_signal_is_told_and_the_terminal_is_left_as_it_was(
    program: Open, number: signal.Signals, said: bytes
) -> None:
    one = program()
    assert not termios.tcgetattr(one.slave)[3] & termios.ICANON
    os.kill(one.pid, number)
    one.until(said)
    one.ends()
    assert termios.tcgetattr(one.slave) == one.attributes


def test_ctrl_c_is_a_signal(program: Open) -> None:
    one = program()
    one.until(b"interrupted", one.type(b"\x03"))


def test_at_the_end_of_input_there_are_no_more_keys() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with Keyboard(reading) as keys:
        assert not keys.alive  # a pipe is no keyboard
        assert keys.wait(0) == ()
        assert keys.line() is None
    os.close(reading)


def test_a_signal_that_comes_while_nobody_waits_is_kept_for_the_next_wait() -> None:
    with Keyboard(None) as keys:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(EndedFromOutsideError):
            keys.wait(10)
    assert signal.getsignal(signal.SIGTERM) is not keys._end
