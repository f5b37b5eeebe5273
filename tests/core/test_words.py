"""Small words for people."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.dose import dose, whole_dose
from stretchtui.core.words import clock, listed, minutes, nearest, plural
from tests.core.strategies import an_entry


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "0:00"), (0, "0:00"), (9.4, "0:09"), (59.6, "1:00"), (185, "3:05"), (3599, "59:59"), (3723, "1:02:03")],
)
def test_a_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@given(st.floats(0, 1e6))
def test_a_clock_reads_back(seconds: float) -> None:
    total = 0
    for part in clock(seconds).split(":"):
        total = total * 60 + int(part)
    assert abs(total - seconds) <= 0.5
    assert re.fullmatch(r"(\d+:[0-5]\d|\d{1,2}):[0-5]\d", clock(seconds))


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (40, "40 s"), (59.4, "59 s"), (59.6, "1 min"), (61, "1 min"), (200, "3 min")]
)
def test_about_how_long(seconds: float, text: str) -> None:
    assert minutes(seconds) == text


def test_doses() -> None:
    static = an_entry(hold=15, reps=4, sides="each")
    assert (dose(static), whole_dose(static)) == ("15 s × 4 each side", "15 s × 4 each side")
    assert dose(an_entry(hold=15, reps=4)) == "15 s × 4"
    moving = an_entry(technique="dynamic", hold=8, reps=10, sides="alternate")
    assert (dose(moving), whole_dose(moving)) == ("10 slow reps", "10 slow repetitions of 8 s, left and right")
    once = an_entry(technique="dynamic", hold=8, reps=1, sides="each")
    assert (dose(once), whole_dose(once)) == ("1 slow rep each side", "1 slow repetition of 8 s each side")


def test_counts_and_lists() -> None:
    assert [plural(n, "stretch", "stretches") for n in (0, 1, 2)] == ["0 stretches", "1 stretch", "2 stretches"]
    assert plural(3, "hold") == "3 holds"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], iter("abc"))] == ["", "a", "a and b", "a, b and c"]
    assert listed("ab", "or") == "a or b"


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("chin-tuk", "chin-tuck"),
        ("CHIN-TUCK", "chin-tuck"),
        ("daily", "daily-back"),
        ("bk", None),
        ("", None),
        ("é" * 999, None),
    ],
)
def test_the_nearest_word(word: str, near: str | None) -> None:
    assert nearest(word, iter(["cat-cow", "chin-tuck", "daily-back"])) == near


@given(st.text(), st.lists(st.text(max_size=8), max_size=6))
def test_the_nearest_is_a_known_one(word: str, known: list[str]) -> None:
    assert nearest(word, known) in [None, *known]
    assert nearest("daily-back", [*known, "daily-back"]) == "daily-back"
