"""The region browser, by keyboard alone."""

import re
import time
from collections.abc import Callable

import pytest
from textual.events import Key
from textual.pilot import Pilot

from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.catalog.chips import Chips
from stretchtui.ui.common.rows import Rows
from tests.ui.conftest import shown, to_shelf

MakeApp = Callable[..., StretchApp]


def counts(pilot: Pilot[None]) -> dict[str, int]:
    """How many each shelf says it has."""
    rows = pilot.app.screen.query_one("#shelves", Rows).rows
    return {row.key: int(row.cells[-1]) for row in rows if row.key and row.cells[-1]}


def names(pilot: Pilot[None]) -> list[str]:
    """What is listed on the right."""
    return [row.cells[0] for row in pilot.app.screen.query_one("#entries", Rows).rows]


async def test_it_opens_with_regions_stretches_and_what_they_are_for(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "neck")
        text = shown(pilot)
        assert "▸ Neck" in text
        assert "Ear to shoulder" in text
        assert "20 s × 3 L/R" in text
        assert "chair" in text


async def test_moving_through_the_regions_shows_their_stretches(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "lower-back")
        assert "Single knee to chest" in names(pilot)
        await pilot.press("down", "up", "k")
        assert "Single knee to chest" not in names(pilot)


async def test_counts_follow_the_filters(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = counts(pilot)
        await pilot.press("f", "space")
        at_desk = counts(pilot)
        assert at_desk["everything"] < before["everything"]
        assert "[at the desk]" in shown(pilot)
        await pilot.press("space", "right", "space")
        off_floor = counts(pilot)
        assert at_desk["everything"] < off_floor["everything"] < before["everything"]
        await pilot.press("space", "right", "enter", "escape")
        assert "[short]" in shown(pilot), "what is on stays in sight"
        assert "no floor" not in shown(pilot)
        await pilot.press("escape")
        assert counts(pilot) == before
        assert "short" not in shown(pilot)


async def test_chips_by_prop_are_one_at_a_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("f", "right", "right", "right", "space")
        assert "▸[without props]" in shown(pilot)
        await pilot.press("right", "space")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        (prop,) = screen.narrowing.chips
        assert f"▸[with a {prop}]" in shown(pilot), "the chip under the cursor is in sight at 40 columns"
        for entry in screen._look.on("everything"):
            assert prop in app.user.catalogue.stretches[entry.id].props


@pytest.mark.parametrize("columns", [40, 80, 120])
async def test_no_chip_is_cut_and_arrows_lead_to_those_that_do_not_fit(make_app: MakeApp, columns: int) -> None:
    app = make_app()
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.press("f")
        chips = app.screen.query_one(Chips)
        labels = {chip.label for chip in chips.chips}
        for _ in chips.chips:
            await pilot.pause()
            line = shown(pilot).splitlines()[chips.region.y].replace("▸", " ")
            told = re.split(r"\s{2,}", line.strip(" ←→"))
            assert set(told) <= labels, line
            assert ("→" in line) == (told[-1] != chips.chips[-1].label)
            assert ("←" in line) == (told[0] != chips.chips[0].label)
            assert chips.chips[chips.cursor].label in told
            assert "space on or off" in shown(pilot)
            await pilot.press("right")
        await pilot.press("space", "right", "space", "right", "space", "left", "left", "left", "space", "escape")
        await pilot.pause()
        line = shown(pilot).splitlines()[chips.region.y]
        assert line.count("[") == line.count("]")
        assert line.count("[") + int((re.findall(r"\+(\d)", line) or ["0"])[0]) == 4


async def test_words_are_looked_for_in_name_muscle_position_and_prop(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        for word, found in (("towel", "Hamstring with a towel"), ("pectoral", "Doorway chest stretch")):
            await pilot.press("slash", *word)
            assert found in names(pilot), word
            await pilot.press("enter")
            await pilot.press("escape", "escape")


async def test_while_one_types_the_narrowest_footer_names_enter_escape_and_arrows(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 11)) as pilot:
        await pilot.press("slash", *"neck")
        await pilot.pause()
        footer = shown(pilot).rstrip().splitlines()[-1]
        assert all(key in footer for key in ("enter", "esc", "↑ ↓")), footer


async def test_escape_takes_the_filter_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = counts(pilot)
        await pilot.press("slash", *"zzz")
        assert counts(pilot)["everything"] == 0
        await pilot.press("escape")
        assert counts(pilot) == before


async def test_keys_typed_at_once_are_not_lost(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        for key in ("slash", *"quad"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else "/"))
        end = time.monotonic() + 60
        while "only “quad”" not in shown(pilot):
            assert time.monotonic() < end, shown(pilot)
            await pilot.pause()
