"""Undo gives back every byte; two blocks with one id are two sessions; a disk that fails is not told the wrong way."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from tests.storage.history.histories import filled, ids, log_at, session

ENDS = ["", "\n", "\n\n", "\n\n\n", "\n# mine\n", "\n\n# mine"]


def other_file(folder: Path) -> Path:
    """A history from another machine: a session before all others, and one between them."""
    path = folder / "other.toml"
    blocks = (block_text(session(80, after=timedelta(days=-1))), block_text(session(81, after=timedelta(hours=9))))
    path.write_text("\n".join(blocks))
    return path


ACTS: dict[str, Callable[[HistoryLog, Path], object]] = {
    "append": lambda log, _: log.append(session(70)),
    "insert": lambda log, _: log.insert(session(71, after=timedelta(hours=1))),
    "edit": lambda log, _: log.edit("s-00001", note="good", tightness=None),
    "delete the first": lambda log, _: log.delete("s-00000"),
    "delete one between": lambda log, _: log.delete("s-00001"),
    "delete the last": lambda log, _: log.delete("s-00002"),
    "import": lambda log, folder: log.merge([other_file(folder)]),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_change_and_its_undo_leave_every_byte(tmp_path: Path, act: str, end: str, line_break: str) -> None:
    log = log_at(tmp_path)
    text = "\n".join(block_text(session(number)) for number in range(3)).rstrip("\n") + end
    log.path.write_bytes(text.replace("\n", line_break).encode())
    before = log.path.read_bytes()
    ACTS[act](log, tmp_path)
    assert log.path.read_bytes() != before
    assert log_at(tmp_path).undo() is not None
    assert log.path.read_bytes() == before


@given(acts=st.lists(st.sampled_from([act for act in ACTS if act != "import"]), min_size=1, max_size=6, unique=True))
def test_many_changes_are_taken_back_in_turn_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("h")
    log = filled(folder, 3)
    states = []
    for act in acts:
        before = log.path.read_bytes()
        try:
            ACTS[act](log, folder)
        except StorageError:  # what was deleted cannot be edited
            continue
        states.append(before)
    while states:
        assert log.undo() is not None
        assert log.path.read_bytes() == states.pop()
    assert log.undo() is None


def test_blocks_that_look_the_same_come_back_where_they_were(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    block = block_text(session(1))
    log.path.write_text("\n".join([block] * 5))
    before = log.path.read_bytes()
    log.delete("s-00001")
    log.undo()
    assert log.path.read_bytes() == before


# One id twice


def twins(folder: Path) -> HistoryLog:
    """A copied block with another start and note, above the one it was copied from."""
    log = log_at(folder)
    copy = block_text(session(1, note="the copy", after=timedelta(hours=3)))
    log.path.write_text("\n".join((copy, block_text(session(1, note="the other")))))
    return log


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_sessions_with_one_id_the_one_that_is_meant_is_changed(tmp_path: Path, which: int) -> None:
    log = twins(tmp_path)
    before = log.path.read_bytes()
    record, other = (log.all().records[n] for n in (which, 1 - which))
    log.edit(record.id, started=record.started, note="changed")
    assert {r.note for r in log.all().records} == {"changed", other.note}
    log.delete(record.id, started=record.started)
    assert log.all().records == (other,)
    assert log_at(tmp_path).undo() is not None
    assert log_at(tmp_path).undo() is not None
    assert log.path.read_bytes() == before


@pytest.mark.parametrize("which", [0, 1])
def test_a_twin_in_the_file_keeps_nothing_from_coming_back(tmp_path: Path, which: int) -> None:
    log = twins(tmp_path)
    record, other = (log.all().records[n] for n in (which, 1 - which))
    log.delete(record.id, started=record.started)
    log.path.write_text("# all was moved by hand\n\n" + log.path.read_text() + "\n# and added to\n")
    assert log.undo() is not None
    assert set(log.all().records) == {record, other}


def test_what_cannot_be_taken_back_stays_in_the_journal_s_folder(tmp_path: Path) -> None:
    log = filled(tmp_path, 3)
    log.append(session(3))
    log.edit("s-00001", note="edited")
    log.path.write_text(log.path.read_text().replace('"edited"', '"by hand"'))
    with pytest.raises(StorageError, match="was changed since"):
        log.undo()
    assert any("note 1" in path.read_text() for path in (tmp_path / "undo").iterdir())
    assert log.undo() == "logged the session of 2026-11-22 09:30"


def test_a_deletion_is_not_pushed_out_of_the_journal_by_what_was_logged(tmp_path: Path) -> None:
    log = filled(tmp_path, 2)
    log.delete("s-00000")
    for number in range(10, 80):
        log.append(session(number))
    told = []
    while (what := log.undo()) is not None:
        told.append(what)
    assert told[-1] == "deleted the session of 2026-11-21 09:30"
    assert "s-00000" in ids(log)


# Failing disks


def test_an_undo_whose_journal_cannot_be_removed_is_an_undo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 2)
    before = log.path.read_bytes()
    log.delete("s-00000")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        assert log.undo() is not None
    assert log.path.read_bytes() == before


@pytest.mark.parametrize("act", ["append", "edit", "delete one between"])
def test_a_folder_that_cannot_be_synced_is_no_failure_after_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    log = filled(tmp_path, 3)
    real = os.open

    def refuse(path: str, flags: int, *mode: int, **more: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *mode, **more)

    before = log.path.read_bytes()
    monkeypatch.setattr(os, "open", refuse)
    ACTS[act](log, tmp_path)
    assert log.path.read_bytes() != before


def test_a_session_that_an_editor_wrote_over_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 3)
    text = log.path.read_bytes() + b"\n# what the user was typing, more than a session is long" + b"." * 900 + b"\n"
    fsync = os.fsync
    left = [1]

    def editor(fd: int) -> None:
        fsync(fd)
        if left and os.path.samestat(os.fstat(fd), log.path.stat()):
            left.pop()
            log.path.write_bytes(text)

    monkeypatch.setattr(os, "fsync", editor)
    log.append(session(3))
    assert ids(log) == ["s-00003", "s-00002", "s-00001", "s-00000"]
    assert log.path.read_bytes().startswith(text)


# Sessions in another form than blocks

INLINE = [
    'session = [{ id = "a", started = 2026-11-20T09:30:00+01:00, seconds = 5, outcome = "completed" }]\n',
    'session = [\n  { id = "a", started = 2026-11-20T09:30:00+01:00, seconds = 5, outcome = "completed" },\n]\n',
    '[session]\nid = "a"\nstarted = 2026-11-20T09:30:00+01:00\nseconds = 5\noutcome = "completed"\n',
    'session.id = "a"\n',
    '"session" = []\n',
    "[session.mine]\nx = 1\n",
    '[["sess\\u0069on"]]\nid = "a"\n',
]


@pytest.mark.parametrize("text", INLINE)
@pytest.mark.parametrize("above", ["", "# mine\n\nmood = 1\n"])
def test_a_block_behind_sessions_in_another_form_is_refused(tmp_path: Path, text: str, above: str) -> None:
    log = log_at(tmp_path)
    log.path.write_text(above + text)
    for act in (
        lambda: log.append(session(1)),
        lambda: log.insert(session(1)),
        lambda: log.merge([other_file(tmp_path)]),
    ):
        with pytest.raises(StorageError, match=r"write each under a line \[\[session\]\]") as told:
            act()
        assert str(told.value).startswith(f"{log.path}:{above.count(chr(10)) + 1}: ")
    assert log.path.read_text() == above + text
