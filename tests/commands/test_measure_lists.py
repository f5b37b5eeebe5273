"""Self-tests in `list`, `show`, `check` and `log --measures`."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from stretchtui.core.measures.record import Best, Measure
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from tests.commands.conftest import Run, session


def measure(days_ago: int, *, note: str | None = None) -> Measure:
    best = Best("cm", Decimal("9.5"), Decimal(days_ago))
    return Measure(f"m{days_ago}", session(timedelta(days=days_ago), id="x").started, "knee-wall", best, note)


@pytest.fixture
def measured(log: HistoryLog) -> HistoryLog:
    for days in (40, 3, 1):
        log.append(session(timedelta(days=days), id=f"d{days}"))
        log.append(measure(days, note=f"note\tof {days}\x1b[31m"))
    return log


def test_list_has_the_tests(run: Run) -> None:
    rows = [line.split("\t") for line in run("list", "tests").out.splitlines()]
    assert ["knee-wall", "Knee to the wall", "cm or in", "1.9 cm"] in rows
    assert len(rows) == 5
    entries = {entry["id"]: entry for entry in json.loads(run("list", "tests", "--json").out)}
    assert entries["knee-wall"]["scales"][0]["error"] == 1.9
    assert entries["knee-wall"]["verdict"] == "ok"


def test_list_says_what_a_body_makes_of_a_test(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["knee-pain"]\n')
    entries = {entry["id"]: entry for entry in json.loads(run("list", "tests", "--json").out)}
    assert entries["knee-wall"]["verdict"] == "avoid"
    assert "It bends the knee" in entries["knee-wall"]["why"][0].replace("it bends", "It bends")
    assert entries["back-scratch"]["verdict"] == "ok"


@pytest.mark.parametrize("name", ["knee-wall", "knee to the wall"])
def test_show_prints_a_test_whole(run: Run, name: str) -> None:
    answer = run("show", name)
    assert answer.code == 0
    for part in (
        "Knee to the wall",
        "five minutes",
        "1.9 cm or less is none",
        "no target",
        "A replaced knee",
        "Powden",
    ):
        assert part in answer.out


def test_show_still_tells_what_is_unknown(run: Run) -> None:
    assert run("show", "knee-wal").code == 1


def test_log_prints_measures_the_newest_first(run: Run, measured: HistoryLog) -> None:
    rows = [line.split("\t") for line in run("log", "--measures").out.splitlines()]
    assert [row[1:] for row in rows] == [
        ["knee-wall", f"left 9.5 cm, right {n} cm", f"note of {n}[31m"] for n in (1, 3, 40)
    ]
    assert len(run("log", "--measures", "--last", "2").out.splitlines()) == 2
    assert len(run("log", "--measures", "--since", "-7d").out.splitlines()) == 2
    assert len(run("log").out.splitlines()) == 3, "sessions alone"


def test_measures_as_json_and_csv(run: Run, measured: HistoryLog) -> None:
    lines = [json.loads(line) for line in run("log", "--measures", "--json").out.splitlines()]
    assert [one["id"] for one in lines] == ["m1", "m3", "m40"]
    assert lines[0]["best"] == {"unit": "cm", "left": 9.5, "right": 1}
    rows = list(csv.DictReader(io.StringIO(run("log", "--measures", "--csv").out, newline="")))
    assert [(row["id"], row["left"], row["unit"]) for row in rows] == [(f"m{n}", "9.5", "cm") for n in (1, 3, 40)]


def test_a_day_that_is_none_is_told(run: Run, measured: HistoryLog) -> None:
    answer = run("log", "--measures", "--since", "soon")
    assert answer.code == 2
    assert "is no day" in answer.err


def test_without_measures_there_is_nothing(run: Run) -> None:
    assert run("log", "--measures") == (0, "", "")


def test_undo_takes_a_measure_back(run: Run, measured: HistoryLog) -> None:
    assert run("log", "undo").out.startswith("took back: logged the measure of ")
    assert len(measured.measures()) == 2


def test_check_tells_a_mistake_in_a_measure_with_its_line(run: Run, measured: HistoryLog) -> None:
    text = measured.path.read_text().replace('unit = "cm"', 'unit = "ell"', 1)
    measured.path.write_text(text)
    answer = run("check")
    line = next(at for at, each in enumerate(text.splitlines(), start=1) if "ell" in each)
    assert answer.code == 1
    assert f"{measured.path}:{line}: best.unit: invalid enum value 'ell'" in answer.out


def test_check_tells_mistakes_in_own_tests(run: Run, home: Path) -> None:
    folder = home / "catalog" / "measures"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('[[test]]\nid = "mine"\n')
    for words in (("check",), ("check", str(folder / "mine.toml"))):
        answer = run(*words)
        assert answer.code == 1
        assert f"{folder / 'mine.toml'}:1: test 'mine': 'name' is missing" in answer.out


def test_import_tells_how_many_measures_came(run: Run, log: HistoryLog, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(block_text(measure(5)) + "\n" + block_text(measure(4)))
    answer = run("import", str(other))
    assert answer.code == 0
    assert "2 measures added or replaced" in answer.out
    assert run("log", "undo").out.strip() == "took back: imported 2 measures"


def test_merge_for_git_takes_measures_over(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, measures in zip(paths, ((5,), (5, 4), (5, 3)), strict=True):
        path.write_text("\n".join(block_text(measure(n)) for n in measures))
    assert run("import", "--merge", *map(str, paths)).code == 0
    assert [one.id for one in HistoryLog(paths[1], tmp_path / "undo").measures()] == ["m5", "m4", "m3"]
