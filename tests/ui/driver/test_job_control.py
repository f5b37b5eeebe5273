"""ctrl+z, fg, bg, kill -STOP and a shell that dies, with a real shell."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte
import pytest

from tests.needs import needs
from tests.pseudo_terminal import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable

TINY_APP = Path(__file__).with_name("tiny_app.py")


@pytest.fixture
def shell(screen: Callable[..., Any], kept: Path) -> Any:
    """A terminal with an interactive bash that has started the tiny app."""
    started = screen(needs("bash"), "--norc", "--noprofile", "-i", INPUTRC="/dev/null", HISTFILE="")
    started.until(rb"sh> ")
    started.command = f"{sys.executable} {TINY_APP} {kept} mouse named".encode()
    started.type(started.command + b"\n")
    started.shows("ready")
    started.drained()
    return started


def is_sane(screen: Any) -> bool:
    """Whether programs the shell starts find echo, lines and signals (its own prompt does without)."""
    since = screen.type(b"stty -a\n")
    screen.until(rb"sh> ", screen.until(rb"speed", since))
    words = re.split(rb"[\s;]+", screen.seen[since:])
    return {b"icanon", b"echo", b"isig", b"icrnl", b"ixon", b"opost"} <= set(words)


def alive(pid: int) -> bool:
    """Whether the process runs or is stopped; a zombie waits for its parent only."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def test_stop_and_foreground(shell: Any) -> None:
    since = shell.type(b"\x1a")
    shell.until(rb"\x1b\[\?1049l.*Stopped.*sh> ", since)
    assert b"\x1b[?1000l" in shell.seen[since:]
    assert b"\x1b[?25h" in shell.seen[since:]
    assert is_sane(shell)

    since = shell.type(b"fg\n")
    shell.shows("key ctrl+z", since)
    assert b"\x1b[?1000h" in shell.seen[since:]
    shell.type(b"k")
    shell.shows("key k")

    since = shell.type(b"q")
    shell.until(rb"\x1b\[\?1049l.*sh> ", since)
    assert is_sane(shell)


def test_stopped_without_an_alternate_screen_the_prompt_stands_on_a_free_line(shell: Any) -> None:
    """GNU screen has none by default, the Linux console never: the prompt stood in the old picture."""
    since = shell.type(b"\x1a")
    shell.until(rb"Stopped.*sh> ", since)
    display = pyte.Screen(80, 24)
    pyte.ByteStream(display).feed(re.sub(rb"\x1b\[[<=>?][\d;]*([a-z]|\$p)", b"", shell.drained()))
    lines = [line.rstrip() for line in display.display if line.strip()]
    assert "Stopped" in lines[0], "the picture is gone, and what the shell says stands at the top"
    assert "ready" not in "".join(lines)
    assert display.display[display.cursor.y].rstrip() == "sh>"


def test_background_waits_without_touching_the_screen(shell: Any) -> None:
    shell.until(rb"Stopped.*sh> ", shell.type(b"\x1a"))
    since = shell.type(b"bg\n")
    shell.until(rb"sh> ", since)
    # The shell tells of the new stop with the prompt that follows; ask until it does.
    deadline = time.monotonic() + DEADLINE
    while b"Stopped" not in shell.seen[since:]:
        assert time.monotonic() < deadline
        shell.until(rb"sh> ", shell.type(b"\n"))
    assert b"\x1b[?1049h" not in shell.seen[since:]
    since = shell.type(b"fg\n")
    shell.shows("key ctrl+z", since)
    shell.until(rb"\x1b\[\?1049l.*sh> ", shell.type(b"q"))
    assert shell.seen.count(b"\x1b[>29u") == shell.seen.count(b"\x1b[<u") == 2
    assert is_sane(shell)


@pytest.mark.parametrize("started", ["stopped", "background"])
def test_kill_ends_a_stopped_job(shell: Any, kept: Path, started: str) -> None:
    """`kill %1` sends SIGTERM and continues the job, in the background: it must end, and not stop once more."""
    if started == "background":
        shell.until(rb"sh> ", shell.type(b"q"))
        shell.until(rb"sh> ", shell.type(shell.command + b" &\n"))
        shell.until(rb"Stopped.*sh> ", shell.type(b"wait %1\n"))
    else:
        shell.until(rb"Stopped.*sh> ", shell.type(b"\x1a"))
    app = int(kept.with_suffix(".pid").read_text()) if kept.with_suffix(".pid").exists() else 0
    since = shell.type(b"kill %1\n")
    start = time.monotonic()
    while alive(app):
        assert time.monotonic() - start < DEADLINE
        shell.read(0.01)
    assert kept.read_text() == "SIGTERM"
    assert b"\x1b[?1049h" not in shell.seen[since:]
    assert is_sane(shell)


def test_started_in_the_background(shell: Any) -> None:
    shell.until(rb"sh> ", shell.type(b"q"))
    since = shell.type(shell.command + b" &\n")
    shell.until(rb"Stopped.*sh> ", shell.type(b"wait %1\n"))
    assert b"\x1b[?1049h" not in shell.seen[since:]
    since = shell.type(b"fg\n")
    shell.shows("ready", since)
    shell.type(b"k")
    shell.shows("key k")
    shell.until(rb"\x1b\[\?1049l.*sh> ", shell.type(b"q"))
    assert is_sane(shell)


def test_the_terminal_is_lent_to_another_program(tiny: Callable[..., Any]) -> None:
    screen = tiny("mouse")
    since = screen.type(b"e")
    screen.until(rb"\x1b\[\?1049l.*outside.*\x1b\[\?1049h", since)
    screen.shows("key e", since)
    screen.type(b"k")
    screen.shows("key k")


def test_a_shell_that_dies_takes_the_app_along(shell: Any, kept: Path) -> None:
    app = int(kept.with_suffix(".pid").read_text())
    os.kill(shell.pid, signal.SIGKILL)
    start = time.monotonic()
    while alive(app):
        assert time.monotonic() - start < DEADLINE
        shell.read(0.01)
    assert kept.read_text() == "SIGHUP"
    shell.until(rb"\x1b\[\?1049l\x1b\[\?25h")
    assert termios.tcgetattr(shell.slave)[3] & termios.ICANON == shell.attributes[3] & termios.ICANON


def test_stop_where_nobody_could_continue(tiny: Callable[..., Any]) -> None:
    """Started by a terminal emulator itself, there is no shell to say `fg`: the app must not freeze."""
    screen = tiny()
    since = screen.type(b"\x1a")
    screen.until(rb"\x1b\[\?1049l.*\x1b\[\?1049h", since)
    screen.type(b"k")
    screen.shows("key k", since)


def test_stopped_from_outside(tiny: Callable[..., Any]) -> None:
    """After SIGSTOP and SIGCONT the screen is painted again, and the end still finds the settings of before."""
    screen = tiny()
    os.kill(screen.pid, signal.SIGSTOP)
    os.waitpid(screen.pid, os.WUNTRACED)
    termios.tcsetattr(screen.slave, termios.TCSANOW, screen.attributes)
    since = len(screen.seen)
    os.kill(screen.pid, signal.SIGCONT)
    screen.shows("ready", since)
    screen.type(b"k")
    screen.shows("key k")
    screen.type(b"q")
    screen.ends()
    assert screen.status == 0
    assert termios.tcgetattr(screen.slave) == screen.attributes
