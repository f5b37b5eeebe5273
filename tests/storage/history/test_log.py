"""Appending and reading."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history import reader as history_read
from stretchtui.storage.history.log import DISPLACED, HistoryLog
from stretchtui.storage.history.serialize import block_text
from tests.storage.history.histories import START, filled, ids, log_at, session


def test_reading_a_history_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    log = log_at(tmp_path / "data")
    assert log.all() == log.newest(5) == log.since(START)
    assert log.all().records == ()
    assert (log.problems(), log.disorder(), list(log.each()), log.has("x")) == ((), None, [], False)
    assert (log.undo(), log.mend()) == (None, None)
    assert list(tmp_path.iterdir()) == []


def test_the_first_session_makes_private_folders_and_files(tmp_path: Path) -> None:
    log = HistoryLog(tmp_path / "a" / "b" / "history.toml", tmp_path / "state" / "undo")
    old = os.umask(0)
    try:
        assert log.append(session(1)) == ()
    finally:
        os.umask(old)
    for folder in (tmp_path / "a", tmp_path / "a" / "b", tmp_path / "state", tmp_path / "state" / "undo"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert log.path.read_text() == block_text(session(1))


def test_appending_changes_no_earlier_byte_and_keeps_the_mode(tmp_path: Path) -> None:
    log = filled(tmp_path, 3)
    log.path.chmod(0o640)
    before = log.path.read_bytes()
    log.append(session(3))
    assert log.path.read_bytes() == before + b"\n" + block_text(session(3)).encode()
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o640


@pytest.mark.parametrize("tail", ["", "\n", "\n\n", "\r\n"])
def test_appending_minds_how_the_file_ends(tmp_path: Path, tail: str) -> None:
    log = log_at(tmp_path)
    log.path.write_bytes((block_text(session(0)).rstrip("\n") + tail).encode())
    log.append(session(1))
    assert ids(log) == ["s-00001", "s-00000"]


def test_appending_reads_no_more_of_a_longer_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 500)
    read: list[int] = []
    pread = os.pread

    def counted(fd: int, length: int, offset: int) -> bytes:
        part = pread(fd, length, offset)
        read.append(len(part))
        return part

    monkeypatch.setattr(os, "pread", counted)
    log.append(session(500))
    assert sum(read) < 10_000 < log.path.stat().st_size


def test_newest_and_since_read_only_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = log_at(tmp_path)
    log.path.write_text("\n".join(block_text(session(n)) for n in range(2000)))
    monkeypatch.setattr(history_read, "_SMALLEST_CHUNK", 4096)
    read: list[int] = []
    pread = os.pread

    def counted(fd: int, length: int, offset: int) -> bytes:
        part = pread(fd, length, offset)
        read.append(len(part))
        return part

    monkeypatch.setattr(os, "pread", counted)
    page = log.newest(10)
    assert [r.id for r in page.records] == [f"s-{n:05}" for n in range(1999, 1989, -1)]
    assert page.more
    week = log.since(session(1979).started)
    assert [r.id for r in week.records] == [f"s-{n:05}" for n in range(1999, 1978, -1)]
    assert sum(read) < log.path.stat().st_size / 3


def test_all_and_each_see_every_session_across_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 60)
    expected = [f"s-{n:05}" for n in range(59, -1, -1)]
    for chunk in (1, 7, 64, 1000, 5000):
        monkeypatch.setattr(history_read, "_SMALLEST_CHUNK", chunk)
        monkeypatch.setattr(history_read, "_LARGEST_CHUNK", chunk)
        assert [r.id for r in log.each()] == expected
        assert ids(log) == expected
        assert not log.all().more


def test_sessions_out_of_order_are_found_within_the_bound(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    order = [*range(100), 140, *range(100, 140), 141]
    log.path.write_text("\n".join(block_text(session(n)) for n in order))
    assert [r.id for r in log.newest(2).records] == ["s-00141", "s-00140"]
    assert [r.id for r in log.since(session(140).started).records] == ["s-00141", "s-00140"]
    assert DISPLACED > 40
    disorder = log.disorder()
    assert disorder is not None
    line = log.path.read_text().splitlines()[(disorder.line or 0) :][0]
    assert line == 'id = "s-00100"'
    assert log.fix_order()
    assert not log.fix_order()
    assert log.disorder() is None
    assert ids(log) == [f"s-{n:05}" for n in range(141, -1, -1)]


def test_a_text_over_several_lines_may_quote_a_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = log_at(tmp_path)
    tricky = (
        "[[session]]\nid = 'q'\nstarted = 2026-11-21T09:00:00Z\nseconds = 1\noutcome = 'stopped'\n"
        'note = """\n[[session]]\nid = "no"\n"""\n'
    )
    log.path.write_text(tricky + block_text(session(1)))
    for chunk in (3, 50, 110, 5000):
        monkeypatch.setattr(history_read, "_SMALLEST_CHUNK", chunk)
        assert ids(log) == ["s-00001", "q"]
    log.delete("q")
    assert ids(log) == ["s-00001"]


def test_the_same_id_counts_once_and_is_told(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.path.write_text(block_text(session(1)) + "\n" + block_text(session(1, note="later")))
    assert [r.note for r in log.all().records] == ["later"]
    (problem,) = log.problems()
    assert problem.line == 1
    assert "s-00001" in str(problem)


def test_has_looks_at_the_last_only(tmp_path: Path) -> None:
    log = filled(tmp_path, 10)
    assert log.has("s-00009", 1)
    assert not log.has("s-00008", 1)
    assert log.has("s-00000")


def test_back_dated_sessions_go_where_they_belong(tmp_path: Path) -> None:
    log = filled(tmp_path, 4)
    before = log.path.read_text()
    extra = session(90, after=timedelta(hours=12))
    log.insert(extra)
    text = log.path.read_text()
    assert text.replace(block_text(extra) + "\n", "") == before
    assert text.index("s-00001") < text.index(extra.id) < text.index("# above 2") < text.index("s-00002")
    log.insert(session(91, after=timedelta(days=-1)))
    log.insert(session(92))
    assert ids(log) == ["s-00092", "s-00003", "s-00002", "s-00090", "s-00001", "s-00000", "s-00091"]
    assert log.disorder() is None


def test_each_kind_of_fault_is_told_with_its_line(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    good = block_text(session(1))
    for fault, line, word in (
        ("seconds = 101", 4, "seconds = 'x'"),
        ("started = 2026-11-21T17:30:00+01:00", 3, "started = 2026-11-21T17:30:00"),
        ("seconds = 101", 4, "seconds = = 3"),
        ('felt = "easy"', 9, 'felt = "cosy"'),
        ("after = 1", 7, "after = 11"),
        ('outcome = "completed"\n', 1, ""),
    ):
        log.path.write_text(block_text(session(0)) + "\n" + good.replace(fault, word))
        page = log.all()
        assert [r.id for r in page.records] == ["s-00000"]
        (problem,) = page.problems
        above = block_text(session(0)).count("\n") + 1
        assert problem.line == above + line, str(problem)
        assert str(problem).startswith(f"{log.path}:{problem.line}: ")
        assert "\n" not in str(problem)


def test_a_misspelt_header_hides_no_session_before_it(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    for header in ("[[sesion]]", "[session]]", "#[[session]]", "[[session]", "x[[session]]"):
        text = block_text(session(0)) + "\n" + block_text(session(1)).replace("[[session]]", header)
        log.path.write_text(text + "\n" + block_text(session(2)))
        page = log.all()
        assert [r.id for r in page.records] == ["s-00002", "s-00000"], header
        (problem,) = page.problems
        assert problem.line in {text[: text.rindex(header)].count("\n") + n for n in (1, 2)}


def test_what_cannot_be_read_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.path.mkdir()
    assert log.all().records == ()
    assert "folder" in str(log.newest(3).problems[0]) or "ordinary" in str(log.newest(3).problems[0])
    with pytest.raises(StorageError):
        log.append(session(1))
    pipe = HistoryLog(tmp_path / "pipe", tmp_path / "undo")
    os.mkfifo(pipe.path)
    assert "ordinary" in str(pipe.all().problems[0])
    with pytest.raises(StorageError):
        pipe.append(session(1))
