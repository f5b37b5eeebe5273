"""The one door to the drawings: a figure, a moment and a size -> rows of characters."""

from collections.abc import Callable
from functools import partial
from math import isclose
from typing import Final

from stretchtui.core.catalog.model import Side
from stretchtui.core.figures.drawing.ascii_art import draw_ascii
from stretchtui.core.figures.drawing.blocks import draw_blocks
from stretchtui.core.figures.drawing.braille import draw_braille
from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.close_up import CLOSE
from stretchtui.core.figures.drawing.painting import OCTANTS, QUADRANTS, SEXTANTS
from stretchtui.core.figures.drawing.picture import Drawing, RoleRun, beside, mirrored
from stretchtui.core.figures.drawing.scene import Sight, sight
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.figures.pose.skeleton import Skeleton
from stretchtui.core.settings.model import FigureStyle as Style

GAP = 2
"""Columns between two panels, at least."""

ALIKE = 0.02
"""Views whose widths differ by no more than this share of them are as wide as each other."""


def draw(
    figure: Figure, t: float, *, columns: int, rows: int, style: Style = "braille", side: Side | None = None
) -> Drawing:
    """A figure at `t` (0: first key pose, 1: last), in `rows` rows of `columns` characters.

    `side`: the side being done; none draws the figure as it was written. The same arguments always give the
    same drawing; nothing is drawn outside the frame.
    """
    paint = _PAINTERS[style]
    skeleton = skeleton_at(figure, t)
    sights = [sight(figure, as_view(view)) for view in figure.views]
    widths = _widths(sights, columns)
    panels = [paint(figure, skeleton, seen, width, rows) for seen, width in zip(sights, widths, strict=True)]
    if side is not None and side != figure.side:
        panels = [mirrored(panel) for panel in panels]
    return panels[0] if len(panels) == 1 else beside(panels[0], panels[1], columns - sum(widths))


def measure(figure: Figure) -> None:
    """Solve and measure a figure beforehand: it is remembered, and drawing it takes a third of the time then."""
    for view in figure.views:
        sight(figure, as_view(view))


def draw_both(
    figure: Figure, t: float, *, columns: int, rows: int, style: Style = "braille", side: Side | None = None
) -> Drawing:
    """The start of a figure, an arrow, and the figure at `t`, each in half of the columns."""
    half = (columns - len(_BETWEEN)) // 2
    first = draw(figure, 0, columns=half, rows=rows, style=style, side=side)
    then = draw(figure, t, columns=columns - len(_BETWEEN) - half, rows=rows, style=style, side=side)
    arrow, blank = RoleRun(_BETWEEN, "arrow"), RoleRun(" " * len(_BETWEEN), "blank")
    middle = 2 * rows // 3
    both = zip(first.rows, then.rows, strict=True)
    return Drawing(tuple((*a, arrow if row == middle else blank, *b) for row, (a, b) in enumerate(both)))


_BETWEEN: Final = " → "
"""Stands between the start and what it comes to."""

_PAINTERS: Final[dict[Style, Callable[[Figure, Skeleton, Sight, int, int], Drawing]]] = {
    "ascii": draw_ascii,
    "braille": draw_braille,
    "solid": partial(draw_blocks, grid=QUADRANTS),
    "sextants": partial(draw_blocks, grid=SEXTANTS),
    "octants": partial(draw_blocks, grid=OCTANTS),
}


def _widths(sights: list[Sight], columns: int) -> tuple[int, ...]:
    """How many columns each panel has: as much of them as its view is wide, at least a quarter; two close ones half.

    Views that are as wide as each other have as many columns: one larger body beside another would mean something.
    """
    if len(sights) == 1:
        return (columns,)
    one, other = (s.extent.right - s.extent.left for s in sights)
    if any(s.view.body in CLOSE for s in sights):
        one = other = 1.0
    if isclose(one, other, rel_tol=ALIKE):
        return ((columns - GAP) // 2,) * 2
    left = round((columns - GAP) * one / (one + other))
    left = min(max(left, columns // 4), columns - GAP - columns // 4)
    return (left, columns - GAP - left)
