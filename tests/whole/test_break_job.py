"""A desk break from the shell and back to it, full screen and in lines, with the installed program."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from stretchtui.core.breaks.desk_break import ROUTINE
from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.history.log import HistoryLog
from tests.whole.conftest import QUICK, Open
from tests.whole.harness import DEADLINE, PROGRAM

pytestmark = pytest.mark.whole


def records(home: Path) -> tuple[SessionRecord, ...]:
    return HistoryLog(home / "history.toml", home / "undo").all().records


def program(home: Path, *words: str, **options: object) -> subprocess.Popen[str]:
    """The program without a terminal."""
    environment = {**os.environ, "STRETCHTUI_HOME": str(home), "TERM": "xterm-256color"}
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [PROGRAM, *words], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def lines_until(process: subprocess.Popen[str], text: str) -> list[str]:
    assert process.stdout
    seen = []
    for line in process.stdout:
        seen.append(line)
        if text in line:
            return seen
    raise AssertionError(f"no {text!r} in {seen}")


def test_a_break_from_start_to_shell(terminal: Open, home: Path) -> None:
    screen = terminal("break", "--minutes", "2")
    screen.until("Desk break", "never done yet", "Starts in")
    screen.press("enter")
    screen.until("Get ready")
    screen.press("enter")
    screen.follow("2 of 3", "Get ready")  # the quick turn came first, being the shortest of all never done
    screen.press("N", "N")
    screen.until("Done", "Tightness now")
    screen.press("2", "enter")
    assert screen.ended() == 0
    assert "0:04 · 1 stretch · 1 of 4 days this week" in screen.text
    assert "\x1b[?1049l" in screen.bytes.decode()
    (record,) = records(home)
    assert record.routine == ROUTINE
    assert record.tightness is not None
    assert record.tightness.after == 2


def test_esc_leaves_without_a_break(terminal: Open, home: Path) -> None:
    screen = terminal("break")
    screen.until("Starts in")
    screen.press("esc")
    assert screen.ended() == 0
    assert not (home / "history.toml").exists()


@pytest.mark.long
def test_plain_with_its_input_closed_runs_on_the_clock_alone(home: Path) -> None:
    process = subprocess.run(
        ["sh", "-c", '"$0" start quick-turn --plain <&-', PROGRAM],
        env={**os.environ, "STRETCHTUI_HOME": str(home), "TERM": "xterm"},
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert "Hold 2 of 2, right side, 1 s\n" in process.stdout
    assert process.stdout.endswith("0:04 · 1 stretch · 1 of 4 days this week\n")
    assert not set(process.stdout) & {"\r", "\x1b", "\a"}
    (record,) = records(home)
    assert (record.outcome, record.seconds, record.stretches[0].done) == ("completed", 4, 4)


@pytest.mark.long
def test_a_break_in_a_pipe_chooses_lines_by_itself_and_ctrl_c_keeps_what_was_done(home: Path) -> None:
    elbow = QUICK.replace('"quick-turn"', '"elbow-turn"').replace('"neck"', '"elbow"')
    elbow = elbow.replace("hold = 1\n", "hold = 3\n").replace("reps = 2", "reps = 5")  # it is stopped within the second
    region = '[[region]]\nid = "elbow"\nname = "Elbow"\nsummary = "Quick to read about."\n'
    (home / "catalog" / "elbow.toml").write_text(region + elbow)
    process = program(home, "break", "--minutes", "1", "--region", "elbow", stdin=subprocess.DEVNULL)
    first = lines_until(process, "Hold 2 of 5")
    assert first[0].startswith("Desk break, ")
    assert "Elbow: never done yet.\n" in first[1]
    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130, told
    assert "Stopped; what you did is kept." in rest
    (record,) = records(home)
    assert (record.outcome, record.routine) == ("stopped", ROUTINE)
    assert not list(home.glob("session*.toml"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.long
def test_an_end_from_outside_keeps_what_was_done_as_interrupted(home: Path, number: signal.Signals) -> None:
    process = program(home, "start", "quick-turn", "--hold", "3", "--reps", "5", stdin=subprocess.DEVNULL)
    lines_until(process, "Hold 2 of 5")
    process.send_signal(number)
    process.communicate(timeout=DEADLINE)
    assert process.returncode == 128 + number
    (record,) = records(home)
    assert record.outcome == "interrupted"


@pytest.mark.long
def test_a_reader_that_goes_away_is_no_error_and_what_was_done_is_kept(home: Path) -> None:
    process = program(home, "start", "quick-turn", "--hold", "3", stdin=subprocess.DEVNULL)
    lines_until(process, "Hold 1 of 2")
    assert process.stdout
    process.stdout.close()
    assert process.wait(timeout=DEADLINE) == 0
    assert process.stderr
    assert process.stderr.read() == ""
    (record,) = records(home)
    assert record.seconds >= 3, "it is noticed when the next line is written, at the end of the hold"


def test_plain_on_a_terminal_takes_keys_and_leaves_the_terminal_in_order(terminal: Open, home: Path) -> None:
    screen = terminal("start", "quick-turn", "--plain", "--hold", "60")
    screen.until("How tight does it feel?")
    screen.press("5", "enter")
    screen.until("it hurts", "Get ready")
    screen.press("enter")
    screen.until("Hold 1 of 2, left side: 60 s")
    screen.wait(lambda: bool(re.search(r"left side: ([1-4]\d|5[0-8]) s", screen.text)), "two seconds are held")
    screen.press("n", " ")
    screen.until("Hold 1 of 2, left side: skipped", "Paused. Space goes on.")
    screen.press(" ", "q")
    screen.until("How did Quick turn feel?")
    screen.press("3", "enter")
    screen.until("How tight does it feel now?")
    screen.press("11", "enter")
    screen.until("A number from 0 to 10")
    screen.press("4", "enter")
    screen.until("A note on the session")
    screen.press("stiff", "enter")
    assert screen.ended() == 0
    assert "Stopped; what you did is kept." in screen.text
    assert b"\x1b" not in screen.bytes
    (record,) = records(home)
    assert record.tightness is not None
    assert (record.tightness.before, record.tightness.after) == (5, 4)
    assert (record.stretches[0].felt, record.note) == ("hard", "stiff")


def test_a_hang_up_in_line_mode_is_offered_by_whatever_is_run_next(terminal: Open, home: Path) -> None:
    screen = terminal("start", "quick-turn", "--plain", "--hold", "60")
    screen.until("How tight does it feel?")
    screen.press("enter")
    screen.until("Get ready")
    screen.press("enter")
    screen.wait(lambda: bool(re.search(r"left side: ([1-4]\d|5[0-8]) s", screen.text)), "two seconds are held")
    screen.kill(signal.SIGHUP)
    screen.ended()
    assert not (home / "history.toml").exists()
    again = terminal("break", "--plain")
    again.until("A session was interrupted.", "Quick turn", "Type go and enter")
    again.press("go", "enter")
    again.until("2. Turn to the left.", "Hold 1 of 2, left side. Paused. Space goes on.")
    again.press("q")
    again.until("How did Quick turn feel?")
    again.press("enter")
    again.until("How tight does it feel now?")
    again.press("enter")
    again.until("A note on the session")
    again.press("enter")
    assert again.ended() == 0
    (record,) = records(home)
    assert record.outcome == "stopped"
    assert record.seconds >= 2
    assert not list(home.glob("session*.toml"))


def test_a_plain_break_on_a_terminal_shuffles_and_leaves_out(terminal: Open, home: Path) -> None:
    screen = terminal("break", "--plain")
    screen.until("Enter starts it", "Starts in")
    screen.press("d")
    screen.until("Leave out which one? 1 to 4")
    screen.press("1", "enter")
    screen.wait(lambda: screen.text.count("Enter starts it") == 2, "the break is told anew")
    assert screen.text.count("1. Chin tuck") == 1
    screen.press("r")
    screen.until("Swap which one? 1 to ")
    screen.press("1", "enter")
    screen.until("1. Small nod")
    screen.press("+")
    screen.until("Desk break, 4:")
    screen.press("q")
    assert screen.ended() == 0
    assert not (home / "history.toml").exists()


@pytest.mark.long
def test_a_dumb_terminal_gets_lines_without_carriage_returns(terminal: Open, home: Path) -> None:
    with (home / "settings.toml").open("a") as settings:
        settings.write("ask_tightness = false\n")
    screen = terminal("start", "quick-turn", TERM="dumb")
    screen.follow("Hold 2 of 2, left side, 1 s")
    screen.follow("How did Quick turn feel?")
    screen.press("enter")
    screen.follow("A note on the session")
    screen.press("enter")
    screen.follow("1 of 4 days this week")
    assert screen.ended() == 0
    assert not set(screen.bytes.replace(b"\r\n", b"\n")) & set(b"\r\x1b\a")
    assert len(records(home)) == 1


def test_where_nothing_is_possible_it_says_why_and_what_to_do(home: Path) -> None:
    process = program(home, "break", "--plain", "--region", "whole-back", stdin=subprocess.DEVNULL)
    shown, told = process.communicate(timeout=DEADLINE)
    assert (process.returncode, shown) == (1, "")
    assert told == (
        "stretchtui: There is no stretch for the whole back that can be done at the desk. Ask for another region.\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--region", "nek"], 1, "no region 'nek'; did you mean neck?"),
        (["--minutes", "0"], 2, "expected minutes, 1 to 30"),
        (["--minutes", "three"], 2, "expected minutes, 1 to 30"),
    ],
)
def test_wrong_words_are_told_in_a_line(home: Path, words: list[str], status: int, said: str) -> None:
    process = program(home, "break", "--plain", *words, stdin=subprocess.DEVNULL)
    _, told = process.communicate(timeout=DEADLINE)
    assert process.returncode == status
    assert said in told


def test_what_the_body_should_avoid_needs_a_yes(terminal: Open, home: Path) -> None:
    with (home / "settings.toml").open("a") as settings:
        settings.write('[body]\nconditions = ["neck-problem"]\n')
    process = program(home, "start", "chin-tuck", stdin=subprocess.DEVNULL)
    shown, told = process.communicate(timeout=DEADLINE)
    assert process.returncode == 1
    assert "Chin tuck: " in told
    assert "Get ready" not in shown
    screen = terminal("start", "chin-tuck", "--plain")
    screen.until("Better not now. Chin tuck: ", "Type yes")
    screen.press("enter")
    assert screen.ended() == 1
    assert not (home / "history.toml").exists()


def test_lines_need_nothing_heavy(home: Path) -> None:
    code = (
        "import sys; from stretchtui.cli import main; main(['break', '--plain', '--region', 'whole-back']);"
        "sys.exit(', '.join(sorted({'textual', 'rich', 'asyncio'} & set(sys.modules))) or 0)"
    )
    python = str(Path(PROGRAM).with_name("python"))
    environment = {**os.environ, "STRETCHTUI_HOME": str(home)}
    process = subprocess.run([python, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr
