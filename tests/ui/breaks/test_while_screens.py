"""The three screens of a break beside a command: what each shows as the command goes on, asks, and ends."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from stretchtui.application.context import Context
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.session.record import WHILE
from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.breaks.waiting import WaitingBreakScreen, WaitingEndScreen, WaitingLiveScreen, WaitLine
from stretchtui.ui.breaks.while_app import WhileApp
from tests.ui.breaks.waited import WaitedByHand
from tests.ui.conftest import HandClock, pass_time, shown
from tests.ui.test_golden import touching

Load = Callable[..., Context]
SIZES = ((40, 11), (40, 12), (50, 16), (80, 24), (120, 40), (200, 60))
NEVER = 1e9


class Running:
    """A break beside a command, and both clocks."""

    def __init__(self, app: WhileApp, pilot: Pilot[None], waited: WaitedByHand, hand: HandClock) -> None:
        self.app, self.pilot, self.waited, self.hand = app, pilot, waited, hand

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def look(self) -> str:
        """Have the app see how the command stands; what the screen shows then."""
        self.app.look()
        await self.pilot.pause()
        return shown(self.pilot)

    async def hold(self) -> WaitingLiveScreen:
        """Go on to the first hold or movement."""
        await self.press("enter", "enter")
        screen = self.app.screen
        assert isinstance(screen, WaitingLiveScreen)
        await pass_time(self.pilot, self.hand, 1)
        assert screen.session.view(self.hand.passed).phase.strains
        return screen

    async def rest(self) -> WaitingLiveScreen:
        """Go on to a rest."""
        screen = await self.hold()
        for _ in range(60):
            phase = screen.session.view(self.hand.passed).phase
            if phase.kind == "rest":
                return screen
            if phase.kind == "hold":
                await pass_time(self.pilot, self.hand, 1.9, step=1.9)  # less than what counts as a gap
            else:
                await self.press("N" if phase.kind == "move" else "enter")
        raise AssertionError("no rest came")


@pytest.fixture
def running(load: Load, hand: HandClock, home: Path, monkeypatch: pytest.MonkeyPatch) -> "Open":
    """Opens the app beside a command; it looks when the test says so."""
    (home / "settings.toml").write_text('motion = "none"\n[cues]\nflash = false\n')
    monkeypatch.setattr("stretchtui.ui.breaks.while_app.LOOK", NEVER)

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24), region: str = "shoulders-chest") -> AsyncIterator[Running]:
        waited = WaitedByHand()
        app = WhileApp(load(), Wish(5, (region,), routine=WHILE), waited)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Running(app, pilot, waited, hand)

    return opened


Open = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_coming_and_how_the_command_stands_at_every_size(running: Open, size: tuple[int, int]) -> None:
    async with running(size) as run:
        assert isinstance(run.app.screen, WaitingBreakScreen)
        text = shown(run.pilot)
        name = "make test" if size[0] >= 60 else "make"
        assert text.splitlines()[0].strip().startswith(f"{name}: running for 2:10")
        assert "Starts in 5 s · space holds it" in text
        assert "enter start" in text
        assert "? keys" in text.splitlines()[-1]
        assert not touching(run.pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_hold_beside_the_command_at_every_size(running: Open, size: tuple[int, int]) -> None:
    async with running(size) as run:
        screen = await run.hold()
        text = shown(run.pilot)
        assert "running for 2:10" in text.splitlines()[0]
        told, room = screen.query_one("#instruction"), screen.query_one("#now")
        if told.display:  # else the steps stand beside the number
            assert told.region.bottom <= room.region.bottom, "none of its lines is cut"
        assert "space pause" in text
        assert "to go" in text
        run.waited.become("failed", 2)
        screen = await run.rest()
        text = await run.look()
        assert "failed (2) after 2:10" in text.splitlines()[0]
        assert "Failed (2)." in text, "what happened and what can be done now stands below the bar"
        assert "enter" in text.lower()
        assert screen.session.paused


@pytest.mark.parametrize("size", SIZES)
async def test_the_end_beside_the_command_at_every_size(running: Open, size: tuple[int, int]) -> None:
    async with running(size) as run:
        await run.hold()
        await pass_time(run.pilot, run.hand, 8)
        await run.press("q", "enter")
        assert isinstance(run.app.screen, WaitingEndScreen)
        text = shown(run.pilot)
        assert "running for 2:10" in text.splitlines()[0]
        assert "▸ Tightness now" in text
        assert "enter done" in text


async def test_a_hold_goes_on_to_its_end_and_the_rest_behind_it_offers_to_leave(running: Open) -> None:
    async with running() as run:
        screen = await run.hold()
        run.waited.become("done", seconds=200.0)
        text = await run.look()
        assert screen.session.paused is None, "nobody is torn out of a hold"
        assert "done after 3:20" in text.splitlines()[0]
        assert screen.query_one(WaitLine).has_class("over")
        held = screen.session.view(run.hand.passed).index
        while screen.session.view(run.hand.passed).index == held:
            await pass_time(run.pilot, run.hand, 1)
            await run.look()
        assert screen.session.paused == "user"
        assert "Done. Space goes on with the break, enter leaves." in shown(run.pilot)
        await run.press("space")
        await run.look()
        assert screen.session.paused is None, "it is asked once"


@pytest.mark.long
async def test_the_command_that_ends_during_a_rest_offers_to_leave_at_once(running: Open, home: Path) -> None:
    async with running() as run:
        screen = await run.rest()
        run.waited.become("failed", 3)
        text = await run.look()
        assert screen.session.paused == "user"
        assert "Failed (3). Space goes on with the break, enter leaves." in text
        await run.press("enter")
        await run.pilot.pause()
    assert run.app._exit, "no question stands between the user and the output"
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert (record.routine, record.tightness) == (WHILE, None)
    assert record.seconds


async def test_the_command_that_ends_on_the_end_screen_takes_no_answer_away(running: Open, home: Path) -> None:
    async with running() as run:
        await run.hold()
        await pass_time(run.pilot, run.hand, 8)
        await run.press("q", "enter", "4")
        screen = run.app.screen
        assert isinstance(screen, WaitingEndScreen)
        run.waited.become("done", seconds=200.0)
        text = await run.look()
        assert run.app.screen is screen
        assert "done after 3:20" in text.splitlines()[0]
        assert screen.query_one(WaitLine).has_class("over")
        await run.press("enter")
        await run.pilot.pause()
    (record,) = HistoryLog(home / "history.toml", home / "undo").all().records
    assert record.tightness
    assert record.tightness.after == 4
    assert run.app.summary


async def test_before_the_break_its_end_is_told_and_nothing_is_torn_away(running: Open) -> None:
    async with running() as run:
        await run.press("space")
        run.waited.become("done", seconds=140.0)
        text = await run.look()
        assert isinstance(run.app.screen, WaitingBreakScreen)
        assert "done after 2:20" in text.splitlines()[0]
        assert run.app.screen.query_one(WaitLine).has_class("over")


async def test_a_question_pauses_even_a_hold_and_a_gives_the_keyboard(running: Open) -> None:
    async with running() as run:
        screen = await run.hold()
        run.waited.become("asking", last="Password:")
        text = await run.look()
        assert screen.session.paused
        assert "asks something · Password:" in text.splitlines()[0]
        assert "It asks something: a gives it the keyboard, ctrl+g comes back." in text
        assert screen.query_one(WaitLine).has_class("heed")
        await run.press("ctrl+c")
        assert run.waited.told == ["interrupt"]


async def test_what_cannot_be_kept_any_more_ends_the_break_on_every_screen(running: Open) -> None:
    async with running() as run:
        run.waited.become("running", trouble="there is no room for what it writes (disk full)")
        await run.look()
    assert run.app._exit


async def test_in_a_hold_the_line_is_calm(running: Open) -> None:
    async with running() as run:
        screen = await run.hold()
        line = screen.query_one(WaitLine)
        before = str(line.content)
        run.waited.become("running", seconds=135.0, last="[13/48] bar.o")
        await run.look()
        assert str(line.content) == before, "nobody reads it now, and each change costs bytes"
        run.waited.become("running", seconds=141.0)
        await run.look()
        assert "[13/48] bar.o" in str(line.content)
