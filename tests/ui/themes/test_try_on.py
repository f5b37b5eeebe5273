"""The theme picker stands beside the screen, which wears each theme as the cursor comes to it."""

from collections.abc import Callable

import pytest
from textual.color import Color

from stretchtui.ui.app import StretchApp
from tests.ui.conftest import shown, work_done


@pytest.mark.long
async def test_a_theme_is_tried_on_by_the_screen_behind_the_picker(make_app: Callable[..., StretchApp]) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        below = app.screen
        await work_done(app)
        await pilot.pause()  # what lies below is there, before it is covered
        await pilot.press("t")
        assert app.screen.query_one("#theme-box").region.right == 120
        assert "Shoulders and chest" in shown(pilot), "the screen below can be seen"
        for _ in range(len(app.themes)):
            await pilot.press("j")
            theme = app.themes[app.theme]
            if theme.palette.background.startswith("#"):
                assert below.styles.background == Color.parse(theme.palette.background)
        await pilot.press("escape")
        assert app.theme == "hearth"


@pytest.mark.parametrize(("first", "then"), [((120, 40), (100, 30)), ((100, 30), (120, 40)), ((160, 45), (80, 24))])
async def test_the_screen_behind_the_picker_heeds_another_size(
    make_app: Callable[..., StretchApp], first: tuple[int, int], then: tuple[int, int]
) -> None:
    """Its headings too: they are as they will be once the picker is closed."""
    app = make_app()
    async with app.run_test(size=first) as pilot:
        await work_done(app)
        await pilot.pause()
        await pilot.press("t")
        await pilot.resize_terminal(*then)
        await pilot.pause()
        beside = app.screen.query_one("#theme-box").region.x
        behind = [line[:beside].rstrip() for line in shown(pilot).splitlines()]
        await pilot.press("escape")
        await pilot.pause()
        assert behind == [line[:beside].rstrip() for line in shown(pilot).splitlines()]


async def test_no_row_wraps_and_the_former_theme_keeps_its_mark(make_app: Callable[..., StretchApp]) -> None:
    app = make_app()
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("t", "j", "j")
        rows = [line for line in shown(pilot).splitlines() if any(f"{name} " in line for name in app.themes)]
        assert len(rows) >= 7
        assert [row for row in rows if "*" in row] == [row for row in rows if "hearth" in row]
