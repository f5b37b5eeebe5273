"""Vector pictures: filled shapes, lines and words in a frame, for whoever writes SVG or PDF.

x goes to the right and y downwards; lengths are those of the frame. What a role looks like is the writer's affair.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from math import atan2, cos, hypot, pi, sin
from typing import Final, Literal, NamedTuple

Point = tuple[float, float]
Circle = tuple[float, float, float]
"""x, y and radius."""

Tone = Literal["body", "far", "near", "hair", "face", "prop", "stretch", "ink", "pale", "mark"]
"""What a shape is: of a figure the trunk, far and near limbs, hair, face, props and the stretched muscle; of a chart
ink, a pale ground, and what is to be noticed."""

Anchor = Literal["start", "middle", "end"]

SAMPLES: Final = 96
"""Points of a circle of which a hull is made; its arcs are put together again from them."""
HATCH_GAP: Final = 2.2
"""Distance between the lines that hatch a shape."""


class Step(NamedTuple):
    """One step along an outline, clockwise: a line to a point, or an arc of a radius where that is not 0."""

    to: Point
    radius: float = 0.0
    large: bool = False
    """An arc of more than half a circle."""


class Outline(NamedTuple):
    """A closed line of steps from a point."""

    start: Point
    steps: tuple[Step, ...]


class Fill(NamedTuple):
    """The union of some outlines, with an edge about it but for the `joints` to its neighbours."""

    tone: Tone
    outlines: tuple[Outline, ...]
    joints: tuple[Circle, ...] = ()


class Stroke(NamedTuple):
    """Open lines, so many times as wide as usual."""

    tone: Tone
    lines: tuple[tuple[Point, ...], ...]
    width: float = 1.0


class Label(NamedTuple):
    """Words at a point of their base line, so high."""

    text: str
    at: Point
    size: float
    anchor: Anchor = "start"


Primitive = Fill | Stroke | Label


class Picture(NamedTuple):
    """Primitives in the order in which they are painted, in a frame; `alt` says in words what it shows."""

    width: float
    height: float
    primitives: tuple[Primitive, ...]
    alt: str = ""


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    """An upright rectangle by its upper left corner."""
    return Outline((x, y), (Step((x + width, y)), Step((x + width, y + height)), Step((x, y + height))))


def hull(circles: Sequence[Circle]) -> Outline:
    """The smallest shape without dents that holds all circles: arcs, and lines that touch two of them."""
    some = list(dict.fromkeys(circles))
    ring = _ring(some)
    runs = [[point for point, _ in run] for _, run in groupby(ring, key=lambda found: found[1])]
    owners = [owner for owner, _ in groupby(found[1] for found in ring)]
    if len(runs) == 1:
        x, y, r = some[owners[0]]
        return Outline((x - r, y), (Step((x + r, y), r), Step((x - r, y), r)))
    if owners[0] == owners[-1]:  # a circle's arc that the start lies in
        runs[0] = runs.pop() + runs[0]
        owners.pop()
    steps = []
    for run, owner in zip(runs, owners, strict=True):
        steps.append(Step(run[0]))
        if len(run) > 1:
            x, y, r = some[owner]
            turn = (atan2(run[-1][1] - y, run[-1][0] - x) - atan2(run[0][1] - y, run[0][0] - x)) % (2 * pi)
            steps.append(Step(run[-1], r, turn > pi))
    return Outline(steps[-1].to, tuple(steps))


def hatching(circles: Sequence[Circle], gap: float = HATCH_GAP) -> tuple[tuple[Point, ...], ...]:
    """Slanting lines within the hull of some circles: a mark that survives a copier."""
    corners = [point for point, _ in _ring(list(dict.fromkeys(circles)))]
    if len(corners) < 3:
        return ()
    offsets = [x + y for x, y in corners]
    numbers = range(int(min(offsets) // gap) + 1, int(max(offsets) // gap) + 1)
    return tuple(tuple(ends) for number in numbers if len(ends := _crossings(corners, number * gap)) == 2)


def moved(one: Primitive, by: float) -> Primitive:
    """A primitive further to the right."""
    return _mapped(one, lambda point: (point[0] + by, point[1]))


def mirrored(one: Primitive, width: float) -> Primitive:
    """A primitive with left and right swapped, in a frame so wide; words stay readable."""
    return _mapped(one, lambda point: (width - point[0], point[1]), backwards=True)


def _mapped(one: Primitive, way: Callable[[Point], Point], *, backwards: bool = False) -> Primitive:
    """A primitive with all its points moved; `backwards` keeps outlines clockwise where that swaps sides."""
    if isinstance(one, Stroke):
        return one._replace(lines=tuple(tuple(map(way, line)) for line in one.lines))
    if isinstance(one, Label):
        return one._replace(at=way(one.at))
    outlines = tuple(_mapped_outline(outline, way, backwards=backwards) for outline in one.outlines)
    return one._replace(outlines=outlines, joints=tuple((*way((x, y)), r) for x, y, r in one.joints))


def _mapped_outline(outline: Outline, way: Callable[[Point], Point], *, backwards: bool) -> Outline:
    if not backwards:
        return Outline(way(outline.start), tuple(step._replace(to=way(step.to)) for step in outline.steps))
    points = [outline.start, *(step.to for step in outline.steps)]
    steps = [step._replace(to=way(to)) for step, to in zip(outline.steps[::-1], points[-2::-1], strict=True)]
    return Outline(way(points[-1]), tuple(steps))


def _ring(circles: Sequence[Circle]) -> list[tuple[Point, int]]:
    """The corners of the convex hull of sampled circles, clockwise as seen with y downwards, and whose each is."""
    turns = [(cos(2 * pi * k / SAMPLES), sin(2 * pi * k / SAMPLES)) for k in range(SAMPLES)]
    points = sorted({((x + r * c, y + r * s), at) for at, (x, y, r) in enumerate(circles) for c, s in turns})

    def half(some: Sequence[tuple[Point, int]]) -> list[tuple[Point, int]]:
        kept: list[tuple[Point, int]] = []
        for found in some:
            while len(kept) > 1 and _turn(kept[-2][0], kept[-1][0], found[0]) <= 0:
                kept.pop()
            kept.append(found)
        return kept[:-1]

    return half(points) + half(points[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _crossings(corners: Sequence[Point], offset: float) -> list[Point]:
    """Where the line x + y = offset crosses a closed line of corners."""
    found: list[Point] = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        a, b = ax + ay - offset, bx + by - offset
        if (a < 0) != (b < 0):
            share = a / (a - b)
            point = (ax + (bx - ax) * share, ay + (by - ay) * share)
            if not found or hypot(point[0] - found[0][0], point[1] - found[0][1]) > 1e-9:
                found.append(point)
    return found
