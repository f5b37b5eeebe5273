"""Keys and signals that come before a screen is whole, and behind the one that ended the app."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from stretchtui.application.breaks import usual_wish
from stretchtui.ui.app import Opening, StretchApp
from stretchtui.ui.care.body import BodyScreen
from stretchtui.ui.session.live import LiveScreen
from tests.ui.common.test_typeahead import type_at_once, until
from tests.ui.conftest import Load

MakeApp = Callable[..., StretchApp]
KEYS = (
    "enter",
    "escape",
    "space",
    "n",
    "N",
    "b",
    "y",
    "t",
    "i",
    "v",
    "slash",
    "x",
    "e",
    "question_mark",
    "ctrl+p",
    "j",
    "q",
)


def openings(load: Load) -> dict[str, Opening]:
    context = load()
    plan = context.user.plan("chin-tuck")
    assert plan
    return {"browse": "browse", "history": "history", "break": usual_wish(context), "start": plan}


@pytest.mark.parametrize("opening", ["browse", "history", "break", "start"])
@pytest.mark.parametrize("key", KEYS)
async def test_any_key_twice_before_the_first_screen_is_whole(load: Load, opening: str, key: str) -> None:
    app = StretchApp(load(), openings(load)[opening])
    async with app.run_test() as pilot:
        type_at_once(app, key, key, "enter", key)
        await pilot.pause()
        assert app.crash is None
    assert app.return_code in (None, 0)


async def test_a_break_begins_with_the_second_of_two_enters(load: Load) -> None:
    app = StretchApp(load(), openings(load)["break"])
    async with app.run_test() as pilot:
        type_at_once(app, "enter", "enter")
        await until(lambda: isinstance(app.screen, LiveScreen) and app.screen.is_mounted)
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.session.view(app.services.clock.elapsed()).phase.kind != "ready", "begun at once"


@pytest.mark.parametrize("key", ["b", "y", "t", "i", "v"])
async def test_a_key_that_rests_during_a_session_is_gone_with_it(load: Load, home: Path, key: str) -> None:
    """It was looked up a second time when it had gone through all widgets, and the session was over by then."""
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = StretchApp(load(), openings(load)["start"])
    async with app.run_test() as pilot:
        await pilot.pause()
        await until(lambda: isinstance(app.screen, LiveScreen) and app.screen.is_mounted)
        type_at_once(app, key, "N", key)
        await until(lambda: app.ending)
        assert len(app.screen_stack) <= 2
    assert app.crash is None
    assert app.return_code == 0


async def test_nothing_opens_in_an_app_that_ends(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.exit(return_code=143)
        app.push_screen(BodyScreen())
        app.post_message(events.Key("v", "v"))
        waiting = app.push_screen(BodyScreen(), wait_for_dismiss=True)
        await asyncio.sleep(0)
        assert len(app.screen_stack) == 1
        assert not waiting.done()
    assert app.return_code == 143
