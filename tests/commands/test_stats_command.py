"""`stats` and `report`: what the history says, printed and as a page."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import Run, session


@pytest.fixture
def some(log: HistoryLog) -> HistoryLog:
    for days in (40, 5, 3, 1):
        log.append(session(timedelta(days=days), id=f"d{days}", note="<b>long</b> day"))
    return log


def test_stats_prints_the_last_six_weeks(run: Run, some: HistoryLog) -> None:
    answer = run("stats")
    assert answer.code == 0
    assert "4 sessions on 4 days" in answer.out
    assert "<b>long</b> day" not in answer.out
    assert "<b>long</b> day" in run("stats", "--notes").out


def test_stats_of_a_span_as_json(run: Run, some: HistoryLog) -> None:
    found = json.loads(run("stats", "--since", "-7d", "--json").out)
    assert found["sessions"] == 3
    assert found["regions"][0]["region"] == "neck"
    assert found["left_out"] == []


def test_a_day_that_is_none_is_told(run: Run) -> None:
    assert run("stats", "--since", "soon")[:2] == (2, "")


def test_what_the_body_leaves_out_is_told_with_the_reason(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["glaucoma"]\n')
    assert "Left out, and why" in run("stats").out


def test_a_report_is_a_page_with_the_same_numbers(run: Run, some: HistoryLog, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    answer = run("report", "-o", str(path), "--name", "Ann <i>", "--notes")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"wrote {path}\n"
    page = path.read_text()
    assert "4 sessions on 4 days" in page
    assert "Ann &lt;i&gt;" in page
    assert "&lt;b&gt;long&lt;/b&gt; day" in page
    assert json.loads(run("report", "--json").out) == json.loads(run("stats", "--json").out)


def test_a_report_goes_to_stdout_too(run: Run, some: HistoryLog) -> None:
    assert run("report", "-o", "-").out.startswith("<!DOCTYPE html>")


def test_a_format_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    answer = run("report", "-o", str(tmp_path / "x.doc"))
    assert answer.code == 1
    assert "call it x.html, x.svg or x.pdf" in answer.err


def test_without_the_package_for_pdf_one_line_says_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "stretchtui.storage.documents.pdf", None)
    answer = run("report", "-o", str(tmp_path / "x.pdf"))
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "fpdf2" in answer.err


def test_a_pdf_has_words_and_is_the_same_each_time(run: Run, some: HistoryLog, tmp_path: Path) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert run("report", "-o", str(one)).code == run("report", "-o", str(two)).code == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().startswith(b"%PDF")
