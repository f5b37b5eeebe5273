"""The record tells what was done, and no more."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.session.machine import Session
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for
from stretchtui.core.session.record import SessionRecord, SideRecord, StretchRecord, Tightness, session_id
from stretchtui.core.session.summary import summarise
from tests.core.strategies import KEYS, Walk, an_entry, plans, walk

START = datetime(2026, 11, 21, 9, 30, 0, 654321, tzinfo=timezone(timedelta(hours=1)))


def record(session: Session, note: str | None = None, tightness: Tightness | None = None) -> SessionRecord:
    return summarise(session, id="one", started=START, outcome="completed", note=note, tightness=tightness)


def begun(*entries: PlannedStretch, routine: str | None = None) -> Walk:
    """A session over these stretches, three seconds to get ready for each."""
    return walk(plan_for(entries, Timing(ready=3), routine))


def test_a_session_to_its_end_is_recorded_whole() -> None:
    at = begun(an_entry("one", sides="each", reps=2), an_entry("two", hold=20, reps=1), routine="two-things")
    at.wait(120)
    side = SideRecord(2, 20)
    assert record(at.session) == SessionRecord(
        id="one",
        started=START.replace(microsecond=0),
        seconds=60,
        outcome="completed",
        stretches=(
            StretchRecord(id="one", name="one", region="neck", done=4, planned=4, seconds=40, left=side, right=side),
            StretchRecord(id="two", name="two", region="neck", done=1, planned=1, seconds=20),
        ),
        routine="two-things",
    )


def test_shortened_skipped_and_paused_holds_are_recorded_as_they_were_done() -> None:
    at = begun(an_entry(hold=15, reps=4))
    at.wait(3 + 2)
    at.press("shorter")  # to ten
    at.wait(8 + 4 + 2)
    at.press("shorter")
    at.press("shorter")  # to five
    at.wait(3 + 4 + 1)
    at.press("skip")  # after one
    at.wait(6)
    at.press("pause")
    at.wait(10)
    at.press("resume")
    at.wait(60)
    assert record(at.session).stretches == (
        StretchRecord(id="chin-tuck", name="chin-tuck", region="neck", done=3, planned=4, seconds=31),
    )


def test_stretches_never_come_to_are_left_out() -> None:
    at = begun(an_entry("one", reps=1), an_entry("two", reps=1), an_entry("three", reps=1))
    at.wait(13 + 2)  # reading the second
    at.press("stop")
    assert [s.id for s in record(at.session).stretches] == ["one"]


def test_a_stretch_skipped_on_the_way_is_recorded_as_not_done() -> None:
    at = begun(an_entry("one", reps=2), an_entry("two", reps=1))
    at.press("skip_stretch")
    at.wait(60)
    assert [(s.id, s.done, s.planned, s.seconds) for s in record(at.session).stretches] == [
        ("one", 0, 2, 0),
        ("two", 1, 1, 10),
    ]


def test_the_last_stretch_skipped_is_recorded_as_any_other() -> None:
    at = begun(an_entry("one", reps=1), an_entry("two", reps=2))
    at.wait(13)
    at.press("skip_stretch")
    assert at.session.ending == "completed"
    assert [(s.id, s.done) for s in record(at.session).stretches] == [("one", 1), ("two", 0)]


def test_nothing_begun_is_recorded_as_nothing() -> None:
    at = begun(an_entry())
    at.press("stop")
    assert (record(at.session).stretches, record(at.session).seconds) == ((), 0)


def test_how_it_felt_is_recorded_with_its_stretch() -> None:
    at = begun(an_entry("one", reps=1), an_entry("two", reps=1))
    at.wait(60)
    at.session.mark(1, "easy")
    assert [s.felt for s in record(at.session).stretches] == [None, "easy"]


def test_an_empty_note_and_no_tightness_are_left_out() -> None:
    session = begun(an_entry()).session
    assert record(session, note="  \n ", tightness=Tightness()).note is None
    assert record(session, note="  \n ", tightness=Tightness()).tightness is None
    assert record(session, note=" long day ").note == "long day"
    assert record(session, tightness=Tightness(before=0)).tightness == Tightness(before=0)


def test_the_id_tells_the_start_in_utc() -> None:
    assert session_id(START, "7f3a9c") == "20261121T083000Z-7f3a9c"


@given(plans, st.lists(st.tuples(st.sampled_from(KEYS), st.floats(0, 4)), max_size=20))
def test_a_record_adds_up(plan: Plan, keys: list[tuple[str, float]]) -> None:
    at = walk(plan)
    for key, seconds in keys:
        at.press(key)
        at.wait(seconds)
    made = record(at.session)
    assert made.seconds == sum(s.seconds for s in made.stretches)
    assert abs(made.seconds - at.session.held()) <= 0.5 * len(plan.entries)
    assert all(s.done <= s.planned for s in made.stretches)
    assert sum(s.done for s in made.stretches) == sum(at.session.done(i) for i in range(len(plan.entries)))
    assert [s.id for s in made.stretches] == [e.id for i, e in enumerate(plan.entries) if at.session.reached(i)]
