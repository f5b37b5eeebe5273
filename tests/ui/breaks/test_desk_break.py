"""The screen that says what is coming and why, and the way through a break and back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from stretchtui.application.clock import Clock
from stretchtui.application.context import Context, load_context
from stretchtui.core.breaks.desk_break import ROUTINE, Wish
from stretchtui.core.catalog.model import sided
from stretchtui.core.session.machine import Session
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.files.places import find_places
from stretchtui.terminal.capabilities import detect
from stretchtui.ui.app import Opening, StretchApp
from stretchtui.ui.breaks.break_end import BreakEndScreen
from stretchtui.ui.breaks.coming import MORE, Coming
from stretchtui.ui.breaks.desk_break import DeskBreakScreen
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.common.paragraphs import Paragraphs
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.history.screen import HistoryScreen
from stretchtui.ui.session.bars import HoldBar
from stretchtui.ui.session.before import BeforeScreen
from stretchtui.ui.session.live import LiveScreen
from stretchtui.ui.session.resume import ResumeScreen
from tests.ui.conftest import work_done

USUAL = Wish()
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


class Desk:
    """An app with a home and a clock of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.time = 1000.0

    def context(self) -> Context:
        terminal = detect({"TERM": "xterm-256color"}, stdin_tty=True, stdout_tty=True, encoding="utf-8", size=(80, 24))
        clock = Clock(elapsed=lambda: self.time, now=lambda: NOW + timedelta(seconds=self.time - 1000))
        return load_context(find_places({"STRETCHTUI_HOME": str(self.home)}), terminal, clock)

    @asynccontextmanager
    async def open(
        self,
        opening: Opening = USUAL,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[tuple[StretchApp, Pilot[None]]]:
        app = StretchApp(self.context(), opening)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "settings.toml").write_text("bell = false\n[session]\nready = 0\nrest = 0\nswitch = 0\n")
    (tmp_path / "notices.toml").write_text("accepted = 99\naccepted_on = 2026-01-01\n")
    return Desk(tmp_path)


def the_break(app: StretchApp) -> DeskBreakScreen:
    assert isinstance(app.screen, DeskBreakScreen)
    return app.screen


def said(app: StretchApp) -> str:
    return str(the_break(app).query_one("#countdown", Static).content)


async def pass_time(desk: Desk, screen: DeskBreakScreen, seconds: float) -> None:
    """Let the countdown go on, a second at a time."""
    while seconds > 0:
        desk.time += min(1.0, seconds)
        seconds -= 1.0
        screen.tick()


async def test_it_opens_with_reasons_and_starts_by_itself_after_five_seconds(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        screen = the_break(app)
        reasons = [row.cells[-1] for row in screen.query_one(Coming).rows]
        assert reasons
        assert all(reason.endswith(": never done yet") for reason in reasons)
        assert said(app) == "Starts in 5 s · space holds it"
        await pass_time(desk, screen, 3)
        assert said(app) == "Starts in 2 s · space holds it"
        await pass_time(desk, screen, 2)
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)


async def test_enter_starts_at_once(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        plan = the_break(app).coming.plan
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.session.plan == plan


@pytest.mark.parametrize("key", ["j", "k", "s", "x", "z", "question_mark", "down", "v"])
async def test_any_other_key_stops_the_countdown(desk: Desk, key: str) -> None:
    async with desk.open() as (app, pilot):
        screen = the_break(app)
        await pilot.press(key)
        await pilot.pause()
        await pass_time(desk, screen, 20)
        await pilot.pause()
        assert screen in app.screen_stack
        assert not any(isinstance(one, LiveScreen) for one in app.screen_stack)


async def test_a_machine_that_slept_does_not_start_a_break(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        desk.time += 3600
        the_break(app).tick()
        await pilot.pause()
        assert said(app) == "Enter starts it · space counts on"


async def test_o_shows_others_d_leaves_one_out_and_u_brings_it_back(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        first = the_break(app).coming.ids
        await pilot.press("o")
        second = the_break(app).coming.ids
        assert second != first
        await pilot.press("j")
        key = the_break(app).query_one(Coming).key
        assert key in second
        await pilot.press("d")
        assert key not in the_break(app).coming.ids
        assert said(app).startswith("Without ")
        await pilot.press("u")
        assert the_break(app).coming.ids == second
        await pilot.press("u")
        assert the_break(app).coming.ids == first


async def test_space_holds_the_countdown_and_lets_it_go_on(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        screen = the_break(app)
        await pass_time(desk, screen, 2)
        await pilot.press("space")
        await pass_time(desk, screen, 20)
        assert said(app) == "Enter starts it · space counts on"
        assert screen.query_one("#countdown-bar", HoldBar).look == "hatched"
        await pilot.press("space")
        assert said(app) == "Starts in 3 s · space holds it"
        await pass_time(desk, screen, 3)
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)


async def test_w_swaps_the_one_under_the_cursor_and_leaves_the_others(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        before = [pick.stretch.id for pick in the_break(app).coming.picks]
        await pilot.press("j", "r")
        after = [pick.stretch.id for pick in the_break(app).coming.picks]
        assert set(before) - set(after) == {before[1]}
        assert the_break(app).query_one(Coming).key in set(after) - set(before), "the cursor is on the new one"
        await pilot.press("u")
        assert [pick.stretch.id for pick in the_break(app).coming.picks] == before


async def test_where_nothing_else_fits_the_swap_says_so(desk: Desk) -> None:
    async with desk.open(Wish(regions=("jaw-eyes",))) as (app, pilot):
        for _ in range(8):
            before = the_break(app).coming.ids
            await pilot.press("r")
            if the_break(app).coming.ids == before:
                break
        assert said(app) == "There is nothing else for now."
        assert the_break(app).coming.ids == before


async def test_minutes_and_chair_are_changed_in_place(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        screen = the_break(app)
        assert "+ - 3 minutes" in str(screen.query_one("#choices", Static).content)
        short = screen.coming.plan
        await pilot.press("plus", "plus")
        longer = screen.coming.plan
        assert short
        assert longer
        assert longer.seconds > short.seconds
        await pilot.press("c")
        assert all(pick.stretch.position == "standing" for pick in screen.coming.picks)
        choices = str(screen.query_one("#choices", Static).content)
        assert "5 minutes" in choices
        assert "standing only" in choices
        await pilot.press("u", "u", "u")
        assert screen.coming.plan == short


async def test_beside_the_list_stands_the_one_under_the_cursor_and_what_today_brings(desk: Desk) -> None:
    async with desk.open(size=(120, 40)) as (app, pilot):
        screen = the_break(app)
        while not str(screen.query_one("#week", Static).content):
            await pilot.pause(0.01)
        for pick in screen.coming.picks:
            assert str(screen.query_one("#focus-name", Static).content).startswith(pick.stretch.name)
            await pilot.press("j")
            await pilot.pause()
        assert "today makes it 1 of 4" in str(screen.query_one("#week", Static).content)
        assert "lower back" in str(screen.query_one("#lit", Static).content)


async def test_what_was_left_out_altogether_comes_back(desk: Desk) -> None:
    async with desk.open(Wish(regions=("neck",), standing=False)) as (app, pilot):
        for _ in range(12):
            await pilot.press("d")
        assert said(app) == "You left out all that is possible now.\n\no brings it back."
        await pilot.press("enter")
        assert the_break(app).coming.plan is None
        await pilot.press("o")
        assert the_break(app).coming.plan


async def test_where_nothing_is_possible_it_says_why_and_esc_leaves(desk: Desk) -> None:
    async with desk.open(Wish(regions=("whole-back",))) as (app, pilot):
        assert "no stretch for the whole back" in said(app)
        await pilot.press("enter", "d", "o")
        assert isinstance(app.screen, DeskBreakScreen)
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0
    assert app.summary is None


async def lead(desk: Desk, app: StretchApp, pilot: Pilot[None], seconds: int) -> None:
    """Begin at once, hold for so many seconds, and leave out what remains."""
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press("enter")
    assert isinstance(app.screen, LiveScreen)
    for _ in range(seconds):
        desk.time += 1
        app.screen.tick()
    for _ in range(len(app.screen.session.plan.entries)):
        await pilot.press("N")
    await pilot.pause()


async def test_after_the_last_hold_one_key_and_a_line_for_the_shell(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        await lead(desk, app, pilot, 5)
        assert isinstance(app.screen, BreakEndScreen)
        assert str(app.screen.query_one("#place", Static).content) == "0:05 · 1 stretch"
        await pilot.press("3", "enter")
        await pilot.pause()
    assert app.summary == "0:05 · 1 stretch · 1 of 4 days this week"
    (record,) = app.services.history.all().records
    assert record.routine == ROUTINE
    assert record.tightness is not None
    assert (record.tightness.before, record.tightness.after) == (None, 3)


async def test_who_does_not_want_to_be_asked_is_not(desk: Desk) -> None:
    with (desk.home / "settings.toml").open("a") as settings:
        settings.write("ask_tightness = false\n")
    async with desk.open() as (app, pilot):
        await lead(desk, app, pilot, 5)
        await pilot.pause()
    assert app.summary == "0:05 · 1 stretch · 1 of 4 days this week"


async def test_a_break_that_is_skipped_through_is_no_session(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        await lead(desk, app, pilot, 3)
    assert app.summary is None
    assert not (desk.home / "history.toml").exists()
    assert not list(desk.home.glob("session*.toml"))


async def test_b_leads_through_a_break_and_back_to_where_one_was(desk: Desk) -> None:
    async with desk.open("browse") as (app, pilot):
        await pilot.press("j", "j", "l")
        focused = app.focused
        await pilot.press("b")
        await lead(desk, app, pilot, 5)
        await pilot.press("b")  # a break is not begun on the way out of one
        assert isinstance(app.screen, BreakEndScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        assert app.focused is focused
        assert app.screen.query_one("#shelves", Rows).cursor == 2
        assert app.is_running
        await pilot.press("b", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)


async def test_b_does_nothing_while_a_session_runs(desk: Desk) -> None:
    async with desk.open() as (app, pilot):
        await pilot.press("enter", "b")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)


def interrupt(desk: Desk, name: str = "chin-tuck", token: str = "abc") -> None:
    """A session whose program died in the middle."""
    context = desk.context()
    plan = context.user.plan(name)
    assert plan
    session = Session(plan, 0.0)
    keeper = context.services.sessions.begin(session, started=NOW, token=token)
    for second in range(30):
        session.advance(float(second))
    keeper.save(session)
    keeper.leave().result()


async def test_an_interrupted_session_is_offered_first_and_the_break_comes_after_it(desk: Desk) -> None:
    interrupt(desk)
    interrupt(desk, "neck-turn", "abd")
    async with desk.open() as (app, pilot):
        assert isinstance(app.screen, ResumeScreen)
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(app.screen, ResumeScreen), "both are asked about"
        await pilot.press("n")
        await pilot.pause()
        (record,) = app.services.history.all().records
        assert record.outcome == "interrupted"
        assert isinstance(app.screen, DeskBreakScreen)
    assert not list(desk.home.glob("session*.toml"))


async def test_an_interrupted_session_that_is_taken_up_takes_the_place_of_the_break(desk: Desk) -> None:
    interrupt(desk)
    async with desk.open() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.session.paused == "resumed"
        await pilot.press("q", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app._exit
        (record,) = app.services.history.all().records
        assert record.outcome == "stopped"


@pytest.mark.parametrize("opening", ["history", "plan"])
async def test_an_interrupted_session_is_offered_whatever_is_opened(desk: Desk, opening: str) -> None:
    interrupt(desk)
    plan = desk.context().user.plan("chin-tuck")
    assert plan
    async with desk.open(plan if opening == "plan" else "history") as (app, pilot):
        assert isinstance(app.screen, ResumeScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BeforeScreen if opening == "plan" else HistoryScreen)
    assert list(desk.home.glob("session*.toml")), "later means later"


@pytest.mark.parametrize("size", [(40, 11), (50, 16), (64, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("minutes", [3, 30])
@pytest.mark.long
async def test_every_reason_can_be_read_whole(desk: Desk, size: tuple[int, int], minutes: int) -> None:
    done = SessionRecord(
        "x", NOW - timedelta(days=12), 60, "completed", (StretchRecord("x", "x", "shoulders-chest", 1, 1, 60),)
    )
    desk.context().services.history.append(done)
    async with desk.open(Wish(minutes), size) as (app, pilot):
        coming = the_break(app).query_one(Coming)
        picks = the_break(app).coming.picks
        seen: set[str] = set()
        for _ in picks:
            height = coming.size.height
            seen |= {coming.render_line(y).text.strip(" ▸") for y in range(height)}
            await pilot.press("j")
            await pilot.pause()
        text = "\n".join(seen)
        for pick in picks:
            assert pick.reason in text
            assert pick.stretch.name in text


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until the figure is there, and what stands beside it is laid out."""
    for _ in range(3):
        await work_done(pilot.app)
        await pilot.pause()


@pytest.mark.parametrize("size", [(100, 30), (120, 40)])
async def test_what_to_mind_of_the_one_in_focus_is_told_before_its_last_steps(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with desk.open(size=size) as (app, pilot):
        await drawn(pilot)
        screen = app.screen
        assert isinstance(screen, DeskBreakScreen)
        for pick in screen.coming.picks:
            steps = screen.query_one("#focus-steps", Paragraphs)
            said = [str(paragraph.text) for paragraph in steps.paragraphs]
            side = pick.entry.order[0]
            cautions = [sided(text, side) for text in pick.stretch.cautions if not text.startswith("None known")]
            whole = len(said) >= len(pick.stretch.steps) + len(cautions)
            assert whole or said[-1] == MORE, said
            assert set(cautions[:1]) <= set(said), said
            assert steps.height_of(steps.paragraphs, steps.size.width) <= screen.query_one("#focus-parts").size.height
            await pilot.press("j")
            await drawn(pilot)
