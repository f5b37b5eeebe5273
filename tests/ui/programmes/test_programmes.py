"""Programmes of weeks on the screen: chosen, begun, gone through and ended; sides and tightness by region."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtui.core.session.record import Felt, SessionRecord, SideRecord, StretchRecord
from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.detail import StretchScreen
from stretchtui.ui.programmes.choice import ProgrammesScreen
from stretchtui.ui.programmes.programme import ProgrammeScreen
from stretchtui.ui.session.before import BeforeScreen
from stretchtui.ui.session.end import EndScreen
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import START, HandClock, pass_time, shown, work_done

MakeApp = Callable[..., StretchApp]
SIZES = ((80, 24), (40, 11), (120, 40))


def a_session(days_ago: int, felt: Felt = "right") -> SessionRecord:
    part = StretchRecord("pelvic-tilt", "Pelvic tilt", "lower-back", 5, 5, 25, felt)
    started = START - timedelta(days=days_ago, hours=1)
    return SessionRecord(f"s{days_ago}", started, 25, "completed", (part,), routine="lower-back-6")


def settings(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(f'motion = "none"\n{text}')


def begun(home: Path, days_ago: int) -> None:
    """The programme is on, with a session on each day since."""
    day = (START - timedelta(days=days_ago)).date()
    settings(home, f'[session]\nready = 0\nask_tightness = false\n[programme]\nid = "lower-back-6"\nsince = {day}\n')
    log = HistoryLog(home / "history.toml", home / "undo")
    for ago in range(days_ago, 0, -1):
        log.append(a_session(ago))


@pytest.mark.parametrize("size", SIZES)
async def test_one_is_chosen_begun_and_ended(make_app: MakeApp, home: Path, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("P")
        assert isinstance(app.screen, ProgrammesScreen)
        assert "Four weeks for the desk neck" in shown(pilot)
        await pilot.press("down", "down", "enter")
        await work_done(app)
        assert isinstance(app.screen, ProgrammeScreen)
        assert "begins it at the first step" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        await work_done(app)
        await pilot.pause()
        assert "Step 1 of 6, first session" in " ".join(shown(pilot).split())
        await pilot.press("d", "y")
        await work_done(app)
        await pilot.pause()
        assert "Step 1 of 6" not in shown(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, ProgrammesScreen)
    assert 'id = "lower-back-6"' not in (home / "settings.toml").read_text()


@pytest.mark.long
async def test_its_page_says_where_one_is_and_leads_through_the_next_session(
    make_app: MakeApp, home: Path, hand: HandClock
) -> None:
    begun(home, 6)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("P")
        await work_done(app)
        await pilot.pause()
        text = shown(pilot)
        assert "Step 2 of 6, second session of five: 4 min." in text
        assert "✓▸····" in text
        assert "When to stop" in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        await pilot.press("enter")
        await pass_time(pilot, hand, 400)
        assert isinstance(app.screen, EndScreen)
        await pilot.press("2", "escape")
        await pilot.pause()
        await work_done(app)
        await pilot.pause()
        assert isinstance(app.screen, ProgrammeScreen)
        assert "third session of five" in shown(pilot)
        assert "Done for today" in " ".join(shown(pilot).split())
    newest = HistoryLog(home / "history.toml", home / "undo").newest(1).records[0]
    assert newest.routine == "lower-back-6"
    knee = next(part for part in newest.stretches if part.id == "single-knee-to-chest")
    assert knee.left
    assert knee.right
    assert (knee.left.seconds, knee.right.seconds) == (20, 20)


async def test_one_that_the_history_has_is_taken_up(make_app: MakeApp, home: Path) -> None:
    begun(home, 7)
    settings(home, "")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P", "down", "down", "enter")
        await work_done(app)
        await pilot.pause()
        assert "takes it up where your history has it" in " ".join(shown(pilot).split())
        await pilot.press("r")
        await work_done(app)
        await pilot.pause()
        assert "Step 2 of 6, third session" in shown(pilot)


async def test_another_takes_its_place_only_if_that_is_meant(make_app: MakeApp, home: Path) -> None:
    begun(home, 1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P", "P", "home", "enter", "enter")
        await pilot.pause()
        assert "One programme is on at a time" in " ".join(shown(pilot).split())
        await pilot.press("n")
        assert app.user.settings.programme.id == "lower-back-6"
        await pilot.press("enter", "y")
        await pilot.pause()
        assert app.user.settings.programme.id == "desk-neck-4"


async def test_the_stiffer_side_is_said_on_the_page_of_a_stretch(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(StretchScreen(app.user.catalogue.stretches["chair-hamstring"]))
        await pilot.press("e")
        assert "20 s × 3 each side, left × 4" in shown(pilot)
        await pilot.press("e")
        assert "right × 4" in shown(pilot)
        assert 'stiff = "right"' in (home / "doses.toml").read_text()
        plan = app.user.plan("chair-hamstring")
        assert plan
        assert [phase.side for phase in plan.phases if phase.works] == ["left"] * 3 + ["right"] * 4
        await pilot.press("e")
        assert "×" in shown(pilot)
        assert "right × 4" not in shown(pilot)
    assert "stiff" not in (home / "doses.toml").read_text().replace("stiffer", "")


async def test_tightness_is_asked_region_by_region(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    settings(home, '[session]\nready = 0\nrest = 0\nswitch = 0\nask_tightness = "regions"\nfirst_side = "right"\n')
    app = make_app()
    app.opening = app.user.plan("cyclist") or "browse"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BeforeScreen)
        regions = app.screen.regions
        assert len(regions) > 1
        assert all(name in shown(pilot) for _, name in regions)
        await pilot.press("6", "enter", "4", "enter", *(["enter"] * (len(regions) - 2)))
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        await pilot.press("enter")
        await pass_time(pilot, hand, 25)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        await pilot.press("3", "enter", "2", "escape")
        await pilot.pause()
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert record.tightness
    assert (record.tightness.before, record.tightness.after) == (5, 3)
    assert [(one.before, one.after) for one in record.tightness.regions[:2]] == [(6, 3), (4, 2)]


async def test_the_review_says_where_one_is_and_sets_left_against_right(make_app: MakeApp, home: Path) -> None:
    begun(home, 3)
    log = HistoryLog(home / "history.toml", home / "undo")
    for number in range(3):
        sides = (SideRecord(2, 30), SideRecord(3, 50, "hard"))
        part = StretchRecord("chair-hamstring", "Chair hamstring", "legs", 5, 5, 80, "hard", *sides)
        started = START - timedelta(hours=number + 1)
        log.append(SessionRecord(f"side-{number}", started, 80, "completed", (part,)))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        await work_done(app)
        await pilot.pause()
        assert "Step 1 of 6, fourth session of five" in shown(pilot)
        await pilot.press("4")
        await work_done(app)
        await pilot.pause()
        line = next(line for line in shown(pilot).splitlines() if "Chair hamstring" in line)
        assert line.split() == ["Chair", "hamstring", "1:30", "2:30", "right", "hard", "3", "times"]
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "left 0:30 · right 0:50, hard" in shown(pilot)


@pytest.mark.long
async def test_the_next_session_is_due_on_the_first_screen_until_it_is_done(
    make_app: MakeApp, home: Path, hand: HandClock
) -> None:
    begun(home, 6)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await work_done(app)
        await pilot.pause()
        text = shown(pilot)
        assert "Six weeks for the lower back" in text
        assert "Step 2 of 6, second session of five" in text
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.session.plan.routine == "lower-back-6"
        await pilot.press("enter")
        await pass_time(pilot, hand, 400)
        await pilot.press("escape")
        await pilot.pause()
        await work_done(app)
        await pilot.pause()
        assert "Six weeks for the lower back" not in shown(pilot).replace("third session", "")
        assert "Begin the break" in shown(pilot)


async def test_what_to_mind_is_said_before_a_session_that_is_begun_from_the_first_screen(
    make_app: MakeApp, home: Path
) -> None:
    day = START.date()
    text = f'[body]\nconditions = ["knee-pain"]\n[programme]\nid = "lower-back-6"\nsince = {day}\n'
    settings(home, text)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await work_done(app)
        await pilot.pause()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BeforeScreen)
        assert "Single knee to chest: With care, for" in " ".join(shown(pilot).split())


async def test_the_doses_of_all_steps_stand_below_one_another(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("P")
        await work_done(app)
        await pilot.press("enter")
        await work_done(app)
        await pilot.pause()
        doses = {line.index("5 slow reps") for line in shown(pilot).splitlines() if "Chin tuck" in line}
        assert len(doses) == 1
