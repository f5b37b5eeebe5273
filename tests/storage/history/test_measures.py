"""Measures in the history: the same rules of bytes as for sessions, and none of them in a session's way."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.measures.record import Best, Measure
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history import measures as reading
from stretchtui.storage.history.blocks import HistoryBlock, Record, blocks
from stretchtui.storage.history.export import measures_csv, measures_json
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.splice import joint
from stretchtui.storage.history.starts import newest_starts
from stretchtui.storage.history.versions import merge_versions
from tests.storage.history.histories import START, filled, ids, log_at, measure, mixed, session, taken

DOCUMENTED = """\
[[measure]]
id = "20261127T083000Z-7f3a9c"
at = 2026-11-21T09:30:00+01:00
test = "knee-wall"
note = "after a walk"
best = { left = 9.5, right = 11, unit = "cm" }
"""


def names(log: HistoryLog) -> list[str]:
    return [one.id for one in log.measures()]


def test_the_documented_block() -> None:
    best = Best("cm", Decimal("9.5"), Decimal(11))
    assert block_text(Measure("20261127T083000Z-7f3a9c", START, "knee-wall", best, "after a walk")) == DOCUMENTED


@given(taken)
def test_a_block_reads_back_as_it_was(one: Measure) -> None:
    (block,) = blocks(block_text(one).encode())
    assert block.fault is None
    assert block.measure == one
    assert tomli.loads(block_text(one))["measure"][0]["test"] == one.test


def test_measures_are_in_no_sessions_way(tmp_path: Path) -> None:
    log = mixed(tmp_path, 100)
    (tmp_path / "alone").mkdir()
    alone = filled(tmp_path / "alone", 100)
    assert ids(log) == ids(alone)
    assert log.newest(5) == alone.newest(5)
    assert log.since(session(50).started) == alone.since(session(50).started)
    assert list(log.each()) == list(alone.each())
    assert newest_starts(log.path, lambda _: False) == newest_starts(alone.path, lambda _: False)
    assert log.measures() == tuple(measure(n, note=f"felt {n}") for n in range(100))
    assert alone.measures() == ()
    assert log.disorder() is None


def test_an_append_changes_no_earlier_byte_and_is_taken_back(tmp_path: Path) -> None:
    log = mixed(tmp_path, 3)
    before = log.path.read_bytes()
    log.append(measure(3))
    assert log.path.read_bytes() == before + b"\n" + block_text(measure(3)).encode()
    assert log.undo() == "logged the measure of 2026-11-22 10:30"
    assert log.path.read_bytes() == before


def test_an_older_measure_goes_where_it_belongs(tmp_path: Path) -> None:
    log = mixed(tmp_path, 4)
    before = log.path.read_text()
    late = Measure("late", measure(1).at + timedelta(minutes=5), "finger-floor", Best("cm", value=Decimal(3)))
    log.insert(late)
    assert log.path.read_text().replace(block_text(late) + "\n", "") == before
    assert log.disorder() is None
    assert [one.id for one in log.measures()][:3] == ["m-00000", "m-00001", "late"]


def test_an_edit_changes_the_lines_it_is_about_alone(tmp_path: Path) -> None:
    log = mixed(tmp_path, 3)
    before = log.path.read_text()
    log.edit_measure("m-00001", best=Best("in", Decimal("3.5")), note=None)
    assert log.path.read_text() == before.replace('note = "felt 1"\n', "").replace(
        'best   =   { left = 9.5, right = 0.25, unit = "cm" }', 'best   =   { left = 3.5, unit = "in" }'
    )
    log.edit_measure("m-00001", moved_to=measure(2).at + timedelta(minutes=1))
    assert names(log) == ["m-00000", "m-00002", "m-00001"]
    log.undo()
    log.undo()
    assert log.path.read_text() == before


def test_what_is_no_measure_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    log = mixed(tmp_path, 2)
    before = log.path.read_bytes()
    acts: tuple[Callable[[], object], ...] = (
        lambda: log.edit_measure("s-00001", note="x"),
        lambda: log.edit("m-00001", note="x"),
        lambda: log.delete("m-00001"),
        lambda: log.delete("s-00001", kind="measure"),
    )
    for act in acts:
        with pytest.raises(StorageError, match=r"no (session|measure) '[ms]-00001' is there"):
            act()
    with pytest.raises(ValueError, match="expected"):
        Best("cm")
    assert log.path.read_bytes() == before


def test_a_measure_and_a_session_of_one_id_are_two(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.append(session(1))
    log.append(Measure("s-00001", session(1).started, "knee-wall", Best("cm", Decimal(9))))
    before = log.path.read_bytes()
    assert log.problems() == ()
    log.delete("s-00001", kind="measure")
    assert ids(log) == ["s-00001"]
    log.undo()
    assert log.path.read_bytes() == before
    log.delete("s-00001")
    assert ids(log) == []
    assert names(log) == ["s-00001"]


actions = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.integers(10, 15)),
        st.tuples(st.just("insert"), st.integers(10, 15)),
        st.tuples(st.just("edit"), st.integers(0, 5)),
        st.tuples(st.just("delete"), st.integers(0, 5)),
        st.tuples(st.just("delete-session"), st.integers(0, 5)),
        st.tuples(st.just("edit-session"), st.integers(0, 5)),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(actions=actions)
def test_undoing_everything_gives_back_every_byte(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int]]
) -> None:
    log = mixed(tmp_path_factory.mktemp("undo"), 6)
    states = [log.path.read_bytes()]
    acts: dict[str, Any] = {
        "append": lambda n: log.append(measure(n)),
        "insert": lambda n: log.insert(Measure(f"i-{n}", measure(n - 10).at, "x", Best("cm", value=Decimal(n)))),
        "edit": lambda n: log.edit_measure(f"m-{n:05}", best=Best("cm", Decimal(n)), note="anew"),
        "delete": lambda n: log.delete(f"m-{n:05}", kind="measure"),
        "delete-session": lambda n: log.delete(f"s-{n:05}"),
        "edit-session": lambda n: log.edit(f"s-{n:05}", note="other"),
    }
    for what, number in actions:
        held = log.path.read_bytes()
        try:
            acts[what](number)
        except StorageError:  # it was deleted before
            assert log.path.read_bytes() == held
        if log.path.read_bytes() != states[-1]:
            states.append(log.path.read_bytes())
    while len(states) > 1:
        states.pop()
        assert log.undo()
        assert log.path.read_bytes() == states[-1]


def test_deleting_a_session_leaves_the_measures_around_it(tmp_path: Path) -> None:
    log = mixed(tmp_path, 5)
    for number in range(5):
        log.delete(f"s-{number:05}")
    assert log.measures() == tuple(measure(n, note=f"felt {n}") for n in range(5))
    assert log.problems() == ()


def test_import_takes_measures_in_once(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(joined(session(1), measure(1), measure(0), measure(4)))
    log = log_at(tmp_path)
    for one in (session(0), measure(0), session(2)):
        log.append(one)
    before = log.path.read_bytes()
    report = log.merge([other])
    assert (report.added, report.measures, report.conflicts, report.problems) == (1, 2, (), ())
    assert names(log) == ["m-00000", "m-00001", "m-00004"]
    assert log.disorder() is None
    after = log.path.read_bytes()
    assert log.merge([other]).measures == 0
    assert log.path.read_bytes() == after
    assert log.undo() == "imported 1 session and 2 measures"
    assert log.path.read_bytes() == before


def versions(folder: Path, **texts: str) -> tuple[Path, Path, Path]:
    paths = tuple(folder / f"{name}.toml" for name in ("base", "ours", "theirs"))
    for path in paths:
        path.write_text(texts[path.stem])
    return paths[0], paths[1], paths[2]


def joined(*records: Record) -> str:
    return "\n".join(map(block_text, records))


def test_git_merges_measures(tmp_path: Path) -> None:
    base = joined(session(0), measure(0), measure(1))
    ours = joined(session(0), measure(0, left="8"), measure(1), session(2))
    theirs = joined(session(0), measure(0), session(1), measure(3))
    paths = versions(tmp_path, base=base, ours=ours, theirs=theirs)
    report = merge_versions(*paths)
    assert (report.conflicts, report.kept, report.added, report.deleted) == ((), (), 2, 1)
    log = HistoryLog(paths[1], tmp_path / "undo")
    assert log.measures() == (measure(0, left="8"), measure(3))
    assert ids(log) == ["s-00002", "s-00001", "s-00000"]


def test_git_is_told_where_both_changed_a_measure(tmp_path: Path) -> None:
    base, ours, theirs = (joined(session(0), measure(0, left=left)) for left in ("7", "8", "9"))
    paths = versions(tmp_path, base=base, ours=ours, theirs=theirs)
    (conflict,) = merge_versions(*paths).conflicts
    assert "the measure of 2026-11-21 10:30 (m-00000) differs from ours" in str(conflict)
    assert paths[1].read_text() == ours


@given(data=st.data())
def test_a_merge_never_loses_what_either_side_added(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    everything = [one for n in range(4) for one in (session(n), measure(n))]
    base, ours, theirs = (data.draw(st.lists(st.sampled_from(everything), unique_by=lambda r: r.id)) for _ in range(3))
    in_order = [sorted(some, key=lambda one: one.started) for some in (base, ours, theirs)]
    paths = versions(folder, **dict(zip(("base", "ours", "theirs"), (joined(*some) for some in in_order), strict=True)))
    merge_versions(*paths)
    log = HistoryLog(paths[1], folder / "undo")
    found = {r.id for r in log.all().records} | {m.id for m in log.measures()}
    old, own, other = ({r.id for r in some} for some in (base, ours, theirs))
    assert found == (own | other) - {i for i in old if i not in own or i not in other}


def test_a_power_cut_at_any_byte_is_never_taken_for_a_whole_measure(tmp_path: Path) -> None:
    log = mixed(tmp_path, 2)
    whole = log.path.read_bytes()
    new = b"\n" + block_text(measure(7, note="schön")).encode()
    for cut in range(1, len(new) - 1):
        for aside in tmp_path.glob("history.torn-*"):
            aside.unlink()
        log.path.write_bytes(whole + new[:cut])
        assert names(log) == ["m-00000", "m-00001"]
        log.append(measure(8))
        assert names(log) == ["m-00000", "m-00001", "m-00008"]
        assert ids_of(log) == ["s-00001", "s-00000"]
        for aside in tmp_path.glob("history.torn-*"):
            kept = whole + new[:cut].removesuffix(aside.read_bytes())
            assert log.path.read_bytes() == kept + joint(kept) + block_text(measure(8)).encode()


def ids_of(log: HistoryLog) -> list[str]:
    return [record.id for record in log.all().records]


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ("at = 2026-11-21T10:30:00+01:00", "at = 2026-11-21T10:30:00", "at: "),
        ('test = "knee-wall"', "", 'the measure has no test; right would be test = "knee-wall"'),
        ("left = 9.5, right = 0, ", "", "best: expected left, right or both, or value alone; right would be best ="),
        ("left = 9.5", "left = 2000", "best: expected numbers from -1000 to 1000"),
        ("left = 9.5", "left = nan", "best: expected numbers"),
        ('unit = "cm"', 'unit = "ell"', "best.unit: invalid enum value 'ell'; right would be best ="),
        ("right = 0", "value = 0", "best: expected left, right or both, or value alone"),
        ("best = ", "best ", "is not TOML"),
    ],
)
def test_a_mistake_in_a_measure_is_told_with_its_line_and_hides_nothing(
    tmp_path: Path, line: str, wrong: str, said: str
) -> None:
    log = log_at(tmp_path)
    text = joined(session(0), measure(0), session(1), measure(1))
    first, rest = text.split("[[measure]]", 1)
    head, tail = rest.split("[[session]]", 1)
    assert line in head
    log.path.write_text(f"{first}[[measure]]{head.replace(line, wrong)}[[session]]{tail}")
    (problem,) = log.problems()
    assert str(problem).partition(": ")[2].startswith(said) or said in str(problem)
    lines = log.path.read_text().splitlines()
    assert lines.index("[[measure]]") < (problem.line or 0) <= lines.index("[[measure]]") + 6
    assert ids_of(log) == ["s-00001", "s-00000"]
    assert names(log) == ["m-00001"]


def test_a_copied_measure_is_told_and_counts_once(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.path.write_text(joined(measure(0), measure(0, left="8")))
    (problem,) = log.problems()
    assert "the id 'm-00000' stands again" in str(problem)
    assert log.measures() == (measure(0, left="8"),)


def test_a_note_that_quotes_a_block_makes_no_measure(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    quoted = block_text(measure(5))
    log.path.write_text(
        joined(session(0)).replace("outcome", f'note = """\n{quoted}"""\noutcome') + "\n" + joined(measure(1))
    )
    assert log.problems() == ()
    assert names(log) == ["m-00001"]
    assert ids(log) == ["s-00000"]


@pytest.mark.parametrize("header", ['[["measure"]]', "  [[ measure ]]  # mine", "[['measure']]\r", "\ufeff[[measure]]"])
def test_headers_as_toml_allows_them(tmp_path: Path, header: str) -> None:
    log = log_at(tmp_path)
    text = block_text(measure(0)).replace("[[measure]]", header)
    log.path.write_bytes(text.replace("\r\n", "\n").replace("\r", "").replace(header.strip("\r"), header, 1).encode())
    assert names(log) == ["m-00000"]
    assert log.problems() == ()


def test_a_table_that_nobody_knows_stays_byte_for_byte(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    own = '[[weight]]\nkilos = 70.5\nid = "w"\n'
    log.path.write_text(joined(session(0), measure(0)) + "\n" + own + "\n" + joined(session(1), measure(1)))
    log.edit("s-00000", note="x")
    log.edit_measure("m-00000", note="x")
    log.delete("m-00000", kind="measure")
    log.delete("s-00000")
    log.append(measure(2))
    assert own in log.path.read_text()
    assert names(log) == ["m-00001", "m-00002"]
    assert ids_of(log) == ["s-00001"]


def test_reading_measures_decodes_no_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = log_at(tmp_path)
    texts = [block_text(session(n)) for n in range(2000)]
    texts[::40] = [text + "\n" + block_text(measure(40 * n)) for n, text in enumerate(texts[::40])]
    log.path.write_text("\n".join(texts))
    seen: list[bytes] = []

    def watched(data: bytes) -> Iterator[HistoryBlock]:
        seen.append(data)
        return blocks(data)

    monkeypatch.setattr(reading, "blocks", watched)
    assert names(log) == [f"m-{n:05}" for n in range(0, 2000, 40)]
    assert len(seen) == 50
    assert not any(b"[[session]]" in part for part in seen)


def test_exports() -> None:
    some = (measure(2, note="=1+1\n\x1b[2J ü"), Measure("v", START, "neck-turn", Best("deg", value=Decimal("62.5"))))
    lines = list(measures_json(some))
    assert all(line.isascii() and line.count("\n") == 1 for line in lines)
    first, second = map(json.loads, lines)
    assert first["best"] == {"unit": "cm", "left": 9.5, "right": 0.5}
    assert second["best"] == {"value": 62.5, "unit": "deg"}
    rows = list(csv.DictReader(io.StringIO("".join(measures_csv(some)))))
    assert rows[0]["left"] == "9.5"
    assert rows[0]["note"].startswith("'=1+1")
    assert "\x1b" not in rows[0]["note"]
    assert (rows[1]["value"], rows[1]["left"], rows[1]["unit"]) == ("62.5", "", "deg")
