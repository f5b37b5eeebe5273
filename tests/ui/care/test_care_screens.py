"""Care as behaviour: what is read first, what asks before it begins, what a session teaches."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import tomli
from textual.pilot import Pilot

from stretchtui.application import care
from stretchtui.application.body import change_body
from stretchtui.application.first_start import first_stretch, stiff_places
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.care.conditions import marks_of
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.care import Notices, load_notices
from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.care.body import BodyScreen
from stretchtui.ui.care.deliberate import DeliberateScreen, OfferScreen, RedFlagsScreen, SettledScreen, WarningScreen
from stretchtui.ui.care.which import WhichScreen
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.catalog.detail import StretchScreen
from stretchtui.ui.catalog.page import FirstStartScreen, LearnScreen, PageScreen
from stretchtui.ui.catalog.where import WhereScreen
from stretchtui.ui.session.before import BeforeScreen
from stretchtui.ui.session.end import EndScreen
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import START, HandClock, Load, pass_time, shown, to_shelf, work_done
from tests.ui.test_sizes import sizes_of as sizes_of_screen

MakeApp = Callable[..., StretchApp]

QUICK = "[session]\nask_tightness = false\nready = 0\nrest = 0\nswitch = 0\n"


@pytest.fixture
def quick(home: Path) -> None:
    """No question before the session, and no waiting in it."""
    (home / "settings.toml").write_text(QUICK)


async def sizes_of(pilot: Pilot[None], *wanted: str, last: str = "? keys") -> None:
    """Go through all sizes, and back to the usual one."""
    await sizes_of_screen(pilot, *wanted, last=last)
    await pilot.resize_terminal(80, 24)
    await pilot.pause()


def opened_at(app: StretchApp, name: str) -> StretchApp:
    """The app, opening at a plan."""
    plan = app.user.plan(name)
    assert plan
    app.opening = plan
    return app


def settings_of(home: Path) -> dict[str, object]:
    """What the settings file says."""
    return tomli.loads((home / "settings.toml").read_text())


def past(home: Path, *sessions: tuple[float, str, str | None]) -> None:
    """Sessions in the history: days ago, a stretch, how it felt."""
    log = HistoryLog(home / "history.toml", home / "undo")
    for days, name, felt in sorted(sessions, reverse=True):
        started = START - timedelta(days=days)
        part = StretchRecord(name, name, "neck", 10, 10, 50, felt)  # type: ignore[arg-type]
        log.append(SessionRecord(f"{started:%Y%m%dT%H%M%SZ}-00", started, 50, "completed", (part,)))


# -- the first start


async def test_the_first_start_asks_where_it_is_stiff_and_shows_a_stretch(make_app: MakeApp, home: Path) -> None:
    (home / "notices.toml").unlink()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WhereScreen)
        assert "Where is it stiff?" in shown(pilot)
        await pilot.press("j", "enter")
        assert isinstance(app.screen, StretchScreen), "the picture comes before the page"
        assert app.screen.stretch.region == "shoulders-chest"
        assert app.screen.stretch.figure
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, FirstStartScreen), "and the page before the hold"
        assert "call the emergency number" in shown(pilot)
        await pilot.press("b", "y", "v", "t")
        assert isinstance(app.screen, FirstStartScreen), "nothing leads past it"
        await pilot.press("enter")
        assert isinstance(app.screen, LiveScreen)
    assert load_notices(home / "notices.toml") == Notices(2, START.date())
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, BrowseScreen)


async def test_who_looks_around_first_reads_the_page_before_any_hold(make_app: MakeApp, home: Path) -> None:
    (home / "notices.toml").unlink()
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        assert isinstance(app.screen, BrowseScreen)
        for keys in (("enter", "enter"), ("b", "enter")):
            await pilot.press(*keys)
            assert isinstance(app.screen, FirstStartScreen), keys
            await pilot.press("escape")
            assert isinstance(app.screen, BrowseScreen), "not now: nothing is held"
    assert not (home / "notices.toml").exists()
    assert not (home / "history.toml").exists()


async def test_who_does_not_accept_leaves(make_app: MakeApp, home: Path) -> None:
    (home / "notices.toml").unlink()
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = opened_at(make_app(), "chin-tuck")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, FirstStartScreen), "a plan waits as well"
        await pilot.press("escape")
        await pilot.pause()
    assert app._exit
    assert not (home / "notices.toml").exists()


@pytest.mark.long
async def test_the_first_start_at_every_size(make_app: MakeApp, home: Path) -> None:
    (home / "notices.toml").unlink()
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await sizes_of(pilot, "Where is it stiff?", "▸ Neck", "enter show")
        await pilot.press("enter", "enter")
        await sizes_of(pilot, "Before you stretch", "enter I have read it")


def test_each_place_has_a_stretch_that_may_be_suggested(load: Load) -> None:
    context = load()
    assert [place.id for place in stiff_places(context)] == [*context.user.catalogue.regions]
    for place in stiff_places(context):
        stretch = first_stretch(place.id, context)
        assert stretch is not None
        assert stretch.technique != "contract-relax"


@pytest.mark.long
async def test_pages_can_be_read_any_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, LearnScreen)
        assert "When not to stretch" in shown(pilot)
        await sizes_of(pilot, "Before you stretch")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        assert not isinstance(app.screen, FirstStartScreen)
        await sizes_of(pilot, "Before you stretch")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)


# -- the body


@pytest.mark.long
async def test_what_is_ticked_is_kept_and_marked(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text("# mine\nbell = false\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, BodyScreen)
        await sizes_of(pilot, "Your body", "▸ [ ] I hurt my back in the last days")
        while "▸ [ ] Knee pain" not in shown(pilot):
            await pilot.press("j")
        await pilot.press("space")
        assert "[x] Knee pain" in shown(pilot)
        await pilot.press("escape")
        await to_shelf(pilot, "whole-back")
        await pilot.press("l")
        await pilot.pause()
        text = shown(pilot)
        assert "!Child’s pose" in text or "!Child's pose" in text
        assert "Not with “Knee pain”: it bends the knees" in text
    assert settings_of(home) == {"bell": False, "body": {"conditions": ["knee-pain"]}}
    assert (home / "settings.toml").read_text().startswith("# mine\n")


async def rows_to(pilot: Pilot[None], text: str) -> None:
    """Move down to a row."""
    for _ in range(80):
        if f"▸ {text}" in shown(pilot):
            return
        await pilot.press("j")
    raise AssertionError(f"no row {text!r}")


async def test_conditions_stand_in_groups_with_what_they_do_and_which(make_app: MakeApp) -> None:
    app = make_app()
    glaucoma = marks_of(app.user.catalogue.conditions["glaucoma"], app.user.catalogue)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await rows_to(pilot, "[ ] Glaucoma")
        assert "Heart and eyes" in shown(pilot)
        assert str(glaucoma) in shown(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, WhichScreen)
        text = shown(pilot)
        assert "Left out" in text
        assert "Chair fold: Your head hangs below your heart" in text
        await sizes_of(pilot, "Glaucoma", "left out")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BodyScreen)
    assert not app.user.body.conditions, "to look is not to tick"


async def test_what_asks_holds_all_back_until_one_was_told_that_one_may(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    every = len(app.user.catalogue.stretches)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await rows_to(pilot, "[ ] Cancer, now or in the past")
        assert "holds all back" in shown(pilot)
        await pilot.press("space")
        assert f"{every} to avoid" in shown(pilot)
        await rows_to(pilot, "    [ ] I have been told that I may")
        await pilot.press("space")
        await pilot.pause()
        assert "[x] I have been told that I may" in shown(pilot)
        assert "to avoid" not in shown(pilot)
        assert settings_of(home) == {"body": {"conditions": ["cancer"], "allowed": ["cancer"]}}
        await pilot.press("space")
        await pilot.pause()
        assert f"{every} to avoid" in shown(pilot), "it can be taken back"
        await pilot.press("space", "k", "space")
        await pilot.pause()
    assert settings_of(home).get("body", {}) == {}, "and it goes with the tick"


async def test_what_hurt_lately_is_listed_and_can_be_taken_back(make_app: MakeApp, home: Path) -> None:
    past(home, (2, "chin-tuck", "pain"))
    app = make_app()
    assert "chin-tuck" in care.pain_now(app.context)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await work_done(app)
        await pilot.pause()
        assert "[x] It hurt: Chin tuck" in shown(pilot)
        assert "until Thu 26 Nov" in shown(pilot)
        await rows_to(pilot, "[x] It hurt: Chin tuck")
        await sizes_of(pilot, "Your body")
        await pilot.press("space")
        await pilot.pause()
        assert "It hurt: Chin tuck" not in shown(pilot)
    assert not care.pain_now(app.context)
    assert not care.pain_now(make_app().context), "and it stays so"
    assert load_notices(home / "notices.toml").accepted == 99, "the rest of the file stays"


async def test_an_age_is_never_asked_for_and_lengthens_holds(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    turn = app.user.catalogue.stretches["neck-turn"]
    assert app.user.dose(turn) == Dose(15, 3)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await rows_to(pilot, "[ ] 65 or older")
        await pilot.press("space")
        await pilot.pause()
    assert settings_of(home) == {"body": {"age": 65}}
    assert app.user.dose(turn) == Dose(30, 2)


async def test_the_first_days_after_an_injury(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y", "space", "j", "space")
        await pilot.pause()
        assert app.user.body.acute
        assert not app.user.body.flare_up
        assert "asks on Tue 24 Nov" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "lower back off" in shown(pilot)
    assert settings_of(home) == {"body": {"acute_until": date(2026, 11, 24)}}


@pytest.mark.parametrize(("key", "expected"), [("y", None), ("n", date(2026, 11, 24)), ("escape", date(2026, 11, 21))])
async def test_it_is_turned_on_again_by_asking(make_app: MakeApp, home: Path, key: str, expected: date | None) -> None:
    (home / "settings.toml").write_text("[body]\nacute_until = 2026-11-21\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, SettledScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, SettledScreen), "enter alone says nothing"
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
    assert app.user.settings.body.acute_until == expected
    assert settings_of(home).get("body", {}) == ({"acute_until": expected} if expected else {})


async def test_a_flare_up_leaves_the_gentle_routine(make_app: MakeApp) -> None:
    app = make_app()
    change_body(app.context, flare_up=True)()
    app = opened_at(app, "daily-back")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = shown(pilot)
        assert isinstance(app.screen, BeforeScreen)
        assert "Flare-up" in text
        assert "Legs up the wall   60 s × 1" in text


# -- a deliberate yes


async def test_what_is_to_be_avoided_needs_a_deliberate_yes(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["knee-pain"]\n')
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(StretchScreen(app.user.catalogue.stretches["childs-pose"]))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, DeliberateScreen)
        await sizes_of(pilot, "better not now", "“Knee pain”", last="y  begin")
        await pilot.press("enter")
        assert isinstance(app.screen, DeliberateScreen), "enter is no yes"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StretchScreen)
        await pilot.press("enter", "y")
        await pilot.pause()
        assert isinstance(app.screen, BeforeScreen)


async def test_a_routine_tells_what_it_replaces(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["knee-pain"]\n')
    app = opened_at(make_app(), "daily-back")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BeforeScreen), "a routine that fits asks nothing"
        text = shown(pilot)
        assert "Without Child" in text or "instead of Child" in text
        assert "Cat and cow   " not in text


async def test_a_routine_of_which_nothing_is_left(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["fracture"]\n')
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "routines")
        await pilot.press("l", "enter")
        await pilot.pause()
        assert "Nothing of it is left" in shown(pilot)
        assert "Ask a doctor or physiotherapist" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, LiveScreen | BeforeScreen)


# -- felt


@pytest.mark.usefixtures("quick")
async def test_how_a_stretch_felt_is_said_while_the_next_is_read(
    make_app: MakeApp, hand: HandClock, home: Path
) -> None:
    app = opened_at(make_app(), "neck-four")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 6)
        assert "1 easy" not in shown(pilot)
        await pilot.press("N")
        assert "Chin tuck: 1 easy  2 right  3 hard  4 pain" in shown(pilot)
        await pilot.resize_terminal(40, 11)
        await pilot.pause()
        assert "It felt: 1 easy 2 right 3 hard 4 pain" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("3")
        assert "Chin tuck: hard" in shown(pilot)
        await pilot.press("enter")
        await pass_time(pilot, hand, 6)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, RedFlagsScreen)
        await sizes_of(pilot, "Is one of these so", "Numbness", "Chest pain", last="none of these")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.session.felt == {0: "hard", 1: "pain"}
        assert app.screen.session.view(hand.passed).phase.entry == 2
        await pilot.press("q", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        await pilot.press("escape")
        await pilot.pause()
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert [part.felt for part in record.stretches] == ["hard", "pain"]


async def test_what_cannot_wait_ends_the_session_and_says_what_to_do(
    make_app: MakeApp, hand: HandClock, home: Path
) -> None:
    app = opened_at(make_app(), "neck-four")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pass_time(pilot, hand, 6)
        await pilot.press("x", "y")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        assert "call the emergency number now" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WarningScreen), "and then what the pain leads to"
        assert "until Sat 28 Nov" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert record.outcome == "stopped"
    assert [part.felt for part in record.stretches] == ["pain"]


@pytest.mark.long
async def test_the_last_stretch_is_asked_for_at_the_end(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    (home / "settings.toml").write_text("[session]\nready = 0\n")
    app = opened_at(make_app(), "chin-tuck")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pass_time(pilot, hand, 6)
        await pilot.press("N")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        await sizes_of(pilot, "Chin tuck felt", "Tightness now")
        await pilot.press("up", "up")
        await sizes_of(pilot, "1 easy")
        await pilot.press("1", "4")  # the second digit is the tightness
        text = shown(pilot)
        assert "easy" in text
        assert "[4]" in text
        await pilot.press("enter", *"fine", "enter")
        await pilot.pause()
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert record.stretches[0].felt == "easy"
    assert record.tightness
    assert record.tightness.after == 4
    assert record.note == "fine"


async def finish_chin_tuck(app: StretchApp, pilot: Pilot[None], hand: HandClock, felt: str) -> None:
    """One session of it with a mark, saved."""
    await pilot.press("enter")
    await pass_time(pilot, hand, 50)
    await pilot.pause()
    assert isinstance(app.screen, EndScreen)
    await pilot.press("up", felt, "escape")
    await pilot.pause()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("answer", "reps"), [("enter", 11), ("escape", 10)])
async def test_easy_three_times_offers_one_repetition_more(
    make_app: MakeApp, hand: HandClock, home: Path, answer: str, reps: int
) -> None:
    past(home, (2, "chin-tuck", "easy"), (1, "chin-tuck", "easy"))
    app = opened_at(make_app(), "chin-tuck")
    async with app.run_test(size=(80, 24)) as pilot:
        await finish_chin_tuck(app, pilot, hand, "1")
        assert isinstance(app.screen, OfferScreen)
        await sizes_of(pilot, "Chin tuck felt easy", "11 instead", "10?", last="enter  yes")
        await pilot.press(answer)
        await pilot.pause()
        assert app._exit
    assert app.user.dose(app.user.catalogue.stretches["chin-tuck"]).reps == reps


@pytest.mark.usefixtures("quick")
async def test_pain_twice_says_to_ask_a_therapist(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    past(home, (9, "chin-tuck", "pain"))
    app = opened_at(make_app(), "chin-tuck")
    async with app.run_test(size=(80, 24)) as pilot:
        await finish_chin_tuck(app, pilot, hand, "4")
        assert isinstance(app.screen, WarningScreen)
        assert "ask a physiotherapist" in shown(pilot)
        await pilot.press("i")
        await pilot.pause()
        assert "When not to stretch" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app._exit
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        again.push_screen(StretchScreen(again.user.catalogue.stretches["chin-tuck"]))
        await pilot.pause()
        await work_done(again)
        await pilot.pause()
        assert "It hurt on Sat 21 Nov" in shown(pilot)


async def test_lasting_pain_shows_the_page_once_a_week(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    past(home, (1, "chin-tuck", "pain"), (8, "neck-turn", "pain"), (16, "chin-tuck", "pain"), (23, "roll-down", "pain"))
    for expected in (True, False):
        app = make_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, PageScreen) is expected
            if expected:
                assert "over more than three weeks" in shown(pilot)
    hand.passed += 7 * 86400
    past(home, (-6, "chin-tuck", "pain"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)


async def test_a_break_for_loose_joints_marks_what_is_held(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["hypermobility"]\n')
    app = make_app()
    app.opening = Wish(minutes=10, regions=("shoulders-chest",))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("j")
        lines = shown(pilot).splitlines()
        assert [line for line in lines if "Shoulder rolls" in line]
        assert not [line for line in lines if "~Shoulder rolls" in line], "which is moved"
        held = [number for number, line in enumerate(lines) if "~" in line]
        assert held
        assert all("first hint of tension" in "".join(lines[number : number + 3]) for number in held)
