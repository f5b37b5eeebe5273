"""What a hold looks like: the number, the side, the bar in a rest and in a pause, the steps where there is room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from stretchtui.ui.app import StretchApp
from stretchtui.ui.session.bars import HoldBar
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import HandClock, make_terminal, pass_time, shown

MakeApp = Callable[..., StretchApp]


@pytest.fixture
def holding(make_app: MakeApp, home: Path) -> Callable[..., StretchApp]:
    """An app that leads through a stretch on each side: 20 s × 3."""

    def opened(**environ: str) -> StretchApp:
        (home / "settings.toml").write_text('motion = "none"\n[session]\nask_tightness = false\n')
        app = make_app(terminal=make_terminal(**environ))
        plan = app.user.plan("upper-trapezius")
        assert plan
        app.opening = plan
        return app

    return opened


def grounds(pilot: Pilot[None], widget: str) -> list[str]:
    """A widget's rows, with an x for each painted cell."""
    shown = pilot.app.screen.query_one(widget)
    rows = []
    for y in range(shown.size.height):
        text = ""
        for segment in shown.render_line(y):
            style = segment.style
            painted = style is not None and (style.reverse or (style.bgcolor and style.bgcolor == style.color))
            text += "".join("x" if painted and char == " " else char for char in segment.text)
        rows.append(text)
    return rows


async def test_the_number_keeps_its_scale_from_twenty_to_one(
    holding: Callable[..., StretchApp], hand: HandClock
) -> None:
    async with holding().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        heights = set()
        for _ in range(20):
            rows = grounds(pilot, "#big")
            heights.add(sum("x" in row for row in rows))
            await pass_time(pilot, hand, 1)
        assert heights == {5}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 16)])
async def test_the_side_stands_on_its_side_of_the_screen(
    holding: Callable[..., StretchApp], hand: HandClock, size: tuple[int, int]
) -> None:
    async with holding().run_test(size=size) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 2)
        (left,) = [line for line in shown(pilot).splitlines() if "LEFT" in line]
        for _ in range(3):
            await pilot.press("n")
        await pilot.press("enter")
        await pass_time(pilot, hand, 2)
        (right,) = [line for line in shown(pilot).splitlines() if "RIGHT" in line]
        assert left.index("LEFT") < size[0] // 2 < right.index("RIGHT")
        assert not any(char.isdigit() for char in left.partition("LEFT")[2])


async def test_a_rest_has_half_the_bar_and_a_pause_is_hatched_and_says_how_to_go_on(
    holding: Callable[..., StretchApp], hand: HandClock
) -> None:
    async with holding().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 10)
        upper, lower = grounds(pilot, "#hold-bar")
        assert upper == lower
        assert upper.startswith("xx")
        assert upper.endswith("░")
        await pilot.press("space")
        await pilot.pause()
        assert grounds(pilot, "#hold-bar")[0].startswith("▒▒")
        assert "space go on" in shown(pilot)
        await pilot.press("space")
        await pass_time(pilot, hand, 12)
        screen = pilot.app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.query_one(HoldBar).look == "half"
        upper, lower = grounds(pilot, "#hold-bar")
        assert (upper.strip(), lower[:2]) == ("", "xx")


async def test_at_120_columns_the_steps_stand_beside_the_figure_with_the_present_one_marked(
    holding: Callable[..., StretchApp], hand: HandClock
) -> None:
    async with holding().run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 2)
        text = shown(pilot)
        assert "▸ 5 Let the hand add only" in text
        assert text.count("✓") == 4
        assert "Care Lift your hand off" in text
        await pilot.resize_terminal(80, 24)
        await pass_time(pilot, hand, 1)
        assert "▸ 5" not in shown(pilot)


async def test_what_to_mind_stands_below_the_number_where_there_is_room(
    holding: Callable[..., StretchApp], hand: HandClock
) -> None:
    """Before all else that is said, in the hold and in its pause."""
    async with holding().run_test(size=(100, 40)) as pilot:
        await pilot.press("enter")
        for key in ("", "space"):
            if key:
                await pilot.press(key)
            await pass_time(pilot, hand, 2)
            text = shown(pilot)
            assert text.index("Care      Lift your hand off") < text.index("Feel")
            assert pilot.app.screen.query_one("#body").max_scroll_y == 0, "none of it is cut"


async def test_without_colours_bars_and_digits_are_reversed(
    holding: Callable[..., StretchApp], hand: HandClock
) -> None:
    async with holding(NO_COLOR="1").run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 10)
        assert any("x" in row for row in grounds(pilot, "#big"))
        assert grounds(pilot, "#hold-bar")[0].startswith("xx")
        assert any("x" in row for row in grounds(pilot, "#session-bar"))
