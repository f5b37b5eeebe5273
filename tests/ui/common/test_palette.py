"""The palette: everything by its name, and over a session only what the session can do."""

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from textual.pilot import Pilot
from textual.widgets import Input

from stretchtui.ui.app import StretchApp
from stretchtui.ui.breaks.desk_break import DeskBreakScreen
from stretchtui.ui.care.body import BodyScreen
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.catalog.detail import RoutineScreen, StretchScreen
from stretchtui.ui.catalog.page import PageScreen
from stretchtui.ui.common.confirm import ConfirmScreen
from stretchtui.ui.common.help import HelpScreen
from stretchtui.ui.common.palette_screen import PaletteScreen
from stretchtui.ui.history.screen import HistoryScreen
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import HandClock, findable, pass_time, shown
from tests.ui.test_sizes import SIZES

MakeApp = Callable[..., StretchApp]


async def find(pilot: Pilot[None], words: str) -> None:
    """Open the palette, type, choose, and wait for what it leads to."""
    await pilot.press("ctrl+p", *("space" if letter == " " else letter for letter in words), "enter")
    await pilot.pause()
    await pilot.pause()


@pytest.mark.long
async def test_it_leads_to_every_kind_of_thing(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for words, screen in {
            "chin tuck": StretchScreen,
            "daily back": RoutineScreen,
            "the discs": PageScreen,
            "your history": HistoryScreen,
            "your body": BodyScreen,
            "desk break now": DeskBreakScreen,
            "all keys": HelpScreen,
        }.items():
            await find(pilot, words)
            assert isinstance(app.screen, screen), words
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        await find(pilot, "fjord")
        assert app.theme == "fjord"
        assert tomli.loads((home / "settings.toml").read_text())["theme"] == "fjord"
        await find(pilot, "leave stretchtui")
    assert app.return_code == 0


@pytest.mark.long
async def test_every_name_is_found_first_by_itself(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        names = {entry.name for entry in findable(app)}
        catalogue = app.user.catalogue
        assert names >= {thing.name for thing in (*catalogue.stretches.values(), *catalogue.routines.values())}
        assert names >= {"Your history", "A desk break now", "Choose a theme", "Leave stretchtui", *app.themes}
        await pilot.press("ctrl+p")
        screen = app.screen
        assert isinstance(screen, PaletteScreen)
        for name in names:
            screen.query_one(Input).value = name
            await pilot.pause()
            assert screen.found[0].name == name


async def test_commands_are_found_while_a_field_takes_their_letters(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "h", "i", "p")
        await find(pilot, "your history")
        assert isinstance(app.screen, HistoryScreen)


async def test_esc_and_nothing_found_lead_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"zzz", "enter")
        assert "Nothing by that name." in shown(pilot)
        assert isinstance(app.screen, PaletteScreen)
        await pilot.press("ctrl+p", "escape")
        assert isinstance(app.screen, BrowseScreen)


async def test_a_session_waits_below_it_and_nothing_leads_elsewhere(
    make_app: MakeApp, home: Path, hand: HandClock
) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\nready = 0\n")
    app = make_app()
    app.opening = app.user.plan("single-knee-to-chest") or "browse"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 3)
        live = app.screen
        assert isinstance(live, LiveScreen)
        kinds = {entry.kind for entry in findable(app)}
        assert kinds == {"command"}
        commands = {entry.name for entry in findable(app)}
        assert {"Pause, and go on", "On to the next hold", "Too much: end this hold gently"} <= commands
        assert not commands & {"Your history", "Choose a theme", "A desk break now", "Settings", "Leave stretchtui"}
        await pilot.press("ctrl+p")
        await pass_time(pilot, hand, 60)
        assert live.session.paused == "suspended"
        await pilot.press("escape")
        await pilot.pause()
        assert live.session.paused is None
        assert live.session.held() == 3, "the time below it counts for nothing"
        await find(pilot, "pause, and go on")
        assert live.session.paused == "user"
        await find(pilot, "stop the session")
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, ConfirmScreen), "a question waits for its answer"


async def test_names_from_files_are_only_text(make_app: MakeApp, home: Path) -> None:
    (home / "catalog").mkdir()
    (home / "catalog" / "own.toml").write_text(
        '[[routine]]\nid = "own"\nname = "[@click=app.quit]Mine[/]"\nsummary = "s"\nsources = ["guide"]\n'
        'stretches = ["chin-tuck"]\n'
    )
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"mine")
        await pilot.pause()
        assert "▸ [@click=app.quit]Mine[/]" in shown(pilot)


async def test_it_fits_every_size(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"chin tuck"[:4])
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = shown(pilot)
            assert "▸ Chin tuck" in text
            assert "enter go there" in text
            assert max(map(len, text.splitlines())) <= size[0]


OTHER_WORDS = {
    "settings": "Settings",
    "preferences": "Settings",
    "log": "Your history",
    "history": "Your history",
    "diary": "Your history",
    "exit": "Leave stretchtui",
    "quit": "Leave stretchtui",
    "theme": "Choose a theme",
    "colours": "Choose a theme",
    "colors": "Choose a theme",
    "back": "Clear the filter, or go back to the regions",
    "help": "All keys, and what the screen is for",
    "shortcuts": "All keys, and what the screen is for",
    "conditions": "What your body should leave out",
    "suspend": "Suspend: to the shell; fg returns",
}
"""What people type for a command, and what stands first."""


async def test_commands_are_found_by_what_people_call_them(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        screen = app.screen
        assert isinstance(screen, PaletteScreen)
        for typed, name in OTHER_WORDS.items():
            screen.query_one(Input).value = typed
            await pilot.pause()
            assert screen.found[0].name == name, (typed, [entry.name for entry in screen.found[:3]])
