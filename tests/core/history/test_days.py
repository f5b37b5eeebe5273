"""Days and weeks of sessions."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.history.days import WEEK, best_streak, day_of, week_of, weeks_met
from stretchtui.core.session.record import SessionRecord


def at(started: datetime) -> SessionRecord:
    return SessionRecord("a", started, 60, "completed")


@pytest.mark.parametrize(("hours", "day"), [(14, 22), (0, 21), (-11, 21)])
def test_the_day_is_the_user_s_own(hours: int, day: int) -> None:
    local = datetime(2026, 11, 21, 13, 30, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
    assert day_of(at(local)) == date(2026, 11, day)


def test_a_session_across_midnight_belongs_to_the_day_it_started() -> None:
    assert day_of(at(datetime(2026, 11, 21, 23, 59, tzinfo=UTC))) == date(2026, 11, 21)


def test_for_night_owls_the_day_ends_later() -> None:
    late = at(datetime(2026, 11, 22, 3, 59, tzinfo=UTC))
    assert day_of(late) == date(2026, 11, 22)
    assert day_of(late, 4) == date(2026, 11, 21)
    assert day_of(at(datetime(2026, 11, 22, 4, 0, tzinfo=UTC)), 4) == date(2026, 11, 22)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 12))
def test_no_date_is_too_early(started: datetime, ends: int) -> None:
    day = day_of(at(started), ends)
    assert timedelta() <= started.date() - day <= timedelta(days=1)
    monday = week_of(day)
    assert monday.weekday() == 0
    assert timedelta() <= day - monday < timedelta(days=7)


class TestAway:
    MONDAY = date(2026, 11, 16)

    def counts(self, *days: int) -> dict[date, int]:
        """Days a week, this week first."""
        return {self.MONDAY - WEEK * back: count for back, count in enumerate(days)}

    def span(self, back: int, first: int = 0, last: int = 0) -> tuple[date, date]:
        """From one day of a week to another; 0 is Monday."""
        monday = self.MONDAY - WEEK * back
        return monday + timedelta(days=first), monday + timedelta(days=last)

    def test_a_week_away_breaks_nothing_and_counts_for_nothing(self) -> None:
        counts = self.counts(4, 4, 0, 4, 4, 1, 4)
        assert weeks_met(counts, self.MONDAY, 4) == (2, self.MONDAY - 2 * WEEK)
        assert weeks_met(counts, self.MONDAY, 4, [self.span(2, 6, 6)]) == (4, self.MONDAY - 5 * WEEK)

    def test_a_week_that_met_the_goal_counts_though_one_was_away(self) -> None:
        counts = self.counts(0, 4, 4)
        assert weeks_met(counts, self.MONDAY, 4, [self.span(1, 3, 6)])[0] == 2

    def test_away_over_several_weeks(self) -> None:
        counts = self.counts(4, 0, 0, 0, 4)
        away = [(self.MONDAY - 3 * WEEK + timedelta(days=2), self.MONDAY - timedelta(days=5))]
        assert weeks_met(counts, self.MONDAY, 4, away)[0] == 2
        assert best_streak({week: n for week, n in counts.items() if n}, 4, away) == 2
        assert best_streak({week: n for week, n in counts.items() if n}, 4) == 1

    def test_before_the_first_session_there_is_nothing_to_spare(self) -> None:
        assert weeks_met({}, self.MONDAY, 4, [(date.min, date.max)]) == (0, self.MONDAY - WEEK)
        assert weeks_met(self.counts(4, 4), self.MONDAY, 4, [(date.min, date.max)])[0] == 2

    @given(
        st.dictionaries(st.integers(0, 30), st.integers(1, 7)),
        st.integers(1, 7),
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20))),
    )
    def test_being_away_never_makes_a_row_shorter(
        self, days: dict[int, int], goal: int, spans: list[tuple[int, int]]
    ) -> None:
        counts = {self.MONDAY - WEEK * back: count for back, count in days.items()}
        away = [(first := self.MONDAY - WEEK * back, first + timedelta(days=length)) for back, length in spans]
        assert weeks_met(counts, self.MONDAY, goal, away)[0] >= weeks_met(counts, self.MONDAY, goal)[0]
        assert best_streak(counts, goal, away) >= best_streak(counts, goal)
        assert best_streak(counts, goal, away) <= sum(count >= goal for count in counts.values())
