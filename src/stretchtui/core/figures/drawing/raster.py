"""A canvas of dots: shapes filled row by row, each row one whole number whose bits are its dots.

Places are measured in columns of dots, of which every cell has two. Rows of dots are `pitch` of those apart:
1 for braille and octants, which have four rows in a cell about twice as high as wide; 4/3 for sextants, 2 for
quadrants.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from math import ceil, floor, hypot, sqrt
from typing import Final, NamedTuple

from stretchtui.core.figures.drawing.picture import Role

Circle = tuple[float, float, float]
"""x and y, y downwards, and the radius, in columns of dots."""

_FAR: Final = 1e9
THORN: Final = 0.45
"""A first or last row narrower than this share of its neighbour looks like a thorn where rows are high."""


class Mask(NamedTuple):
    """A shape: `rows` of dots from row `top` downwards."""

    top: int
    rows: list[int]

    def rimmed(self, gaps: Iterable["Mask"] = ()) -> "Mask":
        """The shape with a rim of one dot about it, but for the gaps."""
        rows = [0, *self.rows, 0]
        for k, row in enumerate(self.rows):
            rows[k] |= row
            rows[k + 1] |= row << 1 | row >> 1
            rows[k + 2] |= row
        for gap in gaps:
            first = gap.top - self.top + 1
            for k in range(max(first, 0), min(first + len(gap.rows), len(rows))):
                rows[k] &= ~gap.rows[k - first]
        for k, row in enumerate(self.rows, start=1):
            rows[k] |= row
        return Mask(self.top - 1, rows)

    def sifted(self, patterns: Sequence[int]) -> "Mask":
        """Only those dots that the patterns let through, one pattern a row, over and over."""
        count = len(patterns)
        return Mask(self.top, [row & patterns[k % count] for k, row in enumerate(self.rows, start=self.top)])


class Size(NamedTuple):
    """How many dots a canvas has, and how far its rows are apart."""

    width: int
    height: int
    pitch: float = 1.0


def hull(circles: Sequence[Circle], size: Size) -> Mask:
    """The smallest shape without dents that holds all circles, cut at the sides of the canvas.

    Its edge is made of arcs, and of lines that touch two circles; a row reaches from the leftmost to the rightmost.
    """
    width, height, pitch = size
    some = [*dict.fromkeys(circles)]
    top = max(floor(min([y - r for _, y, r in some]) / pitch), 0)
    count = min(floor(max([y + r for _, y, r in some]) / pitch) + 1, height) - top
    if count <= 0:
        return Mask(top, [])
    edges = _Edges(top, pitch, [_FAR] * count, [-_FAR] * count)
    for circle in some:
        _widen_by_circle(circle, edges)
    for one, other in combinations(some, 2):
        _widen_by_tangents(one, other, edges)
    if pitch > 1:
        _blunt(edges)
    return Mask(top, [_span(a, b, width) for a, b in zip(edges.left, edges.right, strict=True)])


class _Edges(NamedTuple):
    """How far a shape reaches to the left and right in each row from row `top` downwards."""

    top: int
    pitch: float
    left: list[float]
    right: list[float]


# The two loops below are where most of a drawing's time goes: they compare by hand, which is faster than min and max.


def _blunt(edges: _Edges) -> None:
    """Take a thorn off the top and off the bottom: a row that is much narrower than the one after it."""
    left, right = edges.left, edges.right
    some = [k for k, edge in enumerate(left) if edge <= right[k]]
    for end, after in ((some[0], some[1]), (some[-1], some[-2])) if len(some) > 3 else ():
        if right[end] - left[end] < THORN * (right[after] - left[after]):
            left[end], right[end] = _FAR, -_FAR


def _widen_by_circle(circle: Circle, edges: _Edges) -> None:
    x, y, r = circle
    top, pitch, left, right = edges
    square = r * r
    # A row of high dots that only grazes the circle would be a thorn on it.
    high = r if pitch == 1 or r < pitch else r * 0.93
    first = max(ceil((y - high) / pitch - 0.5), top)
    dy = (first + 0.5) * pitch - y
    for k in range(first - top, min(floor((y + high) / pitch - 0.5) - top + 1, len(left))):
        half = sqrt(square - dy * dy) if square > dy * dy else 0.0
        dy += pitch
        if x - half < left[k]:  # noqa: PLR1730
            left[k] = x - half
        if x + half > right[k]:  # noqa: PLR1730
            right[k] = x + half


def _widen_by_tangents(a: Circle, b: Circle, edges: _Edges) -> None:
    (ax, ay, ar), (bx, by, br) = a, b
    top, pitch, left, right = edges
    size = hypot(bx - ax, by - ay)
    if size <= abs(ar - br):
        return
    along = (ar - br) / size
    aside = sqrt(1 - along * along)
    ux, uy = (bx - ax) / size, (by - ay) / size
    for sign in (aside, -aside):
        nx, ny = ux * along - uy * sign, uy * along + ux * sign
        x1, y1, x2, y2 = ax + nx * ar, ay + ny * ar, bx + nx * br, by + ny * br
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        first = max(ceil(y1 / pitch - 0.5) - top, 0)
        last = min(floor(y2 / pitch - 0.5) - top, len(left) - 1)
        if first > last:
            continue
        slope = (x2 - x1) / (y2 - y1) if y2 > y1 else 0.0
        x = x1 + ((first + top + 0.5) * pitch - y1) * slope
        slope *= pitch
        for k in range(first, last + 1):
            if x < left[k]:  # noqa: PLR1730
                left[k] = x
            if x > right[k]:  # noqa: PLR1730
                right[k] = x
            x += slope


def _span(left: float, right: float, width: int) -> int:
    """The dots of a row whose middles lie between two edges; the one nearest to them where none does."""
    if left > right:
        return 0
    first, last = ceil(left - 0.5), floor(right - 0.5)
    if first > last:
        first = last = floor((left + right) / 2)
    if last < 0 or first >= width:
        return 0
    if last >= width:
        last = width - 1
    return (2 << last) - (1 << first if first > 0 else 1)


def box(circle: Circle, size: Size) -> Mask:
    """A square about as large as a circle, which costs less than one."""
    x, y, r = circle
    pitch = size.pitch
    half = r * 0.9 + (pitch - 1) * 1.6  # at least the rim that a row of high dots makes
    top = max(round((y - half) / pitch), 0)
    first, last = max(round(x - half), 0), min(round(x + half), size.width)
    count = max(min(round((y + half) / pitch), size.height) - top, 0)
    return Mask(top, [(1 << last) - (1 << first) if first < last else 0] * count)


def stroke(points: Sequence[tuple[float, float]], size: Size) -> Mask:
    """A line one dot wide through the points."""
    width, height, pitch = size
    rows = [0] * height
    places = [(x, y / pitch) for x, y in points]
    for (x1, y1), (x2, y2) in pairwise(places):
        steps = max(1, ceil(max(abs(x2 - x1), abs(y2 - y1))))
        for k in range(steps + 1):
            x, y = floor(x1 + (x2 - x1) * k / steps), floor(y1 + (y2 - y1) * k / steps)
            if 0 <= x < width and 0 <= y < height:
                rows[y] |= 1 << x
    return Mask(0, rows)


class Canvas:
    """Dots by role. A later shape covers an earlier one, with a rim about it that keeps the two apart."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.layers: dict[Role, list[int]] = {}

    def put(self, role: Role, mask: Mask, around: Mask | None = None, *, apart_from: Role | None = None) -> None:
        """Add dots of a role in the place of all that lies there, and in the mask `around` it.

        `apart_from`: only dots of this role give way in the mask around it.
        """
        own = self._inside(mask)
        if apart_from is None:
            self._clear(self._inside(around) if around else own, self.layers.values())
        else:
            self._clear(own, self.layers.values())
            if around and apart_from in self.layers:
                self._clear(self._inside(around), [self.layers[apart_from]])
        layer = self.layers.setdefault(role, [0] * self.size.height)
        for row, dots in own:
            layer[row] |= dots

    @staticmethod
    def _clear(rows: Iterable[tuple[int, int]], layers: Iterable[list[int]]) -> None:
        """Take away dots, by rows, from some layers."""
        for layer in layers:
            for row, dots in rows:
                if layer[row]:
                    layer[row] &= ~dots

    def _inside(self, mask: Mask) -> list[tuple[int, int]]:
        height = self.size.height
        return [(k, dots) for k, dots in enumerate(mask.rows, start=mask.top) if dots and 0 <= k < height]


def overlap(one: Mask, other: Mask) -> Mask:
    """The dots that two masks share."""
    top = max(one.top, other.top)
    end = min(one.top + len(one.rows), other.top + len(other.rows))
    return Mask(top, [one.rows[k - one.top] & other.rows[k - other.top] for k in range(top, max(end, top))])


def without(mask: Mask, others: Iterable[Mask]) -> Mask:
    """The mask, less the dots of others."""
    rows = list(mask.rows)
    for other in others:
        for k, dots in enumerate(other.rows, start=other.top - mask.top):
            if 0 <= k < len(rows):
                rows[k] &= ~dots
    return Mask(mask.top, rows)


def joined(masks: Sequence[Mask]) -> Mask:
    """All dots of several masks."""
    if len(masks) == 1:
        return masks[0]
    top = min(mask.top for mask in masks)
    rows = [0] * (max(mask.top + len(mask.rows) for mask in masks) - top)
    for mask in masks:
        for k, dots in enumerate(mask.rows, start=mask.top - top):
            rows[k] |= dots
    return Mask(top, rows)
