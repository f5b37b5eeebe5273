"""The history for other programs."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from itertools import islice

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.session.record import RegionTightness, SessionRecord, SideRecord, StretchRecord, Tightness
from stretchtui.storage.history.export import COLUMNS, csv_lines, harmless, json_lines
from tests.storage.history.histories import START, records, session


@given(st.lists(records, max_size=3))
def test_json_is_one_harmless_line_a_session_and_comes_back(sessions: list[SessionRecord]) -> None:
    lines = list(json_lines(sessions))
    assert all(line.endswith("\n") and line[:-1].isprintable() and line.isascii() for line in lines)
    assert [msgspec.json.decode(line, type=SessionRecord) for line in lines] == sessions


def test_json_has_the_keys_of_the_file() -> None:
    (line,) = json_lines([session(1)])
    assert json.loads(line)["started"] == "2026-11-21T17:30:00+01:00"
    assert json.loads(line)["stretches"][1]["name"] == "Child’s pose"
    assert "note" not in json.loads(line)


@given(st.lists(records, max_size=3))
def test_csv_is_rfc_4180_and_runs_nowhere(sessions: list[SessionRecord]) -> None:
    text = "".join(csv_lines(sessions))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * (1 + len(sessions))
    assert text.endswith("\r\n")
    assert text.count("\r") == text.count("\n") == len(rows)
    assert not any(unicodedata.category(c) == "Cc" for c in text.replace("\r\n", ""))
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_csv_row_as_it_is() -> None:
    one = SessionRecord(
        "a",
        START,
        60,
        "stopped",
        (StretchRecord("x", "X", "neck", 1, 2, 30), StretchRecord("y", "Y", "neck", 1, 2, 30, left=SideRecord(1, 30))),
        note='=HYPERLINK("evil", 1)\n\x1b[2Jand more',
    )
    header, row = csv_lines([one])
    columns = "id,started,seconds,outcome,routine,tightness_before,tightness_after,regions,stretches,note"
    assert header == f"{columns},left_seconds,right_seconds,regions_before,regions_after\r\n"
    assert row == (
        'a,2026-11-21T09:30:00+01:00,60,stopped,,,,neck,x y,"\'=HYPERLINK(""evil"", 1) [2Jand more",30,,,\r\n'
    )


def test_tightness_by_region_has_columns_of_its_own_and_json_has_it_as_the_file_does() -> None:
    regions = (RegionTightness("legs", 6, 3), RegionTightness("neck", 4))
    one = SessionRecord("a", START, 60, "completed", tightness=Tightness(5, 3, regions))
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines([one])), newline=""))
    assert (row["tightness_before"], row["tightness_after"]) == ("5", "3")
    assert (row["regions_before"], row["regions_after"]) == ("legs:6 neck:4", "legs:3")
    (line,) = json_lines([one])
    assert json.loads(line)["tightness"]["regions"] == [
        {"id": "legs", "before": 6, "after": 3},
        {"id": "neck", "before": 4},
    ]


def test_formulas_are_disarmed_behind_blanks_too() -> None:
    for cell in ("=1", "+1", "-1", "@x", "  =1", "\t=1", "\u00a0=1", "\r\n=1"):
        assert harmless(cell).startswith("'")
    assert harmless("long day - good") == "long day - good"


def test_both_stream() -> None:
    def endless() -> Iterator[SessionRecord]:
        number = 0
        while True:
            yield session(number)
            number += 1

    assert len(list(islice(json_lines(endless()), 3))) == 3
    assert len(list(islice(csv_lines(endless()), 3))) == 3
