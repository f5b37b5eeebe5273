"""Rules that span several entries: known ids, doses in range, sides named rightly, ids once."""

import pytest
from msgspec import structs

from stretchtui.core.catalog.model import (
    Catalogue,
    Condition,
    Contract,
    DoseRange,
    Pace,
    Region,
    Routine,
    RoutineStretch,
    Source,
    by_id,
)
from stretchtui.core.catalog.validation import check_routine, check_stretch
from stretchtui.core.words import unknown
from tests.core.strategies import a_stretch

CATALOGUE = Catalogue(
    regions=by_id([Region("neck", "Neck", "Above."), Region("legs", "Legs", "Below.")]),
    conditions=by_id([Condition("neck-problem", "A neck problem", "Told.")]),
    sources=by_id([Source("guide", "The guide")]),
    stretches=by_id([a_stretch("chin-tuck"), a_stretch("neck-turn", sides="each")]),
    routines=by_id([Routine(id="daily", name="Daily", summary="All.", stretches=("chin-tuck",))]),
)


def broken(**changes: object) -> list[tuple[str, str]]:
    """The rules that a good stretch breaks when this is changed."""
    stretch = structs.replace(a_stretch("chin-tuck", sides="each"), **changes)
    return [(key, message) for key, message in check_stretch(stretch, CATALOGUE)]


def test_a_good_stretch_breaks_none() -> None:
    steps = ("Turn {side}.", "Turn {other side}.", "Rest.")
    assert broken() == broken(also=("legs",), avoid_if=("neck-problem",), steps=steps, feel="The {side}.") == []


PARTS = Contract(5, 2, "Press.", "Let go.", "Go on.")


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"region": "nek"}, "region", "unknown region 'nek'; did you mean 'neck'?"),
        ({"also": ("legs", "lgs")}, "also.1", "unknown region 'lgs'; did you mean 'legs'?"),
        ({"also": ("legs", "legs")}, "also.1", "region 'legs' is named already; name it once"),
        ({"also": ("neck",)}, "also.0", "region 'neck' is named already; name it once"),
        ({"avoid_if": ("zzz",)}, "avoid_if.0", "unknown condition 'zzz'; expected neck-problem"),
        ({"sources": ("guide", "gide")}, "sources.1", "unknown source 'gide'; did you mean 'guide'?"),
        ({"contract": PARTS}, "contract", 'is only for technique = "contract-relax"; take it out, or set that'),
        (
            {"contract": PARTS, "technique": "contract-relax"},
            "range.hold",
            "leaves no 5 s to go further; write at least 12 as its least",
        ),
        ({"pace": Pace(5, 5)}, "pace", 'is only for technique = "dynamic"; take it out, or set that'),
        ({"hold": 4}, "hold", "hold = 4 is outside its range, 5 to 60"),
        ({"hold": 61}, "hold", "hold = 61 is outside its range, 5 to 60"),
        ({"reps": 11}, "reps", "reps = 11 is outside its range, 1 to 10"),
        (
            {"range": DoseRange((60, 5), (1, 10))},
            "range.hold",
            "hold = [60, 5] has its larger number first; write [5, 60]",
        ),
        ({"steps": ("a", "b", "{x} {side}")}, "steps.2", "unknown placeholder {x}; expected {side} or {other side}"),
        ({"harder": "{}"}, "harder", "unknown placeholder {}; expected {side} or {other side}"),
        ({"sides": "both", "feel": "{side}"}, "feel", '{side} is only for stretches with sides = "each"'),
        ({"sides": "alternate", "cautions": ("a", "{other side}")}, "cautions.1", "{side} is only for"),
        ({"id": "daily"}, "id", "a routine has this id; take another"),
        (
            {"reasons": {"neck-problem": "It pulls."}},
            "reasons.neck-problem",
            "'neck-problem' stands in neither avoid_if nor care_if; add it to one",
        ),
        (
            {"avoid_if": ("neck-problem",), "reasons": {"neck-problem": "To the {side}."}},
            "reasons.neck-problem",
            "a reason is shown before a side is chosen; name no side",
        ),
    ],
)
def test_a_broken_rule_is_told_where_it_stands(changes: dict[str, object], key: str, words: str) -> None:
    ((at, message),) = broken(**changes)
    assert at == key
    assert message.startswith(words)


def test_a_reason_may_be_given_for_what_is_avoided_or_wants_care() -> None:
    assert broken(avoid_if=("neck-problem",), reasons={"neck-problem": "It pulls on the neck."}) == []
    assert broken(care_if=("neck-problem",), reasons={"neck-problem": "Turn less far."}) == []


def test_every_broken_rule_is_told() -> None:
    keys = [key for key, _ in broken(region="x", also=("y", "z"), hold=1, reps=99, sources=("q",), feel="{a} {b}")]
    assert keys == ["region", "also.0", "also.1", "sources.0", "hold", "reps", "feel", "feel"]


def routine(*stretches: str | RoutineStretch, id: str = "mine", **more: tuple[str, ...]) -> Routine:  # noqa: A002
    return Routine(id=id, name="Mine", summary="Some.", stretches=stretches, **more)


def test_routines() -> None:
    good = routine("chin-tuck", RoutineStretch("neck-turn", hold=60, reps=1), sources=("guide",))
    assert list(check_routine(good, CATALOGUE)) == []
    item = RoutineStretch("neck-turn", hold=61, reps=11)
    bad = routine("chin-tuck", "chin-tuk", item, sources=("x",), id="neck-turn")
    assert [(key, message.partition(";")[0]) for key, message in check_routine(bad, CATALOGUE)] == [
        ("id", "a stretch has this id"),
        ("sources.0", "unknown source 'x'"),
        ("stretches.1", "unknown stretch 'chin-tuk'"),
        ("stretches.2", "neck-turn: hold = 61 is outside its range, 5 to 60"),
        ("stretches.2", "neck-turn: reps = 11 is outside its range, 1 to 10"),
    ]


def test_a_stretch_that_is_left_out_is_no_unknown_one() -> None:
    ((key, message),) = check_routine(routine("gone"), CATALOGUE, lost={"gone"})
    assert (key, message) == ("stretches.0", "stretch 'gone' is left out with its file; mend that first")
    assert list(check_routine(routine("gone"), CATALOGUE, lost={"gone"}, told={"gone"})) == []


def test_what_is_unknown_names_the_nearest_or_a_few() -> None:
    assert unknown("theme", "inc", ["ink", "paper"]) == "unknown theme 'inc'; did you mean 'ink'?"
    assert unknown("theme", "zzz", ["ink", "paper"]) == "unknown theme 'zzz'; expected ink or paper"
    assert unknown("stretch", "zzz", map(str, range(99))) == "unknown stretch 'zzz'; expected the id of a stretch"
    assert unknown("region", "zzz", []) == "unknown region 'zzz'; expected the id of a region"
