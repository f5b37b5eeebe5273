"""Figures in the app: how much a step of their movement sends, and that a movement comes to its end."""

from collections.abc import Callable

import pytest
from textual.strip import Strip

from benchmarks.figures import frame_bytes
from stretchtui.core.settings.model import SOLID, FigureStyle
from stretchtui.storage.figures import load_figures
from stretchtui.storage.files.places import shipped
from stretchtui.ui.app import StretchApp
from stretchtui.ui.figures.figure import FRAMES, FRAMES_OF_TALL, FigureView, frames_of
from tests.ui.conftest import work_done

MakeApp = Callable[..., StretchApp]
BUDGET = 1500
"""Bytes that a step of a movement may take, however it is drawn."""
FIGURES = load_figures(shipped("catalog") / "figures").figures


@pytest.mark.parametrize(
    ("style", "columns", "rows"), [(style, *size) for style in sorted(SOLID) for size in ((36, 12), (46, 16))]
)
def test_a_step_of_a_movement_takes_no_more_than_its_budget(style: FigureStyle, columns: int, rows: int) -> None:
    most = {id_: max(frame_bytes(each, style, (columns, rows))) for id_, each in FIGURES.items()}
    over = {id_: size for id_, size in most.items() if size > BUDGET}
    assert not over


@pytest.mark.parametrize(("size", "frames"), [((80, 24), FRAMES), ((120, 40), FRAMES_OF_TALL)])
async def test_a_movement_goes_to_its_end_and_back_and_rests(
    make_app: MakeApp, size: tuple[int, int], frames: int
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("j", "j", "l", "enter")
        await work_done(pilot.app)
        await pilot.pause()
        view = pilot.app.screen.query_one(FigureView)
        assert frames_of(view.size.height) == frames, view.size

        def seen() -> list[Strip]:
            return [view.render_line(y) for y in range(view.size.height)]

        view.rest()
        at_rest = seen()
        view.play(2)
        assert view._timer
        view._timer.pause()  # the test is the clock
        start, moments = seen(), []
        for _ in range(3 * frames):
            view._step()
            moments.append(seen())
        assert moments[frames - 1] == moments[-1] == at_rest
        assert moments[2 * frames - 1] == start != at_rest
        assert not view._way, "it rests"
