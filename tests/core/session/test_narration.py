"""A moment of a session in words: whatever moment it is, and with or without the catalogue's entry."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.catalog.model import Contract, Pace
from stretchtui.core.session.breathing import BREATH_IN, BREATH_OUT, breath
from stretchtui.core.session.narration import Scene, narrate, seconds_shown
from stretchtui.core.session.plan import Plan, Timing, plan_for, planned
from tests.core.strategies import KEYS, Walk, a_stretch, an_entry, plans, walk

STRETCH = a_stretch(
    "neck-turn", sides="each", hold=10, reps=2, steps=("Sit.", "Turn to the {side}.", "Not {other side}.")
)


def scene(walk: Walk, *, known: bool = True) -> Scene:
    plan = walk.session.plan
    gap = 90.0 if walk.session.paused == "gap" else 0.0
    return narrate(walk.session.view(walk.now), plan, STRETCH if known else None, gap)


def a_walk() -> Walk:
    return walk(plan_for([planned(STRETCH), an_entry("chin-tuck")], Timing(ready=8, rest=4, switch=5)))


def test_a_session_from_its_beginning_to_its_end() -> None:
    went, told = a_walk(), []
    while not went.session.ending:
        now = scene(went, known=went.session.view(went.now).entry.id == STRETCH.id)
        told.append((now.title, now.state, now.number, now.side, now.instruction, now.following))
        went.press("skip") if now.state.startswith("Get") else went.wait(went.session.view(went.now).remaining)
    assert told == [
        ("Neck turn", "Get ready · 8 s", "8", "left", "", "Next: hold 1 of 2, left side"),
        ("Neck turn", "Hold 1 of 2", "10", "left", "Not right.", "Next: rest, then hold 2 of 2"),
        ("Neck turn", "Rest after 1 of 2", "4", "left", "Let go, and breathe.", "Next: hold 2 of 2"),
        ("Neck turn", "Hold 2 of 2", "10", "left", "Not right.", "Next: the right side"),
        ("Neck turn", "Switch to the right side", "5", "right", "", "Next: hold 1 of 2, right side"),
        ("Neck turn", "Hold 1 of 2", "10", "right", "Not left.", "Next: rest, then hold 2 of 2"),
        ("Neck turn", "Rest after 1 of 2", "4", "right", "Let go, and breathe.", "Next: hold 2 of 2"),
        ("Neck turn", "Hold 2 of 2", "10", "right", "Not left.", "Next: chin-tuck"),
        ("chin-tuck", "Get ready · 8 s", "8", None, "", "Next: hold 1 of 2"),
        ("chin-tuck", "Hold 1 of 2", "10", None, "Hold still, and breathe.", "Next: rest, then hold 2 of 2"),
        ("chin-tuck", "Rest after 1 of 2", "4", None, "Let go, and breathe.", "Next: hold 2 of 2"),
        ("chin-tuck", "Hold 2 of 2", "10", None, "Hold still, and breathe.", "Next: the end"),
    ]


def test_how_to_come_out_of_a_hold_is_said_once_it_is_over() -> None:
    releasing = structs.replace(STRETCH, release="Back from the {side}.")
    went = a_walk()

    def now() -> Scene:
        return narrate(went.session.view(went.now), went.session.plan, releasing, 0.0)

    assert now().steps[-1] == "Back from the left."
    went.press("skip")
    assert now().instruction == "Not right."
    went.wait(10)
    assert now().state.startswith("Rest")
    assert now().instruction == "Back from the left."


def test_slow_repetitions_are_counted() -> None:
    went = walk(plan_for([an_entry(technique="dynamic", hold=8, reps=3)], Timing(ready=0)))
    went.press("skip")
    now = scene(went, known=False)
    assert (now.state, now.number) == ("Repetition 1 of 3, slowly", "1/3")
    assert now.instruction == "One slow repetition, 8 seconds."
    assert now.following == "Next: repetition 2 of 3"


def test_all_steps_are_there_while_there_is_time_to_read() -> None:
    went = a_walk()
    assert scene(went).steps == ("Sit.", "Turn to the left.", "Not right.")
    assert [label for label, _ in scene(went).details] == ["Care", "Feel", "Breathe"]
    went.press("skip")
    assert scene(went).steps == ()
    assert [label for label, _ in scene(went).details] == ["Feel", "Breathe"]
    went.wait(10)
    assert scene(went).details == ()
    went.press("skip")
    went.press("skip")
    assert scene(went).steps == ("Sit.", "Turn to the right.", "Not left.")


def test_where_one_is_in_a_routine_and_how_much_is_left() -> None:
    went = a_walk()
    assert re.fullmatch(r"1 of 2 · \d:\d\d to go", scene(went).place)
    went.press("skip_stretch")
    assert scene(went).place == "2 of 2 · 0:32 to go"
    alone = walk(plan_for([an_entry()], Timing(ready=8)))
    assert scene(alone).place == "0:32 to go"


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("user", "Paused · Hold 1 of 2"),
        ("suspended", "Paused · Hold 1 of 2"),
        ("gap", "Paused: the clock stood still for 1:30"),
        ("eased", "Eased off: go on when you like"),
        ("resumed", "Go on when you like · Hold 1 of 2"),
    ],
)
def test_every_pause_says_why(reason: str, state: str) -> None:
    went = a_walk()
    went.press("skip")
    went.session.pause(went.now, reason)  # type: ignore[arg-type]
    assert scene(went).state == state


@given(plans, st.lists(st.sampled_from(KEYS) | st.floats(0.1, 30), max_size=25), st.booleans())
def test_every_moment_has_words(plan: Plan, doings: list[str | float], known: bool) -> None:
    went = walk(plan)
    for doing in doings:
        went.press(doing) if isinstance(doing, str) else went.wait(doing)
        now = scene(went, known=known)
        assert re.fullmatch(r"\d+(/\d+)?", now.number)
        assert now.title
        assert now.state
        assert now.following.startswith("Next: ")
        assert "{" not in " ".join([now.instruction, *now.steps, *(text for _, text in now.details)])
        assert bool(now.steps) <= known


@pytest.mark.parametrize(("remaining", "shown"), [(10.0, 10), (9.999, 10), (9.0, 9), (0.001, 1), (0.0, 0)])
def test_the_last_second_is_one(remaining: float, shown: int) -> None:
    assert seconds_shown(remaining) == shown


@given(st.floats(0, 900))
def test_a_breath_is_calm(elapsed: float) -> None:
    way, full = breath(elapsed)
    assert 0 <= full <= 1
    later_way, later = breath(elapsed + 0.01)
    assert abs(later - full) < 0.01  # nothing jumps
    assert way != later_way or (later > full) == (way == "in") or full in (0, 1)


def test_it_goes_out_for_longer_than_in() -> None:
    assert BREATH_OUT > BREATH_IN
    assert [breath(at) for at in (0, BREATH_IN, BREATH_IN + BREATH_OUT)] == [("in", 0), ("out", 1), ("in", 0)]


CONTRACT = structs.replace(
    a_stretch("calf", technique="contract-relax", sides="each", hold=30, reps=1),
    contract=Contract(5, 2, "Press the {side} foot.", "Let the {side} calf go.", "Lean further."),
)


@pytest.mark.parametrize("known", [True, False])
def test_contract_relax_has_words_for_each_of_its_parts(known: bool) -> None:
    went, told = walk(plan_for([planned(CONTRACT)], Timing())), []
    while not went.session.ending:
        now = narrate(went.session.view(went.now), went.session.plan, CONTRACT if known else None)
        told.append((now.state, now.number, now.side, now.instruction, now.following))
        went.press("skip") if now.state.startswith("Get") else went.wait(went.session.view(went.now).remaining)
    press = "Press the {} foot." if known else "Press gently, breathing out."
    let_go = "Let the {} calf go." if known else "Let go."
    further = "Lean further." if known else "Ease on a little further, and rest there."
    assert told[1:4] == [
        ("Press 1 of 1", "5", "left", press.format("left"), "Next: let go"),
        ("Let go 1 of 1", "2", "left", let_go.format("left"), "Next: go further 1 of 1"),
        ("Go further 1 of 1", "23", "left", further, "Next: the right side"),
    ]
    assert [one[3] for one in told[5:]] == [press.format("right"), let_go.format("right"), further]


def breaths(pace: Pace, hold: int) -> list[tuple[str, str]]:
    """The word and the number that are seen in each second of one breath."""
    breathing = structs.replace(a_stretch("breath", technique="dynamic", hold=hold, reps=1), pace=pace)
    went, seen = walk(plan_for([planned(breathing)], Timing())), []
    went.press("skip")
    for _ in range(hold):
        now = narrate(went.session.view(went.now), went.session.plan, breathing)
        seen.append((now.cue, now.number))
        went.wait(1.0)
    assert went.session.ending
    return seen


def test_a_breath_is_counted_in_and_out() -> None:
    one_to = [str(number) for number in range(1, 6)]
    even = breaths(Pace(5, 5), 10)
    assert even == [*(("in", n) for n in one_to), *(("out", n) for n in one_to)]
    assert [way for way, _ in breaths(Pace(4, 4, 4, 4), 12)] == ["in"] * 3 + ["wait"] * 3 + ["out"] * 3 + ["wait"] * 3


@given(st.builds(Pace, st.integers(1, 9), st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)), st.integers(5, 40))
def test_a_breath_fills_its_seconds_and_out_is_not_shortened(pace: Pace, hold: int) -> None:
    seen = breaths(pace, hold)
    assert len(seen) == hold
    assert {way for way, _ in seen} <= {"in", "wait", "out"}
    if pace.out == pace.in_ and pace.full == pace.empty == 0:
        ways = [way for way, _ in seen]
        assert 0 <= ways.count("out") - ways.count("in") <= 1
