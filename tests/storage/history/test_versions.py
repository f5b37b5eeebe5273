"""Two machines' histories that grew apart."""

from pathlib import Path

from stretchtui.storage.history.blocks import blocks
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.versions import merge_versions
from tests.storage.history.histories import session


def version(path: Path, *numbers: int, **notes: str) -> Path:
    path.write_text("\n".join(block_text(session(n, note=notes.get(f"n{n}"))) for n in numbers))
    return path


def notes(path: Path) -> dict[int, str | None]:
    found = list(blocks(path.read_bytes()))
    assert all(block.fault is None for block in found)
    return {int(block.record.id[2:]): block.record.note for block in found if block.record}


def test_what_either_did_is_kept(tmp_path: Path) -> None:
    base = version(tmp_path / "base", 0, 1, 2, 3, 4, 5)
    ours = version(tmp_path / "ours", 0, 1, 3, 4, 5, 7, 9, n1="ours")  # deleted 2, edited 1, added 7 and 9
    theirs = version(tmp_path / "theirs", 0, 1, 2, 3, 5, 6, 8, n3="theirs")  # deleted 4, edited 3, added 6 and 8
    report = merge_versions(base, ours, theirs)
    assert notes(ours) == {0: None, 1: "ours", 3: "theirs", 5: None, 6: None, 7: None, 8: None, 9: None}
    assert list(notes(ours)) == [0, 1, 3, 5, 6, 7, 8, 9]
    assert (report.added, report.replaced, report.conflicts) == (2, 1, ())


def test_what_both_did_is_told_and_loses_no_session(tmp_path: Path) -> None:
    base = version(tmp_path / "base", 0, 1, 2, 3)
    ours = version(tmp_path / "ours", 0, 1, 3, n0="ours", n1="ours")  # edited 0 and 1, deleted 2
    theirs = version(tmp_path / "theirs", 0, 2, 3, n0="theirs", n2="theirs")  # edited 0 and 2, deleted 1
    report = merge_versions(base, ours, theirs)
    assert notes(ours) == {0: "ours", 1: "ours", 2: "theirs", 3: None}
    assert ["s-00000" in str(told) for told in report.conflicts] == [True]


def test_without_a_common_beginning_nothing_is_lost(tmp_path: Path) -> None:
    ours, theirs = version(tmp_path / "ours", 1, 3), version(tmp_path / "theirs", 2, 3)
    merge_versions(tmp_path / "none", ours, theirs)
    assert list(notes(ours)) == [1, 2, 3]
