"""Side by side: which side is first, one repetition more on the stiffer one, and what the record says of each."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.catalog.model import Side
from stretchtui.core.session.machine import Session
from stretchtui.core.session.plan import PlannedStretch, Timing, plan_for, with_sides
from stretchtui.core.session.record import SessionRecord, SideRecord
from stretchtui.core.session.summary import summarise
from stretchtui.core.settings.model import FirstSide
from tests.core.strategies import Walk, an_entry, entries, walk

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
EACH = an_entry("a", sides="each", hold=10, reps=2)


def record(session: Session) -> SessionRecord:
    return summarise(session, id="one", started=START, outcome="completed")


def begun(*stretches: PlannedStretch) -> Walk:
    return walk(plan_for(stretches, Timing(ready=0, rest=0, switch=0)))


@pytest.mark.parametrize(
    ("prefer", "stiff", "order"),
    [
        ("left", {}, ("left", "right")),
        ("right", {}, ("right", "left")),
        ("right", {"a": "left"}, ("right", "left")),
        ("stiff", {}, ("left", "right")),
        ("stiff", {"a": "right"}, ("right", "left")),
    ],
)
def test_the_side_that_is_first(prefer: FirstSide, stiff: dict[str, Side], order: tuple[Side, Side]) -> None:
    (entry,) = with_sides([EACH], prefer, stiff, {})
    assert entry.order == order
    phases = plan_for([entry], Timing()).phases
    assert [phase.side for phase in phases if phase.works] == [order[0]] * 2 + [order[1]] * 2
    assert phases[0].side == order[0]


def test_the_stiffer_side_has_one_more_within_the_range() -> None:
    (more,) = with_sides([EACH], "left", {"a": "right"}, {"a": 3})
    assert (more.reps_on("left"), more.reps_on("right"), more.repetitions) == (2, 3, 5)
    (full,) = with_sides([EACH], "left", {"a": "right"}, {"a": 2})
    assert full.extra is None
    (short,) = with_sides([EACH], "left", {"a": "right"}, None)
    assert short.extra is None


@given(
    st.lists(entries, min_size=1, max_size=4),
    st.sampled_from(("left", "right", "stiff")),
    st.sampled_from(("left", "right")),
    st.integers(1, 4),
)
def test_no_side_goes_beyond_the_range(some: list[PlannedStretch], prefer: FirstSide, side: Side, most: int) -> None:
    bounded = [structs.replace(entry, reps=min(entry.reps, most)) for entry in some]
    made = with_sides(bounded, prefer, {entry.id: side for entry in some}, {entry.id: most for entry in some})
    for old, entry in zip(bounded, made, strict=True):
        if old.sides == "each":
            assert old.reps <= entry.reps_on("left") <= most
            assert old.reps <= entry.reps_on("right") <= most
            assert abs(entry.reps_on("left") - entry.reps_on("right")) <= 1
        else:
            assert entry == old
    plan = plan_for(made, Timing())
    assert sum(phase.works for phase in plan.phases) == sum(entry.repetitions for entry in made)


def test_the_record_says_what_each_side_had() -> None:
    at = begun(structs.replace(EACH, first="right", extra="right"), an_entry("b", hold=10, reps=1))
    at.wait(3 * 10 + 10)  # right three times, left once
    at.press("skip")
    at.wait(20)
    whole, both = record(at.session).stretches
    assert (whole.done, whole.planned, whole.seconds) == (4, 5, 40)
    assert (whole.left, whole.right) == (SideRecord(1, 10), SideRecord(3, 30))
    assert (both.left, both.right) == (None, None)


def test_what_is_said_in_a_hold_is_said_of_its_side() -> None:
    at = begun(EACH)
    at.wait(2 * 10 + 6)
    at.press("ease")  # in the first hold of the right side
    at.press("resume")
    at.wait(10)
    (part,) = record(at.session).stretches
    assert part.felt == "hard"
    assert part.left == SideRecord(2, 20)
    assert part.right == SideRecord(2, 16, "hard")


def test_pain_stays_pain_and_is_told_of_its_side() -> None:
    at = begun(EACH)
    at.wait(2)
    at.session.ease(at.now)
    at.session.resume(at.now)
    at.session.hurts(at.now)
    (part,) = record(at.session).stretches
    assert part.felt == "pain"
    assert part.left
    assert part.left.felt == "pain"
    assert part.right == SideRecord(0, 0)


def test_a_session_that_is_taken_up_knows_what_was_said_of_a_side() -> None:
    at = begun(EACH)
    at.wait(6)
    at.session.ease(at.now)
    again = Session(at.session.plan, 0.0, at.session.progress())
    assert again.felt_sides == {(0, "left"): "hard"}
    wrong = structs.replace(at.session.progress(), felt_sides={"3-left": "hard"})
    with pytest.raises(ValueError, match="outside its plan"):
        Session(at.session.plan, 0.0, wrong)
