"""The terminal's cursor is where one reads or types, on every screen and at any moment of it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.history.serialize import block_text
from stretchtui.ui.app import StretchApp
from stretchtui.ui.history.heatmap import Heatmap
from tests.ui.conftest import START, HandClock, shown, work_done

MakeApp = Callable[..., StretchApp]


def read_from(app: StretchApp, text: str) -> str:
    """What stands at the cursor, to the end of its line."""
    x, y = app.cursor_position
    return text.splitlines()[y][x:].strip()


@pytest.mark.long
async def test_it_follows_the_focus(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, wanted in (
            ("", "Due now"),
            ("j j j j", "Upper back"),
            ("l", "Eagle arms"),
            ("slash e a r", ""),
            ("escape enter enter", "Eagle arms"),
            ("enter", "Get ready"),
            ("question_mark", "Follow the large number"),
            ("escape q", "Stop here?"),
            ("enter v", "History"),
            ("escape t", "hearth"),
            ("j", "fjord"),
        ):
            await pilot.press(*keys.split())
            await pilot.pause()
            assert read_from(app, shown(pilot)).startswith(wanted), keys
            if isinstance(app.focused, Input):
                assert app.cursor_position == app.focused.cursor_screen_offset


async def test_a_year_before_and_after_it_is_shown(make_app: MakeApp, home: Path) -> None:
    assert Heatmap().cursor_cell == Offset()
    record = SessionRecord(id="s", started=START - timedelta(days=8), seconds=60, outcome="completed", stretches=())
    (home / "history.toml").write_text(block_text(record))
    app = make_app("history")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await work_done(app)
            await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert read_from(app, shown(pilot)) == "◆"
        await pilot.press("left", "up")
        await pilot.pause()
        assert read_from(app, shown(pilot)).startswith("◆·")


@pytest.mark.parametrize("size", [(40, 11), (39, 10)])
async def test_it_is_on_the_screen_at_any_size(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("end")
        await pilot.pause()
        x, y = app.cursor_position
        assert 0 <= x < size[0]
        assert 0 <= y < size[1]


@pytest.mark.parametrize("theme", ["ink", "console"])
async def test_the_cursor_of_a_field_and_what_is_marked_are_seen_in_the_terminals_own_colours(
    make_app: MakeApp, home: Path, theme: str
) -> None:
    (home / "settings.toml").write_text(f'theme = "{theme}"\n')
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        field = app.screen.query_one(Input)
        field.cursor_blink = False
        await pilot.pause()
        x, y = field.content_region.x + len(field.value), field.content_region.y
        line = app.screen._compositor.render_strips()[y]
        cursor, marked = line.crop(x, x + 1)._segments[0].style, line.crop(x - 1, x)._segments[0].style
        assert cursor
        assert cursor.reverse
        assert not {str(colour.name) for colour in (cursor.color, cursor.bgcolor) if colour and not colour.is_default}
        rest = line.crop(x + 1, field.content_region.right)._segments[0].style
        assert rest
        assert rest.underline, "the field is seen without a ground of its own"
        assert marked
        assert marked.reverse or (marked.bgcolor and not marked.bgcolor.is_default)
