"""The end of a session: what it brought in large figures, the week, one question at a time, a line for the shell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.session.big_text import BigText
from stretchtui.ui.session.end import EndScreen
from tests.ui.conftest import HandClock, pass_time, shown

MakeApp = Callable[..., StretchApp]


async def to_the_end(pilot: Pilot[None], hand: HandClock, before: str) -> EndScreen:
    """Say how tight it is, hold for a while, and stop."""
    await pilot.press(before, "enter", "enter")
    await pass_time(pilot, hand, 6)
    await pilot.press("q", "enter")
    screen = pilot.app.screen
    assert isinstance(screen, EndScreen)
    while not str(screen.query_one("#week", Static).content):
        await pilot.pause(0.01)
    return screen


def app_at(make_app: MakeApp, name: str) -> StretchApp:
    app = make_app()
    plan = app.user.plan(name)
    assert plan
    app.opening = plan
    return app


@pytest.mark.parametrize(("now", "words"), [("2", "looser by 3"), ("5", "as tight as before"), ("8", "tighter by 3")])
async def test_before_and_after_are_large_and_the_change_is_told(
    make_app: MakeApp, hand: HandClock, now: str, words: str
) -> None:
    async with app_at(make_app, "chin-tuck").run_test(size=(80, 24)) as pilot:
        screen = await to_the_end(pilot, hand, "5")
        assert screen.query_one(BigText).texts == ("5", "▶", "?")
        await pilot.press(now)
        assert screen.query_one(BigText).texts == ("5", "▶", now)
        assert str(screen.query_one("#change", Static).content) == words
        assert screen.has_class("looser") == (now == "2")
        assert "+ " in str(screen.query_one("#week", Static).content), "today is marked"
        assert "1 of 4 days this week" in shown(pilot)


async def test_one_question_at_a_time_so_that_digits_mean_one_thing(make_app: MakeApp, hand: HandClock) -> None:
    async with app_at(make_app, "chin-tuck").run_test(size=(80, 24)) as pilot:
        await to_the_end(pilot, hand, "5")
        text = shown(pilot)
        assert "▸ Tightness now" in text
        assert "1 easy" not in text
        assert "9  10" in text
        await pilot.press("up")
        text = shown(pilot)
        assert "▸ Chin tuck felt" in text
        assert "1 easy" in text
        assert "9  10" not in text
        await pilot.press("2")
        text = shown(pilot)
        assert "Chin tuck felt        right" in text
        await pilot.press("3", "enter")
        assert "Tightness now         3 of 10" in shown(pilot)
        assert "▸ Note" in shown(pilot)


async def test_a_session_from_the_shell_leaves_the_same_line_as_a_break(
    make_app: MakeApp, hand: HandClock, home: Path
) -> None:
    app = app_at(make_app, "chin-tuck")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_end(pilot, hand, "5")
        await pilot.press("2", "escape")
        await pilot.pause()
    assert app.summary == "0:06 · 1 stretch · 1 of 4 days this week"
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert record.tightness
    assert (record.tightness.before, record.tightness.after) == (5, 2)


async def test_who_is_not_asked_sees_the_time(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    async with app_at(make_app, "chin-tuck").run_test(size=(50, 16)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 6)
        await pilot.press("q", "enter")
        assert pilot.app.screen.query_one(BigText).texts == ("0:06",)
        assert "held" in shown(pilot)


@pytest.mark.parametrize("size", [(40, 11), (50, 16), (80, 16), (80, 24), (120, 40)])
async def test_questions_and_answers_stand_in_two_columns(
    make_app: MakeApp, hand: HandClock, size: tuple[int, int]
) -> None:
    app = make_app()
    app.opening = app.user.plan("chin-tuck") or "browse"
    async with app.run_test(size=size) as pilot:
        await to_the_end(pilot, hand, "5")
        lines = shown(pilot).splitlines()
        labels = ("Chin tuck felt", "Tightness now", "Note")
        assert all(any(label in line for line in lines) for label in labels), "\n".join(lines)
        rows = [next(line for line in lines if label in line) for label in labels]
        assert len({row.index(label) for row, label in zip(rows, labels, strict=True)}) == 1, rows
        assert rows[0].index("–") == rows[2].index("if you like")
        title = next(line for line in lines if "Stopped" in line)
        assert title.index("Stopped") == rows[0].index("Chin tuck felt") - 2
        await pilot.press("enter")
        assert "▸ Note" in shown(pilot)
        assert "enter save" in shown(pilot).splitlines()[-1], "the field's own enter is told"
