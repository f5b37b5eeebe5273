"""`log`: printing, adding, undoing."""

import csv
import io
import json
from datetime import datetime, timedelta

import pytest

from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import Run, session


@pytest.fixture
def three(log: HistoryLog) -> HistoryLog:
    for days in (40, 3, 1):
        log.append(session(timedelta(days=days), id=f"d{days}", note=f"note\tof {days}\x1b[31m"))
    return log


def test_a_pipe_gets_tab_separated_rows_the_newest_first(run: Run, three: HistoryLog) -> None:
    answer = run("log")
    rows = [line.split("\t") for line in answer.out.splitlines()]
    assert answer.code == 0
    assert [row[1:] for row in rows] == [["3:04", "desk-break", "", "6>3", f"note of {n}[31m"] for n in (1, 3, 40)]
    assert rows[0][0] == f"{three.newest(1).records[0].started:%Y-%m-%d %H:%M}"


def test_where_only_regions_were_answered_their_means_stand(run: Run, log: HistoryLog) -> None:
    log.append(session(timedelta(days=1)))
    lines = [line for line in log.path.read_text().splitlines() if not line.startswith("tightness")]
    said = '{ regions = [{ id = "neck", before = 7, after = 4 }, { id = "hips", before = 4 }] }'
    log.path.write_text("\n".join([lines[0], f"tightness = {said}", *lines[1:]]) + "\n")
    assert run("log").out.split("\t")[4] == "6>4"
    assert json.loads(run("log", "--json").out)["tightness"]["before"] == 6


def test_last_and_since_narrow(run: Run, three: HistoryLog) -> None:
    assert len(run("log", "--last", "2").out.splitlines()) == 2
    assert [json.loads(line)["id"] for line in run("log", "--since", "-7d", "--json").out.splitlines()] == ["d1", "d3"]
    assert [
        json.loads(line)["id"] for line in run("log", "--since", "-7d", "--last", "1", "--json").out.splitlines()
    ] == ["d1"]


def test_json_and_csv_hold_the_whole_history(run: Run, three: HistoryLog) -> None:
    assert [json.loads(line)["id"] for line in run("log", "--json").out.splitlines()] == ["d1", "d3", "d40"]
    rows = list(csv.DictReader(io.StringIO(run("log", "--csv").out, newline="")))
    assert [row["id"] for row in rows] == ["d1", "d3", "d40"]


@pytest.mark.parametrize("words", [("log",), ("log", "--json"), ("log", "--last", "9")])
def test_a_broken_session_is_told_and_the_others_are_printed(
    run: Run, three: HistoryLog, words: tuple[str, ...]
) -> None:
    text = three.path.read_text()
    three.path.write_text(text.replace("seconds = 184", "seconds = none", 1))
    answer = run(*words)
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 2
    assert f"{three.path}:4: " in answer.err
    assert "Traceback" not in answer.err


def test_an_empty_history_prints_nothing(run: Run) -> None:
    assert run("log") == (0, "", "")
    assert run("log", "--json") == (0, "", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "--since", "soon"), "“soon” is no day"),
        (("log", "--last", "0"), "expected a whole number from 1"),
        (("log", "--last", "-3"), "--last"),
        (("log", "ad"), "did you mean 'add'?"),
        (("log", "add"), "ID"),
        (("log", "add", "daily-back", "--at", "soon"), "“soon” is no time"),
        (("log", "add", "daily-back", "--at", "2199-01-01"), "still to come"),
        (("log", "add", "daily-back", "--minutes", "0"), "expected a whole number from 1 to 600"),
    ],
)
def test_wrong_usage_is_told_and_changes_nothing(run: Run, log: HistoryLog, words: tuple[str, ...], said: str) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert not log.path.exists()


def test_adding_a_session_and_taking_it_back(run: Run, log: HistoryLog) -> None:
    assert run("log", "add", "chin-tuck", "--at", "-2h", "--minutes", "5", "--note", "on the train").code == 0
    [record] = log.all().records
    assert (record.seconds, record.note, record.outcome) == (300, "on the train", "completed")
    assert [stretch.id for stretch in record.stretches] == ["chin-tuck"]
    assert abs(datetime.now().astimezone() - record.started - timedelta(hours=2)) < timedelta(minutes=2)
    answer = run("log", "undo")
    assert (answer.code, log.all().records) == (0, ())
    assert answer.out.startswith("took back: logged the session of ")
    answer = run("log", "undo")
    assert (answer.code, answer.out) == (1, "")
    assert "no change to take back" in answer.err


def test_adding_in_the_past_goes_to_its_place(run: Run, three: HistoryLog) -> None:
    assert run("log", "add", "daily-back", "--at", "-10d").code == 0
    assert three.disorder() is None
    assert [record.routine for record in three.all().records] == [
        "desk-break",
        "desk-break",
        "daily-back",
        "desk-break",
    ]


def test_an_unknown_id_is_told_with_the_nearest(run: Run, log: HistoryLog) -> None:
    answer = run("log", "add", "daily-bak")
    assert (answer.code, answer.out) == (1, "")
    assert "did you mean Daily back (daily-back)?" in answer.err
    assert not log.path.exists()


def test_a_card_of_the_week_and_of_the_year(run: Run, three: HistoryLog) -> None:
    week, year = run("log", "--card"), run("log", "--card", "year")
    assert (week.code, year.code) == (0, 0)
    assert week.out.startswith("My week of stretching, ")
    assert run("log", "--card", "week").out == week.out
    assert year.out.startswith("My year of stretching, ")
    assert "3 days · 3 sessions · 9 min" in year.out
    assert "note" not in year.out + week.out
    assert "\x1b" not in year.out


def test_a_card_tells_what_it_could_not_read(run: Run, three: HistoryLog) -> None:
    three.path.write_text(three.path.read_text().replace("seconds = 184", "seconds = none", 1))
    answer = run("log", "--card", "year")
    assert (answer.code, "2 sessions" in answer.out) == (0, True)
    assert f"{three.path}:4: " in answer.err


@pytest.mark.parametrize(
    "words", [("--card", "month"), ("--card", "--last", "3"), ("--card", "--since", "-7d"), ("--card", "--measures")]
)
def test_a_card_is_of_a_week_or_a_year(run: Run, three: HistoryLog, words: tuple[str, ...]) -> None:
    answer = run("log", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_an_empty_history_has_a_card_too(run: Run) -> None:
    assert "0 days · 0 sessions · 0 min" in run("log", "--card", "year").out
