"""The first screen: what is due in two keys, the week in the head, and the entry in focus beside the lists."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from stretchtui.application.reading import reading_of_stretch
from stretchtui.core.session.record import DESK_BREAK, SessionRecord, StretchRecord, Tightness
from stretchtui.storage.history.serialize import block_text
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.pane import Pane
from stretchtui.ui.common.paragraphs import Paragraphs
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.figures.figure import FRAMES, LEAST, FigureView
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import START, HandClock, make_terminal, pass_time, shown, to_shelf

MakeApp = Callable[..., StretchApp]


def log(home: Path, *days_ago: float, stretch: str = "chin-tuck") -> None:
    """A session of one stretch, so many days ago each; each left it two points looser."""
    blocks = [
        block_text(
            SessionRecord(
                f"s-{number}",
                START - timedelta(days=days),
                60,
                "completed",
                (StretchRecord(stretch, stretch, "neck", 4, 4, 60),),
                tightness=Tightness(5, 3),
            )
        )
        for number, days in enumerate(sorted(days_ago, reverse=True))
    ]
    (home / "history.toml").write_text("\n".join(blocks))


async def looked_up(pilot: Pilot[None]) -> None:
    """Wait for what threads read of the history and the figures."""
    for _ in range(3):
        workers = [worker for worker in pilot.app.workers if worker.group != "flows"]
        if workers:
            await pilot.app.workers.wait_for_complete(workers)
        await pilot.pause()


async def test_two_keys_lead_to_the_first_hold_of_what_is_due(make_app: MakeApp, hand: HandClock, home: Path) -> None:
    for size in ((40, 11), (80, 24), (120, 40)):
        app = make_app()
        async with app.run_test(size=size) as pilot:
            await looked_up(pilot)
            text = shown(pilot)
            assert "▸ Due now" in text, "the cursor is on it"
            await pilot.press("enter", "enter")
            assert isinstance(app.screen, LiveScreen)
            assert app.screen.session.plan.routine == DESK_BREAK
            await pass_time(pilot, hand, 16)
            assert app.screen.session.view(hand.elapsed()).phase.works, "and the hold begins by itself"


async def test_each_stretch_that_is_due_says_why(make_app: MakeApp, home: Path) -> None:
    log(home, 5, 6)
    app = make_app()
    async with app.run_test(size=(40, 11)) as pilot:
        await looked_up(pilot)
        await pilot.press("enter")
        assert "Begin the break" in shown(pilot)
        assert ": never done yet" in shown(pilot)
        rows = app.screen.query_one("#entries", Rows)
        assert len([row for row in rows.rows if row.key]) >= 3


async def test_the_head_tells_the_week_and_when_a_break_is_due(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text("[goal]\ndays_per_week = 2\n")
    log(home, 0.02, 1, 7, 8, 14, 15)  # a Saturday, and two weeks before it
    for size, words in (
        ((100, 30), "●● 2 of 2 days this week · 3 weeks in a row · break due in 22m"),
        ((64, 20), "●● 2 of 2 days · 3 weeks in a row · due in 22m"),
        ((40, 11), "●● 2/2 · 3 wk · due 22m"),
    ):
        app = make_app()
        async with app.run_test(size=size) as pilot:
            await looked_up(pilot)
            assert words in shown(pilot).splitlines()[0 if size[1] < 20 or size[0] >= 100 else 1]


async def test_away_is_told_in_the_head_and_spares_the_weeks(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text("away = [[2026-11-10, 2026-11-24]]\n[goal]\ndays_per_week = 2\n")
    log(home, 14, 15)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await looked_up(pilot)
        assert "○○ 0 of 2 days this week · 1 week in a row · away until 24 Nov" in shown(pilot)


async def test_without_unicode_the_days_are_told_by_other_signs(make_app: MakeApp, home: Path) -> None:
    log(home, 0.02)
    async with make_app(terminal=make_terminal(LANG="C")).run_test(size=(80, 24)) as pilot:
        await looked_up(pilot)
        assert "#... 1 of 4 days" in shown(pilot)


async def test_the_entry_in_focus_is_drawn_and_explained_beside_the_lists(make_app: MakeApp, home: Path) -> None:
    log(home, 2, 3, 4, 5, 6, 7)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_shelf(pilot, "neck")
        await pilot.press("l", "j", "j")
        await looked_up(pilot)
        rows = app.screen.query_one("#entries", Rows)
        while rows.key != "chin-tuck":
            await pilot.press("j")
        await looked_up(pilot)
        text = shown(pilot)
        stretch = app.user.catalogue.stretches["chin-tuck"]
        assert stretch.all_steps[0].split(".")[0][:30] in text
        assert "Care" in text
        assert "6 times, last 2 days ago, 2.0" in text
        assert "▄▄▄▄▄▄" in text, "what each session did, as bars"
        view = app.screen.query_one(Pane).figure
        assert view._figure is not None
        assert view._frame == FRAMES, "it stands still"


async def test_the_figures_of_the_rows_above_and_below_are_ready(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_shelf(pilot, "neck")
        await pilot.press("l", "j", "j")
        await looked_up(pilot)
        nearby = app.screen.query_one("#entries", Rows).nearby
        assert len(nearby) == 2
        known = app.screen.query_one(Pane)._figures
        for key in nearby:
            assert app.user.catalogue.stretches[key].figure in known, "the next key would wait for a file to be read"


async def test_a_key_in_the_list_lays_nothing_out_anew(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    async with app.run_test(size=(200, 60)) as pilot:
        await to_shelf(pilot, "neck")
        await pilot.press("l", "j")
        await looked_up(pilot)
        pane = app.screen.query_one(Pane)
        before, level, laid_out = pane._reading, pane._level, 0
        lay_out = Screen._refresh_layout

        def note(self: Screen[None], *arguments: Any, **named: Any) -> None:
            nonlocal laid_out
            laid_out += 1
            lay_out(self, *arguments, **named)

        monkeypatch.setattr(Screen, "_refresh_layout", note)
        await pilot.press("j")
        await looked_up(pilot)
        assert pane._reading != before
        assert pane._level == level, "the figure has the same room"
        assert not laid_out, "all of the screen was, for another entry in the same room"


async def test_care_is_never_what_goes_where_there_is_too_little_room(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await to_shelf(pilot, "everything")
        await pilot.press("l")
        rows = app.screen.query_one("#entries", Rows)
        names = app.user.catalogue.conditions
        for _ in range(12):
            stretch = app.user.catalogue.stretches[rows.key or ""]
            await looked_up(pilot)
            beside = " ".join(" ".join(line[68:].split()) for line in shown(pilot).splitlines())
            for text in (*stretch.cautions, *(names[name].name.lower() for name in stretch.avoid_if)):
                said = text.replace("{side}", "left").replace("{other side}", "right").split()
                assert all(word in beside for word in said), (stretch.id, text, beside)
            await pilot.press("j")


async def in_focus(pilot: Pilot[None], stretch: str) -> tuple[Pane, str]:
    """The pane with this stretch, as it is laid out, and its text."""
    pane = pilot.app.screen.query_one(Pane)
    assert isinstance(pilot.app, StretchApp)
    pane.show(reading_of_stretch(pilot.app.user.catalogue.stretches[stretch], pilot.app.context, None))
    for _ in range(3):
        await pilot.pause()
    text = pane.query_one("#pane-text", Paragraphs)
    return pane, " ".join(str(text.render()).split())


async def test_a_figure_becomes_smaller_before_it_goes(make_app: MakeApp) -> None:
    """What must be read takes of its room no more than it needs, and gives it back."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "everything")
        usual = (await in_focus(pilot, "chin-tuck"))[0].figure.size
        for size, stretch in (((80, 24), "neck-turn"), ((110, 34), "dog-to-cobra"), ((100, 30), "roll-down")):
            await pilot.resize_terminal(*size)
            large = (await in_focus(pilot, "chin-tuck"))[0].figure.size
            pane, text = await in_focus(pilot, stretch)
            small = pane.figure.size
            assert small.width >= LEAST[0], (size, stretch, small)
            assert small.height >= LEAST[1]
            assert small.width * small.height < large.width * large.height, (size, large, small)
            cautions = app.user.catalogue.stretches[stretch].cautions
            assert all(caution.replace("{side}", "left") in text for caution in cautions), text
        await pilot.resize_terminal(80, 24)
        assert (await in_focus(pilot, "chin-tuck"))[0].figure.size == usual


@pytest.mark.parametrize("stretch", ["roll-down", "hamstring-towel-cr", "doorway-hamstring-cr", "back-flexion"])
async def test_much_care_leaves_room_for_the_figure_beside_the_lists(make_app: MakeApp, stretch: str) -> None:
    """All of it stands there, closer together, above a figure that one can copy."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await to_shelf(pilot, "everything")
        await pilot.press("l")
        pane, text = await in_focus(pilot, stretch)
        assert pane.figure.size >= LEAST
        cautions = app.user.catalogue.stretches[stretch].cautions
        assert all(caution.replace("{side}", "left") in text for caution in cautions), text
        assert "More on its page: Enter" in text


@pytest.mark.parametrize("size", [(100, 24), (100, 30), (100, 40)])
async def test_the_longest_name_is_whole_above_its_figure(make_app: MakeApp, size: tuple[int, int]) -> None:
    """It takes a second line, and gives it back."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await to_shelf(pilot, "everything")
        await pilot.press("l")
        for stretch in ("side-lying-quad-cr", "chin-tuck", "hamstring-towel-cr"):
            pane, _ = await in_focus(pilot, stretch)
            region = pane.query_one("#pane-head").region
            lines = [line[region.x : region.right] for line in shown(pilot).splitlines()[region.y : region.bottom]]
            assert app.user.catalogue.stretches[stretch].name in " ".join(" ".join(lines).split())
            text = pane.query_one("#pane-text", Paragraphs)
            assert text.height_of(text.paragraphs, text.size.width) <= text.size.height


async def test_where_not_all_of_the_care_fits_the_last_line_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "everything")
        pane, text = await in_focus(pilot, "chair-extension")
        assert not pane.figure.display, "the figure went first"
        assert "Care" in text
        assert text.endswith("More to mind on its page: Enter")
        paragraphs = pane.query_one("#pane-text", Paragraphs)
        assert paragraphs.height_of(paragraphs.paragraphs, paragraphs.size.width) <= paragraphs.size.height


async def test_the_scroll_bar_touches_no_letter(make_app: MakeApp) -> None:
    """A column stays free before it, in every list; the longest name of a region has room all the same."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "shoulders-chest")
        rows = app.screen.query_one("#shelves", Rows)
        assert rows.max_scroll_y > 0
        bar = rows.scrollable_content_region.right
        lines = shown(pilot).splitlines()[rows.region.y : rows.region.bottom]
        assert {line[bar - 1] for line in lines} == {" "}
        assert any("Shoulders and chest 15" in line for line in lines)


async def test_each_shelf_begins_at_its_first_row(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "lower-back")
        await pilot.press("l", *"jjjj", "h", "j")
        rows = app.screen.query_one("#entries", Rows)
        assert rows.cursor == 0
        assert rows.scroll_offset.y == 0


@pytest.mark.long
async def test_marks_have_a_legend_and_what_is_to_be_avoided_is_dim(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "lower-back")
        assert "! avoid" not in shown(pilot)
    (home / "settings.toml").write_text('[body]\nconditions = ["knee-pain"]\n')
    (home / "favourites.toml").write_text('favourites = ["cat-cow"]\n')
    for size in ((40, 11), (80, 24), (120, 40)):
        app = make_app()
        async with app.run_test(size=size) as pilot:
            await to_shelf(pilot, "whole-back")
            await pilot.press("l")
            assert "! avoid" in shown(pilot)
            rows = app.screen.query_one("#entries", Rows).rows
            assert {row.muted for row in rows if row.mark == "!"} == {True}
            assert {row.muted for row in rows if row.mark == " "} <= {False}


async def test_a_held_key_paints_only_what_it_comes_to(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_shelf(pilot, "lower-back")
        await pilot.press("l")
        pane = app.screen.query_one(Pane)
        seen: list[str] = []
        show = pane.show
        pane.show = lambda reading, region=None: (seen.append(reading.stretch), show(reading, region))[1]  # type: ignore[method-assign,func-returns-value]
        rows = app.screen.query_one("#entries", Rows)
        for _ in range(12):
            rows.action_move(1)
            await pilot._wait_for_screen()
        await pilot.pause()
        assert seen[-1] == rows.key, "where it stops is shown"
        assert len(seen) < 12


async def test_the_map_and_the_summary_stand_below_the_regions(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "legs")
        await looked_up(pilot)
        view = app.screen.query_one("#pane-figure", FigureView)
        assert view._region == "legs"
        summary = app.user.catalogue.regions["legs"].summary
        assert " ".join(summary.split()[:3]) in shown(pilot)
