"""Changing single sessions, and taking it back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.session.record import SessionRecord, Tightness
from stretchtui.storage.files.atomic import write_atomic
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history import log as history_log
from stretchtui.storage.history.blocks import decode
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text, string, values_of
from stretchtui.storage.history.set_key import with_key
from tests.storage.history.histories import filled, ids, log_at, records, session


def test_an_edit_changes_its_line_and_no_other(tmp_path: Path) -> None:
    log = filled(tmp_path, 5)
    before = log.path.read_text()
    log.edit("s-00002", note='new "note"', tightness=Tightness(5, 1))
    expected = before.replace('note   =   "note 2"', 'note   =   "new \\"note\\""').replace(
        "tightness = { before = 6, after = 2 }", "tightness = { before = 5, after = 1 }"
    )
    assert log.path.read_text() == expected
    assert log.undo() == "edited the session of 2026-11-22 01:30"
    assert log.path.read_text() == before


def test_a_note_can_go_and_come(tmp_path: Path) -> None:
    log = filled(tmp_path, 3)
    before = log.path.read_text()
    log.edit("s-00001", note=None)
    assert '"note 1"' not in log.path.read_text()
    assert "# said 1 # twice\n" in log.path.read_text()
    log.edit("s-00001", note="again")
    assert 'note = "again"\nstretches' in log.path.read_text()
    log.undo()
    log.undo()
    assert log.path.read_text() == before


@pytest.mark.parametrize("number", range(5))
def test_a_deleted_session_goes_alone_and_comes_back_where_it_was(tmp_path: Path, number: int) -> None:
    log = filled(tmp_path, 5)
    before = log.path.read_text()
    log.delete(f"s-{number:05}")
    after = log.path.read_text()
    lines = [line for line in before.splitlines() if line not in after.splitlines()]
    assert any(f"s-{number:05}" in line for line in lines)
    assert f"# above {number}" in after
    assert f"# below {number}" in after
    assert ids(log) == [f"s-{n:05}" for n in (4, 3, 2, 1, 0) if n != number]
    assert log.undo() is not None
    assert log.path.read_text() == before


def test_every_change_is_taken_back_across_restarts_in_turn(tmp_path: Path) -> None:
    states = [filled(tmp_path, 3).path.read_text()]
    steps: tuple[Callable[[HistoryLog], object], ...] = (
        lambda log: log.append(session(3)),
        lambda log: log.edit("s-00003", note="good"),
        lambda log: log.insert(session(70, after=timedelta(hours=1))),
        lambda log: log.delete("s-00000"),
        lambda log: log.edit("s-00001", outcome="stopped", seconds=5, routine=None),
        lambda log: log.delete("s-00003"),
    )
    for step in steps:
        step(log_at(tmp_path))
        states.append(log_at(tmp_path).path.read_text())
    for state in reversed(states[:-1]):
        assert log_at(tmp_path).undo() is not None
        assert log_at(tmp_path).path.read_text() == state
    assert log_at(tmp_path).undo() is None


def test_the_journal_is_bounded(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    for number in range(60):
        log.append(session(number))
    assert len(list((tmp_path / "undo").iterdir())) == 50
    assert sum(log.undo() is not None for _ in range(60)) == 50
    assert len(ids(log)) == 10


def test_a_session_changed_by_hand_is_not_taken_back(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.append(session(0))
    log.append(session(1))
    log.path.write_text(log.path.read_text().replace("seconds = 101", "seconds = 999"))
    before = log.path.read_text()
    with pytest.raises(StorageError, match="was changed since"):
        log.undo()
    assert log.path.read_text() == before
    assert log.undo() == "logged the session of 2026-11-21 09:30"  # the change before
    assert ids(log) == ["s-00001"]


def test_a_session_deleted_by_hand_does_not_drag_another_with_it(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.append(session(0))
    log.append(session(1))
    log.path.write_text(block_text(session(0)))
    with pytest.raises(StorageError, match="no longer in the file"):
        log.undo()
    assert ids(log) == ["s-00000"]


def test_a_deleted_session_comes_back_by_time_where_its_place_is_gone(tmp_path: Path) -> None:
    log = filled(tmp_path, 4)
    log.delete("s-00001")
    log.path.write_text("\n".join(block_text(session(n)) for n in (0, 2, 3)))
    log.undo()
    assert ids(log) == ["s-00003", "s-00002", "s-00001", "s-00000"]
    assert log.disorder() is None


def test_a_broken_journal_entry_is_passed_over(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.append(session(0))
    (tmp_path / "undo" / "000000002.json").write_bytes(b"")
    (tmp_path / "undo" / "notes.txt").write_bytes(b"mine")
    assert log.undo() is not None
    assert log.path.read_bytes() == b""


def test_an_append_works_without_a_journal(tmp_path: Path) -> None:
    (tmp_path / "undo").write_bytes(b"a file")
    log = log_at(tmp_path)
    log.append(session(0))
    assert ids(log) == ["s-00000"]
    with pytest.raises(StorageError):
        log.delete("s-00000")  # what could not be taken back is not taken out
    assert ids(log) == ["s-00000"]


def test_an_unknown_session_is_told(tmp_path: Path) -> None:
    log = filled(tmp_path, 2)
    acts: tuple[Callable[[], object], ...] = (
        lambda: log.delete("no"),
        lambda: log.edit("s-0000", note="x"),
        lambda: log.edit("", note="x"),
    )
    for act in acts:
        with pytest.raises(StorageError, match="no session"):
            act()


def test_a_change_by_another_program_in_between_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 3)
    real = write_atomic
    times: list[int] = []

    def late(path: Path, data: bytes, **options: object) -> None:
        if path == log.path and len(times) < 2:
            times.append(1)
            path.write_text(path.read_text() + f"\n# by hand {len(times)}\n")
        real(path, data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(history_log, "write_atomic", late)
    log.edit("s-00001", note="mine")
    text = log.path.read_text()
    assert 'note   =   "mine"' in text
    assert "# by hand 1" in text
    assert "# by hand 2" in text
    log.undo()
    assert log.undo() is None


def test_a_file_that_never_rests_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 3)
    real = write_atomic

    def late(path: Path, data: bytes, **options: object) -> None:
        if path == log.path:
            path.write_text(path.read_text() + "#\n")
        real(path, data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(history_log, "write_atomic", late)
    with pytest.raises(StorageError, match="keeps replacing"):
        log.delete("s-00001")
    monkeypatch.undo()
    assert len(ids(log)) == 3
    assert log.undo() is None


def test_a_linked_history_stays_a_link(tmp_path: Path) -> None:
    log = filled(tmp_path, 3)
    real = tmp_path / "git" / "history.toml"
    real.parent.mkdir()
    log.path.rename(real)
    log.path.symlink_to(real)
    log.append(session(3))
    log.edit("s-00001", note="x")
    log.delete("s-00000")
    log.undo()
    assert log.path.is_symlink()
    assert not real.is_symlink()
    assert len(ids(log)) == 4


def test_a_file_from_windows_keeps_its_line_ends(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    text = "\ufeff" + "\n".join(block_text(session(n, note="n")) for n in range(3))
    log.path.write_bytes(text.replace("\n", "\r\n").encode())
    log.edit("s-00001", note="x", tightness=None)
    log.edit("s-00000", outcome="stopped")
    data = log.path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert [r.note for r in log.all().records] == ["n", "x", "n"]
    log.delete("s-00001")
    log.undo()
    assert log.path.read_bytes() == data


@pytest.mark.parametrize(
    "line",
    [
        'note = "a # b"',
        "note = 'it is' # so",
        'note = """\nnote = 3\nlong # "day"\n""" # so',
        '"note" = "x"',
        "  note = 'indented'",
        'tightness.before = 4\ntightness.after = 1\nnote = "x"',
        "weight = nan\nnote = 'x'",
        "tags = [\n  'note', # note = 1\n  'b',\n]\nnote = 'x'",
        'note = "x"\n[session.weather]\nsky = "grey"',
        'note = "x"\n[session.tightness]\nbefore = 3',
    ],
)
def test_all_ways_of_writing_can_be_edited(line: str) -> None:
    text = (
        "[[session]] # mine\n# a thought\nid = 'a'\nstarted = 2026-11-21T09:00:00Z\nseconds = 1\n"
        f"outcome = 'stopped'\n{line}\n"
    )
    old = tomli.loads(text)["session"][0]
    for key, value in (("note", '"y"'), ("note", None), ("tightness", "{ after = 2 }"), ("routine", '"r"')):
        new = with_key(text, key, value)
        wanted = {k: v for k, v in old.items() if k != key}
        if value:
            wanted[key] = tomli.loads(f"x = {value}")["x"]
        parsed = tomli.loads(new)["session"][0]
        assert {k: repr(v) for k, v in parsed.items()} == {k: repr(v) for k, v in wanted.items()}
        assert "# mine" in new or key == "tightness"
        assert "# a thought\n" in new
        assert ("# so" in new) == ("# so" in text)


@given(records, st.none() | st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_session_takes_any_note(record: SessionRecord, note: str | None) -> None:
    text = with_key(block_text(record), "note", None if note is None else string(note)).encode()
    read = decode(text, 0, len(text)).record
    assert read is not None
    assert read.note == note
    assert {**values_of(read), "note": ""} == {**values_of(record), "note": ""}


def test_what_no_session_can_hold_is_refused(tmp_path: Path) -> None:
    log = filled(tmp_path, 1)
    before = log.path.read_bytes()
    for wrong in ({"tightness": Tightness(before=11)}, {"seconds": -1}, {"outcome": "gone"}):
        with pytest.raises(StorageError, match="cannot be changed so"):
            log.edit("s-00000", **wrong)
    assert log.path.read_bytes() == before
