"""Keys from settings: they work, hints and help show them, and what is wrong with one is told on its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.commands.check import check_settings
from stretchtui.core.settings.actions import ACTIONS, contexts_of
from stretchtui.storage.files.places import Places
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.catalog.detail import StretchScreen
from stretchtui.ui.history.screen import HistoryScreen
from stretchtui.ui.session.live import LiveScreen
from stretchtui.ui.themes.picker import ThemePicker
from tests.ui.conftest import HandClock, shown

MakeApp = Callable[..., StretchApp]


def keys(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(f"[session]\nask_tightness = false\n\n[keys]\n{text}")


async def test_a_changed_key_works_and_the_old_one_does_not(make_app: MakeApp, home: Path) -> None:
    keys(home, 'history = "H"\nfilter = "ctrl+f"\n"theme" = "T, f2"\n')
    app = make_app()
    assert app.context.problems == []
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert "ctrl+f filter" in shown(pilot)
        await pilot.press("v")
        assert isinstance(app.screen, BrowseScreen)
        await pilot.press("H")
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        assert "T f2" in shown(pilot)
        assert "H " in shown(pilot)
        await pilot.press("escape", "f2")
        assert isinstance(app.screen, ThemePicker)


async def test_keys_are_exchanged_and_answers_show_them(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    keys(home, 'next = "p"\nprevious = "n"\nyes = "s"\n')
    app = make_app()
    assert app.context.problems == []
    app.opening = app.user.plan("single-knee-to-chest") or "browse"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "p")
        live = app.screen
        assert isinstance(live, LiveScreen)
        before = live.session.view(live._now()).phase
        await pilot.press("p")
        assert (
            live.session.view(live._now()).phase.kind != before.kind or live.session.view(live._now()).phase != before
        )
        await pilot.press("q")
        await pilot.pause()
        assert "s stop     esc go on" in shown(pilot)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('nonsense = "a"', 5, "unknown action 'nonsense'"),
        ('histroy = "a"', 5, "did you mean 'history'?"),
        ('filter = "t"', 5, "'filter': 't' is the key of 'theme' already"),
        ('quit = "z"\n\nstop = "n"', 7, "'stop': 'n' is the key of 'next' already (live)"),
        ('yes = "n"', 5, "'yes': 'n' is the key of 'no' already"),
        ('help = "ctlr+h"', 5, "no key 'ctlr+h'"),
        ('help = ""', 5, "'help': no key ''"),
        ("help = 3", 5, "expected text, not 3"),
        ('pause = "ctrl+p"', 5, "'pause': 'ctrl+p' is the key of 'palette' already"),
    ],
)
def test_mistakes_are_told_with_their_line(make_app: MakeApp, home: Path, text: str, line: int, told: str) -> None:
    keys(home, f"{text}\n")
    path = home / "settings.toml"
    app = make_app()
    problems = app.context.problems
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"{path}:{line}: ")
    assert told in problems[0]
    assert list(map(str, check_settings(path, Places(home, home, home)))) == problems, "check tells the same"


async def test_a_wrong_key_is_left_as_it_was_and_the_others_count(make_app: MakeApp, home: Path) -> None:
    keys(home, 'filter = "t"\nhistory = "H"\n')
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "/ filter" in shown(pilot)
        await pilot.press("t")
        assert isinstance(app.screen, ThemePicker)
        await pilot.press("escape", "H")
        assert isinstance(app.screen, HistoryScreen)


async def test_all_that_can_be_pressed_is_known(make_app: MakeApp) -> None:
    """What the table says of a screen is what is active on it."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for walk in (
            "j j l",
            "enter",
            "enter",
            "escape escape v",
            "escape y",
            "escape i",
            "down enter",
            "escape escape b",
        ):
            await pilot.press(*walk.split())
            await pilot.pause()
            ids = {found.binding.id for found in app.screen.active_bindings.values()} - {None}
            context: str = getattr(app.screen, "CONTEXT", "")
            assert ids <= {action.id for part in contexts_of(context) for action in ACTIONS[part]}, context


async def test_help_is_there_on_questions_too(make_app: MakeApp, hand: HandClock) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "question_mark")
        await pilot.pause()
        assert "Each theme is put on as you come to it" in shown(pilot)
        await pilot.press("question_mark", "escape", "j", "j", "l", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StretchScreen)
        await pilot.press("question_mark")
        await pilot.resize_terminal(50, 16)
        await pilot.pause()
        for _ in range(9):
            await pilot.press("pagedown")
        assert "Scroll up" in shown(pilot), "the last key is reached where there is little room"
