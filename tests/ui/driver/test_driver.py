"""What the driver writes and reads while all is well, and while the terminal misbehaves."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pseudo_terminal import DEADLINE, ticks

if TYPE_CHECKING:
    from collections.abc import Callable

MOUSE = re.compile(rb"\x1b\[\?10(00|02|03|05|06|15|16)[hl]|\x1b\]22")
QUESTION = re.compile(rb"\x1b\[\?\d+\$p|\x1b\[[>?=]?\d*[cu]|\x1b\[\d*n|\x1b\[>\d+u|\x1b\]1[01];\?")


@pytest.mark.parametrize(
    "environ",
    [
        {"SSH_CONNECTION": "::1 1 ::1 22"},
        {"SSH_TTY": "/dev/pts/9", "COLORTERM": "truecolor"},
        {"TERM": "linux"},
        {"TERM": "screen", "STY": "1.x"},
        {"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"},
        {"TERM": "xterm"},
    ],
    ids=lambda environ: next(iter(environ)) + "=" + next(iter(environ.values())),
)
def test_asks_nothing(tiny: Callable[..., Any], environ: dict[str, str]) -> None:
    screen = tiny("mouse" if "SSH_TTY" in environ else "", **environ)
    screen.type(b"k")
    screen.shows("key k")
    screen.type(b"q")
    screen.ends()
    seen = screen.drained()
    assert not QUESTION.search(seen)
    assert not MOUSE.search(seen)
    assert b"\x1b[?2026" not in seen


def test_modern_terminal(tiny: Callable[..., Any]) -> None:
    """One question, and frames are synchronized once it is answered; the mouse only if it is wanted."""
    screen = tiny()
    assert [match[0] for match in QUESTION.finditer(screen.seen)] == [b"\x1b[>29u", b"\x1b[?2026$p"]
    assert not MOUSE.search(screen.seen)
    screen.type(b"\x1b[?2026;2$y")
    since = screen.type(b"k")
    screen.shows("key k")
    frames = screen.drained()[since:]
    assert frames.count(b"\x1b[?2026h") == frames.count(b"\x1b[?2026l")


def test_answers_nobody_asked_for_change_nothing(tiny: Callable[..., Any]) -> None:
    screen = tiny(SSH_TTY="x")
    screen.type(b"\x1b[?2026;2$y\x1b[?2048;1$y")
    screen.type(b"k")
    screen.shows("key k")
    assert b"\x1b[?2026" not in screen.seen
    assert b"\x1b[?2048" not in screen.seen


def test_mouse_where_it_is_wanted(tiny: Callable[..., Any]) -> None:
    screen = tiny("mouse")
    assert b"\x1b[?1003h" in screen.seen


def test_idle_costs_nothing(tiny: Callable[..., Any]) -> None:
    screen = tiny()
    deadline = time.monotonic() + DEADLINE
    while True:  # what is done behind the first frame takes its time, but not for ever
        before = ticks(screen.pid)
        if screen.read(0.7) == b"" and ticks(screen.pid) - before <= 1:
            break
        assert time.monotonic() < deadline


def test_storm_of_resizes(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("sized")
    for number in range(300):
        screen.resize(40 + number % 100, 12 + number % 30)
        os.kill(screen.pid, signal.SIGWINCH)
        screen.read(0)
    screen.resize(63, 17)
    deadline = time.monotonic() + DEADLINE
    while not kept.exists() or not kept.read_text().endswith("63x17\n"):
        screen.read(0.05)
        assert time.monotonic() < deadline, kept.read_text()
    assert len(kept.read_text().splitlines()) < 40
    screen.type(b"k")
    screen.shows("key k")


def test_resize_that_another_thread_hears(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("sized", "deaf")
    screen.resize(63, 17)
    deadline = time.monotonic() + DEADLINE
    while not kept.exists() or not kept.read_text().endswith("63x17\n"):
        screen.read(0.05)
        assert time.monotonic() < deadline


def test_escape_key_is_told_from_a_sequence(tiny: Callable[..., Any]) -> None:
    screen = tiny(SSH_TTY="x")
    screen.type(b"\x1b")
    screen.shows("key escape")
    screen.type(b"\x1b[A")
    screen.shows("key up")


def test_a_sequence_that_comes_in_two_parts_is_one(tiny: Callable[..., Any]) -> None:
    screen = tiny(SSH_TTY="x", ESCDELAY="600000")
    screen.type(b"\x1b")
    screen.type(b"[B")
    screen.shows("key down")


@pytest.mark.parametrize(
    "noise",
    [
        b"\xff\xfe\xc3(\xe2\x82",
        b"\x1b[1114112u\x1b[99999999999u\x1b[1;99999999999R\x1b[<0;0;0M",
        b"\x1b]" + b"a" * 5000,
        b"\x1b[200~pasted\x1b[201~\x1b[?2026;9$y\x1b[48;1;1;1;1t",
        bytes(byte for byte in random.Random(3).randbytes(20000) if byte >= 32 or byte == 27),
    ],
    ids=["no-utf8", "numbers", "endless", "reports", "random"],
)
def test_noise_on_the_line(tiny: Callable[..., Any], noise: bytes) -> None:
    """Whatever comes in, the app lives and the next key is heard (after the end of a paste, should one be open)."""
    screen = tiny(SSH_TTY="x")
    screen.type(noise.translate(None, b"qx") + b"\x1b[201~")
    screen.drained()
    screen.type(b"\x18k")
    screen.shows("key k")


@pytest.mark.long
def test_a_terminal_that_slept_is_painted_anew(tiny: Callable[..., Any]) -> None:
    """Frames nobody took are dropped rather than replayed, and the screen is whole when reading goes on."""
    screen = tiny("chatty")
    while len(screen.seen) < 30_000:  # past the first, full paints
        screen.read()
    started = len(screen.seen)
    screen.ignore(1.6)
    screen.type(b"k")
    deadline = time.monotonic() + DEADLINE
    while screen.rows() != ["key k", *[""] * 23]:
        assert time.monotonic() < deadline, screen.rows()
        screen.read()
    assert len(screen.seen) - started < 300_000
