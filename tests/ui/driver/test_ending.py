"""Whatever ends the program: its work is kept, it is gone within two seconds, and the terminal is in order.

The two seconds are stretched for the tests: a program that ended by itself, and was not cut off, ended at once.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte
import pytest

from stretchtui.terminal.signals import ENDING, GRACE, LAST_RESORT, Ending
from stretchtui.ui.driver.steady import LEAVE_WITHIN
from tests.pseudo_terminal import DEADLINE, ticks

if TYPE_CHECKING:
    from collections.abc import Callable

TINY_APP = Path(__file__).with_name("tiny_app.py")
END_CPU = 1.0
"""Seconds of processor for the end; a spinning process reaches it and more, on any machine."""


def assert_in_order(screen: Any) -> None:
    """Each mode that was switched on is off again, and the settings are those of before."""
    seen = screen.drained()
    modes = {mode: state for mode, state in re.findall(rb"\x1b\[\?(\d+)([hl])", seen)}  # noqa: C416
    assert modes.pop(b"25") == b"h"  # cursor
    assert modes.pop(b"7") == b"h"  # line wrap
    assert modes.pop(b"1049") == b"l"
    assert set(modes.values()) <= {b"l"}, modes
    assert seen.count(b"\x1b[>29u") == seen.count(b"\x1b[<u")
    assert termios.tcgetattr(screen.slave) == screen.attributes


def test_it_is_gone_within_two_seconds() -> None:
    assert GRACE >= 1
    assert GRACE + LEAVE_WITHIN < LAST_RESORT < 2


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [(number, Ending(number).name, 128 + number) for number in (*ENDING[:16], signal.SIGRTMIN, signal.SIGRTMAX)],
)
def test_signals(tiny: Callable[..., Any], kept: Path, number: int, name: str, code: int) -> None:
    screen = tiny("mouse")
    os.kill(screen.pid, number)
    screen.ends()
    assert (screen.status, kept.read_text()) == (code, name)
    assert b"Traceback" not in screen.seen
    assert_in_order(screen)


def test_a_crash_is_told_on_a_terminal_in_order(screen: Callable[..., Any], kept: Path) -> None:
    crashing = screen(sys.executable, str(TINY_APP), str(kept), "mouse", "crash")
    crashing.ends()
    assert crashing.status == 1
    assert_in_order(crashing)
    assert crashing.seen.index(b"crashed on purpose") > crashing.seen.index(b"\x1b[?1049l")


def test_signals_that_rain(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("chatty")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        os.kill(screen.pid, number)
    screen.ends()
    assert kept.read_text() in ("SIGHUP", "SIGTERM", "SIGINT")
    assert_in_order(screen)


def test_quit_by_key(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny()
    screen.type(b"q")
    screen.ends()
    assert screen.status == 0
    assert not kept.exists()
    assert_in_order(screen)


@pytest.mark.parametrize("how", ["key", "signal"])
def test_without_an_alternate_screen_it_leaves_an_empty_one(tiny: Callable[..., Any], how: str) -> None:
    """GNU screen has none by default, the Linux console never: the prompt stood in the old picture."""
    screen = tiny()
    if how == "key":
        screen.type(b"q")
    else:
        os.kill(screen.pid, signal.SIGTERM)
    screen.ends()
    display = pyte.Screen(80, 24)
    pyte.ByteStream(display).feed(re.sub(rb"\x1b\[[<=>?][\d;]*([a-z]|\$p)", b"", screen.drained()))
    assert "".join(display.display).strip() == ""
    assert (display.cursor.x, display.cursor.y) == (0, 0)


def test_a_hung_loop_is_cut_off(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("mouse", "hanging")
    screen.type(b"x")
    deadline = time.monotonic() + DEADLINE
    while not kept.exists():
        assert time.monotonic() < deadline
        screen.read(0.01)
    os.kill(screen.pid, signal.SIGTERM)
    screen.ends()
    assert screen.status == 143
    assert_in_order(screen)


def test_a_handler_that_waits_for_ever_is_cut_off(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("stuck-pump")
    os.kill(screen.pid, signal.SIGTERM)
    screen.ends()
    assert (screen.status, kept.read_text()) == (143, "SIGTERM")
    assert_in_order(screen)


def test_keeping_that_fails_does_not_hold_up_the_end(tiny: Callable[..., Any]) -> None:
    screen = tiny("bad-end")
    os.kill(screen.pid, signal.SIGTERM)
    screen.ends()
    assert screen.status == 143
    assert_in_order(screen)


@pytest.mark.parametrize("flaw", ["", "chatty"])
def test_closed_terminal(tiny: Callable[..., Any], kept: Path, flaw: str) -> None:
    screen = tiny(flaw)
    before = ticks(screen.pid) / 100
    os.close(screen.master)
    screen.ends(reading=False)
    assert (screen.status, kept.read_text()) == (129, "SIGHUP")
    assert screen.cpu - before < END_CPU


def test_full_terminal(tiny: Callable[..., Any], kept: Path) -> None:
    """Nobody reads: the process goes away all the same, and whoever reads later finds the terminal in order."""
    screen = tiny("chatty", "mouse")
    waiting, before, deadline = 1, 0, time.monotonic() + DEADLINE
    while waiting != before and time.monotonic() < deadline:
        before = waiting
        select.select([], [], [], 0.15)
        waiting = struct.unpack("i", fcntl.ioctl(screen.master, termios.FIONREAD, b"\0\0\0\0"))[0]
    os.kill(screen.pid, signal.SIGTERM)
    screen.ends(reading=False)
    assert (screen.status, kept.read_text()) == (143, "SIGTERM")
    assert_in_order(screen)


@pytest.mark.parametrize("source", ["terminal", "null", "pipe", "file"])
def test_end_of_input_without_a_signal(environ: dict[str, str], kept: Path, source: str) -> None:
    """No controlling terminal, so the kernel sends nothing: only reading tells."""
    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    reading, writing = os.pipe()
    null = os.open(os.devnull, os.O_RDONLY)
    file = os.open(TINY_APP, os.O_RDONLY)
    stdin = {"terminal": slave, "null": null, "pipe": reading, "file": file}[source]
    process = subprocess.Popen(
        [sys.executable, str(TINY_APP), str(kept)],
        stdin=stdin,
        stdout=slave,
        stderr=slave,
        env=environ,
        start_new_session=True,
    )
    seen = b""
    while b"\x1b[?1049h" not in seen:
        seen += os.read(master, 65536)
    os.close(writing)
    if source == "terminal":
        os.close(slave)
        os.close(master)
    assert process.wait(DEADLINE) == 129
    assert kept.read_text() == "SIGHUP"
    if source != "terminal":
        while select.select([master], [], [], 0.05)[0]:
            seen += os.read(master, 65536)
        assert seen.rindex(b"\x1b[?1049l") > seen.rindex(b"\x1b[?1049h")
        assert seen.rindex(b"\x1b[?25h") > seen.rindex(b"\x1b[?25l")
        assert termios.tcgetattr(slave) == before
        os.close(slave)
        os.close(master)
    for each in (reading, null, file):
        os.close(each)
