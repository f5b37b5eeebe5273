"""The page of a stretch: what to mind is always in sight, steps scroll, both poses stand side by side."""

from collections.abc import Callable

from textual.pilot import Pilot

from stretchtui.core.catalog.model import Stretch, sided
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.detail import StretchScreen
from stretchtui.ui.common.reading import MORE_ABOVE, MORE_BELOW
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.figures.figure import FigureView
from tests.ui.conftest import shown, work_done

MakeApp = Callable[..., StretchApp]

LONG = "thread-needle"
"""A stretch with much to do and much to mind."""


def words(pilot: Pilot[None]) -> str:
    """What stands on the screen, in one line."""
    return " ".join(shown(pilot).split())


async def opened(pilot: Pilot[None], stretch: Stretch) -> StretchScreen:
    """The page of a stretch, with all that is looked up for it."""
    screen = StretchScreen(stretch)
    await pilot.app.push_screen(screen)
    for _ in range(3):
        await work_done(pilot.app)
        await pilot.pause()
    return screen


async def test_what_to_mind_is_above_the_fold(make_app: MakeApp) -> None:
    app = make_app()
    names = app.user.catalogue.conditions
    longest = sorted(app.user.catalogue.stretches.values(), key=lambda s: -sum(map(len, s.cautions)))
    for size in ((80, 24), (120, 40)):
        async with make_app().run_test(size=size) as pilot:
            for stretch in (longest[0], longest[len(longest) // 2], longest[-1]):
                await opened(pilot, stretch)
                text = words(pilot)
                for caution in stretch.cautions:
                    first = sided(caution, "left").split()
                    assert all(word in text for word in first), (size, stretch.id)
                assert all(names[name].name.lower().split()[0] in text for name in stretch.avoid_if[:1])
                await pilot.press("escape")


async def test_where_rows_are_few_what_to_mind_comes_first(make_app: MakeApp) -> None:
    for size in ((40, 11), (50, 16)):
        async with make_app().run_test(size=size) as pilot:
            assert isinstance(pilot.app, StretchApp)
            stretch = pilot.app.user.catalogue.stretches[LONG]
            await opened(pilot, stretch)
            text = shown(pilot)
            assert text.index("Care") < text.index("more below")
            assert "1  Kneel" not in text


async def test_steps_scroll_by_pages_and_to_both_ends(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert isinstance(pilot.app, StretchApp)
        screen = await opened(pilot, pilot.app.user.catalogue.stretches[LONG])
        body = screen.query_one("#body", Scrolling)
        care = screen.query_one("#care").region
        assert MORE_BELOW in shown(pilot)
        await pilot.press("pagedown")
        assert body.scroll_offset.y > 2
        await pilot.press("end")
        await pilot.pause()
        assert body.scroll_offset.y == body.max_scroll_y
        assert MORE_ABOVE in shown(pilot)
        assert screen.query_one("#care").region == care, "what to mind stays where it is"
        await pilot.press("pageup", "home")
        assert body.scroll_offset.y == 0


async def test_a_page_that_was_resized_is_at_rest_and_as_one_opened_at_that_size(make_app: MakeApp) -> None:
    walk = [(50, 16), (120, 40), (80, 24), (100, 30), (40, 11), (120, 40), (200, 60), (80, 24)]
    for name in ("upper-trapezius", LONG):
        async with make_app().run_test(size=(80, 24)) as pilot:
            app = pilot.app
            assert isinstance(app, StretchApp)
            stretch = app.user.catalogue.stretches[name]
            fresh = {}
            for size in set(walk):
                await pilot.resize_terminal(*size)
                (await opened(pilot, stretch)).query_one(FigureView).rest()
                await pilot.pause()
                fresh[size] = shown(pilot)
                await pilot.press("escape")
            (await opened(pilot, stretch)).query_one(FigureView).rest()
            for size in walk:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert shown(pilot) == fresh[size], (name, size)


async def test_the_bar_is_where_the_text_is_after_it_was_hidden(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 11)) as pilot:
        assert isinstance(pilot.app, StretchApp)
        body = (await opened(pilot, pilot.app.user.catalogue.stretches[LONG])).query_one("#body", Scrolling)
        await pilot.press("end")
        await pilot.pause()
        assert body.vertical_scrollbar.position == body.scroll_y > 0
        for size in ((200, 60), (40, 11)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert body.show_vertical_scrollbar
        assert body.vertical_scrollbar.position == body.scroll_y


async def test_both_poses_stand_side_by_side_where_it_is_wide(make_app: MakeApp) -> None:
    for size, both in (((80, 24), False), ((120, 40), True), ((200, 60), True)):
        async with make_app().run_test(size=size) as pilot:
            assert isinstance(pilot.app, StretchApp)
            screen = await opened(pilot, pilot.app.user.catalogue.stretches[LONG])
            view = screen.query_one(FigureView)
            view.rest()
            await pilot.pause()
            drawn = view._drawing
            assert drawn is not None
            assert any(run.text == " → " for row in drawn[1].rows for run in row) is both
