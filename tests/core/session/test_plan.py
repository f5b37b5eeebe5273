"""A plan lays out every repetition of every stretch, each side alike."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Catalogue, DoseRange, Routine, RoutineStretch, by_id
from stretchtui.core.session.plan import Plan, Timing, plan_for, planned, routine_entries
from tests.core.strategies import a_stretch, an_entry, plans

QUICK = Timing(ready=3, rest=4, switch=5)


def told(plan: Plan) -> list[str]:
    """The phases in short: kind, seconds, side, repetition."""
    return [f"{p.kind} {p.seconds:g} {p.side or 'both'} {p.rep}" for p in plan.phases]


def test_holds_on_both_sides_at_once_have_rests_between_and_none_after() -> None:
    assert told(plan_for([an_entry(hold=10, reps=3)], QUICK)) == [
        "ready 3 both 1",
        "hold 10 both 1",
        "rest 4 both 1",
        "hold 10 both 2",
        "rest 4 both 2",
        "hold 10 both 3",
    ]


def test_each_side_gets_all_its_repetitions_before_the_switch() -> None:
    assert told(plan_for([an_entry(hold=10, reps=2, sides="each")], QUICK)) == [
        "ready 3 left 1",
        "hold 10 left 1",
        "rest 4 left 1",
        "hold 10 left 2",
        "switch 5 right 1",
        "hold 10 right 1",
        "rest 4 right 1",
        "hold 10 right 2",
    ]


def test_movements_follow_one_another_without_rest() -> None:
    assert told(plan_for([an_entry(technique="dynamic", hold=4, reps=3)], QUICK)) == [
        "ready 3 both 1",
        "move 4 both 1",
        "move 4 both 2",
        "move 4 both 3",
    ]


def test_contract_relax_is_pressed_let_go_and_taken_further() -> None:
    entry = an_entry(technique="contract-relax", hold=30, reps=2, press=6, let_go=2)
    assert told(plan_for([entry], QUICK)) == [
        "ready 3 both 1",
        "press 6 both 1",
        "let-go 2 both 1",
        "hold 22 both 1",
        "rest 4 both 1",
        "press 6 both 2",
        "let-go 2 both 2",
        "hold 22 both 2",
    ]


def test_a_hold_too_short_to_be_pressed_first_is_only_held() -> None:
    entry = an_entry(technique="contract-relax", hold=8, reps=1, press=6, let_go=2)
    assert told(plan_for([entry], QUICK)) == ["ready 3 both 1", "hold 8 both 1"]


def test_rest_and_switch_of_no_seconds_are_left_out() -> None:
    plan = plan_for([an_entry(reps=2, sides="each")], Timing(ready=0, rest=0, switch=0))
    assert [p.kind for p in plan.phases] == ["ready", "hold", "hold", "hold", "hold"]


def test_alternate_sides_are_counted_together() -> None:
    entry = an_entry(sides="alternate", reps=6)
    assert entry.repetitions == 6
    assert an_entry(sides="each", reps=6).repetitions == 12


def test_long_steps_get_the_time_to_read_them() -> None:
    assert plan_for([an_entry(words=60)], QUICK).phases[0].seconds == 20
    assert plan_for([an_entry(words=61)], QUICK).phases[0].seconds == 21
    assert plan_for([an_entry(words=6)], QUICK).phases[0].seconds == 3


def test_the_next_stretch_starts_with_its_own_reading_time() -> None:
    plan = plan_for([an_entry("one", reps=1), an_entry("two", reps=1)], QUICK)
    assert [(p.entry, p.kind) for p in plan.phases] == [(0, "ready"), (0, "hold"), (1, "ready"), (1, "hold")]
    assert plan.seconds == 26


def test_a_stretch_is_planned_with_its_own_dose_and_words() -> None:
    entry = planned(a_stretch(hold=15, reps=4, steps=("One two.", "Three.", "Four five six.")))
    assert (entry.hold, entry.reps, entry.words) == (15, 4, 6)


def test_a_dose_outside_the_range_is_brought_to_its_edge() -> None:
    entry = planned(a_stretch(), Dose(hold=300, reps=0))
    assert (entry.hold, entry.reps) == (60, 1)


def test_in_a_routine_its_dose_comes_before_the_users_and_the_users_before_the_stretchs() -> None:
    stretches = [a_stretch("one"), a_stretch("two"), a_stretch("three")]
    routine = Routine(
        id="four",
        name="Four",
        summary="Four.",
        stretches=("one", RoutineStretch("two", hold=40), RoutineStretch("three", reps=3), "one"),
    )
    users = {"two": Dose(20, 5), "three": Dose(20, 5)}
    chosen = routine_entries(routine, Catalogue(stretches=by_id(stretches)), users)
    assert [(e.id, e.hold, e.reps) for e in chosen] == [
        ("one", 10, 2),
        ("two", 40, 5),
        ("three", 20, 3),
        ("one", 10, 2),
    ]


def test_a_routine_may_have_fewer_repetitions_than_a_stretch_alone_and_no_more() -> None:
    stretch = structs.replace(a_stretch("one"), reps=3, range=DoseRange(hold=(5, 60), reps=(2, 5)))
    catalogue = Catalogue(stretches=by_id([stretch]))
    for asked, given_reps in ((1, 1), (4, 4), (9, 5)):
        routine = Routine(id="r", name="R", summary="S.", stretches=(RoutineStretch("one", reps=asked),))
        assert [e.reps for e in routine_entries(routine, catalogue, {"one": Dose(10, 3)})] == [given_reps]


@given(plans)
def test_left_and_right_get_the_same_dose(plan: Plan) -> None:
    for index, entry in enumerate(plan.entries):
        left, right = (
            [(p.kind, p.seconds, p.rep) for p in plan.phases if p.works and (p.entry, p.side) == (index, side)]
            for side in ("left", "right")
        )
        assert left == right
        assert bool(left) == (entry.sides == "each")


@given(plans)
def test_every_stretch_is_read_first_then_done_as_often_as_planned(plan: Plan) -> None:
    assert [p.entry for p in plan.phases] == sorted(p.entry for p in plan.phases)
    for index, entry in enumerate(plan.entries):
        own = [p for p in plan.phases if p.entry == index]
        assert [p.kind for p in own].count("ready") == 1
        assert own[0].kind == "ready"
        assert own[0].seconds >= plan.timing.ready
        assert own[-1].works
        before = entry.press + entry.let_go if entry.contracts else 0
        assert [p.seconds for p in own if p.works] == [entry.hold - before] * entry.repetitions
        repeated = sum(p.seconds for p in own if p.strains or p.kind == "let-go")
        assert repeated == entry.hold * entry.repetitions


@given(plans)
def test_between_two_holds_of_a_side_is_one_rest_and_between_sides_one_switch(plan: Plan) -> None:
    for before, after in zip(plan.phases, plan.phases[1:], strict=False):
        if before.kind == "rest":
            first = "press" if plan.entries[after.entry].contracts else "hold"
            assert (after.kind, after.side, after.rep) == (first, before.side, before.rep + 1)
        if before.kind == "switch":
            assert (after.side, after.rep) == ("right", 1)
        if before.works and after.works:
            waits = plan.timing.rest if before.side == after.side else plan.timing.switch
            assert waits == 0 or (before.kind == "move" and before.side == after.side)


@given(st.integers(), st.integers(1, 60), st.integers(0, 60))
def test_clamping_stays_within_the_bounds_and_leaves_alone_what_lies_within(value: int, low: int, width: int) -> None:
    kept = clamp(value, (low, low + width))
    assert low <= kept <= low + width
    assert kept == value or not low <= value <= low + width
