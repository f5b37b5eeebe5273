"""`status`: its line, its forms, its exit code."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import WEDNESDAY, Run, session


def test_without_a_history(run: Run, home: Path) -> None:
    assert run("status") == (0, "no stretch yet · 0/4 days\n", "")
    assert not list(home.iterdir())


@pytest.mark.usefixtures("on_wednesday")
def test_the_forms(run: Run, log: HistoryLog) -> None:
    log.append(session(timedelta(minutes=52), now=WEDNESDAY))
    assert run("status").out == "stretch 52m ago · 1/4 days\n"
    assert run("status", "--format", "<{since}|{due}>").out == "<52m|due>\n"
    assert json.loads(run("status", "--json").out)["due"] is True


@pytest.mark.usefixtures("on_wednesday")
def test_the_exit_code_tells_if_a_break_is_due(run: Run, home: Path, log: HistoryLog) -> None:
    log.append(session(timedelta(minutes=52), now=WEDNESDAY))
    assert run("status", "--due") == (0, "", "")
    (home / "settings.toml").write_text("[break]\nevery_minutes = 60\n[goal]\ndays_per_week = 5\n")
    assert run("status", "--due") == (1, "", "")
    assert run("status", "--due", "--format", "{left}") == (1, "8m\n", "")
    assert run("status").out == "stretch 52m ago · 1/5 days\n"


def test_a_wrong_field_is_wrong_usage(run: Run) -> None:
    answer = run("status", "--format", "{sinze}")
    assert (answer.code, answer.out) == (2, "")
    assert "{sinze} is no field" in answer.err
    assert run("status", "--json", "--format", "x").code == 2
