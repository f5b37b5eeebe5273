"""Outlines of circles: without dents, around all of them, and hatched within."""

from math import cos, hypot, pi, sin

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.graphics import Circle, Outline, hatching, hull

circles = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 12)).map(
        lambda c: (c[0] * 1.0, c[1] * 1.0, c[2] * 1.0)
    ),
    min_size=1,
    max_size=5,
)


def corners(outline: Outline) -> list[tuple[float, float]]:
    return [outline.start, *(step.to for step in outline.steps)]


@given(circles)
def test_corners_lie_on_a_circle_and_inside_no_other(some: list[Circle]) -> None:
    for x, y in corners(hull(some)):
        assert any(abs(hypot(x - cx, y - cy) - r) < 0.01 for cx, cy, r in some)
        assert all(hypot(x - cx, y - cy) > r - 0.1 for cx, cy, r in some)


@given(circles)
def test_all_of_each_circle_is_within(some: list[Circle]) -> None:
    ring = [(x + r * cos(k * pi / 8), y + r * sin(k * pi / 8)) for x, y, r in some for k in range(16)]
    outline = hull(some)
    closed = corners(outline)
    turned = [step.radius > 0 for step in outline.steps]
    for (ax, ay), (bx, by), arc in zip(closed, closed[1:], turned, strict=False):
        if not arc:  # a line has all circles on its right, as it goes clockwise with y downwards
            assert all(
                (bx - ax) * (y - ay) - (by - ay) * (x - ax) > -0.6 * (1 + hypot(bx - ax, by - ay)) for x, y in ring
            )


@given(circles)
def test_it_is_closed_and_arcs_have_the_radius_of_a_circle(some: list[Circle]) -> None:
    outline = hull(some)
    assert {step.radius for step in outline.steps if step.radius} <= {r for _, _, r in some}
    assert len(outline.steps) >= 2


@given(circles)
def test_hatching_stays_within(some: list[Circle]) -> None:
    left, right = min(x - r for x, _, r in some), max(x + r for x, _, r in some)
    for line in hatching(some):
        assert all(left - 0.01 <= x <= right + 0.01 for x, _ in line)
