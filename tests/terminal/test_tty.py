from __future__ import annotations

import os
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from stretchtui.terminal.tty import BACKLOG_LIMIT, CANCEL, Tty

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pair:
    """Both ends of a pseudo-terminal."""

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.tty = Tty(self.slave, self.slave)
        self.tty.raw()

    def read(self) -> bytes:
        """All that has arrived."""
        os.set_blocking(self.master, False)
        data = b""
        try:
            while piece := os.read(self.master, 65536):
                data += piece
        except OSError:
            pass
        return data

    def fill(self) -> None:
        """Write until the terminal takes no more."""
        self.tty.put(b"x" * BACKLOG_LIMIT)
        assert not self.tty.drain()


@pytest.fixture
def pair() -> Iterator[Pair]:
    made = Pair()
    yield made
    made.tty.close()
    for each in (made.master, made.slave):
        if each >= 0:
            os.close(each)


def test_raw_and_cooked(pair: Pair) -> None:
    raw = termios.tcgetattr(pair.slave)
    assert not raw[3] & (termios.ECHO | termios.ICANON | termios.ISIG)
    pair.tty.raw()  # a second time, as after SIGCONT, must not take raw for what was before
    pair.tty.cooked()
    cooked = termios.tcgetattr(pair.slave)
    assert cooked[3] & termios.ECHO
    assert cooked[3] & termios.ICANON


def test_the_shells_descriptor_stays_blocking(pair: Pair) -> None:
    assert pair.tty.output_fd != pair.slave
    assert os.get_blocking(pair.slave)
    assert not os.get_blocking(pair.tty.output_fd)


def test_nothing_typed_is_not_the_end_of_input(pair: Pair) -> None:
    assert pair.tty.read() is None
    os.write(pair.master, b"k")
    assert pair.tty.read() == b"k"


def test_a_full_terminal_never_blocks_and_is_noticed(pair: Pair) -> None:
    assert pair.tty.waited() == 0
    start = time.monotonic()
    pair.fill()
    pair.tty.put(b"y")
    assert not pair.tty.drain()
    assert time.monotonic() - start < 10
    assert pair.tty.waited() > 0
    written = b""
    while not pair.tty.drain():
        written += pair.read()
    assert pair.tty.waited() == 0
    written += pair.read()
    assert written == b"x" * BACKLOG_LIMIT + b"y"


def test_old_frames_are_dropped_and_reported(pair: Pair) -> None:
    pair.fill()
    pair.tty.put(b"z" * BACKLOG_LIMIT)
    pair.tty.put(b"z")
    assert pair.tty.lost_frames
    written = b""
    while not pair.tty.drain():
        written += pair.read()
    assert written + pair.read() == b"x" * BACKLOG_LIMIT
    pair.tty.lost_frames = False
    pair.tty.put(b"anew")
    assert pair.tty.drain()
    assert pair.read() == b"anew"


def test_one_frame_may_be_larger_than_the_limit(pair: Pair) -> None:
    pair.tty.put(b"x" * BACKLOG_LIMIT * 2)
    written = b""
    while not pair.tty.drain():
        written += pair.read()
    assert len(written + pair.read()) == BACKLOG_LIMIT * 2


def test_last_words_reach_a_terminal_that_takes_nothing(pair: Pair) -> None:
    pair.fill()
    start = time.monotonic()
    pair.tty.finish(b"\x1b[?1049l", within=0.2)
    assert time.monotonic() - start < 10
    assert pair.read().endswith(CANCEL + b"\x1b[?1049l")


def test_last_words_replace_frames_that_wait(pair: Pair) -> None:
    pair.tty.put(b"old")
    pair.tty.finish(b"bye", within=0.2)
    assert pair.read() == b"bye"


def test_a_vanished_terminal(pair: Pair) -> None:
    assert not pair.tty.gone
    os.close(pair.master)
    pair.master = -1
    assert pair.tty.gone
    pair.tty.put(b"x")
    with pytest.raises(OSError, match="Input/output error"):
        pair.tty.drain()
    with suppress(OSError):
        assert pair.tty.read() == b""
    pair.tty.finish(b"bye", within=0.2)
    pair.tty.raw()
    pair.tty.cooked()
    assert pair.tty.size() is None


def test_a_terminal_that_cannot_be_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after `su`: small blocking writes, and only while there is room."""

    def refuse(*_: object) -> int:
        raise PermissionError

    master, slave = os.openpty()
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        tty = Tty(slave, slave)
    assert tty.output_fd == slave
    tty.raw()
    tty.put(b"x" * 60_000)
    tty.drain()
    tty.finish(b"bye", within=0.2)
    os.set_blocking(master, False)
    seen = b""
    try:
        while piece := os.read(master, 65536):
            seen += piece
    except OSError:
        pass
    assert seen.endswith(b"bye")
    os.close(master)
    os.close(slave)
