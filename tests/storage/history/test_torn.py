"""Endings that a power cut left, and files damaged anywhere."""

import os
import random
import re
from pathlib import Path

import pytest
import tomli

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history.blocks import decode
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.splice import joint
from tests.storage.history.histories import filled, ids, log_at, session

MUTATIONS = 20_000 if os.environ.get("STRETCHTUI_LONG_TESTS") else 2_000
ASIDE = "history.torn-20261130T120000.toml"


def test_a_power_cut_at_any_byte_loses_only_the_last_session(tmp_path: Path) -> None:
    log = filled(tmp_path, 3)
    whole = log.path.read_bytes()
    new = b"\n" + block_text(session(3)).encode()
    for cut in range(1, len(new)):
        for name in (ASIDE, ASIDE.replace(".toml", "-2.toml")):
            (tmp_path / name).unlink(missing_ok=True)
        log.path.write_bytes(whole + new[:cut])
        page = log.all()
        assert {"s-00000", "s-00001", "s-00002"} <= {r.id for r in page.records}
        assert log.path.read_bytes() == whole + new[:cut]  # reading writes nothing
        told = log.append(session(4))
        records = log.all().records
        assert [r.id for r in records if r.id != "s-00003"] == ["s-00004", "s-00002", "s-00001", "s-00000"]
        if told:
            aside = (tmp_path / ASIDE).read_bytes()
            assert new[:cut].endswith(aside)
            kept = whole + new[:cut].removesuffix(aside)
            assert log.path.read_bytes() == kept + joint(kept) + block_text(session(4)).encode()
            assert ASIDE in str(told[0])
            assert log.all().problems == ()
            assert log.append(session(5)) == ()  # told once
        elif page.problems and not new[:cut].endswith(b"\n"):  # cut between two lines,
            tomli.loads(new[:cut].decode())  # or behind a value: as if written so by hand, and left


@pytest.mark.parametrize("rest", [b"\0" * 300, b"[[session]]\nid = 's-00003'\n\0\0\0", b"[[ses"])
def test_rubbish_at_the_end_is_set_aside(tmp_path: Path, rest: bytes) -> None:
    log = filled(tmp_path, 2)
    whole = log.path.read_bytes()
    log.path.write_bytes(whole + rest)
    (problem,) = log.all().problems
    assert problem.line is not None
    assert problem.line >= whole.count(b"\n")
    told = log.mend()
    assert told is not None
    assert (tmp_path / ASIDE).read_bytes() == rest
    assert log.path.read_bytes() == whole
    assert log.mend() is None


def test_a_second_cut_of_the_same_second_gets_its_own_file(tmp_path: Path) -> None:
    log = filled(tmp_path, 1)
    for rest in (b"[[s", b"[[sess"):
        log.path.write_bytes(log.path.read_bytes() + rest)
        log.mend()
    assert (tmp_path / ASIDE).read_bytes() == b"[[s"
    assert (tmp_path / ASIDE.replace(".toml", "-2.toml")).read_bytes() == b"[[sess"


def test_an_ending_that_cannot_be_set_aside_stays_and_appending_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = filled(tmp_path, 2)
    log.path.write_bytes(log.path.read_bytes() + b"[[session]]\nid = 'x")
    real = os.open

    def no_new_files(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL:
            raise OSError(28, "No space left on device", str(path))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", no_new_files)
    assert log.append(session(2)) == ()
    assert [r.id for r in log.all().records] == ["s-00002", "s-00001", "s-00000"]


def test_a_broken_block_in_the_middle_is_left_and_everything_else_works(tmp_path: Path) -> None:
    log = filled(tmp_path, 5)
    text = log.path.read_text().replace('id = "s-00002"', 'id = "s-00002')
    log.path.write_text(text)
    broken = text[text.index('id = "s-00002') : text.index("# above 3")]
    log.append(session(5))
    log.edit("s-00004", note="x")
    log.delete("s-00000")
    log.undo()
    log.insert(session(80, after=session(1).started - session(0).started))
    (problem,) = log.problems()
    assert text.splitlines()[(problem.line or 0) - 1] == 'id = "s-00002'
    assert broken in log.path.read_text()
    assert sorted(r.id for r in log.all().records) == [f"s-{n:05}" for n in (0, 1, 3, 4, 5, 80)]


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Damage of one kind at one place."""
    at = dice.randrange(len(data))
    end = min(len(data), at + dice.choice([1, 1, 1, 2, 5, 30, 200]))
    alphabet = b"\"'[]{}=#,.\\\n\r\t\0 x0-:\x1b\x80\xff"
    sprayed = bytes([dice.choice(alphabet)])
    flipped = bytes([data[at] ^ (1 << dice.randrange(8))])
    planted = dice.choice([b'"""', b"'''", b"[[session]]", b"\n[[session]]\n", b"\n[x]\n", b"\0" * 40])
    starts = [found.start() for found in re.finditer(rb"(?m)^\[\[session\]\]", data)]
    begin = dice.choice(starts)
    block = data[begin : min((one for one in starts if one > begin), default=len(data))]
    inline = b"session = [{ id = 'q', started = 2026-11-20T09:30:00Z, seconds = 5, outcome = 'stopped' }]\n"
    kinds = (
        data.rstrip(b"\n"),
        data.rstrip(b"\n")[: -dice.randrange(1, 40)] + sprayed,
        data[:begin] + block + data[begin:],
        data[:begin] + block.replace(b"note", b"# note") + data[begin:],
        data[:begin] + block.decode().encode("utf-16") + data[begin + len(block) :],
        data[:begin] + block.replace(b"note ", b"n\xf6te ") + data[begin + len(block) :],
        data.replace(b"\n", b"\r\n"),
        dice.choice([inline, b"[session]\nid = 'q'\n", b"\xef\xbb\xbf"]) + data,
        data[:at] + sprayed + data[at + 1 :],
        data[:at] + sprayed + data[at:],
        data[:at] + flipped + data[at + 1 :],
        data[:at] + data[end:],
        data[:at] + data[at:end] * 2 + data[end:],
        data[:at] + planted + data[at:],
        data[:at],
    )
    return dice.choice(kinds)


@pytest.mark.long
def test_no_damage_loses_a_block_or_raises(tmp_path: Path) -> None:
    log = filled(tmp_path, 12)
    data = log.path.read_bytes()
    spans = {}
    for block_id in (f"s-{n:05}" for n in range(12)):
        head = data.rfind(b"[[session]]", 0, data.index(block_id.encode()))
        spans[block_id] = (head, data.index(b"\n]\n", head) + 3)
    dice = random.Random(4)
    for _ in range(MUTATIONS):
        bad = mutated(data, dice)
        log.path.write_bytes(bad)
        page = log.all()
        read = {r.id: r for r in page.records}
        same = {r.id for r in page.records if read[r.id] is not r}  # an id that became another's
        for block_id, (head, end) in spans.items():
            untouched = bad.startswith(data[:end]) or bad.endswith(data[head - 1 :])  # with the line break above it
            if untouched and block_id not in same:
                expected = decode(data[head:end], 0, end - head).record
                assert read.get(block_id) == expected, f"{block_id} {page.problems} {bad[end - 250 : end + 150]!r}"
        if len(read) < 12 and bad[-1:] == b"\n" and not data.startswith(bad):
            gone = [n for n in range(12) if f"s-{n:05}" not in read]
            at = next(i for i, (one, other) in enumerate(zip(data, bad, strict=False)) if one != other)
            assert page.problems, f"{gone} missing, and nobody says so: {bad[max(0, at - 200) : at + 300]!r}"
        for problem in page.problems:
            assert problem.line is not None
            assert 1 <= problem.line <= bad.count(b"\n") + 1
            assert "\n" not in str(problem)


def test_damaged_files_can_still_be_written(tmp_path: Path) -> None:
    log = filled(tmp_path, 6)
    data = log.path.read_bytes()
    dice = random.Random(5)
    for _ in range(60):
        bad = mutated(data, dice)
        log.path.write_bytes(bad)
        before = {r.id for r in log.all().records}
        try:
            log.append(session(9))
        except StorageError as error:
            assert "under a line [[session]]" in str(error)  # noqa: PT017
            assert log.path.read_bytes() == bad
            continue
        assert {r.id for r in log.all().records} == before | {"s-00009"}
        for act in (
            lambda: log.edit("s-00003", note="changed"),
            lambda: [log.delete("s-00004"), log.undo()],
            lambda: log.insert(session(77, after=session(2).started - session(0).started)),
        ):
            try:
                act()
            except StorageError as error:
                assert "no session" in str(error)  # noqa: PT017
        assert before | {"s-00009", "s-00077"} == {r.id for r in log.all().records}


def test_ids_are_unique_in_a_sound_file(tmp_path: Path) -> None:
    assert ids(filled(tmp_path, 3)) == ["s-00002", "s-00001", "s-00000"]


WRONG_AND_WITHOUT_A_LINE_BREAK = [
    b'outcome = "complete"',
    b"seconds = 3x",
    b"started = 2026-11-31",
    b"outcome = completed",
    b'id = "a',
    b"stretches = [,",
    b'note = "a" "b',
    b"[[sessions]]",
    b"[session",
    b"[[other",
    b"\xff\xfe\xfd",
    b'note = "\xff',
    b"note = '\\u00'x",
]


@pytest.mark.parametrize("line", WRONG_AND_WITHOUT_A_LINE_BREAK)
def test_a_mistake_in_a_last_line_without_its_line_break_is_no_cut_off_write(tmp_path: Path, line: bytes) -> None:
    head = b'[[session]]\nid = "a"\nstarted = 2026-11-20T09:30:00+01:00\nseconds = 5\noutcome = "stopped"\n'
    for before in (b"", block_text(session(0)).encode() + b"\n"):
        for data in (before + head + line, before + head.replace(b'outcome = "stopped"\n', b"") + line):
            if line.startswith(b'id = "a'):
                data = data.replace(head[:20], b"[[session]]\n", 1)  # noqa: PLW2901 - else it is a key twice
            log = log_at(tmp_path)
            log.path.write_bytes(data)
            problems = log.problems()
            told = log.append(session(9))
            if told:  # only what more bytes would have made right
                assert line == b'id = "a'
                continue
            assert log.path.read_bytes().startswith(data)
            assert list(tmp_path.glob("*torn*")) == []
            assert problems
            assert log.has("s-00009")
            log.path.unlink()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", ""])
def test_a_history_in_another_encoding_is_told_and_left_where_it_is(tmp_path: Path, encoding: str, end: str) -> None:
    log = log_at(tmp_path)
    text = "\n".join(block_text(session(number, note="schön")) for number in range(3)).rstrip("\n") + end
    log.path.write_bytes(text.encode(encoding))
    before = log.path.read_bytes()
    assert "not UTF-8" in str(log.problems()[0])
    if encoding == "cp1252":
        assert log.append(session(9)) == ()
        assert log.has("s-00009")
    else:
        with pytest.raises(StorageError, match="UTF-8"):
            log.append(session(9))
    assert log.path.read_bytes().startswith(before)
    assert [path.name for path in tmp_path.glob("history*")] == ["history.toml"]


def test_a_cut_off_write_is_left_where_the_rest_of_the_file_is_not_sound(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.path.write_bytes(b'[[session]]\nid = "a\n\n' + block_text(session(1)).encode() + b'\n[[session]]\nid = "x')
    before = log.path.read_bytes()
    assert log.append(session(2)) == ()
    assert log.path.read_bytes().startswith(before)
    assert [r.id for r in log.all().records] == ["s-00002", "s-00001"]
