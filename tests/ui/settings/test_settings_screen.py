"""The settings screen: every key changed once, at once in effect, and no other byte of the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from stretchtui.core.settings.model import Settings
from stretchtui.core.settings.options import options, parse, shown, value_of
from stretchtui.storage.settings.file import load_settings
from stretchtui.ui.app import StretchApp
from stretchtui.ui.breaks.desk_break import DeskBreakScreen
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.settings.screen import SettingsScreen
from tests.settings_texts import OTHER, WITH_COMMENTS, others
from tests.ui.conftest import shown as shown_on

MakeApp = Callable[..., StretchApp]


def to_row(app: StretchApp, name: str) -> None:
    rows = app.screen.query_one(Rows)
    rows.cursor = next(at for at, row in enumerate(rows.rows) if row.key == name)


@pytest.mark.parametrize("name", OTHER)
async def test_each_setting_is_changed_by_keys(name: str, make_app: MakeApp, home: Path) -> None:
    path = home / "settings.toml"
    path.write_text(WITH_COMMENTS)
    app = make_app()
    option = options()[name]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        to_row(app, name)
        await pilot.press("enter")
        await pilot.pause()
        if option.kind != "switch":
            app.screen.query_one("#value", Input).value = OTHER[name]
            await pilot.press("enter")
            await pilot.pause()
        assert shown(option, value_of(app.user.settings, option)) == OTHER[name]
        settings, problems = load_settings(path)
        assert problems == []
        assert value_of(settings, option) == parse(option, OTHER[name])
        assert others(path.read_text(), option) == others(WITH_COMMENTS, option), "no other line is changed"
        await pilot.press("u")
        await pilot.pause()
    written = load_settings(path)[0]
    assert value_of(written, option) == value_of(load_settings_of(WITH_COMMENTS, home), option)


def load_settings_of(text: str, home: Path) -> Settings:
    path = home / "other.toml"
    path.write_text(text)
    return load_settings(path)[0]


async def test_numbers_and_choices_go_by_steps_and_d_puts_back(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        to_row(app, "session.rest")
        await pilot.press("right", "right", "left")
        assert app.user.settings.session.rest == 5
        assert "▸*Rest" in shown_on(pilot), "what is not as usual is marked"
        await pilot.press("d")
        assert app.user.settings.session.rest == 4
        assert "rest" not in (home / "settings.toml").read_text()
        await pilot.press("u")
        assert app.user.settings.session.rest == 5
        to_row(app, "motion")
        await pilot.press("l")
        assert app.user.settings.motion == "full"
        assert app.services.terminal.motion == "full", "at once in effect"


async def test_a_key_is_told_taken_before_it_is_saved_and_works_at_once(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "slash", *"desk break", "enter")
        await pilot.pause()
        to_row(app, "keys.break")
        await pilot.press("enter")
        field = app.screen.query_one("#value", Input)
        field.value = "v"
        await pilot.press("enter")
        assert "is the key of 'history' already" in shown_on(pilot)
        assert not (home / "settings.toml").exists()
        field.value = "w"
        await pilot.press("enter", "escape", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, SettingsScreen)
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, DeskBreakScreen)
