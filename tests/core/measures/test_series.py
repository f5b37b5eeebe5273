"""Series over months, practice between them, and what is due again."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.measures.series import (
    DueTest,
    Practice,
    apart,
    due_again,
    practice_words,
    practised,
    practised_for,
    said_of,
    series_of,
)
from stretchtui.core.session.record import SessionRecord, StretchRecord
from tests.core.measures.test_course import a_test

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TESTS = {"finger-floor": a_test(id="finger-floor"), "knee-wall": a_test()}


def measure(days_ago: float, left: str = "9", right: str | None = "9", test: str = "knee-wall") -> Measure:
    best = Best("cm", Decimal(left), None if right is None else Decimal(right))
    return Measure(f"{test}-{days_ago}", NOW - timedelta(days=days_ago), test, best)


def session(days_ago: float, *regions: str, seconds: int = 60) -> SessionRecord:
    parts = tuple(StretchRecord("x", "X", region, 1, 1, seconds) for region in regions)
    return SessionRecord(f"s-{days_ago}", NOW - timedelta(days=days_ago), 60, "completed", parts)


def test_a_series_for_each_side_in_the_order_of_the_tests() -> None:
    found = series_of([measure(1, "10"), measure(30), measure(5, test="old"), measure(-1)], TESTS, NOW)
    assert [(one.test, one.side, len(one.points)) for one in found] == [
        ("knee-wall", "left", 2),
        ("knee-wall", "right", 2),
        ("old", "left", 1),
        ("old", "right", 1),
    ]
    assert [str(point.best.value) for point in found[0].points] == ["9", "10"]
    assert len({one.key for one in found}) == 4


def test_lengths_and_degrees_are_series_of_their_own() -> None:
    turned = Measure("t", NOW, "knee-wall", Best("deg", Decimal(60)))
    assert [one.kind for one in series_of([turned, measure(3, right=None)], TESTS, NOW)] == ["length", "angle"]


@given(st.lists(st.builds(measure, st.floats(-5, 400), st.sampled_from(["8", "9.5", "12"])), max_size=12))
def test_every_number_up_to_now_is_in_one_series_and_in_order(measures: list[Measure]) -> None:
    found = series_of(measures, TESTS, NOW)
    assert sum(len(one.points) for one in found) == 2 * sum(one.at <= NOW for one in measures)
    for one in found:
        assert one.points
        assert [p.at for p in one.points] == sorted(p.at for p in one.points)


def test_what_is_said_of_a_series() -> None:
    (left, _) = series_of([measure(60), measure(30, "12"), measure(1, "12.5")], TESTS, NOW)
    first, before = said_of(left, TESTS["knee-wall"], "cm")
    assert first.startswith("3.5 cm further than on 28 Sep 2026: beyond the measurement error")
    assert before.startswith("0.5 cm further than on 28 Oct 2026: within the measurement error")
    assert said_of(left, None, "cm") == ("The catalogue has this test no more, so what a change means is not known.",)
    (alone, _) = series_of([measure(1)], TESTS, NOW)
    assert said_of(alone, TESTS["knee-wall"], "cm")[0].startswith("The first number.")


def test_sides_are_compared_where_they_are_of_one_day() -> None:
    found = series_of([measure(1, "9", "13")], TESTS, NOW)
    assert apart(found, found[0], TESTS["knee-wall"], "cm").startswith("Right goes 4 cm further")
    found = series_of(
        [measure(1, "9", None), Measure("r", NOW, "knee-wall", Best("cm", right=Decimal(13)))], TESTS, NOW
    )
    assert apart(found, found[0], TESTS["knee-wall"], "cm") == ""


def test_practice_counts_what_was_for_the_regions_between_the_two_days() -> None:
    records = [session(1, "legs", "neck"), session(5, "neck"), session(10, "legs", "legs"), session(40, "legs")]
    found = practised(practised_for(records, ("legs", "hips-glutes")), NOW - timedelta(days=30), NOW)
    assert found == Practice(2, 180)
    assert practice_words(found, "legs and hips", "28 Oct 2026") == (
        "Since 28 Oct 2026: 2 sessions for legs and hips, 3 min held."
    )
    assert "no session for legs" in practice_words(Practice(), "legs", "28 Oct 2026")


def test_due_again_are_tests_that_were_taken_so_long_ago() -> None:
    measures = [measure(28), measure(29), measure(27, test="finger-floor"), measure(90, test="gone")]
    assert due_again(measures, TESTS, 4, NOW) == (DueTest("knee-wall", 28),)
    assert due_again(measures, TESTS, 0, NOW) == ()
    assert due_again([], TESTS, 4, NOW) == ()
    assert DueTest("x", 35).ago == "5 weeks ago"
    assert DueTest("x", 7).ago == "7 days ago"


@given(st.lists(st.integers(-3, 200), max_size=6), st.integers(0, 30))
def test_due_is_told_by_the_last_time_alone(ages: list[int], weeks: int) -> None:
    due = due_again([measure(age) for age in ages], TESTS, weeks, NOW)
    past = [age for age in ages if age >= 0]
    last = min((NOW.date() - (NOW - timedelta(days=age)).date() for age in past), default=None)
    assert bool(due) == (weeks > 0 and last is not None and last >= timedelta(weeks=weeks))
