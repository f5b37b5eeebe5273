"""Statistics of a span: the same numbers as the review screen, over any history."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.days import best_streak
from stretchtui.core.history.regions import WINDOWS, balance
from stretchtui.core.history.review import review
from stretchtui.core.history.statistics import Statistics, statistics, weeks_back
from stretchtui.core.history.statistics_words import FELT, goal_words, statistics_lines, total_words
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)

parts = st.builds(
    StretchRecord,
    id=st.sampled_from(("a", "b", "c")),
    name=st.just("X"),
    region=st.sampled_from(("neck", "legs")),
    done=st.integers(0, 4),
    planned=st.integers(4, 6),
    seconds=st.integers(0, 300),
    felt=st.sampled_from((None, "easy", "pain")),
)
scores = st.one_of(st.none(), st.builds(Tightness, before=st.integers(0, 10), after=st.integers(0, 10)))


@st.composite
def histories(draw: st.DrawFn) -> list[SessionRecord]:
    some = []
    for number in range(draw(st.integers(0, 12))):
        started = datetime(2026, 11, 21, draw(st.integers(0, 23)), tzinfo=UTC) - timedelta(
            days=draw(st.integers(0, 90))
        )
        stretches = tuple(draw(st.lists(parts, max_size=3)))
        some.append(
            SessionRecord(
                id=f"{number}",
                started=started,
                seconds=sum(part.seconds for part in stretches),
                outcome=draw(st.sampled_from(("completed", "stopped"))),
                stretches=stretches,
                tightness=draw(scores),
                note=draw(st.sampled_from((None, "long day"))),
            )
        )
    return sorted(some, key=lambda record: record.started, reverse=True)


def over(records: list[SessionRecord], since: date = date(2020, 1, 1), goal: int = 1) -> Statistics:
    return statistics(records, since, TODAY, goal)


@given(histories())
def test_all_numbers_are_those_of_the_review_screen(records: list[SessionRecord]) -> None:
    shown = review(records, Catalogue(), TODAY, 1)
    found = over(records)
    assert (found.sessions, found.days) == (len(records), len(shown.days))
    assert found.streak == shown.glance.streak
    assert [(t.region, t.sessions) for t in found.tightness] == [
        (e.region, len(e.changes)) for e in shown.effects if e.changes
    ]
    assert all(
        t.change == e.mean for t, e in zip(found.tightness, [e for e in shown.effects if e.changes], strict=True)
    )


@given(histories(), st.sampled_from(WINDOWS))
def test_the_minutes_of_a_window_are_those_of_the_balance(records: list[SessionRecord], weeks: int) -> None:
    found = over(records, weeks_back(TODAY, weeks))
    seconds = balance(records, TODAY).seconds[weeks]
    assert {one.region: one.seconds for one in found.regions if one.seconds} == {k: v for k, v in seconds.items() if v}


@given(histories())
def test_parts_add_up(records: list[SessionRecord]) -> None:
    found = over(records)
    assert sum(week.seconds for week in found.weeks) == found.seconds
    assert sum(week.days for week in found.weeks) == found.days
    assert sum(one.done for one in found.stretches) == found.done <= found.planned or not found.planned
    assert sum(one.pain for one in found.stretches) == len(found.pain)
    assert found.notes == ()
    assert found.goal_weeks <= len(found.weeks)
    assert found.streak <= found.best


def test_only_the_span_counts_and_notes_only_where_asked_for() -> None:
    def on(day: date, note: str | None = None) -> SessionRecord:
        started = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        return SessionRecord(id=f"{day}", started=started, seconds=60, outcome="completed", note=note)

    records = [on(TODAY, "long day"), on(TODAY - timedelta(days=7)), on(TODAY - timedelta(days=8))]
    found = statistics(records, weeks_back(TODAY, 1), TODAY, 4, notes=True)
    assert found.sessions == 1
    assert [note.text for note in found.notes] == ["long day"]


def test_the_best_streak() -> None:
    weeks = {MONDAY - timedelta(weeks=back): days for back, days in enumerate((1, 4, 4, 0, 4, 4, 4))}
    assert best_streak(weeks, 4) == 3
    assert best_streak({}, 4) == 0


class TestWords:
    def test_nothing_is_said_in_a_line(self) -> None:
        assert total_words(over([])) == "No session in this time."
        assert len([*statistics_lines(over([]), {})]) == 2

    def test_numbers_that_were_felt_are_never_told_without_saying_so(self) -> None:
        started = datetime(2026, 11, 20, 9, tzinfo=UTC)
        scored = SessionRecord(
            id="a", started=started, seconds=60, outcome="completed", tightness=Tightness(before=5, after=3)
        )
        lines = [*statistics_lines(over([scored]), {})]
        assert any("too few to tell" in line for line in lines)
        assert f"  {FELT}" in lines

    def test_the_goal(self) -> None:
        started = datetime(2026, 11, 20, 9, tzinfo=UTC)
        record = SessionRecord(id="a", started=started, seconds=60, outcome="completed")
        found = statistics([record], MONDAY, TODAY, 1)
        assert goal_words(found) == "Goal of 1 day a week: met in 1 of 1 week. In a row: 1 now, 1 at best."
