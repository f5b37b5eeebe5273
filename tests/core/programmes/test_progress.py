"""Where one is in a programme: by sessions and how they felt, whatever the history."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.catalog.model import Programme, Stage, StepStretch
from stretchtui.core.programmes.progress import AWAY, Progress, progress
from stretchtui.core.programmes.words import next_words, ordinal, place_words, short_words
from stretchtui.core.session.record import Felt, Outcome, SessionRecord, StretchRecord

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PROGRAMME = Programme(
    id="p",
    name="P",
    summary="P.",
    sessions=3,
    stages=(Stage((StepStretch("a"),), weeks=2), Stage((StepStretch("a"),), weeks=2)),
    afterwards="Go on.",
)


def a_session(
    day: float, felt: Felt | None = "right", done: int = 4, routine: str = "p", outcome: Outcome = "completed"
) -> SessionRecord:
    part = StretchRecord("a", "A", "neck", done, 4, 60, felt)
    started = START + DAY * day
    return SessionRecord(
        id=f"{day}-{felt}-{done}", started=started, seconds=60, outcome=outcome, routine=routine, stretches=(part,)
    )


def at(records: list[SessionRecord], *, days: float | None = None, since: date | None = None) -> Progress:
    last = max((r.started for r in records), default=START)
    now = last + timedelta(hours=1) if days is None else START + DAY * days
    return progress(PROGRAMME, records, now, since=since)


sessions = st.builds(
    a_session,
    day=st.integers(0, 120).map(float),
    felt=st.sampled_from((None, "easy", "right", "hard", "pain")),
    done=st.integers(0, 4),
    routine=st.sampled_from(("p", "p", "p", "other")),
)
histories = st.lists(sessions, max_size=40, unique_by=lambda record: record.id)


class TestRule:
    def test_it_begins_at_the_first_step(self) -> None:
        found = at([])
        assert (found.step, found.sessions, found.needed, found.move) == (0, 0, 3, "begin")

    def test_all_sessions_done_and_felt_well_lead_on(self) -> None:
        found = at([a_session(day) for day in (0, 2, 4)])
        assert (found.step, found.sessions, found.move) == (1, 0, "on")

    def test_time_alone_leads_nowhere(self) -> None:
        assert at([a_session(0), a_session(1)], days=10).step == 0

    def test_a_session_hardly_begun_does_not_count(self) -> None:
        assert at([a_session(0), a_session(1, done=1)]).sessions == 1

    def test_a_session_left_early_does_not_count_however_whole_what_was_done(self) -> None:
        wide = structs.replace(PROGRAMME, stages=(Stage(tuple(map(StepStretch, "abcdef"))),))
        early = structs.replace(a_session(0), outcome="stopped")
        assert progress(wide, [early], START + DAY).sessions == 0
        assert progress(wide, [structs.replace(early, outcome="completed")], START + DAY).sessions == 1

    def test_a_day_has_one_session_that_counts_or_as_many_as_a_full_week_needs(self) -> None:
        crowd = [a_session(hour / 24) for hour in range(3)]
        assert (at(crowd).sessions, at(crowd).due) == (1, False)
        assert "Done for today" in next_words(PROGRAMME, at(crowd))
        twice = structs.replace(PROGRAMME, sessions=10)
        assert progress(twice, crowd, START + DAY / 2).sessions == 2
        assert at(crowd, days=1).due

    def test_sessions_before_it_was_begun_do_not_count(self) -> None:
        assert at([a_session(0), a_session(1)], since=date(2026, 9, 2)).sessions == 1

    def test_pain_in_one_of_its_stretches_leads_back_wherever_it_was_felt(self) -> None:
        begun = [*map(a_session, (0, 1, 2))]
        assert at([*begun, a_session(3, "pain", routine="desk-break")]).move == "back"
        assert at([*begun, a_session(3, "hard", routine="desk-break")]).step == 1

    def test_pain_leads_a_step_back(self) -> None:
        found = at([*map(a_session, (0, 1, 2)), a_session(3, "pain")])
        assert (found.step, found.sessions, found.move) == (0, 0, "back")

    def test_two_hard_ones_in_a_row_lead_back_but_not_one(self) -> None:
        begun = [*map(a_session, (0, 1, 2))]
        assert at([*begun, a_session(3, "hard"), a_session(4), a_session(5)]).move == "on"
        assert at([*begun, a_session(3, "hard"), a_session(4, "hard")]).step == 0

    def test_weeks_away_ease_in(self) -> None:
        begun = [*map(a_session, range(9))]
        assert at(begun).step == 3
        assert at(begun, days=8 + AWAY.days).step == 2
        assert at(begun, days=8 + 2 * AWAY.days).step == 1
        assert at(begun, days=400).step == 0
        assert "ease in" in next_words(PROGRAMME, at(begun, days=30))

    def test_the_last_step_done_is_the_end(self) -> None:
        found = at([*map(a_session, range(12))])
        assert (found.finished, found.step, found.move) == (True, 3, "done")
        assert "Go on." in next_words(PROGRAMME, found)
        assert place_words(PROGRAMME, found) == "All 4 steps done"
        assert short_words(PROGRAMME, found) == "done"
        later = at([*map(a_session, range(14))])
        assert (later.finished, later.step) == (True, 3)

    def test_after_the_end_pain_leads_back_into_it(self) -> None:
        found = at([*map(a_session, range(12)), a_session(12, "pain")])
        assert (found.finished, found.step) == (False, 2)


class TestAnyHistory:
    @given(histories)
    def test_the_same_sessions_give_the_same_step_in_any_order(self, records: list[SessionRecord]) -> None:
        found = at(records)
        assert found == at(records[::-1]) == at(sorted(records, key=lambda record: record.id))
        assert 0 <= found.step < len(PROGRAMME.steps)
        assert 0 <= found.sessions < found.needed

    @given(histories, st.integers(0, 120), st.sampled_from(("p", "other")))
    def test_no_step_up_follows_pain(self, records: list[SessionRecord], day: int, routine: str) -> None:
        until = [record for record in records if record.started < START + DAY * day]
        before = at(until)
        after = at([*until, a_session(day, "pain", routine=routine)])
        assert after.step <= before.step
        assert after.sessions == 0
        assert not after.finished or before.finished

    @given(histories)
    def test_so_many_days_are_needed_for_a_step_up(self, records: list[SessionRecord]) -> None:
        found = at(records)
        own = {record.started.date() for record in records if record.routine == "p" and record.stretches[0].done >= 2}
        assert found.step * PROGRAMME.sessions <= len(own)

    @given(histories)
    def test_one_session_leads_up_by_one_step_at_the_most(self, records: list[SessionRecord]) -> None:
        ordered = sorted(records, key=lambda record: record.started)
        steps = [at(ordered[:count]).step for count in range(len(ordered) + 1)]
        assert all(later - earlier <= 1 for earlier, later in pairwise(steps))

    @given(histories, st.integers(0, 400))
    def test_waiting_never_leads_up(self, records: list[SessionRecord], days: int) -> None:
        last = max((r.started for r in records), default=START)
        now = progress(PROGRAMME, records, last)
        later = progress(PROGRAMME, records, last + DAY * days)
        assert later.step <= now.step


class TestWords:
    def test_the_place(self) -> None:
        found = at([a_session(0)], days=1)
        assert place_words(PROGRAMME, found, 430) == "Step 1 of 4, second session of three: 7 min"
        assert short_words(PROGRAMME, found) == "1/4 1/3"
        assert next_words(PROGRAMME, found) == "2 more sessions, if most feel easy or right: then step 2 comes."

    def test_ordinals(self) -> None:
        assert [ordinal(n) for n in (1, 10, 11, 21, 22, 33, 112)] == [
            "first",
            "tenth",
            "11th",
            "21st",
            "22nd",
            "33rd",
            "112th",
        ]
