"""`stretchtui while --plain`: a break in lines, beside a command whose output waits for its end; and what is kept."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.breaks.waits import WaitLog
from stretchtui.storage.history.log import HistoryLog
from tests.whole.conftest import Open
from tests.whole.harness import PROGRAM
from tests.whole.test_while import OUTPUTS, direct, release

pytestmark = pytest.mark.whole

PLAIN = ("while", "--plain", "--quiet-under", "0", "--region", "neck")


@pytest.fixture
def go(tmp_path: Path) -> Path:
    """A pipe that a command waits for, to end when the test wants it to."""
    return pipe(tmp_path / "go")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Another, that it waits for before."""
    return pipe(tmp_path / "first")


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


@pytest.fixture(autouse=True)
def no_score(home: Path) -> None:
    with (home / "settings.toml").open("a") as settings:
        settings.write("ask_tightness = false\n")


def records(home: Path) -> tuple[SessionRecord, ...]:
    return HistoryLog(home / "history.toml", home / "undo").all().records


@pytest.mark.parametrize("script", OUTPUTS.values(), ids=OUTPUTS)
def test_the_output_stands_there_afterwards_byte_for_byte(
    terminal: Open, home: Path, first: Path, go: Path, script: str
) -> None:
    alone = direct(home, "sh", "-c", script)
    alone.ended()
    alone.close()
    screen = terminal(*PLAIN, "--", "sh", "-c", f"read -r x < {first}; {script}; read -r x < {go}; exit 3")
    screen.until("Get ready")
    release(first)
    [spool] = home.glob("while-*.spool")
    assert spool.stat().st_mode & 0o777 == 0o600
    screen.wait(lambda: spool.stat().st_size >= len(alone.bytes), "it was written")
    assert spool.read_bytes() == alone.bytes
    release(go)
    screen.follow("failed (3) after", "Space goes on with the break, enter leaves.")
    screen.press("enter")
    assert screen.ended() == 3
    assert screen.bytes.endswith(alone.bytes)
    assert not list(home.glob("while-*"))


@pytest.mark.long
def test_a_hold_goes_on_to_its_end_and_what_was_done_is_kept_as_a_break(terminal: Open, home: Path, go: Path) -> None:
    screen = terminal(*PLAIN, "--", "sh", "-c", f"read -r x < {go}")
    screen.follow("Hold 1 of 2, left side")
    release(go)
    screen.until("done after")
    screen.follow("left side: done", "Space goes on with the break, enter leaves.")
    screen.press(" ")
    screen.follow("Hold 2 of 2, right side: done")
    assert screen.text.count("enter leaves") == 1, "it is asked once"
    screen.press("q")
    assert screen.ended() == 0
    [record] = records(home)
    assert (record.routine, record.note) == ("while", None)
    assert record.stretches[0].done == 4


def test_q_leaves_the_session_and_never_the_command(terminal: Open, home: Path, go: Path) -> None:
    screen = terminal(*PLAIN, "--", "sh", "-c", f"echo before; read -r x < {go}; echo after; exit 4")
    screen.until("Get ready")
    screen.press("q")
    screen.until("kept.", "\nbefore")
    release(go)
    assert screen.ended() == 4
    assert screen.bytes.endswith(b"before\r\nafter\r\n")


def test_ctrl_c_goes_to_the_command_and_the_session_goes_on(terminal: Open) -> None:
    screen = terminal(*PLAIN, "--", "sh", "-c", "trap 'exit 8' INT; while :; do sleep 0.05; done")
    screen.until("Get ready")
    screen.press("\x03")
    screen.follow("failed (8) after", "enter leaves")
    screen.press("enter")
    assert screen.ended() == 8


def test_what_it_writes_is_shown_and_what_it_asks_answered(terminal: Open, first: Path, go: Path) -> None:
    script = f"echo working; read -r x < {first}; printf 'name? '; read -r name; echo \"hello $name\"; read -r x < {go}"
    screen = terminal(*PLAIN, "--", "sh", "-c", script)
    screen.until("Get ready")
    screen.press("!")
    screen.until("\nworking")
    screen.press("!")
    screen.press(" ")
    screen.until("Going on.")
    release(first)
    screen.until("asks something · name?")
    screen.press("a")
    screen.until("\nname?")
    screen.press("ann", "enter")
    screen.until("hello ann")
    screen.press("\x07", "q")
    screen.until("kept.")
    release(go)
    assert screen.ended() == 0
    assert screen.bytes.count(b"\nworking\r\n") == 1
    assert screen.bytes.count(b"name? ann\r\nhello ann\r\n") == 1, "nothing is shown twice"


def test_a_command_that_never_stops_writing_is_left_as_quickly(terminal: Open) -> None:
    screen = terminal(*PLAIN, "--", "sh", "-c", "trap 'exit 9' INT; while :; do echo yes; done")
    screen.until("Get ready")
    screen.press("q")
    screen.until("kept.")
    screen.press("\x03")
    assert screen.ended() == 9


def test_a_disk_that_is_full_is_told_and_the_output_passes(terminal: Open, home: Path, go: Path) -> None:
    script = f"i=0; while [ $i -lt 1000 ]; do echo 'line $i of some'; i=$((i+1)); done; read -r x < {go}"
    limited = 'ulimit -f 8; exec "$@"'
    screen = terminal(command=["bash", "-c", limited, "x", PROGRAM, *PLAIN, "--", "sh", "-c", script])
    screen.wait(lambda: screen.bytes.count(b"of some\r\n") == 1000, "all of it is shown")
    release(go)
    assert screen.ended() == 0
    assert b"there is no room for what it writes (file too large)" in screen.bytes
    assert b"takes no more output (file too large): it was passed on" in screen.bytes


def test_where_no_file_can_be_made_the_output_passes_and_it_is_said_at_the_end(
    terminal: Open, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    screen = terminal(
        *PLAIN, "--", "sh", "-c", "echo out; sleep 0.3; printf end", STRETCHTUI_HOME=str(tmp_path / "file")
    )
    assert screen.ended() == 0
    assert re.fullmatch(
        rb"out\r\nend\r\nstretchtui: no break: .*/file takes no output \(.*\), so it passed as it came\r\n.*",
        screen.bytes,
        re.DOTALL,
    )


def test_memory_stays_flat(terminal: Open, home: Path, first: Path, go: Path) -> None:
    megabytes = 1024 if os.environ.get("STRETCHTUI_LONG_TESTS") else 48
    written = megabytes * 1_000_000 // 17 * 18  # a carriage return before each end of a line
    script = f"read -r x < {first}; yes 0123456789abcdef | head -c {megabytes}000000; read -r x < {go}"
    screen = terminal(*PLAIN, "--", "sh", "-c", script)
    screen.until("Get ready")
    [supervisor] = Path(f"/proc/{screen.pid}/task/{screen.pid}/children").read_text().split()

    def resident() -> list[int]:
        status = (Path(f"/proc/{pid}/status").read_text() for pid in (screen.pid, supervisor))
        return [int(text.partition("VmRSS:")[2].split()[0]) for text in status]

    before = resident()
    release(first)
    [spool] = home.glob("while-*.spool")
    screen.wait(lambda: spool.stat().st_size >= written, "it was written")
    assert max(now - then for now, then in zip(resident(), before, strict=True)) < 4096, "kilobytes"
    screen.press("q")
    shown = 0
    while shown < written - 65536:  # counted, not kept; the first of it may have come with the words before it
        shown += len(os.read(screen.master, 65536))
    assert resident()[0] - before[0] < 8192
    release(go)
    assert screen.ended() == 0


def test_it_learns_how_long_a_command_takes(terminal: Open, home: Path, go: Path) -> None:
    words = ["sh", "-c", f"read -r x < {go}"]
    for seconds in (200, 210):
        WaitLog(home / "waits").add(words, str(Path.cwd()), datetime(2026, 1, 1, tzinfo=UTC), seconds)
    screen = terminal("while", "--plain", "--quiet-under", "0", "--", *words)
    screen.until("about 3 min left", "Desk break, 3:")
    screen.press("q")
    release(go)
    assert screen.ended() == 0
    assert len((home / "waits").read_text().splitlines()) == 3


def test_what_was_learnt_is_forgotten(terminal: Open, home: Path) -> None:
    screen = terminal("while", "true")
    assert screen.ended() == 0
    assert len((home / "waits").read_text().splitlines()) == 1
    assert terminal("while", "false").ended() == 1
    assert len((home / "waits").read_text().splitlines()) == 1, "a run that failed says nothing of the next"
    screen = terminal("while", "--forget")
    assert screen.ended() == 0
    assert b"1 run." in screen.bytes
    assert (home / "waits").read_text() == ""


def test_a_process_that_already_runs(terminal: Open, go: Path) -> None:
    with subprocess.Popen(["sh", "-c", f"read -r x < {go}"]) as process:
        screen = terminal("while", "--plain", "--pid", str(process.pid))
        screen.until(f"sh {process.pid}: running for", "Get ready")
        release(go)
        process.wait()
        screen.follow("ended after", "enter leaves")
        screen.press("enter")
        assert screen.ended() == 0


def test_a_line_of_a_file(terminal: Open, tmp_path: Path) -> None:
    log = tmp_path / "build.log"
    log.write_text("BUILD SUCCESS of yesterday\n")
    screen = terminal("while", "--plain", "--follow", str(log), "--until", r"BUILD (SUCCESS|FAILURE)")
    screen.until("build.log: running for", "Get ready")
    screen.press("q")
    screen.until("ctrl+c leaves")
    with log.open("a") as file:
        file.write("compiling\nBUILD FAIL")
        file.flush()
        file.write("URE\n")
    assert screen.ended() == 0


def test_nothing_heavy_is_loaded_for_a_short_command(home: Path) -> None:
    code = (
        "import sys, os, pty; from stretchtui.cli import main; pid, fd = pty.fork()\n"
        "if not pid:\n"
        "    main(['while', 'true']); print('heavy:', {'textual', 'rich', 'asyncio', 'tomlkit'} & set(sys.modules))\n"
        "    os._exit(0)\n"
        "try:\n"
        "    while data := os.read(fd, 1000): print(data.decode(), end='')\n"
        "except OSError: pass"
    )
    environment = {**os.environ, "STRETCHTUI_HOME": str(home), "TERM": "xterm"}
    environment.pop("CI", None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert "heavy: set()" in done.stdout
