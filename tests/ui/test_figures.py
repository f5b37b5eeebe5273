"""Figures in the app: how much a step of their movement sends, and that a movement comes to its end."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from textual.strip import Strip

from stretchtui.core.figures import Drawing, Figure, draw
from stretchtui.core.settings.model import SOLID, FigureStyle
from stretchtui.storage.figures import load_figures
from stretchtui.storage.files.places import shipped
from stretchtui.ui.app import StretchApp
from stretchtui.ui.figures.figure import FRAMES, FRAMES_OF_TALL, FigureView, frames_of
from stretchtui.ui.wire.filter import Wire
from tests.ui.conftest import work_done

MakeApp = Callable[..., StretchApp]
BUDGET = 1500
"""Bytes that a step of a movement may take, however it is drawn."""
FIGURES = load_figures(shipped("catalog") / "figures").figures
INKS = {
    role: 200 + number
    for number, role in enumerate(("blank", "prop", "far", "body", "leg", "near", "hair", "stretch", "arrow"))
}


def painted(drawing: Drawing) -> str:
    """A drawing as the app writes it, in 256 colours, at the right of a screen of 100 columns."""
    rows = []
    for y, row in enumerate(drawing.rows):
        runs = (f"\x1b[0;38;5;{INKS[run.role]};48;5;{INKS[run.ground]}m{run.text}" for run in row)
        rows.append(f"\x1b[{y + 1};52H{''.join(runs)}")
    return "".join(rows)


def steps(figure: Figure, columns: int, rows: int, style: FigureStyle) -> list[int]:
    """Bytes that each step of its movement puts on the wire."""
    most = frames_of(rows)
    play = [draw(figure, frame / most, columns=columns, rows=rows, style=style) for frame in range(most + 1)]
    wire = Wire(100, 40)
    wire.feed("\x1b[0m" + "".join(f"\x1b[{row};1H{' ' * 100}" for row in range(1, 41)))
    wire.feed(painted(play[0]))
    return [len(wire.feed(painted(after)).encode()) for _, after in pairwise(play)]


@pytest.mark.parametrize(
    ("style", "columns", "rows"), [(style, *size) for style in sorted(SOLID) for size in ((36, 12), (46, 16))]
)
def test_a_step_of_a_movement_takes_no_more_than_its_budget(style: FigureStyle, columns: int, rows: int) -> None:
    most = {id_: max(steps(each, columns, rows, style)) for id_, each in FIGURES.items()}
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
