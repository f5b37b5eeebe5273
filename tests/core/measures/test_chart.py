"""Charts of measures: whatever was measured stands in its place, further up is further, the band is the error."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.measures.chart import chart_of
from stretchtui.core.measures.model import Norm, Scale
from stretchtui.core.measures.quantity import Quantity
from stretchtui.core.measures.series import Point, Series

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
values = st.decimals(-50, 50, places=1, allow_nan=False)
sizes: dict[str, Any] = {"columns": st.integers(1, 90), "rows": st.integers(2, 30)}


def series(*numbers: str | Decimal) -> Series:
    """Numbers of four weeks apart."""
    start = NOW - timedelta(weeks=4 * (len(numbers) - 1))
    points = (Point(start + timedelta(weeks=4 * n), Quantity(Decimal(v), "cm")) for n, v in enumerate(numbers))
    return Series("knee-wall", "left", "length", tuple(points))


def scale(better: str = "more", error: str | None = "1.9") -> Scale:
    return Scale("length", "x", better, Decimal(-60), Decimal(60), Decimal(error) if error else None)  # type: ignore[arg-type]


@given(numbers=st.lists(values, min_size=1, max_size=8), better=st.sampled_from(["more", "less"]), **sizes)
def test_further_is_further_up_and_later_further_right(
    numbers: list[Decimal], better: str, columns: int, rows: int
) -> None:
    found = chart_of(series(*numbers), scale(better), (), (), unit="cm", size=(columns, rows))
    assert len(found.points) == len(numbers)
    assert all(0 <= x < columns and 0 <= y < rows for x, y in found.points)
    assert [x for x, _ in found.points] == sorted(x for x, _ in found.points)
    sign = 1 if better == "more" else -1
    for (_, y), value in zip(found.points, numbers, strict=True):
        for (_, other_y), other in zip(found.points, numbers, strict=True):
            if sign * value > sign * other:
                assert y <= other_y


@given(numbers=st.lists(values, min_size=1, max_size=8), error=st.sampled_from(["0.5", "1.9", "17"]), **sizes)
def test_the_band_lies_around_the_first_number(numbers: list[Decimal], error: str, columns: int, rows: int) -> None:
    found = chart_of(series(*numbers), scale(error=error), (), (), unit="cm", size=(columns, rows))
    assert found.band is not None
    top, bottom = found.band
    assert 0 <= top <= found.points[0][1] <= bottom < rows
    for (_, y), value in zip(found.points, numbers, strict=True):
        if abs(value - numbers[0]) <= Decimal(error):
            assert top <= y <= bottom, "what is no change is never drawn outside"


def test_without_an_error_there_is_no_band() -> None:
    assert chart_of(series("9", "12"), scale(error=None), (), (), unit="cm", size=(20, 10)).band is None
    assert chart_of(series("9"), None, (), (), unit="cm", size=(20, 10)).points == ((9, 4),)


def test_a_norm_is_shown_as_far_as_it_is_seen_and_moves_nothing() -> None:
    norm = Norm("healthy adults", Decimal("9.2"), Decimal("14.8"), "hoch")
    near = chart_of(series("9", "12"), scale(), (norm,), (), unit="cm", size=(20, 10))
    far = chart_of(series("40", "42"), scale(), (norm,), (), unit="cm", size=(20, 10))
    alone = chart_of(series("9", "12"), scale(), (), (), unit="cm", size=(20, 10))
    assert near.norm is not None
    assert near.norm[0] == 0, "it goes on above"
    assert far.norm is None
    assert (near.points, near.labels) == (alone.points, alone.labels)


def test_labels_are_in_the_unit_that_is_wanted_and_turn_with_the_scale() -> None:
    more = chart_of(series("10", "20"), scale(error=None), (), (), unit="cm", size=(20, 9)).labels
    assert more == {0: "+21.2", 8: "+8.8"}
    less = chart_of(series("10", "20"), scale("less", None), (), (), unit="cm", size=(20, 9)).labels
    assert less == {0: "+8.8", 8: "+21.2"}
    assert chart_of(series("10", "20"), scale(error=None), (), (), unit="in", size=(20, 9)).labels == {
        0: "+8.4",
        8: "+3.4",
    }


@given(st.lists(st.tuples(st.floats(-30, 200), st.integers(1, 900)), max_size=12), st.integers(1, 40))
def test_practice_is_a_part_of_the_most(done: list[tuple[float, int]], columns: int) -> None:
    practised = tuple(((NOW - timedelta(days=ago)).timestamp(), seconds) for ago, seconds in done)
    found = chart_of(series("9", "10", "11"), scale(), (), practised, unit="cm", size=(columns, 5)).practice
    assert len(found) == columns
    assert all(0 <= part <= 1 for part in found)
    within = [
        seconds for moment, seconds in practised if (NOW - timedelta(weeks=8)).timestamp() <= moment <= NOW.timestamp()
    ]
    assert (max(found) == 1) == bool(within)
