"""A session walks its plan by the clock it is handed, and does what its keys say."""

import pytest
from msgspec import structs

from stretchtui.core.session.machine import (
    GAP,
    LEAST_HOLD,
    LONGEST_PHASE,
    Finished,
    Paused,
    PhaseBegan,
    PhaseEnded,
    Progress,
    Resumed,
    Session,
)
from stretchtui.core.session.plan import Phase, Plan, PlannedStretch, Timing, plan_for
from tests.core.strategies import Walk, an_entry, until_end, walk

TIMING = Timing(ready=3, rest=4, switch=5)
READY, FIRST, REST, SECOND = range(4)
"""The phases of `holds`, by index."""


def plan(*entries: PlannedStretch, timing: Timing = TIMING) -> Plan:
    return plan_for(entries, timing)


def holds() -> Walk:
    """Two holds of ten seconds with a rest between, about to begin."""
    return walk(plan(an_entry(hold=10, reps=2)))


def in_first_hold(seconds: float = 0.0) -> Walk:
    """`holds`, so many seconds into the first."""
    at = holds()
    at.wait(3 + seconds)
    at.events.clear()
    return at


def index(at: Walk) -> int:
    return at.session.view(at.now).index


def states(at: Walk) -> list[str]:
    return [state for _, state in at.session.parts()]


# -- time


def test_a_session_walks_through_all_its_phases_and_is_completed() -> None:
    at = holds()
    at.wait(27)
    assert at.events == [
        PhaseEnded(READY, "done"),
        PhaseBegan(FIRST),
        PhaseEnded(FIRST, "done"),
        PhaseBegan(REST),
        PhaseEnded(REST, "done"),
        PhaseBegan(SECOND),
        PhaseEnded(SECOND, "done"),
        Finished("completed"),
    ]
    assert (at.session.done(0), at.session.held(), at.session.ending) == (2, 20.0, "completed")


def test_what_is_left_of_a_tick_goes_to_the_next_phase() -> None:
    at = in_first_hold(9.5)
    at.wait(1.0, step=1.0)
    assert index(at) == REST
    assert at.session.view(at.now).remaining == 3.5
    assert at.session.held() == 10.0


def test_reading_and_resting_hold_no_seconds() -> None:
    at = holds()
    at.wait(3)
    assert at.session.held() == 0
    at.wait(14)
    assert (index(at), at.session.held()) == (SECOND, 10)


def test_one_tick_can_pass_several_short_phases() -> None:
    at = walk(plan(an_entry(technique="dynamic", hold=1, reps=3), timing=Timing(ready=0)))
    at.wait(1.5, step=1.5)
    assert (index(at), at.session.done(0), at.session.held()) == (2, 1, 1.5)


def test_a_clock_that_goes_back_counts_as_no_time() -> None:
    at = in_first_hold(4)
    assert at.session.advance(at.now - 500) == ()
    assert at.session.view(at.now).remaining == 6
    at.wait(1)
    assert at.session.view(at.now).remaining == 5


def test_two_seconds_between_ticks_count_and_more_pause_at_the_last_tick() -> None:
    at = in_first_hold()
    at.wait(GAP, step=GAP)
    assert at.session.held() == GAP
    at.wait(GAP + 0.25, step=GAP + 0.25)
    assert at.events == [Paused("gap", GAP + 0.25)]
    assert (at.session.paused, at.session.held()) == ("gap", GAP)


def test_after_a_gap_a_key_leaves_the_session_paused() -> None:
    at = in_first_hold(4)
    at.now += 3600
    at.press("skip")
    assert (index(at), at.session.paused, at.session.held()) == (SECOND, "gap", 4)


def test_a_pause_of_a_day_changes_nothing() -> None:
    at = in_first_hold(4)
    at.press("pause")
    before = at.session.view(at.now)
    at.wait(86_400, step=3_600)
    assert at.session.view(at.now) == before
    at.press("resume")
    at.wait(1)
    assert at.session.view(at.now).remaining == 5
    assert at.events == [Paused("user"), Resumed()]


def test_the_time_up_to_a_pause_counts_and_the_time_up_to_a_resume_does_not() -> None:
    at = in_first_hold(4)
    at.now += 1
    at.press("pause")
    at.now += 1
    at.press("resume")
    at.wait(1)
    assert at.session.held() == 6


def test_resuming_what_is_not_paused_loses_no_time() -> None:
    at = in_first_hold(4)
    at.now += 1
    at.press("resume")
    assert at.session.held() == 5
    assert at.events == []


def test_resuming_what_is_not_paused_does_not_hide_a_gap() -> None:
    at = in_first_hold(4)
    at.now += 60
    at.press("resume")
    assert at.events == [Paused("gap", 60)]


def test_a_second_pause_keeps_the_first_reason() -> None:
    at = in_first_hold(4)
    at.session.pause(at.now, "suspended")
    at.press("pause")
    assert at.session.paused == "suspended"


# -- moving about


def test_enter_while_reading_begins_the_first_hold_at_once() -> None:
    at = holds()
    at.wait(1)
    at.press("skip")
    assert at.events == [PhaseEnded(READY, "skipped"), PhaseBegan(FIRST)]
    assert at.session.view(at.now).remaining == 10


def test_skipping_a_hold_also_skips_its_rest_and_keeps_the_seconds_held() -> None:
    at = in_first_hold(4)
    at.press("skip")
    assert index(at) == SECOND
    assert (at.session.done(0), at.session.held()) == (0, 4)


def test_skipping_a_rest_begins_the_next_hold() -> None:
    at = in_first_hold(11)
    at.press("skip")
    assert index(at) == SECOND


def test_skipping_the_last_hold_completes_the_session() -> None:
    at = in_first_hold(15)
    at.press("skip")
    assert at.session.ending == "completed"
    assert at.session.done(0) == 1


@pytest.mark.parametrize("key", ["skip", "skip_stretch"])
def test_a_skip_as_its_phase_ends_does_not_also_skip_the_one_after(key: str) -> None:
    at = walk(plan(an_entry(reps=1), an_entry(reps=1)))
    at.wait(12.9)
    at.now += 0.2
    at.press(key)
    assert at.events[-2:] == [PhaseEnded(1, "done"), PhaseBegan(2)]


def test_a_skip_as_its_hold_ends_still_skips_the_rest() -> None:
    at = in_first_hold(9.9)
    at.now += 0.2
    at.press("skip")
    assert (index(at), at.session.done(0)) == (SECOND, 1)


def test_a_skip_as_the_reading_time_ends_does_not_skip_the_hold() -> None:
    at = holds()
    at.wait(2.9)
    at.now += 0.2
    at.press("skip")
    assert index(at) == FIRST


def test_skipping_a_stretch_from_its_middle_begins_the_next_one() -> None:
    at = walk(plan(an_entry(reps=2), an_entry(reps=2)))
    at.wait(5)
    at.press("skip_stretch")
    assert at.session.view(at.now).phase.entry == 1
    assert at.session.view(at.now).phase.kind == "ready"
    at.press("skip_stretch")
    assert at.session.ran_through
    assert at.session.ending == "stopped", "no repetition was done"


def test_a_session_is_completed_with_a_repetition_done_though_the_rest_is_skipped() -> None:
    at = in_first_hold(15)
    at.press("skip_stretch")
    assert at.session.ending == "completed"


def test_previous_goes_to_the_hold_before_not_to_the_rest() -> None:
    at = in_first_hold(15)
    assert index(at) == SECOND
    at.press("back")
    assert index(at) == FIRST
    at.press("back")
    assert index(at) == READY


def test_previous_at_the_start_begins_it_again() -> None:
    at = holds()
    at.wait(2)
    at.press("back")
    assert (index(at), at.session.view(at.now).remaining) == (READY, 3)


def test_redo_begins_the_hold_again_and_both_times_count_as_held() -> None:
    at = in_first_hold(4)
    at.press("redo")
    assert at.session.view(at.now).remaining == 10
    at.wait(10)
    assert (at.session.done(0), at.session.held()) == (1, 14)


def test_redo_in_the_rest_does_the_hold_before_it_again_and_counts_it_once() -> None:
    at = in_first_hold(11)
    at.press("redo")
    assert index(at) == FIRST
    at.wait(10)
    assert (index(at), at.session.done(0), at.session.held()) == (REST, 1, 20)


@pytest.mark.parametrize(("key", "begun"), [("redo", 1), ("back", 0)])
def test_a_key_pressed_as_its_hold_ends_still_means_that_hold(key: str, begun: int) -> None:
    at = walk(plan(an_entry(reps=2), timing=Timing(ready=3, rest=0)))
    at.wait(12.9)
    at.now += 0.2
    at.press(key)
    assert index(at) == begun


def test_a_move_while_paused_stays_paused() -> None:
    at = in_first_hold(4)
    at.press("pause")
    at.press("skip")
    at.wait(5)
    assert (index(at), at.session.paused) == (SECOND, "user")
    assert at.session.view(at.now).remaining == 10


# -- longer, shorter


def test_plus_makes_this_hold_longer_and_no_other() -> None:
    at = in_first_hold(4)
    at.press("longer")
    assert at.session.view(at.now).remaining == 11
    at.wait(11)
    assert (index(at), at.session.held()) == (REST, 15)
    at.press("skip")
    assert at.session.view(at.now).length == 10


def test_minus_shortens_a_hold_but_not_below_five_seconds() -> None:
    at = in_first_hold(2)
    at.press("shorter")
    at.press("shorter")
    assert at.session.view(at.now).length == LEAST_HOLD
    at.wait(3)
    assert (index(at), at.session.done(0), at.session.held()) == (REST, 1, 5)


def test_minus_on_a_hold_held_long_enough_ends_it_and_counts_it() -> None:
    at = in_first_hold(8)
    at.press("shorter")
    assert at.events[-2:] == [PhaseEnded(FIRST, "done"), PhaseBegan(REST)]
    assert (at.session.done(0), at.session.held()) == (1, 8)


def test_minus_ends_a_hold_long_enough_also_while_paused() -> None:
    at = in_first_hold(8)
    at.press("pause")
    at.press("shorter")
    assert (index(at), at.session.paused, at.session.done(0)) == (REST, "user", 1)
    at.press("stop")
    assert at.session.done(0) == 1


def test_a_movement_shorter_than_five_seconds_is_not_made_shorter() -> None:
    at = walk(plan(an_entry(technique="dynamic", hold=3, reps=2)))
    at.wait(4)
    at.press("shorter")
    assert at.session.view(at.now).remaining == 2


def test_a_rest_can_be_shortened_to_nothing() -> None:
    at = in_first_hold(11)
    at.press("shorter")
    assert index(at) == SECOND


def test_a_phase_can_be_extended_only_so_far() -> None:
    at = in_first_hold(1)
    for _ in range(500):
        at.press("longer")
    assert at.session.view(at.now).length == LONGEST_PHASE


def test_a_plus_never_cuts_a_phase_that_was_planned_longer_than_the_limit() -> None:
    entry = an_entry(hold=1200, reps=1)
    at = walk(plan(entry))
    at.wait(3 + 950)
    at.press("longer")
    assert at.session.view(at.now).remaining == 250


# -- too much


def test_easing_off_ends_the_hold_and_remembers_that_it_was_hard() -> None:
    at = in_first_hold(6)
    at.press("ease")
    assert at.events == [PhaseEnded(FIRST, "eased"), PhaseBegan(REST)]
    assert (at.session.felt, at.session.done(0), at.session.held()) == ({0: "hard"}, 1, 6)


def test_a_hold_eased_before_five_seconds_is_not_counted_as_done() -> None:
    at = in_first_hold(4.5)
    at.press("ease")
    assert (at.session.done(0), at.session.held()) == (0, 4.5)
    assert states(at) == ["skipped", "to-come"]


def test_a_short_movement_eased_before_its_whole_length_is_not_counted() -> None:
    at = walk(plan(an_entry(technique="dynamic", hold=3, reps=2)))
    at.wait(3 + 2.9, step=0.1)
    at.press("ease")
    assert at.session.done(0) == 0


def test_easing_off_a_movement_pauses_before_the_next() -> None:
    at = walk(plan(an_entry(technique="dynamic", hold=6, reps=2)))
    at.wait(4)
    at.press("ease")
    assert at.events[-1] == Paused("eased")
    assert (index(at), at.session.paused) == (2, "eased")
    assert at.session.view(at.now).remaining == 6


def test_easing_off_while_paused_keeps_the_pause() -> None:
    at = walk(plan(an_entry(technique="dynamic", hold=6, reps=2)))
    at.wait(4)
    at.press("pause")
    at.press("ease")
    assert (index(at), at.session.paused) == (2, "user")


def test_easing_off_the_last_hold_completes_the_session() -> None:
    at = in_first_hold(14 + 7)
    at.press("ease")
    assert (at.session.ending, at.session.paused, at.session.done(0)) == ("completed", None, 2)


def test_easing_off_while_reading_does_nothing() -> None:
    at = holds()
    at.press("ease")
    assert (at.events, at.session.felt, index(at)) == ([], {}, READY)


def test_easing_off_in_the_rest_remembers_the_hold_before_it_and_goes_on_resting() -> None:
    at = in_first_hold(11)
    at.press("ease")
    assert (index(at), at.session.felt) == (REST, {0: "hard"})


def test_easing_off_as_the_last_hold_ends_is_still_remembered() -> None:
    at = walk(plan(an_entry(reps=1)))
    at.wait(12.9)
    at.now += 0.2
    at.press("ease")
    assert (at.session.ending, at.session.felt) == ("completed", {0: "hard"})


@pytest.mark.parametrize(("marked", "kept"), [("easy", "hard"), ("right", "hard"), ("pain", "pain")])
def test_easing_off_says_hard_but_never_takes_back_pain(marked: str, kept: str) -> None:
    at = in_first_hold(6)
    at.session.mark(0, marked)  # type: ignore[arg-type]
    at.press("ease")
    assert at.session.felt == {0: kept}


def test_easing_a_hold_done_before_does_not_take_it_back() -> None:
    at = in_first_hold(11)
    at.press("redo")
    at.wait(1)
    at.press("ease")
    assert at.session.done(0) == 1


# -- the end


def test_stopping_keeps_what_was_done() -> None:
    at = in_first_hold(15)
    at.press("stop")
    assert at.events[-2:] == [PhaseEnded(SECOND, "skipped"), Finished("stopped")]
    assert (at.session.ending, at.session.done(0), at.session.held()) == ("stopped", 1, 11)


def test_stopping_a_paused_session_ends_its_pause() -> None:
    at = in_first_hold(4)
    at.press("pause")
    at.press("stop")
    assert (at.session.ending, at.session.paused) == ("stopped", None)


def test_a_stop_as_the_last_hold_ends_comes_too_late() -> None:
    at = in_first_hold(23.9)
    at.now += 0.2
    at.press("stop")
    assert at.session.ending == "completed"


@pytest.mark.parametrize(
    "key",
    ["pause", "resume", "skip", "skip_stretch", "back", "redo", "longer", "shorter", "ease", "stop"],
)
def test_after_the_end_no_key_and_no_time_changes_anything(key: str) -> None:
    at = in_first_hold(4)
    at.press("stop")
    before = at.session.view(at.now), at.session.progress()
    at.events.clear()
    at.press(key)
    at.wait(60)
    assert at.events == []
    assert (at.session.view(at.now), at.session.progress()) == before


def test_a_session_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Session(plan(), 0.0)


# -- what there is to see


def test_the_view_tells_the_phase_the_times_and_what_follows() -> None:
    at = in_first_hold(4)
    view = at.session.view(at.now + 0.25)
    assert (view.index, view.phase.kind, view.entry.id) == (FIRST, "hold", "chin-tuck")
    assert (view.length, view.remaining, view.left) == (10, 5.75, 19.75)
    assert view.following == Phase("rest", 4, 0)
    assert (view.paused, view.ending) == (None, None)


def test_the_view_of_a_pause_stands_still() -> None:
    at = in_first_hold(4)
    at.press("pause")
    assert at.session.view(at.now + 1) == at.session.view(at.now + 1_000)


def test_the_view_shows_no_time_that_a_gap_will_not_count() -> None:
    at = in_first_hold(4)
    assert at.session.view(at.now + 60).remaining == 6


def test_nothing_follows_the_last_hold() -> None:
    at = in_first_hold(15)
    assert at.session.view(at.now).following is None


def test_parts_tell_what_is_done_what_runs_and_what_is_to_come() -> None:
    at = walk(plan(an_entry(reps=4)))
    at.wait(3 + 10 + 4 + 2)
    at.press("skip")
    assert states(at) == ["done", "skipped", "running", "to-come"]
    at.press("stop")
    assert states(at) == ["done", "skipped", "skipped", "skipped"]


def test_going_back_makes_what_was_skipped_to_come_again() -> None:
    at = walk(plan(an_entry(reps=4)))
    for _ in range(4):
        at.press("skip")
    assert states(at) == ["skipped", "skipped", "skipped", "running"]
    for _ in range(3):
        at.press("back")
    assert states(at) == ["running", "to-come", "to-come", "to-come"]


def test_going_back_keeps_what_was_done_as_done() -> None:
    at = walk(plan(an_entry(reps=3)))
    at.wait(3 + 14 + 14 + 1)
    at.press("back")
    at.press("back")
    assert states(at) == ["running", "done", "to-come"]


# -- taking up again


def taken_up(at: Walk) -> Walk:
    """The same session after its program was killed, a day later on another clock."""
    return Walk(Session(at.session.plan, 5.0, at.session.progress()), 5.0)


def test_a_session_taken_up_waits_at_the_start_of_the_hold_that_ran() -> None:
    again = taken_up(in_first_hold(15))
    assert (index(again), again.session.paused) == (SECOND, "resumed")
    assert again.session.view(again.now).remaining == 10
    assert (again.session.done(0), again.session.held()) == (1, 11)


def test_a_session_taken_up_from_a_rest_does_not_ask_for_the_hold_before_it_again() -> None:
    again = taken_up(in_first_hold(10))
    assert index(again) == SECOND
    until_end(again)
    assert (again.session.done(0), again.session.held()) == (2, 20)


def test_taking_up_twice_is_taking_up_once() -> None:
    again = taken_up(in_first_hold(12))
    assert taken_up(again).session.progress() == again.session.progress()


def test_a_session_taken_up_remembers_what_was_hard() -> None:
    at = in_first_hold(6)
    at.press("ease")
    assert taken_up(at).session.felt == {0: "hard"}


NOTHING = Session(plan(an_entry(reps=1)), 0.0).progress()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (structs.replace(NOTHING, held=(0.0,)), "another plan"),
        (structs.replace(NOTHING, done=(False,) * 3), "another plan"),
        (structs.replace(NOTHING, index=2), "outside its plan"),
        (structs.replace(NOTHING, index=-1), "outside its plan"),
        (structs.replace(NOTHING, furthest=2), "outside its plan"),
        (structs.replace(NOTHING, held=(0.0, -1.0)), "seconds"),
        (structs.replace(NOTHING, held=(0.0, float("inf"))), "seconds"),
        (structs.replace(NOTHING, held=(0.0, float("nan"))), "seconds"),
        (structs.replace(NOTHING, felt={"1": "hard"}), "outside its plan"),
        (structs.replace(NOTHING, felt={"first": "hard"}), "outside its plan"),
    ],
)
def test_progress_that_does_not_fit_is_refused(wrong: Progress, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Session(plan(an_entry(reps=1)), 0.0, wrong)


def test_only_holds_can_be_done_or_held_whatever_the_progress_says() -> None:
    lie = structs.replace(NOTHING, held=(100.0, 1.0), done=(True, True))
    session = Session(plan(an_entry(reps=1)), 0.0, lie)
    assert (session.done(0), session.held(0), session.held()) == (1, 1.0, 1.0)
