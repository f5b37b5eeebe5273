"""Merging histories."""

import os
from pathlib import Path

import pytest

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history.serialize import block_text
from tests.storage.history.histories import filled, ids, log_at, session


def other(folder: Path, name: str, *numbers: int, note: str | None = None, at: int = 0) -> Path:
    path = folder / name
    path.write_text("# theirs\n\n" + "\n".join(block_text(session(n, note=note)) for n in numbers))
    if at:
        os.utime(path, (at, at))
    return path


def test_any_number_of_files_merge_by_id_and_time_and_again_changes_nothing(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    other(tmp_path, "history.toml", 0, 4, 8)
    files = [other(tmp_path, "a", 1, 2, 4), other(tmp_path, "b", 9, 1, 3)]
    before = log.path.read_text()
    report = log.merge(files)
    assert (report.added, report.replaced, report.unchanged) == (4, 0, 1)
    assert (report.conflicts, report.problems) == ((), ())
    assert ids(log) == [f"s-{n:05}" for n in (9, 8, 4, 3, 2, 1, 0)]
    assert log.disorder() is None
    after = log.path.read_text()
    again = log.merge([*files, log.path])
    assert (again.added, again.replaced, again.conflicts) == (0, 0, ())
    assert log.path.read_text() == after
    assert log.undo() == "imported 4 sessions"
    assert log.path.read_text() == before
    assert log.undo() is None


def test_into_nothing_it_makes_the_history(tmp_path: Path) -> None:
    log = log_at(tmp_path / "new")
    report = log.merge([other(tmp_path, "a", 3, 1, 2)])
    assert report.added == 3
    assert log.path.read_text() == "\n".join(block_text(session(n)) for n in (1, 2, 3))


@pytest.mark.parametrize(("ours", "theirs", "kept"), [(2000, 1000, "mine"), (1000, 2000, "theirs")])
def test_of_two_versions_the_later_edited_file_s_is_kept_and_told(
    tmp_path: Path, ours: int, theirs: int, kept: str
) -> None:
    log = log_at(tmp_path)
    other(tmp_path, "history.toml", 1, 2, 3, note="mine", at=ours)
    path = other(tmp_path, "a", 2, note="theirs", at=theirs)
    report = log.merge([path])
    assert [r.note for r in log.all().records] == ["mine", kept, "mine"]
    (told,) = report.conflicts
    assert str(told).startswith(f"{path}:3: the session of 2026-11-22 01:30 (s-00002) differs")
    assert report.replaced == (kept == "theirs")
    report = log.merge([path])
    assert report.replaced == 0
    assert [r.note for r in log.all().records] == ["mine", kept, "mine"]


def test_comments_and_unknown_keys_travel_and_do_not_conflict_by_spacing(tmp_path: Path) -> None:
    source = filled(tmp_path, 3)
    text = source.path.read_text()
    (tmp_path / "there").mkdir()
    log = log_at(tmp_path / "there")
    log.append(session(1, note="note 1"))
    log.path.write_text(log.path.read_text().replace("seconds = 101", "seconds   = 101  # checked\nmood = { of = 1 }"))
    report = log.merge([source.path])
    assert (report.added, report.unchanged, report.conflicts) == (2, 1, ())
    assert "mood = { of = 2 }" in log.path.read_text()
    assert "# said 2" in log.path.read_text()
    assert "# checked" in log.path.read_text()
    assert source.path.read_text() == text


def test_broken_parts_of_an_import_are_told_and_left_out(tmp_path: Path) -> None:
    log = filled(tmp_path, 2)
    path = other(tmp_path, "a", 5, 6, 7)
    path.write_text(path.read_text().replace("seconds = 106", "seconds = many"))
    report = log.merge([path])
    assert report.added == 2
    (problem,) = report.problems
    assert path.read_text().splitlines()[(problem.line or 0) - 1] == "seconds = many"
    assert ids(log) == ["s-00007", "s-00005", "s-00001", "s-00000"]


def test_a_file_that_is_not_there_stops_the_import_before_it_begins(tmp_path: Path) -> None:
    log = filled(tmp_path, 2)
    before = log.path.read_bytes()
    with pytest.raises(StorageError, match=r"nowhere.*is not there"):
        log.merge([other(tmp_path, "a", 5), tmp_path / "nowhere"])
    assert log.path.read_bytes() == before


def test_a_large_import_can_be_taken_back(tmp_path: Path) -> None:
    log = filled(tmp_path, 5)
    before = ids(log)
    log.merge([other(tmp_path, "a", *range(3, 40), note="x", at=4_000_000_000)])
    assert len(ids(log)) == 40
    log.undo()
    assert ids(log) == before
    assert [r.note for r in log.all().records] == [f"note {n}" for n in range(4, -1, -1)]
