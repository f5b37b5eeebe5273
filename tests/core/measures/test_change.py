"""Better and worse are said beyond the measurement error alone, whatever the units and the direction."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.measures.change import (
    best_of,
    best_record,
    change,
    change_words,
    error_of,
    sides_words,
)
from stretchtui.core.measures.model import Scale
from stretchtui.core.measures.quantity import Quantity, Unit

decimals = st.decimals(-50, 50, places=2, allow_nan=False)
lengths = st.builds(Quantity, decimals, st.sampled_from(["cm", "in"]))
scales = st.builds(
    Scale,
    kind=st.just("length"),
    reads=st.just("from here to there"),
    better=st.sampled_from(["more", "less"]),
    least=st.just(Decimal(-200)),
    most=st.just(Decimal(200)),
    error=st.none() | st.decimals("0.1", 20, places=1, allow_nan=False),
)
WORDS = ("better", "worse")


def scale(better: str = "more", error: str | None = "1.9") -> Scale:
    return Scale("length", "x", better, Decimal(-50), Decimal(50), error and Decimal(error))  # type: ignore[arg-type]


def cm(value: str) -> Quantity:
    return Quantity(Decimal(value), "cm")


@given(lengths, lengths, scales, st.sampled_from(["cm", "in"]))
def test_better_and_worse_are_said_beyond_the_error_alone(
    old: Quantity, new: Quantity, scale: Scale, unit: Unit
) -> None:
    found = change(old, new, scale)
    words = change_words(found, "3 Nov 2026", unit)
    error = error_of(scale)
    beyond = error is not None and abs(new.exact - old.exact) > error
    assert any(word in words for word in WORDS) == beyond
    if beyond:
        further = (new.exact > old.exact) == (scale.better == "more")
        assert ("probably better" in words) == further
        assert ("probably worse" in words) == (not further)
        assert "measurement error" in words


@given(lengths, lengths, scales)
def test_a_change_back_is_the_same_the_other_way(old: Quantity, new: Quantity, scale: Scale) -> None:
    there, back = change(old, new, scale), change(new, old, scale)
    assert there.by == -back.by
    mirrored = {"further": "less-far", "less-far": "further"}
    assert back.told == mirrored.get(there.told, there.told)


@given(lengths, lengths, scales)
def test_the_unit_changes_nothing(old: Quantity, new: Quantity, scale: Scale) -> None:
    told = change(old, new, scale).told
    for unit in ("cm", "in"):
        old_in, new_in = (Quantity(q.value, q.unit) for q in (old, new))
        assert change(old_in, new_in, scale).told == told
        assert change_words(change(old, new, scale), "x", unit)


@given(st.lists(lengths, max_size=6), scales)
def test_the_best_is_one_of_the_tries_and_none_is_better(tries: list[Quantity], scale: Scale) -> None:
    best = best_of(tries, scale)
    assert (best is None) == (not tries)
    if best is not None:
        assert best in tries
        assert all(change(best, other, scale).by <= 0 for other in tries)


@given(lengths, lengths)
def test_the_record_keeps_what_was_read(left: Quantity, right: Quantity) -> None:
    best = best_record((("left", left), ("right", right)))
    kept = {"left": best.left, "right": best.right}
    for side, read in (("left", left), ("right", right)):
        value = kept[side]
        assert value is not None
        assert Quantity(value, best.unit).exact == read.exact
    assert best.unit == (left.unit if left.unit == right.unit else "cm")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            "11.9",
            "1.9 cm further than on 3 Nov 2026: within the measurement error of 1.9 cm, so no change to speak of.",
        ),
        ("12", "2 cm further than on 3 Nov 2026: beyond the measurement error of 1.9 cm, so probably better."),
        ("8", "2 cm less far than on 3 Nov 2026: beyond the measurement error of 1.9 cm, so probably worse."),
        ("10", "The same as on 3 Nov 2026."),
        (
            "10.01",
            "0.01 cm further than on 3 Nov 2026: within the measurement error of 1.9 cm, so no change to speak of.",
        ),
    ],
)
def test_the_words(new: str, said: str) -> None:
    assert change_words(change(cm("10"), cm(new), scale()), "3 Nov 2026", "cm") == said


def test_where_less_is_further() -> None:
    words = change_words(change(cm("10"), cm("4"), scale("less", "4.5")), "3 Nov 2026", "in")
    assert words == "2.4 in further than on 3 Nov 2026: beyond the measurement error of 1.8 in, so probably better."


def test_without_an_error_nothing_is_told() -> None:
    words = change_words(change(cm("10"), cm("30"), scale(error=None)), "3 Nov 2026", "cm")
    assert "so it tells no change" in words
    assert "better" not in words


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("10", "10", ""),
        ("10", "11", "Left and right are 1 cm apart: within the measurement error of 1.9 cm"),
        ("10", "13", "Right goes 3 cm further: beyond the measurement error"),
        ("13", "10", "Left goes 3 cm further: beyond"),
    ],
)
def test_sides(left: str, right: str, said: str) -> None:
    words = sides_words(cm(left), cm(right), scale(), "cm")
    assert words.startswith(said)
    assert bool(words) == bool(said)
