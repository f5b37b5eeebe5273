"""Finding sessions, doing one again, logging one done elsewhere."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.history.search import SessionSearch, Sharing, title_of
from stretchtui.core.history.times import parse_when
from stretchtui.core.session.plan import Plan, Timing, plan_for, planned, routine_entries
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.core.session.repeat import done_elsewhere, entries_again
from stretchtui.storage.catalog.stretches import load_catalogue

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)  # a Saturday


def utc(moment: datetime) -> datetime:
    """The zone of a place that has no summer time."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


STARTED = datetime(2026, 11, 20, 18, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[3] / "catalog", Path("none")).catalogue


def usual(stretch: Stretch) -> Dose:
    return Dose(stretch.hold, stretch.reps)


def routine_plan(catalogue: Catalogue, name: str = "desk-break") -> Plan:
    return plan_for(routine_entries(catalogue.routines[name], catalogue), Timing(), name)


def elsewhere(plan: Plan, seconds: int | None = None, note: str | None = None) -> SessionRecord:
    return done_elsewhere(plan, id="e", started=STARTED, seconds=seconds, tightness=None, note=note)


class TestFinding:
    def record(self, catalogue: Catalogue) -> SessionRecord:
        record = elsewhere(routine_plan(catalogue), note="After the FLIGHT")
        hurt = replace(record.stretches[0], felt="pain")
        return replace(record, stretches=(hurt, *record.stretches[1:]), outcome="stopped")

    @pytest.mark.parametrize(
        "words", ["desk", "Desk Break", "neck", "flight", "stopped", "pain", "2026-11", "NECK fli"]
    )
    def test_words_in_all_that_a_session_says(self, catalogue: Catalogue, words: str) -> None:
        assert SessionSearch(catalogue).found([self.record(catalogue)], words)

    def test_every_word_must_be_there(self, catalogue: Catalogue) -> None:
        assert not SessionSearch(catalogue).found([self.record(catalogue)], "desk completed")

    def test_two_sessions_of_one_routine_keep_their_own_notes(self, catalogue: Catalogue) -> None:
        finder, record = SessionSearch(catalogue), self.record(catalogue)
        other = replace(record, id="o", note="another")
        assert finder.found([record, other], "another") == (other,)

    def test_sharing_changes_nothing_but_where_it_lies(self, catalogue: Catalogue) -> None:
        share, record = Sharing(), self.record(catalogue)
        one, other = share(record), share(replace(self.record(catalogue), id="o"))
        assert one == record
        assert other == replace(record, id="o")
        assert one.stretches is other.stretches
        assert one.note is other.note

    def test_a_second_reading_gives_the_same_sessions(self, catalogue: Catalogue) -> None:
        share = Sharing()
        first = share(self.record(catalogue))
        assert share(self.record(catalogue)) is first
        edited = replace(self.record(catalogue), note="another")
        assert share(edited) == edited
        assert share(replace(edited)) is share(edited)

    def test_a_title_for_what_the_catalogue_has_no_more(self, catalogue: Catalogue) -> None:
        record = SessionRecord("x", STARTED, 1, "completed", (StretchRecord("gone", "Gone\x1b[2J", "neck", 1, 1, 1),))
        assert title_of(record, catalogue) == "Gone[2J"
        assert title_of(replace(record, routine="no\nmore"), catalogue) == "no more"
        assert title_of(replace(record, stretches=()), catalogue) == "Session"


class TestAgain:
    def test_every_stretch_of_the_catalogue_comes_back_with_its_dose(self, catalogue: Catalogue) -> None:
        for stretch in catalogue.stretches.values():
            low = planned(stretch, Dose(stretch.range.hold[1], stretch.range.reps[0]))
            record = elsewhere(plan_for([low], Timing()))
            assert entries_again(record, catalogue, usual) == ((low,), ())

    def test_a_hold_cut_short_takes_the_usual_dose(self, catalogue: Catalogue) -> None:
        stretch = next(s for s in catalogue.stretches.values() if s.technique == "static" and s.hold > 5)
        record = elsewhere(plan_for([planned(stretch)], Timing()))
        short = replace(record.stretches[0], done=1, seconds=2)
        ((entry,), _) = entries_again(replace(record, stretches=(short,)), catalogue, usual)
        assert (entry.hold, entry.reps) == (stretch.hold, stretch.reps)

    def test_what_is_gone_is_named(self, catalogue: Catalogue) -> None:
        gone = StretchRecord("gone", "Gone", "neck", 1, 1, 5)
        entries, names = entries_again(SessionRecord("x", STARTED, 5, "completed", (gone,)), catalogue, usual)
        assert (entries, names) == ((), ("Gone",))


class TestElsewhere:
    def test_a_plan_as_it_is(self, catalogue: Catalogue) -> None:
        plan = routine_plan(catalogue)
        record = elsewhere(plan, note="  at the gym ")
        assert record.routine == "desk-break"
        assert record.note == "at the gym"
        assert record.seconds == sum(s.seconds for s in record.stretches)
        assert record.seconds == sum(p.seconds for p in plan.phases if p.works)
        assert all(s.done == s.planned for s in record.stretches)

    @given(seconds=st.integers(0, 40_000), name=st.sampled_from(["desk-break", "daily-back", "evening"]))
    def test_minutes_are_spread_without_losing_a_second(self, catalogue: Catalogue, seconds: int, name: str) -> None:
        record = elsewhere(routine_plan(catalogue, name), seconds)
        assert sum(s.seconds for s in record.stretches) == record.seconds == seconds
        assert all(s.seconds >= 0 for s in record.stretches)

    def test_an_empty_tightness_is_left_out(self, catalogue: Catalogue) -> None:
        plan = routine_plan(catalogue)
        record = done_elsewhere(plan, id="e", started=STARTED, seconds=None, tightness=Tightness(), note=" ")
        assert (record.tightness, record.note) == (None, None)


class TestWhen:
    @pytest.mark.parametrize(
        ("text", "when"),
        [
            ("", NOW),
            ("now", NOW),
            ("7:15", datetime(2026, 11, 21, 7, 15)),
            ("18.30", datetime(2026, 11, 20, 18, 30)),  # still to come today
            ("yesterday 7:15", datetime(2026, 11, 20, 7, 15)),
            ("Today 7:15", datetime(2026, 11, 21, 7, 15)),
            ("yesterday", datetime(2026, 11, 20, 9, 30)),
            ("2026-10-03 18:30", datetime(2026, 10, 3, 18, 30)),
            ("2026-10-03T18:30", datetime(2026, 10, 3, 18, 30)),
            ("2026-10-03", datetime(2026, 10, 3, 9, 30)),
        ],
    )
    def test_what_people_type(self, text: str, when: datetime) -> None:
        assert parse_when(text, NOW, utc) == utc(when)

    @pytest.mark.parametrize(
        "text", ["soon", "25:00", "7:60", "2026-02-30", "2026-13-01 8:00", "at noon", "0000-01-01"]
    )
    def test_what_is_no_time_is_told_with_what_would_be(self, text: str) -> None:
        with pytest.raises(ValueError, match="right would be 18:30"):
            parse_when(text, NOW, utc)

    def test_the_future_is_refused(self) -> None:
        with pytest.raises(ValueError, match="still to come"):
            parse_when("2026-11-22 8:00", NOW, utc)

    @given(st.text(max_size=20))
    def test_anything_else_is_a_line_and_no_traceback(self, text: str) -> None:
        line, when = "", NOW
        try:
            when = parse_when(text, NOW, utc)
        except ValueError as error:
            line = str(error)
        assert when <= NOW
        assert not line or "right would be" in line or "still to come" in line
