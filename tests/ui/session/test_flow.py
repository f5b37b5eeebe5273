"""From a stretch's page through the live session to the history, with a clock that tests move."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.catalog.detail import StretchScreen
from stretchtui.ui.session.end import EndScreen
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import HandClock, pass_time, shown

MakeApp = Callable[..., StretchApp]

STRETCH = "single-knee-to-chest"  # 15 s × 4 each side


@pytest.fixture
def quiet(home: Path) -> None:
    """No question before the session."""
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")


def plan_of(app: StretchApp, name: str = STRETCH) -> StretchApp:
    """The app, opening at a plan."""
    plan = app.user.plan(name)
    assert plan
    app.opening = plan
    return app


async def test_a_changed_dose_is_remembered(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(StretchScreen(app.user.catalogue.stretches[STRETCH]))
        await pilot.press("plus", "right", "right")
        assert "20 s × 5 each side" in shown(pilot)
        await pilot.press("right")  # five is the most
        assert "20 s × 5 each side" in shown(pilot)
    again = make_app()
    assert again.user.plan(STRETCH).entries[0].hold == 20  # type: ignore[union-attr]
    assert "single-knee-to-chest" in (home / "doses.toml").read_text()


@pytest.mark.usefixtures("quiet")
async def test_the_steps_can_be_read_before_the_clock_counts(make_app: MakeApp, hand: HandClock) -> None:
    async with plan_of(make_app()).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = shown(pilot)
        assert "Get ready" in text
        assert "Draw your left knee towards your chest." in text
        await pass_time(pilot, hand, 15)
        assert "Hold 1 of 4" in shown(pilot)


@pytest.mark.usefixtures("quiet")
@pytest.mark.long
async def test_both_sides_get_the_full_dose(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    app = plan_of(make_app())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 4 * 15 + 3 * 4)
        assert "Switch to the right side" in shown(pilot)
        await pass_time(pilot, hand, 5)
        await pass_time(pilot, hand, 4 * 15 + 3 * 4 + 1)
        assert isinstance(app.screen, EndScreen)
        assert "8 of 8" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert (record.seconds, record.outcome) == (120, "completed")
    assert (record.stretches[0].done, record.stretches[0].planned) == (8, 8)


@pytest.mark.usefixtures("quiet")
async def test_a_pause_of_a_day_changes_nothing(make_app: MakeApp, hand: HandClock) -> None:
    async with plan_of(make_app()).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 5)
        await pilot.press("space")
        before = shown(pilot)
        assert "Paused · Hold 1 of 4" in before
        hand.passed += 86400
        await pilot.press("space")
        await pilot.pause()
        assert "Hold 1 of 4" in shown(pilot)
        await pass_time(pilot, hand, 9)
        assert "Hold 1 of 4" in shown(pilot)
        await pass_time(pilot, hand, 1)
        assert "Rest" in shown(pilot)


@pytest.mark.usefixtures("quiet")
async def test_a_gap_pauses_and_says_so(make_app: MakeApp, hand: HandClock) -> None:
    async with plan_of(make_app()).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 5)
        await pass_time(pilot, hand, 100, step=100)
        assert "Paused: the clock stood still for 1:40" in shown(pilot)


@pytest.mark.usefixtures("quiet")
async def test_stopping_asks_once_and_waits_meanwhile(make_app: MakeApp, hand: HandClock) -> None:
    app = plan_of(make_app())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 15)
        await pilot.press("q")
        await pilot.pause()
        assert "What you did is kept." in shown(pilot)
        hand.passed += 60
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.session.paused is None
        await pilot.press("q", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        assert "Stopped" in shown(pilot)
        assert "1 of 8" in shown(pilot)


@pytest.mark.usefixtures("quiet")
async def test_every_key_of_the_session(make_app: MakeApp, hand: HandClock) -> None:
    app = plan_of(make_app())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, LiveScreen)

        def place() -> tuple[str, int]:
            view = screen.session.view(hand.passed)
            return view.phase.kind, view.phase.rep

        await pilot.press("n")
        assert place() == ("hold", 2)
        await pilot.press("p")
        assert place() == ("hold", 1)
        await pilot.press("plus")
        assert screen.session.view(hand.passed).length == 20
        await pilot.press("minus", "minus")
        assert screen.session.view(hand.passed).length == 10
        await pass_time(pilot, hand, 6)
        await pilot.press("r")
        assert screen.session.view(hand.passed).remaining == 15
        await pass_time(pilot, hand, 6)
        await pilot.press("e")
        assert place()[0] == "rest"
        assert screen.session.felt == {0: "hard"}
        await pilot.press("N")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)


async def test_a_session_of_nothing_is_not_kept(make_app: MakeApp, home: Path) -> None:
    app = plan_of(make_app())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.press("q", "enter")
        await pilot.pause()
    assert not (home / "history.toml").exists()
    assert not (home / "session.toml").exists()


@pytest.mark.usefixtures("quiet")
async def test_an_interrupted_session_is_offered_and_kept(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    app = plan_of(make_app())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 20)
        app.keep_work()
        assert isinstance(app.screen, LiveScreen)
        app.screen.running.leave()  # as the end of the process does
    app2 = make_app()
    async with app2.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "A session was interrupted." in shown(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(app2.screen, BrowseScreen)
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert record.outcome == "interrupted"
    assert record.stretches[0].done == 1
