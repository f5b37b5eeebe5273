"""`import`, and sorting what several machines wrote."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from tests.commands.conftest import Run, session


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The history of another machine: days 5, 3 and 1."""
    path = tmp_path / "other.toml"
    path.write_text("\n".join(block_text(session(timedelta(days=n), id=f"d{n}")) for n in (5, 3, 1)))
    return path


def test_sessions_are_taken_in_once_and_in_order(run: Run, log: HistoryLog, other: Path) -> None:
    for days in (4, 3):
        log.append(session(timedelta(days=days), id=f"d{days}"))
    before = log.path.read_bytes()
    answer = run("import", str(other))
    assert answer == (0, "2 sessions added, 0 replaced, 1 known already\n", "to take it back: stretchtui log undo\n")
    assert [record.id for record in log.all().records] == ["d1", "d3", "d4", "d5"]
    assert run("import", str(other), str(other)) == (0, "0 sessions added, 0 replaced, 3 known already\n", "")
    assert run("log", "undo").code == 0
    assert log.path.read_bytes() == before


def test_what_cannot_be_read_is_told_and_the_rest_taken_in(run: Run, log: HistoryLog, other: Path) -> None:
    other.write_text(other.read_text().replace('outcome = "completed"', 'outcome = "done"', 1))
    answer = run("import", str(other))
    assert answer.code == 1
    assert answer.out == "2 sessions added, 0 replaced, 0 known already\n"
    assert f"{other}:6: " in answer.err
    assert len(log.all().records) == 2


def test_a_file_that_is_not_there_is_one_line(run: Run, log: HistoryLog, tmp_path: Path) -> None:
    answer = run("import", str(tmp_path / "none.toml"))
    assert (answer.code, answer.out) == (1, "")
    assert (
        answer.err == f"stretchtui: {tmp_path / 'none.toml'}: is not there: name a history file or a shared routine\n"
    )
    assert not log.path.exists()
    assert run("import").code == 2


def test_a_merged_file_is_sorted_only_when_asked(run: Run, log: HistoryLog) -> None:
    log.path.write_text("\n".join(block_text(session(timedelta(days=n), id=f"d{n}")) for n in (3, 5, 1)))
    before = log.path.read_bytes()
    answer = run("check", str(log.path))
    assert answer.code == 0
    assert "check --fix-order" in answer.err
    assert log.path.read_bytes() == before
    assert run("check", "--fix-order") == (0, f"{log.path}: sorted by time\n", "")
    assert log.disorder() is None
    assert sorted(log.path.read_bytes().split()) == sorted(before.split())
    assert run("check", "--fix-order") == (0, f"{log.path}: was in order already\n", "")


def test_another_history_can_be_sorted_too(run: Run, log: HistoryLog, other: Path) -> None:
    assert run("check", "--fix-order", str(other)).out == f"{other}: was in order already\n"
    answer = run("check", "--fix-order", str(other.with_name("none.toml")))
    assert answer.code == 1
    assert "no such file" in answer.err
    assert not log.path.exists()


def test_git_merges_two_machines_histories(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As docs/files.md says how to."""
    synced = tmp_path / "synced"
    monkeypatch.setenv("STRETCHTUI_HOME", str(synced))
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "a@b")
    driver = f"{sys.executable} -m stretchtui import --merge %O %A %B"

    def git(*words: str) -> int:
        return subprocess.run(["git", *words], cwd=synced, capture_output=True, check=False).returncode

    sessions = {n: block_text(session(timedelta(days=n), id=f"d{n}", note="as it was")) for n in range(1, 10)}

    def days(*numbers: int, note: str = "as it was") -> str:
        return "\n".join(sessions[n].replace("as it was", note) for n in numbers)

    def commit(text: str) -> None:
        (synced / "history.toml").write_text(text)
        assert git("commit", "-qam", "stretched") == 0

    synced.mkdir()
    git("init", "-q", "-b", "main")
    git("config", "merge.stretchtui.driver", driver)
    (synced / ".gitattributes").write_text("history.toml merge=stretchtui\n")
    (synced / "history.toml").write_text(days(9))
    git("add", "--all")
    commit(days(9, 8))
    git("checkout", "-q", "-b", "laptop")
    commit(days(9, 8, 3))
    git("checkout", "-q", "main")
    commit(days(9, 8, 4, 2))
    assert git("merge", "-m", "merge", "laptop") == 0
    log = HistoryLog(synced / "history.toml", synced / "undo")
    assert [record.id for record in log.all().records] == ["d2", "d3", "d4", "d8", "d9"]

    git("checkout", "-q", "-b", "phone")
    commit(days(9, note="phone"))
    git("checkout", "-q", "main")
    commit(days(9, note="desk"))
    assert git("merge", "-m", "merge", "phone") != 0, "what both changed is for a human to decide"
    assert [record.note for record in log.all().records] == ["desk"]


def test_merging_takes_three_files(run: Run, log: HistoryLog, other: Path) -> None:
    answer = run("import", "--merge", str(other))
    assert answer.code == 2
    assert "base, ours and theirs" in answer.err
    assert not log.path.exists()
