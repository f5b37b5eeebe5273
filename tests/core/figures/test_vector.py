"""Vector figures: the same silhouettes as in the terminal, the same twice, mirrored for the other side."""

from math import atan2, cos, hypot, pi, sin, sqrt

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from stretchtui.core.figures.drawing.camera import as_view
from stretchtui.core.figures.drawing.painting import OCTANTS, painted
from stretchtui.core.figures.drawing.scene import Sight, projection, sight
from stretchtui.core.figures.drawing.vector import panel, vector_picture
from stretchtui.core.figures.model import Figure
from stretchtui.core.figures.pose.motion import skeleton_at
from stretchtui.core.graphics import Fill, Outline, Stroke, mirrored
from tests.core.figures.figure_sheet import FIGURES

COLUMNS, ROWS = 144, 48
WIDE, HIGH = COLUMNS * 2, ROWS * 4
FINE = 4
"""The vector is painted so much larger, and looked at in the middle of each dot."""
ALIKE = 0.9

SEEN = [
    pytest.param(figure, t, sight(figure, as_view(view)), id=f"{figure.id}-{t}-{number}")
    for figure in FIGURES.values()
    for t in (0, 1)
    for number, view in enumerate(figure.views)
]


def corners(outline: Outline) -> list[tuple[float, float]]:
    """The outline as a polygon, its arcs in sixteen pieces."""
    points = [outline.start]
    for step in outline.steps:
        (ax, ay), (bx, by) = points[-1], step.to
        size = hypot(bx - ax, by - ay)
        if not step.radius or not size:
            points.append(step.to)
            continue
        off = sqrt(max(0.0, step.radius**2 - size * size / 4)) * (-1 if step.large else 1)
        x, y = (ax + bx) / 2 - (by - ay) / size * off, (ay + by) / 2 + (bx - ax) / size * off
        first = atan2(ay - y, ax - x)
        turn = (atan2(by - y, bx - x) - first) % (2 * pi)
        points += [
            (x + step.radius * cos(first + turn * k / 16), y + step.radius * sin(first + turn * k / 16))
            for k in range(1, 17)
        ]
    return points


def drawn(figure: Figure, t: float, seen: Sight) -> Image.Image:
    """What the terminal shows of the body, with the rims between limbs closed."""
    canvas = painted(figure, skeleton_at(figure, t), seen, COLUMNS, ROWS, grid=OCTANTS)
    rows = [0] * HIGH
    for role, layer in canvas.layers.items():
        if role not in ("prop", "arrow"):
            rows = [row | dots for row, dots in zip(rows, layer, strict=True)]
    data = b"".join(f"{row:0{WIDE}b}"[::-1].encode() for row in rows)
    dots = Image.frombytes("L", (WIDE, HIGH), data).point(lambda value: 255 if value == ord("1") else 0)
    return dots.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))


def filled(figure: Figure, t: float, seen: Sight) -> Image.Image:
    """The filled shapes of the vector picture, in the same frame."""
    image = Image.new("L", (WIDE * FINE, HIGH * FINE))
    pen = ImageDraw.Draw(image)
    for one in panel(figure, skeleton_at(figure, t), seen, projection(seen, WIDE, HIGH)):
        if isinstance(one, Fill) and one.tone != "prop":
            for outline in one.outlines:
                pen.polygon([(x * FINE - 0.5, y * FINE - 0.5) for x, y in corners(outline)], fill=255)
    return image.resize((WIDE, HIGH), Image.Resampling.NEAREST)


def count(image: Image.Image) -> int:
    return image.histogram()[255]


@pytest.mark.parametrize(("figure", "t", "seen"), SEEN)
def test_silhouettes_are_those_of_the_terminal(figure: Figure, t: float, seen: Sight) -> None:
    one, other = drawn(figure, t, seen), filled(figure, t, seen)
    shared = count(ImageChops.darker(one, other)) / count(ImageChops.lighter(one, other))
    assert shared >= ALIKE


def test_the_other_side_is_the_mirror_and_twice_the_same() -> None:
    figure = FIGURES["upper-trapezius"]
    left = vector_picture(figure, 1, width=90, height=100, side="left")
    right = vector_picture(figure, 1, width=90, height=100, side="right")
    assert left != right
    assert len(left.primitives) == len(right.primitives)
    assert left == vector_picture(figure, 1, width=90, height=100, side="left")
    for one, other in zip(left.primitives, right.primitives, strict=True):
        twice = mirrored(mirrored(one, 90), 90)
        assert type(one) is type(other) is type(twice)


def test_the_stretched_muscle_is_hatched_not_only_coloured() -> None:
    picture = vector_picture(FIGURES["standing-quad"], 1, width=90, height=100)
    marks = [one for one in picture.primitives if isinstance(one, Stroke) and one.tone == "stretch"]
    assert marks
    assert all(len(mark.lines) >= 2 for mark in marks)
