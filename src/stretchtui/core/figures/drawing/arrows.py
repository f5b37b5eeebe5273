"""Arrows: the way a part of the body takes, drawn beside it, so that a picture at rest tells the movement too."""

from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, sin
from typing import Final, NamedTuple

from stretchtui.core.figures.model import Arrow, Figure
from stretchtui.core.figures.pose.anchors import point_of
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.figures.vectors import Vector, minus, moved, plus

Point = tuple[float, float]
STEPS: Final = 16
"""In so many steps the way is followed."""
BARB: Final = 0.62
"""How far the two strokes of an arrow's head open, in radians from its shaft."""
SHORTEST: Final = 4.0
"""A way of fewer dots than this has no arrow: it would be nothing but a head."""


class Way(NamedTuple):
    """The points of space that an arrow leads through."""

    points: tuple[Vector, ...]

    def flat(self, places: list[Point]) -> list[list[Point]]:
        """The strokes of the arrow whose points are at these places of the picture: its shaft, then its head."""
        end = places[-1]
        size = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places))
        if size < SHORTEST:
            return []
        back = next((p for p in reversed(places) if hypot(p[0] - end[0], p[1] - end[1]) > 2), places[0])
        angle = atan2(back[1] - end[1], back[0] - end[0])
        barb = min(max(size * 0.25, 2.3), 6.0)
        barbs = [(end[0] + barb * cos(angle + turn), end[1] + barb * sin(angle + turn)) for turn in (BARB, -BARB)]
        return [places, [barbs[0], end, barbs[1]]]


@lru_cache(maxsize=64)
def arrows(figure: Figure) -> tuple[Way, ...]:
    """The arrows of a figure, where they lie in space: they stay there while the body moves."""
    return tuple(_way(figure, arrow) for arrow in figure.arrows)


def _way(figure: Figure, arrow: Arrow) -> Way:
    last = len(figure.pose) - 1
    first, to = (arrow.from_ or 1) - 1, (arrow.to or last + 1) - 1
    places = [
        point_of(skeleton_at(figure, (first + (to - first) * k / STEPS) / last), arrow.of) for k in range(STEPS + 1)
    ]
    middle: Vector = (
        sum(p[0] for p in places) / len(places),
        sum(p[1] for p in places) / len(places),
        sum(p[2] for p in places) / len(places),
    )
    return Way(tuple(plus(moved(middle, minus(p, middle), arrow.grow), arrow.off) for p in places))
