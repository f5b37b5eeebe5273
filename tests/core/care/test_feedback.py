"""Offers and warnings, from nothing but the sessions that were done."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.care.feedback import (
    FELT,
    ask_words,
    goes_on_too_long,
    hurt,
    hurt_lately,
    hurt_words,
    offer_for,
)
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.session.record import Felt, SessionRecord, StretchRecord, Tightness
from tests.core.strategies import a_stretch

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
STRETCH = a_stretch(reps=4)
DOSE = Dose(10, 4)


def session(
    *felt: Felt | None, days: float = 0, planned: int = 4, name: str = "chin-tuck", tight: Tightness | None = None
) -> SessionRecord:
    """A session so many days ago, the same stretch in it as often as there are marks."""
    started = NOW - timedelta(days=days)
    parts = tuple(StretchRecord(name, name, "neck", planned, planned, 40, mark) for mark in felt)
    return SessionRecord(f"{started:%Y%m%dT%H%M%S}", started, 40, "completed", parts, tightness=tight)


def row(*felt: Felt | None, planned: int = 4) -> list[SessionRecord]:
    """Sessions newest first, a day between them."""
    return [session(mark, days=day, planned=planned) for day, mark in enumerate(felt)]


@given(st.lists(st.sampled_from([*FELT, None]), max_size=12), st.integers(1, 10))
def test_an_offer_is_one_repetition_and_never_past_the_range(felt: list[Felt | None], reps: int) -> None:
    dose = Dose(10, reps)
    offer = offer_for(STRETCH, dose, row(*felt, planned=reps))
    marks = [mark for at, mark in enumerate(felt) if mark or at == 0]
    run = next((n for n, mark in enumerate(marks) if mark != marks[0]), len(marks)) if marks else 0
    if offer is None:
        due = run and ((marks[0] == "easy" and run % 3 == 0) or (marks[0] == "hard" and run % 2 == 0))
        assert not due or reps in STRETCH.range.reps
        return
    assert offer.dose.hold == dose.hold
    assert abs(offer.dose.reps - reps) == 1
    assert STRETCH.range.reps[0] <= offer.dose.reps <= STRETCH.range.reps[1]
    assert (offer.dose.reps > reps) == (felt[0] == "easy")
    assert run >= (3 if felt[0] == "easy" else 2)


def test_easy_three_times_in_a_row_offers_one_more() -> None:
    offer = offer_for(STRETCH, DOSE, row("easy", "easy", "easy"))
    assert offer
    assert offer.dose == Dose(10, 5)
    assert offer.reason == "Chin tuck felt easy 3 times in a row."
    assert offer.question == "One repetition more, 5 instead of 4?"
    assert offer_for(STRETCH, DOSE, row("easy", "easy")) is None
    assert offer_for(STRETCH, DOSE, row("easy", "hard", "easy", "easy")) is None


def test_hard_twice_offers_one_fewer() -> None:
    offer = offer_for(structs.replace(STRETCH, sides="each"), DOSE, row("hard", "hard", planned=8))
    assert offer
    assert offer.dose == Dose(10, 3)
    assert offer.question == "One repetition fewer, 3 instead of 4 a side?"


def test_a_refused_offer_waits_for_as_many_marks_more() -> None:
    easy: list[Felt] = ["easy"] * 12
    offered = [count for count in range(1, 13) if offer_for(STRETCH, DOSE, row(*easy[:count]))]
    assert offered == [3, 6, 9, 12]


def test_an_accepted_offer_begins_anew() -> None:
    history = [*row("easy", planned=5), *[session("easy", days=day) for day in (2, 3, 4)]]
    assert offer_for(STRETCH, Dose(10, 5), history) is None
    assert offer_for(STRETCH, DOSE, history) is None, "what was done at another dose says nothing of this one"


def test_sessions_without_a_mark_neither_count_nor_interrupt() -> None:
    assert offer_for(STRETCH, DOSE, row("easy", None, "easy", None, "easy"))
    assert offer_for(STRETCH, DOSE, row(None, "easy", "easy", "easy")) is None, "nothing was said this time"
    other = session("hard", days=0.5, name="neck-turn")
    assert offer_for(STRETCH, DOSE, [session("easy"), other, *row("easy", "easy")])


def test_pain_keeps_a_stretch_out_for_seven_days() -> None:
    history = [session("pain", days=6.9)]
    found = hurt("chin-tuck", history, NOW)
    assert found
    assert not found.ask
    assert hurt_words(found) == "It hurt on Sat 14 Nov: not suggested until Sat 21 Nov."
    assert hurt("chin-tuck", [session("pain", days=7.1)], NOW) is None
    assert hurt("neck-turn", history, NOW) is None
    assert list(hurt_lately([*history, session("pain", days=8, name="neck-turn")], NOW)) == ["chin-tuck"]


def test_pain_twice_in_fourteen_days_asks_a_therapist() -> None:
    found = hurt("chin-tuck", [session("pain", days=1), session("pain", days=13.9)], NOW)
    assert found
    assert found.ask
    assert ask_words(found) in hurt_words(found)
    assert "ask a physiotherapist" in ask_words(found)
    once = hurt("chin-tuck", [session("pain", days=1), session("pain", days=14.1)], NOW)
    assert once
    assert not once.ask


@pytest.mark.parametrize(
    ("days", "too_long"),
    [
        ((0, 8, 16, 22), True),
        ((0, 8, 16, 20.9), False),
        ((0, 11, 22), False),
        ((5, 12, 20, 26), True),
        ((11, 18, 26), False),
        ((), False),
    ],
)
def test_pain_or_stiffness_over_more_than_three_weeks(days: tuple[float, ...], too_long: bool) -> None:
    sore = [session("pain", days=day) for day in days]
    stiff = [session(None, days=day, tight=Tightness(before=8, after=3)) for day in days]
    loose = [session("hard", days=day, tight=Tightness(before=6)) for day in days]
    assert goes_on_too_long(sore, NOW) is too_long
    assert goes_on_too_long(stiff, NOW) is too_long
    assert not goes_on_too_long(loose, NOW)


@given(st.lists(st.tuples(st.floats(-3, 60), st.sampled_from([*FELT, None])), max_size=20))
def test_too_long_is_more_than_three_weeks_without_a_long_gap(told: list[tuple[float, Felt | None]]) -> None:
    history = [session(mark, days=day) for day, mark in told]
    if goes_on_too_long(history, NOW):
        pains = sorted(day for day, mark in told if mark == "pain" and day >= 0)
        assert pains[0] <= 10.001
        assert pains[-1] > 21 - 0.001
