"""`programme`: begun, gone through by what the history has, shown and ended."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from stretchtui.application.clock import Clock
from stretchtui.core.session.record import Felt, SessionRecord, StretchRecord
from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import Run

NOW = datetime(2026, 11, 18, 12).astimezone()


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands at noon: a session an hour ago was today."""
    monkeypatch.setattr("stretchtui.application.context.Clock", lambda: Clock(now=lambda: NOW))


def a_session(days_ago: int, felt: Felt = "right", routine: str = "lower-back-6") -> SessionRecord:
    part = StretchRecord("pelvic-tilt", "Pelvic tilt", "lower-back", 5, 5, 25, felt)
    started = NOW - timedelta(days=days_ago, hours=1)
    return SessionRecord(f"s{days_ago}", started, 25, "completed", (part,), routine=routine)


def since(home: Path, days_ago: int) -> None:
    day = (NOW - timedelta(days=days_ago)).date()
    (home / "settings.toml").write_text(f'# mine\n[programme]\nid = "lower-back-6"\nsince = {day}\n')


def test_without_one_those_that_there_are_are_listed(run: Run) -> None:
    answer = run("programme")
    assert answer.code == 0
    assert {line.split("\t")[0] for line in answer.out.splitlines()} == {
        "lower-back-6",
        "desk-neck-4",
        "hamstrings-hips-8",
    }
    assert json.loads(run("programme", "--json").out) is None
    assert run("list", "programmes").out.startswith("desk-neck-4\tFour weeks for the desk neck\t4 steps\t")
    assert [one["id"] for one in json.loads(run("list", "programmes", "--json").out)] == [
        "desk-neck-4",
        "hamstrings-hips-8",
        "lower-back-6",
    ]


def test_it_is_begun_at_the_first_step_and_kept_as_a_setting(run: Run, home: Path, log: HistoryLog) -> None:
    log.append(a_session(3))
    (home / "settings.toml").write_text("# mine\nbell = false\n")
    answer = run("programme", "start", "Six weeks for the lower back")
    assert answer.code == 0
    assert "Step 1 of 6, first session of five" in answer.out
    text = (home / "settings.toml").read_text()
    assert text.startswith("# mine\nbell = false\n")
    assert '[programme]\nid = "lower-back-6"\nsince = 20' in text
    assert (home / "history.toml").read_text().count("[[session]]") == 1


def test_where_one_is_comes_from_the_history(run: Run, home: Path, log: HistoryLog) -> None:
    since(home, 20)
    for days_ago in range(6, 0, -1):
        log.append(a_session(days_ago))
    assert "Step 2 of 6, second session of five" in run("programme").out
    found = json.loads(run("programme", "--json").out)
    assert (found["step"], found["sessions"], found["due_today"]) == (2, 1, True)
    assert run("status", "--format", "{programme}|").out == "2/6 1/5|\n"
    assert json.loads(run("status", "--json").out)["programme"]["step"] == 2
    log.append(a_session(0, "pain"))
    said = run("programme").out
    assert "Step 1 of 6, first session of five" in said
    assert "A step back" in said
    assert "Without Pelvic tilt: it hurt lately." in said


def test_to_start_what_is_on_keeps_ones_place(run: Run, home: Path, log: HistoryLog) -> None:
    since(home, 20)
    log.append(a_session(1))
    answer = run("programme", "start", "lower-back-6")
    assert "is on already" in answer.err
    assert "second session" in answer.out


def test_it_is_taken_up_where_the_history_has_it(run: Run, log: HistoryLog) -> None:
    for days_ago in range(5, 0, -1):
        log.append(a_session(days_ago))
    assert "Step 2 of 6, first" in run("programme", "start", "lower-back-6", "--resume").out


def test_it_is_ended_and_its_sessions_stay(run: Run, home: Path, log: HistoryLog) -> None:
    log.append(a_session(1))
    run("programme", "start", "lower-back-6")
    assert run("programme", "stop").out == "Six weeks for the lower back is off; its sessions stay in your history.\n"
    assert 'id = "lower-back-6"' not in (home / "settings.toml").read_text()
    assert run("programme", "stop").code == 1
    assert "Six weeks for the lower back" not in run("log").err
    assert "lower-back-6" in run("log").out


def test_show_has_every_step_the_rule_and_when_to_stop(run: Run) -> None:
    answer = run("programme", "show", "hamstrings-hips-8")
    assert answer.code == 0
    for part in ("Steps 1 and 2", "Steps 5 to 8", "Hamstring", "the calendar never moves you", "45 minutes", "Bandy"):
        assert part in answer.out
    assert run("show", "hamstrings-hips-8").out == answer.out
    assert json.loads(run("programme", "show", "desk-neck-4", "--json").out)["sessions"] == 5


@pytest.mark.parametrize("words", [("start", "lower-bak-6"), ("show", "lower-bak-6")])
def test_an_unknown_one_is_told_with_the_nearest(run: Run, words: tuple[str, ...]) -> None:
    answer = run("programme", *words)
    assert (answer.code, answer.out) == (1, "")
    assert "did you mean 'lower-back-6'?" in answer.err


def test_start_needs_it_to_be_on(run: Run) -> None:
    answer = run("start", "lower-back-6", "--plain")
    assert answer.code == 1
    assert "programme start lower-back-6" in answer.err


def test_a_session_done_elsewhere_counts(run: Run, home: Path) -> None:
    since(home, 0)
    assert run("log", "add", "lower-back-6").code == 0
    assert 'routine = "lower-back-6"' in (home / "history.toml").read_text()
    assert run("log", "add", "desk-neck-4").code == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("reps = 8 },", "reps = 99 },"), ":28: programme 'my-programme': 'stage' number 2, 'stretches' number 2, "),
        (
            ('{ id = "chin-tuck", hold = 5, reps = 5 }', '{ id = "chin-tack" }'),
            ":19: programme 'my-programme': unknown stretch 'chin-tack'; did you mean 'chin-tuck'?",
        ),
        (
            ("hold = 5, reps = 5", "hold = 50, reps = 5"),
            ":19: programme 'my-programme': chin-tuck: hold = 50 is outside its range, 3 to 10",
        ),
        (("weeks = 2", "wekks = 2"), "unknown key 'wekks'; did you mean 'weeks'?"),
        (
            ("shoulder-problem =", "shoulder-pain ="),
            "unknown condition 'shoulder-pain'; did you mean 'shoulder-problem'?",
        ),
        (('"my-programme"', '"chin-tuck"'), "a stretch has this id; take another"),
    ],
)
def test_check_tells_each_mistake_of_ones_own_with_its_line(run: Run, change: tuple[str, str], said: str) -> None:
    path = Path(run("new", "programme").out.strip())
    path.write_text(path.read_text().replace(*change, 1))
    answer = run("check", str(path))
    assert answer.code == 1
    assert said in answer.out
    assert str(path) + ":" in answer.out


def test_one_of_ones_own_is_begun_like_any_other(run: Run) -> None:
    run("new", "programme")
    assert "Step 1 of 4, first session of five" in run("programme", "start", "my-programme").out


def test_one_that_is_gone_is_told_and_counts_as_none(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text('[programme]\nid = "gone"\n')
    assert "unknown programme 'gone'" in run("check").out
    answer = run("programme")
    assert "unknown programme 'gone'" in answer.err
    assert run("status", "--format", "{programme}").out == "\n"
