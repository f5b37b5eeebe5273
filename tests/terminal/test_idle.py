"""How long nobody has pressed a key."""

import os
import pty
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.terminal.idle import Device, devices, idle_seconds

NOW = 1_000_000.0


@pytest.fixture
def terminal() -> Iterator[str]:
    master, slave = pty.openpty()
    yield os.ttyname(slave)
    os.close(slave)
    os.close(master)


def idle(*used: float, tmux: dict[str, int] | None = None) -> float | None:
    return idle_seconds(
        300, find=lambda: [Device("x", one) for one in used], ask_tmux=lambda: tmux or {}, now=lambda: NOW
    )


def test_the_last_key_anywhere_counts() -> None:
    assert idle(NOW - 500, NOW - 20, NOW - 90) == 20
    assert idle() is None


def test_tmux_is_asked_only_where_the_devices_say_that_nobody_is_there() -> None:
    assert idle(NOW - 500, tmux={"/dev/pts/9": int(NOW) - 30}) == 30
    assert idle(tmux={"/dev/pts/9": int(NOW) - 30}) == 30
    assert idle(NOW - 40, tmux={"/dev/pts/9": int(NOW) - 30}) == 40
    assert idle(NOW - 500, tmux={"/dev/pts/9": int(NOW) - 900}) == 500


def test_a_clock_that_was_set_back_is_no_negative_time() -> None:
    assert idle(NOW + 60) == 0


def test_a_real_terminal_is_found_with_the_time_of_its_last_key(terminal: str) -> None:
    os.utime(terminal, (NOW, NOW + 5))
    assert Device(terminal, NOW) in list(devices())
    assert Device(terminal, NOW) not in list(devices(user=os.getuid() + 1))


def test_what_is_no_terminal_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "ttyX").write_text("")
    assert list(devices([(str(tmp_path), "tty"), (str(tmp_path / "none"), "")])) == []
    assert {device.path for device in devices()}.isdisjoint({"/dev/tty", "/dev/ptmx", "/dev/pts/ptmx"})
