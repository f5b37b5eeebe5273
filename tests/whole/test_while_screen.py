"""`stretchtui while` full screen: the break, the state of the command above it, and the way back to the command."""

import os
import signal
from pathlib import Path

import pytest

from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.history.log import HistoryLog
from tests.whole.conftest import Open
from tests.whole.harness import PROGRAM, Terminal
from tests.whole.test_while import FOREVER, release, wait_for

pytestmark = pytest.mark.whole

SCREEN = ("while", "--quiet-under", "0", "--region", "neck", "--")
LEFT = b"\x1b[?1049l"


@pytest.fixture
def go(tmp_path: Path) -> Path:
    """A pipe that a command waits for."""
    path = tmp_path / "go"
    os.mkfifo(path)
    return path


def records(home: Path) -> tuple[SessionRecord, ...]:
    return HistoryLog(home / "history.toml", home / "undo").all().records


def after(screen: Terminal) -> bytes:
    """What came once the screen was left for good."""
    return screen.bytes.rpartition(LEFT)[2].partition(b"\x1b[?25h")[2]


def begun(screen: Terminal) -> None:
    """Start the break."""
    screen.until("running for", "Desk break", "Starts in")
    screen.press("enter")
    screen.until("running for", "Quick turn", "Get ready")


def test_the_break_the_end_of_the_command_and_back_to_its_output(terminal: Open, home: Path, go: Path) -> None:
    screen = terminal(*SCREEN, "sh", "-c", f"printf '\\033[1;34mone\\033[0m\\n'; read -r x < {go}; printf end; exit 3")
    begun(screen)
    assert "· one" in screen.text
    assert len(list(home.glob("while-*.spool"))) == 1
    screen.press("enter")
    screen.follow("Hold 1 of 2")
    release(go)
    screen.follow("failed (3) after", "Space goes on with the break, enter leaves.")
    screen.press("enter")
    assert screen.ended() == 3
    output, _, summary = after(screen).partition(b"\n0:0")
    assert output == b"\x1b[1;34mone\x1b[0m\r\nend\r", "byte for byte, and the summary on a line of its own"
    assert b"1 stretch" in summary
    [record] = records(home)
    assert (record.routine, record.note) == ("while", None)
    assert not list(home.glob("while-*"))


@pytest.mark.long
def test_going_on_with_the_break_it_is_asked_once(terminal: Open, home: Path, go: Path) -> None:
    screen = terminal(*SCREEN, "sh", "-c", f"read -r x < {go}")
    begun(screen)
    release(go)
    screen.follow("done after", "Space goes on with the break, enter leaves.")
    screen.press("space")
    screen.follow("Hold 2 of 2")
    screen.press("q")
    screen.until("Stop here?")
    screen.press("enter")
    assert screen.ended() == 0
    assert "Tightness now" not in screen.text


def test_q_leaves_the_session_and_the_output_is_followed_live(terminal: Open, go: Path) -> None:
    screen = terminal(*SCREEN, "sh", "-c", f"echo before; read -r x < {go}; echo after; exit 4")
    begun(screen)
    screen.press("q")
    screen.until("Stop here?")
    screen.press("enter")
    screen.wait(lambda: after(screen) == b"before\r\n", "the screen is left, and the output stands there")
    release(go)
    assert screen.ended() == 4
    assert after(screen) == b"before\r\nafter\r\n"


def test_esc_before_the_break_leaves_it_too(terminal: Open, go: Path) -> None:
    screen = terminal(*SCREEN, "sh", "-c", f"read -r x < {go}")
    screen.until("Starts in")
    screen.press("esc")
    screen.wait(lambda: LEFT in screen.bytes, "the screen is left")
    release(go)
    assert screen.ended() == 0


def test_ctrl_c_goes_to_the_command_on_every_screen(terminal: Open) -> None:
    screen = terminal(*SCREEN, "sh", "-c", f"trap 'exit 8' INT; {FOREVER}")
    begun(screen)
    screen.press("?")
    screen.until("goes to it")
    screen.press("\x03")
    screen.press("esc")
    screen.follow("failed (8) after", "enter leaves")
    screen.press("enter")
    assert screen.ended() == 8


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_reach_the_command_and_what_was_done_is_kept(
    terminal: Open, tmp_path: Path, number: signal.Signals
) -> None:
    kept, name = tmp_path / "kept", number.name.removeprefix("SIG")
    screen = terminal(*SCREEN, "sh", "-c", f"trap 'sleep 3; echo heard > {kept}; exit 5' {name}; {FOREVER}")
    begun(screen)
    screen.kill(number)
    assert screen.ended() == (129 if number == signal.SIGHUP else 5), "it is waited for, longer than we may take"
    assert wait_for(kept, "heard")
    assert LEFT in screen.bytes


def test_killed_outright_the_supervisor_leaves_the_terminal_in_order(terminal: Open, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    script = f"trap 'echo hup > {kept}; exit' HUP; echo 'of the command'; {FOREVER}"
    line = (
        f'"$0" while --quiet-under 0 -- sh -c "{script}"; until stty -a | grep icanon; do sleep 0.05; done; read -r x'
    )
    screen = terminal(command=["sh", "-c", line, PROGRAM])
    screen.until("running for", "Starts in")
    [ours] = [int(pid) for pid in Path(f"/proc/{screen.pid}/task/{screen.pid}/children").read_text().split()]
    os.kill(ours, signal.SIGKILL)
    assert wait_for(kept, "hup")
    screen.wait(lambda: b"of the command\r\n" in after(screen), "the output is shown")
    screen.until("icanon")
    screen.press("enter")
    screen.ended()


def test_the_output_is_shown_and_the_keyboard_lent(terminal: Open, tmp_path: Path, go: Path) -> None:
    script = f"echo working; read -r x < {go}; printf 'name? '; read -r name; echo \"hello $name\"; {FOREVER}"
    screen = terminal(*SCREEN, "sh", "-c", script)
    begun(screen)
    screen.press("!")
    screen.wait(lambda: after(screen) == b"working\r\n", "the output is shown")
    screen.press("!")
    screen.until("Paused", "Quick turn")
    release(go)
    screen.until("asks something", "a gives it the keyboard")
    screen.press("a")
    screen.wait(lambda: after(screen) == b"name? ", "it is shown")
    screen.press("ann", "enter")
    screen.wait(lambda: after(screen) == b"name? ann\r\nhello ann\r\n", "it is answered")
    screen.press("\x07")
    screen.until("hello ann", "Quick turn")
    screen.press("\x03")
    screen.until("failed (130) after", "enter leaves")
    screen.press("enter")
    assert screen.ended() == 130


def test_ctrl_z_suspends_both(terminal: Open, tmp_path: Path) -> None:
    count = tmp_path / "count"
    script = f"while :; do echo x >> {count}; sleep 0.05; done"
    screen = terminal(command=["bash", "--norc", "-i"], PS1="sh> ", HISTFILE="")
    screen.until("sh>")
    screen.press(f"{PROGRAM} {' '.join(SCREEN)} sh -c '{script}'", "enter")
    begun(screen)
    screen.press("\x1a")
    screen.until("Stopped")
    stood = count.read_text()
    screen.press("echo here $((40 + 2))", "enter")
    screen.until("here 42")
    assert len(count.read_text()) <= len(stood) + 2
    screen.press("fg", "enter")
    screen.until("Paused", "Quick turn")
    wait_for(count, stood + "x\nx\nx\n")
    screen.press("\x03")
    screen.until("failed (130) after", "enter leaves")
    screen.press("enter")
    prompts = screen.text.count("sh>")
    screen.wait(lambda: screen.text.count("sh>") > prompts, "the shell is back")
    screen.press("exit", "enter")
    screen.ended()


def test_a_resize_reaches_the_command_when_it_is_shown(terminal: Open) -> None:
    script = f"trap 'stty size' WINCH; stty size; {FOREVER}"
    screen = terminal(*SCREEN, "sh", "-c", script)
    begun(screen)
    screen.resize(100, 30)
    screen.until("· 30 100")
    screen.press("\x03")
    screen.until("enter leaves")
    screen.press("enter")
    assert screen.ended() == 130


def test_a_command_that_asks_nothing_and_says_nothing_is_left_alone(terminal: Open, go: Path) -> None:
    screen = terminal(*SCREEN, "sh", "-c", f"read -r x < {go}; sleep 0.1")
    begun(screen)
    screen.press("enter")
    screen.follow("Hold 2 of 2")
    assert "asks" not in screen.text
    release(go)
    screen.follow("enter leaves")
    screen.press("enter")
    assert screen.ended() == 0
