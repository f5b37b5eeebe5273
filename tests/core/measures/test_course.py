"""The course of a test: whatever a person does and however time goes, three tries a side, the best of them kept."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.measures.course import TRIES, WARM_UP, Course
from stretchtui.core.measures.model import Scale, SelfTest
from stretchtui.core.measures.quantity import Quantity


def a_test(**changes: Any) -> SelfTest:
    scale = Scale("length", "from here to there", "more", Decimal(-10), Decimal(30), Decimal("1.9"))
    angle = Scale("angle", "from straight ahead", "more", Decimal(0), Decimal(120))
    fields: dict[str, Any] = {
        "id": "knee-wall",
        "name": "Knee to the wall",
        "summary": "How far.",
        "region": "calves-feet",
        "position": "wall",
        "tools": ("a tape",),
        "sides": "each",
        "ready": 8,
        "hold": 3,
        "steps": ("Stand.", "Bend.", "Stay."),
        "scales": (scale, angle),
        "cautions": ("Slowly.",),
        "sources": ("powden",),
    }
    return SelfTest(**(fields | changes))


def cm(value: float | str) -> Quantity:
    return Quantity(Decimal(str(value)), "cm")


def test_from_the_warm_up_to_the_end() -> None:
    course = Course(a_test(), 100.0)
    assert course.view(100.0).stage == "warm-up"
    assert course.view(160.0).left == WARM_UP - 60
    assert course.advance(100.0 + WARM_UP) == ("waiting",)
    now = 500.0
    for number, value in enumerate((8, 9.5, 9, 11, 10, 11.5)):
        view = course.view(now)
        assert (view.stage, view.current.side) == ("waiting", "left" if number < 3 else "right")
        assert view.current.number == number % 3 + 1
        assert view.done == number
        assert len(view.tried) == number % 3
        assert course.go_on(now)
        assert course.view(now + 2).left == 6
        assert course.advance(now + 8) == ("hold",)
        assert course.advance(now + 11) == ("reading",)
        assert not course.go_on(now + 12)
        course.enter(cm(value))
        now += 20
    assert course.view(now).stage == "done"
    assert course.best() == (("left", cm(9.5)), ("right", cm(11.5)))


def test_both_stages_of_a_try_go_by_in_one_step_after_a_pause() -> None:
    course = Course(a_test(sides="both"), 0.0, warm_up=0)
    course.go_on(1.0)
    assert course.advance(60.0) == ("hold", "reading")


def test_one_that_has_no_sides() -> None:
    course = Course(a_test(sides="both"), 0.0, warm_up=0)
    assert [one.side for one in course.tries] == [None] * TRIES


def test_the_side_to_begin_with() -> None:
    assert [one.side for one in Course(a_test(), 0.0, first_side="right").tries] == ["right"] * 3 + ["left"] * 3


def test_a_number_that_was_mistyped_is_taken_again() -> None:
    course = Course(a_test(sides="both"), 0.0, warm_up=0)
    assert not course.again()
    tried(course, cm(1))
    assert course.view(30.0).done == 1
    assert course.again()
    assert course.view(30.0).done == 0
    assert course.view(30.0).stage == "waiting"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (cm(31), "right would be -10 to 30 cm"),
        (Quantity(Decimal(12), "in"), "right would be -10 to 30 cm"),
        (Quantity(Decimal(121), "deg"), "right would be 0 to 120 °"),
    ],
)
def test_what_can_not_be_is_told_and_the_try_waits(wrong: Quantity, said: str) -> None:
    course = Course(a_test(), 0.0, warm_up=0)
    course.go_on(0.0)
    course.advance(50.0)
    with pytest.raises(ValueError, match=said):
        course.enter(wrong)
    assert course.view(50.0).stage == "reading"


def test_lengths_and_degrees_are_not_mixed() -> None:
    course = Course(a_test(), 0.0, warm_up=0)
    tried(course, cm(9))
    course.go_on(60.0)
    course.advance(100.0)
    with pytest.raises(ValueError, match="the tries before were read in cm or in"):
        course.enter(Quantity(Decimal(60), "deg"))


def tried(course: Course, quantity: Quantity | None, now: float = 0.0) -> None:
    course.go_on(now)
    course.advance(now + 11)
    course.enter(quantity)


acts = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.floats(0, 400)),
        st.tuples(st.just("go-on"), st.just(0)),
        st.tuples(st.just("again"), st.just(0)),
        st.tuples(st.just("enter"), st.none() | st.decimals(-12, 32, places=1, allow_nan=False)),
    ),
    max_size=60,
)


@given(acts, st.sampled_from(["each", "both"]))
def test_whatever_a_person_does(acts: list[tuple[str, Any]], sides: str) -> None:
    course = Course(a_test(sides=sides), 0.0)
    now = 0.0
    entered: list[tuple[Any, Quantity | None]] = []
    for what, value in acts:
        before = course.view(now)
        if what == "wait":
            now += value
            course.advance(now)
        elif what == "go-on":
            course.go_on(now)
        elif what == "again":
            if course.again():
                entered.pop()
        else:
            quantity = None if value is None else cm(value)
            try:
                course.enter(quantity)
            except ValueError:
                assert not -10 <= value <= 30
                continue
            if before.stage == "reading":
                entered.append((before.current.side, quantity))
        view = course.view(now)
        assert view.left >= 0
        assert view.done == len(entered) <= len(course.tries)
        assert (view.stage == "done") == (view.done == len(course.tries))
        assert 1 <= view.current.number <= TRIES
        assert len(view.tried) < TRIES or view.stage == "done"
    for side, best in course.best():
        told = [quantity for of, quantity in entered if of == side and quantity is not None]
        assert best.exact == max(quantity.exact for quantity in told)
    assert {side for side, _ in course.best()} == {side for side, quantity in entered if quantity is not None}
