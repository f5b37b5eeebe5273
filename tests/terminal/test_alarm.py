"""Telling by bell, notification, tmux and a command."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.terminal import idle, tmux
from stretchtui.terminal.alarm import Alarm
from stretchtui.terminal.capabilities import detect
from tests.needs import needs

TERMINAL = replace(
    detect({"TERM": "xterm-256color"}, stdin_tty=True, stdout_tty=True, encoding="utf-8", size=(80, 24)),
    notifications="osc9",
    passthrough="none",
)


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        select.select([], [], [], 0.01)


@pytest.fixture
def output() -> Iterator[tuple[int, int]]:
    """The ends of a pipe that stands for our terminal."""
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    yield read_end, write_end
    os.close(read_end)
    os.close(write_end)


@pytest.fixture(autouse=True)
def no_tmux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No server of anybody's is told."""
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))


def test_bell_and_notification_go_to_the_terminal(output: tuple[int, int]) -> None:
    Alarm(TERMINAL, output[1]).tell("time; \x1b]0;x\a")
    assert os.read(output[0], 999) == b"\a\x1b]9;stretchtui: time; ]0;x\a"


def test_each_can_be_switched_off(output: tuple[int, int]) -> None:
    Alarm(TERMINAL, output[1], bell=False, notify=False).tell("x")
    with pytest.raises(BlockingIOError):
        os.read(output[0], 999)


def test_the_command_finds_the_line_and_nobody_waits_for_it(output: tuple[int, int], tmp_path: Path) -> None:
    command = f"printf '%s' \"$STRETCHTUI_TEXT\" > {tmp_path}/part; mv {tmp_path}/part {tmp_path}/told; exec sleep 60"
    alarm = Alarm(TERMINAL, output[1], command=command)
    begun = time.monotonic()
    alarm.tell("50 minutes; $(id)")
    assert time.monotonic() - begun < 10
    until((tmp_path / "told").exists)
    assert (tmp_path / "told").read_text() == "50 minutes; $(id)"
    for process in alarm._running:
        process.kill()
        process.wait()


def test_a_terminal_that_has_gone_keeps_the_command_from_nothing(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    Alarm(TERMINAL, write_end, command=f"touch {tmp_path}/told").tell("x")
    os.close(write_end)
    until((tmp_path / "told").exists)


def test_a_service_rings_in_the_terminal_used_last_and_sends_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    monkeypatch.setattr(idle, "last_used", lambda: os.ttyname(slave))
    Alarm(TERMINAL, None).tell("x")
    assert os.read(master, 99) == b"\a"
    monkeypatch.setattr(idle, "last_used", lambda: "/dev/pts/none")
    Alarm(TERMINAL, None).tell("x")
    os.close(master)
    os.close(slave)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A tmux server of our own with one client; the end of its terminal."""
    needs("tmux")
    socket = str(tmp_path / "tmux")
    command = ["tmux", "-S", socket, "-f", "/dev/null", "new-session"]
    pid, master = pty.fork()
    if pid == 0:
        os.execvpe("tmux", command, {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh"})
    monkeypatch.setenv("TMUX", f"{socket},1,0")
    until(tmux.clients)
    yield master
    subprocess.run(["tmux", "-S", socket, "kill-server"], check=False)
    os.close(master)
    os.waitpid(pid, 0)


def test_tmux_shows_the_line_to_its_clients(server: int) -> None:
    [(tty, second)] = tmux.clients().items()
    assert tty.startswith("/dev/")
    assert abs(time.time() - second) < 60
    assert tmux.option("bell-action") == "any"
    assert tmux.option("no-such-option") is None
    Alarm(TERMINAL, None, bell=False).tell("50% of #{pane_id} #(id)")
    seen = b""

    def shown() -> bool:
        nonlocal seen
        if select.select([server], [], [], 0.1)[0]:
            seen += os.read(server, 9999)
        return b"50% of #{pane_id} #(id)" in seen

    until(shown)


def test_without_tmux_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tmux.clients() == {}
    assert not tmux.display_message("x")
    monkeypatch.setenv("PATH", "/nowhere")
    assert tmux.option("bell-action") is None
