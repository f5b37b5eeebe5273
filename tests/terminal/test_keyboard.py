"""Keys of a real terminal, in line mode."""

import os
import random
import signal
import sys
import termios
from collections.abc import Callable

import pytest

from stretchtui.terminal.keyboard import EndedFromOutsideError, Keyboard
from stretchtui.terminal.signals import ENDING
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
    for typed, name in ((b"n", b"<n>"), (b" ", b"<space>"), (b"\r", b"<enter>")):
        one.until(name, one.type(typed))
    since = one.type(b"\x1b[A\x1bOB\xc3\xa9q")
    one.until(b"<q>", since)
    assert b"<escape>" not in one.seen[since:]
    assert b"<[>" not in one.seen[since:]


def test_escape_counts_when_it_comes_twice(program: Open) -> None:
    """Once, it may be what a slow line left of an arrow: a session is not ended by that."""
    one = program()
    since = one.type(b"\x1b")
    one.ignore(0.5)
    one.until(b"<n>", one.type(b"n"))
    assert b"<escape>" not in one.drained()[since:]
    one.until(b"<escape>", one.type(b"\x1b\x1b"))


def test_two_arrows_that_a_slow_line_cut_late_are_no_escape(program: Open) -> None:
    """Each escape is taken for the key first, its rest then says what it was."""
    one = program()
    since = one.type(b"\x1b")
    for rest in (b"[B", b"[A", b"OB"):
        one.ignore(1.0 if rest == b"[B" else 0.0)
        one.type(rest)
        one.until(b"<n>", one.type(b"n"))
        one.type(b"\x1b")
    one.ignore(2.5)
    one.until(b"<m>", one.type(b"m"))
    assert b"<escape>" not in one.drained()[since:]


@pytest.mark.parametrize("pause", [0.0, 0.15])
def test_an_arrow_in_two_pieces_is_no_escape(program: Open, pause: float) -> None:
    one = program()
    since = one.type(b"\x1b")
    one.ignore(pause)
    one.type(b"[B")
    one.until(b"<n>", one.type(b"n"))
    assert one.drained()[since:].count(b"<") == 1


def test_answers_to_other_programs_are_no_keys(program: Open) -> None:
    one = program()
    chance = random.Random(13)
    since = len(one.seen)
    for answer in (b"\x1bP>|tmux 3.4\x1b\\", b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07", b"\x1b[?62;22c", b"\x1b_nxq\x1b\\"):
        cut = chance.randrange(1, len(answer))
        one.type(answer[:cut])
        one.type(answer[cut:])
    one.until(b"<n>", one.type(b"n"))
    assert one.drained()[since:].count(b"<") == 1


def test_keys_as_newer_terminals_send_them(program: Open) -> None:
    one = program()
    for sent, name in ((b"\x1b[110;;110u", b"<n>"), (b"\x1b[57413;129;43u", b"<\\+>"), (b"\x1b[13u", b"<enter>")):
        one.until(name, one.type(sent))
    since = one.type(b"\x1b[57358;;97u\x1b[110;5u\x1b[57441u")
    one.until(b"<q>", one.type(b"q"))
    assert one.drained()[since:].count(b"<") == 1


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
    ("number", "said"),
    [(number, b"interrupted" if number == 2 else b"signal %d" % number) for number in ENDING[:16]],
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
