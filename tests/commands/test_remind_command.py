"""`remind` as a process: idle terminals, breaks done in other terminals, signals."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import Run

DRIVER = Path(__file__).with_name("remind_driver.py")
DEADLINE = 60
PROGRAM = [sys.executable, "-m", "stretchtui"]


class Reader:
    """A process whose lines are waited for."""

    def __init__(self, *words: str, **environ: str) -> None:
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environ}, bufsize=0
        )
        self.text = ""

    def until(self, wanted: str, times: int = 1) -> str:
        """Wait for a text, so many times anew; what came up to then."""
        assert self.process.stdout
        end, begun = time.monotonic() + DEADLINE, len(self.text)
        while self.text.count(wanted, begun) < times:
            assert time.monotonic() < end, f"{wanted!r} did not come: {self.text[begun:]!r}"
            if select.select([self.process.stdout], [], [], 0.1)[0]:
                self.text += os.read(self.process.stdout.fileno(), 4096).decode()
        return self.text[begun:]

    def end(self, number: signal.Signals) -> int:
        """Send it a signal, and wait for its end; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def device() -> Iterator[str]:
    master, slave = pty.openpty()
    yield os.ttyname(slave)
    os.close(slave)
    os.close(master)


@pytest.fixture
def opened() -> Iterator[list[Reader]]:
    processes: list[Reader] = []
    yield processes
    for one in processes:
        one.close()


def press_key(device: str, seconds_ago: float = 0) -> None:
    """Leave the trace that the kernel leaves when a key is read."""
    at = time.time() - seconds_ago
    os.utime(device, (at, at))


def test_it_is_silent_while_the_terminal_is_idle_and_hears_of_a_break_done_in_another_terminal(
    home: Path, device: str, opened: list[Reader]
) -> None:
    press_key(device, seconds_ago=600)
    reminder = Reader(sys.executable, str(DRIVER), str(home / "history.toml"), device)
    opened.append(reminder)
    assert "DUE" not in reminder.until("looked", times=6), "nobody is there"
    press_key(device)
    reminder.until("DUE 1 min at it: time to stretch, with stretchtui break")
    subprocess.run([*PROGRAM, "log", "add", "chin-tuck"], check=True, capture_output=True)
    reminder.until("NOTE a break was done; counting anew")
    assert "DUE" in reminder.until("looked", times=9), "a minute later the next one is due"
    press_key(device, seconds_ago=600)
    reminder.until("looked", times=2)
    assert "DUE" not in reminder.until("looked", times=6)
    assert reminder.end(signal.SIGTERM) == 0
    reminder.close()


@pytest.fixture
def reminder(home: Path, opened: list[Reader]) -> Reader:
    """The program itself, started."""
    one = Reader(*PROGRAM, "remind", "--every", "90")
    opened.append(one)
    one.until("reminds after 90 minutes at the keyboard; ctrl+c ends it\n")
    return one


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGHUP, 0)], ids=str)
def test_it_ends_at_once_and_cleanly(reminder: Reader, number: signal.Signals, code: int) -> None:
    assert reminder.end(number) == code
    assert reminder.process.stdout
    assert reminder.process.stdout.read() == b""


def test_a_signal_asks_for_silence(reminder: Reader) -> None:
    reminder.process.send_signal(signal.SIGUSR1)
    assert reminder.until("silent until").count("\n") <= 1
    assert reminder.end(signal.SIGTERM) == 0


def test_there_is_one_reminder_and_it_can_be_asked_for_silence(reminder: Reader, run: Run, home: Path) -> None:
    answer = run("remind")
    assert (answer.code, answer.out) == (1, "")
    assert f"a reminder runs already, as process {reminder.process.pid}; end it first" in answer.err
    answer = run("remind", "--snooze", "20")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("silent until ")
    reminder.end(signal.SIGKILL)
    assert "no reminder runs now" in run("remind", "--snooze", "5").err


def test_it_imports_no_screen(home: Path, opened: list[Reader]) -> None:
    code = "import sys; from stretchtui.cli import main; main(['remind']); print(*sys.modules)"
    one = Reader(sys.executable, "-c", code)
    opened.append(one)
    one.until("ctrl+c ends it\n")
    assert one.end(signal.SIGTERM) == 0
    assert one.process.stdout
    modules = set(one.process.stdout.read().decode().split())
    assert "stretchtui.commands.remind" in modules
    assert not modules & {"textual", "rich", "asyncio", "stretchtui.storage.catalog.stretches"}


@pytest.mark.parametrize("words", [("--every", "0"), ("--every", "x"), ("--snooze", "-1"), ("--snooze",)])
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run("remind", *words).code == 2
