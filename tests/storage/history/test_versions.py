"""Two machines' histories that grew apart."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.storage.history.blocks import blocks
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.versions import MergedVersions, merge_versions
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


# What is no readable session


def texts(tmp_path: Path, base: str, ours: str, theirs: str) -> tuple[str, MergedVersions]:
    """The merge of three texts."""
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, (base, ours, theirs), strict=True):
        path.write_text(text)
    report = merge_versions(*paths)
    return paths[1].read_text(), report


def block(number: int, note: str | None = None) -> str:
    return block_text(session(number, note=note))


TYPOS = [
    ("seconds = 101", "seconds = 1x"),
    ('id = "s-00001"', 'id = "s-00001'),
    ('id = "s-00001"', "id = s-00001"),
    ("[[session]]", "[[session]"),
    ("outcome", "outcme"),
    ("stretches = [", 'stretches = """'),
]


@pytest.mark.parametrize("typo", TYPOS)
def test_a_typo_in_a_session_is_no_deletion(tmp_path: Path, typo: tuple[str, str]) -> None:
    base = "\n".join(map(block, (0, 1, 2)))
    broken = "\n".join((block(0), block(1).replace(*typo), block(2)))
    more = base + "\n" + block(3)
    assert broken != base
    pulled, report = texts(tmp_path, base, broken, more)
    assert pulled == broken + "\n" + block(3)
    assert report.conflicts == ()
    pushed, report = texts(tmp_path, base, more, broken)
    assert block(1).replace(*typo).strip() in pushed
    for number in (0, 2, 3):
        assert block(number) in pushed


def test_comments_and_keys_of_ones_own_are_kept_from_both_sides(tmp_path: Path) -> None:
    base = "# mine\n\n" + "\n".join(map(block, (0, 1, 2)))
    ours = base.replace(block(1), "# ours\n" + block(1)) + "# ours at the end\n"
    theirs = base.replace("# mine", "# mine\nmood = 1").replace(block(1), "# theirs\n" + block(1)) + "# theirs below\n"
    for one, other in ((ours, theirs), (theirs, ours)):
        merged, report = texts(tmp_path, base, one, other)
        assert report.conflicts == ()
        for line in ("# mine\nmood = 1", "# ours\n", "# theirs\n", "# ours at the end", "# theirs below"):
            assert merged.count(line) == 1
        again, _ = texts(tmp_path, other, merged, other)
        assert again == merged


def test_own_keys_that_both_changed_are_a_conflict(tmp_path: Path) -> None:
    base, ours, theirs = (f"mood = {n}\n\n" + block(0) for n in range(3))
    merged, report = texts(tmp_path, base, ours, theirs)
    assert merged == ours
    assert ["before the first session" in str(problem) for problem in report.conflicts] == [True]


def test_a_side_in_another_encoding_deletes_nothing(tmp_path: Path) -> None:
    base = "\n".join(map(block, range(3)))
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path in paths:
        path.write_text(base)
    paths[2].write_bytes(base.encode("utf-16"))
    report = merge_versions(*paths)
    assert paths[1].read_text() == base
    assert report.conflicts


def test_two_sessions_with_one_id_are_both_kept(tmp_path: Path) -> None:
    base = "\n".join(map(block, (0, 1)))
    copied = base + "\n" + block(1, "a copy").replace("2026-11-21T17", "2026-11-21T19")
    merged, report = texts(tmp_path, base, base + "\n" + block(2), copied)
    assert report.conflicts == ()
    assert merged.count('id = "s-00001"') == 2
    assert block(2) in merged


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60)
def test_no_byte_that_is_no_readable_session_is_lost(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    dice = random.Random(seed)
    folder = tmp_path_factory.mktemp("m")
    base = "# mine\n\n" + "\n".join(map(block, range(4)))

    def grown(mark: str) -> str:
        parts = [f"# {mark} {n}\n" * dice.randrange(2) + block(n) for n in range(4)]
        for _ in range(dice.randrange(3)):
            at = dice.randrange(4)
            old, new = dice.choice([("seconds", "secon ds"), ('"s-', "s-"), ("[[session]]", "[session]]")])
            parts[at] = parts[at].replace(old, new, 1)
        more = [block(10 * (1 + (mark == "b")) + n) for n in range(dice.randrange(3))]
        return "# mine\n\n" + "\n".join([*parts, *more])

    ours, theirs = grown("a"), grown("b")
    merged, report = texts(folder, base, ours, theirs)
    if report.conflicts:
        return
    for side in (ours, theirs):
        for part in blocks(side.encode()):
            text = side.encode()[part.start : part.end]
            if part.record is None:
                assert _words(text) <= _words(merged.encode())
            elif part.record.id not in {f"s-{n:05}" for n in range(4)}:
                assert f'id = "{part.record.id}"' in merged
        for line in side.splitlines():
            if line.startswith("#"):
                assert line in merged


def _words(text: bytes) -> set[bytes]:
    return {line.strip() for line in text.splitlines() if line.strip() and not line.startswith(b"#")}
