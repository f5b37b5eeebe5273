"""The command line as a process: what it imports, closed pipes, broken output, exit codes."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import Run, session

PROGRAM = (sys.executable, "-m", "stretchtui")
HEAVY = ("textual", "rich", "asyncio", "msgspec", "platformdirs", "tomlkit", "json", "importlib.metadata")


def imported(*words: str) -> set[str]:
    code = f"import sys; from stretchtui.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_status_line_imports_nothing_heavy(home: Path, log: HistoryLog) -> None:
    (home / "settings.toml").write_text("[goal]\ndays_per_week = 3\n")
    log.append(session(timedelta(minutes=5)))
    names = imported("status", "--format", "{since} {due}")
    assert not names & set(HEAVY)
    assert not [name for name in names if name.startswith(("stretchtui.ui", "stretchtui.storage.catalog"))]


@pytest.mark.parametrize("words", [("log",), ("log", "undo")])
def test_other_light_commands_never_import_the_screen(home: Path, words: tuple[str, ...]) -> None:
    assert not imported(*words) & {"textual", "rich", "asyncio", "stretchtui.storage.catalog.stretches"}


@pytest.mark.parametrize("words", ["--help", "status", "log", "log --json", "list", "list --json", "show chin-tuck"])
def test_a_closed_pipe_is_no_error(home: Path, log: HistoryLog, words: str) -> None:
    log.append(session(timedelta(minutes=5)))
    command = f"{sys.executable} -m stretchtui {words}; echo $? >&2"
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(["sh", "-c", command], stdout=write_end, stderr=subprocess.PIPE, text=True, check=True)
    os.close(write_end)
    assert done.stderr == "0\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout_is_one_line(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, "status"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "stretchtui: No space left on device\n")


def test_closed_output_is_no_error(home: Path) -> None:
    done = subprocess.run(["sh", "-c", f"{sys.executable} -m stretchtui status >&-"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_encoding_that_lacks_a_character_is_no_error(home: Path, log: HistoryLog) -> None:
    log.append(session(timedelta(minutes=5), note="schön… 伸"))
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*PROGRAM, "log"], capture_output=True, env=environ, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"sch?n? ?\n")
    done = subprocess.run([*PROGRAM, "status"], capture_output=True, env=environ, check=False)
    assert re.fullmatch(rb"stretch \dm ago - [01]/4 days\n", done.stdout), "none where the week has just begun"


@pytest.mark.parametrize("where", ["before", "after"])
def test_debug_shows_the_traceback_and_else_there_is_none(home: Path, where: str) -> None:
    (home / "history.toml").mkdir()
    words = ["--debug", "log"] if where == "before" else ["log", "--debug"]
    assert b"Traceback" in subprocess.run([*PROGRAM, *words], capture_output=True, check=False).stderr
    done = subprocess.run([*PROGRAM, "log"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("stretchtui: ")


def test_an_unknown_command_is_told_with_the_nearest(run: Run) -> None:
    answer = run("statuss")
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean 'status'?" in answer.err
