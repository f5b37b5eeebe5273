"""Days and weeks of sessions."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.history.days import day_of, week_of
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
