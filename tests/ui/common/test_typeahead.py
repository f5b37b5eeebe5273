"""Keys that come all at once, as over a slow line: each goes where one who waited would have sent it."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest
from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.detail import StretchScreen
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.session.before import BeforeScreen
from tests.ui.conftest import to_shelf

MakeApp = Callable[..., StretchApp]

ROUNDS = 30
"""Turns of the event loop that each message takes, where widgets are slow."""


@pytest.fixture(params=[0, ROUNDS], ids=["quick", "slow"])
def _machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose widgets are done with a message at once, and one where everything else gets its turn before."""
    dispatch = MessagePump._dispatch_message

    async def slowly(self: MessagePump, message: Message) -> None:
        for _ in range(request.param if isinstance(self, Widget) else 0):
            await asyncio.sleep(0)
        await dispatch(self, message)

    monkeypatch.setattr(MessagePump, "_dispatch_message", slowly)


def type_at_once(app: StretchApp, *keys: str) -> None:
    """As the terminal hands over what it read in one go."""
    for key in keys:
        character = {"enter": "\r", "slash": "/", "escape": "\x1b"}.get(key, key)
        app.post_message(events.Key(key, character))


async def until(found: Callable[[], bool]) -> None:
    for _ in range(100_000):
        if found():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to that")


def on_top(app: StretchApp, kind: type[MessagePump]) -> bool:
    """Whether such a screen is there, and whole."""
    return isinstance(app.screen, kind) and app.screen.is_mounted


@pytest.mark.usefixtures("_machine")
async def test_from_the_filter_through_a_stretch_to_its_session(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        type_at_once(app, "slash", *"chin", "enter", "enter", "enter")
        await until(partial(on_top, app, BeforeScreen))
        assert [type(screen) for screen in app.screen_stack[1:]] == [StretchScreen, BeforeScreen]
        assert isinstance(app.screen_stack[1], StretchScreen)
        assert app.screen_stack[1].stretch.id == "chin-tuck"


@pytest.mark.usefixtures("_machine")
async def test_there_and_back_and_on(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await to_shelf(pilot, "neck")
        type_at_once(app, "l", "j", "enter", "escape", "v", "2", "escape", "j", "enter", "enter")
        await until(partial(on_top, app, BeforeScreen))
        (_, opened, _) = app.screen_stack
        assert isinstance(opened, StretchScreen)
        shelf = app.screen_stack[0].query_one("#entries", Rows)
        assert (shelf.cursor, shelf.key) == (2, opened.stretch.id)


@pytest.mark.usefixtures("_machine")
async def test_a_page_may_be_left_at_any_moment_of_its_coming(make_app: MakeApp) -> None:
    """What it has still to do is dropped with it: its parts are gone before it is."""
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await to_shelf(pilot, "neck")
        await pilot.press("l", "j")
        for turns in range(0, 400, 40):
            type_at_once(app, "enter")
            await until(lambda: isinstance(app.screen, StretchScreen))
            for _ in range(turns):
                await asyncio.sleep(0)
            app.screen.call_after_refresh(app.screen.query_one, "#care")
            await app.pop_screen()
        await pilot.pause()
    assert app.crash is None


@pytest.mark.usefixtures("_machine")
async def test_keys_behind_the_last_one_are_left_alone(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        type_at_once(app, "l", "q", "q", "enter", "v")
        await until(lambda: not app.is_running)
    assert app.return_code == 0
    assert app.crash is None
