"""Larger figures have more to see, all of it within the outline; patches lie behind chin and hand."""

from functools import reduce
from operator import or_

import pytest
from msgspec.structs import replace

from stretchtui.core.figures import Drawing, draw
from stretchtui.core.figures.drawing import painting
from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.scene import sight
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.settings.model import FigureStyle
from tests.core.figures.figure_sheet import FIGURES
from tests.core.figures.test_blocks import pixels

WHOLE = [name for name, figure in FIGURES.items() if figure.views == ("side",)]
STYLES: tuple[FigureStyle, ...] = ("braille", "solid", "octants")


def _both(monkeypatch: pytest.MonkeyPatch, name: str, style: FigureStyle, size: tuple[int, int]) -> list[Drawing]:
    """The end of a figure as it is drawn, and without details."""
    columns, rows = size
    full = draw(FIGURES[name], 1, columns=columns, rows=rows, style=style)
    monkeypatch.setattr(painting, "has_details", lambda *_: False)
    return [full, draw(FIGURES[name], 1, columns=columns, rows=rows, style=style)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", WHOLE)
def test_a_large_figure_has_details_and_a_small_one_none(
    monkeypatch: pytest.MonkeyPatch, name: str, style: FigureStyle
) -> None:
    full, bare = _both(monkeypatch, name, style, (72, 24))
    assert full != bare
    monkeypatch.undo()
    full, bare = _both(monkeypatch, name, style, (24, 9))
    assert full == bare


@pytest.mark.parametrize("name", WHOLE)
def test_details_stay_within_the_outline(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    outlines = []
    for _ in range(2):
        figure = FIGURES[name]
        seen = sight(figure, as_view("side"))
        canvas = painting.painted(figure, skeleton_at(figure, 1), seen, 72, 24, grid=painting.OCTANTS)
        layers = canvas.layers.values()
        outlines.append([reduce(or_, row) for row in zip(*layers, strict=True)])
        monkeypatch.setattr(painting, "has_details", lambda *_: False)
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("name", ["upper-trapezius", "neck-turn", "scalene-tilt"])
def test_a_stretched_neck_is_not_painted_on_the_face(name: str) -> None:
    figure = FIGURES[name]
    with_patch, without = (
        pixels(draw(one, 0, columns=72, rows=24, style="octants"), 4) for one in (figure, replace(figure, stretch=()))
    )
    face = [at for at, role in without.items() if role == "hair"]
    lowest = max(y for _, y in face)
    painted = [at for at, role in with_patch.items() if role == "stretch"]
    assert painted
    assert min(y for _, y in painted) > lowest, "eyes and hair are above all of it"


def test_a_hand_laid_on_the_belly_is_seen() -> None:
    figure = FIGURES["slow-breath"]
    drawn = pixels(draw(figure, 0, columns=72, rows=24, style="octants"), 4)
    patch = {at for at, role in drawn.items() if role == "stretch"}
    rows = sorted({y for _, y in patch})
    crossed = [y for y in rows if any(drawn[x, y] == "near" and (x, rows[0]) in patch for x in range(144))]
    assert crossed, "the hand lies across it"
