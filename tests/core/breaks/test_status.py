"""The figures of the status line, and its words."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.breaks.due import is_quiet, span, span_left
from stretchtui.core.breaks.status import DISPLACED, FIELDS, Status, as_data, enough, formatted, line, status_of, words
from stretchtui.core.history.days import weeks_met
from stretchtui.core.history.totals import glance
from stretchtui.core.session.record import SessionRecord

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=1)))  # a Saturday


def at(*minutes_ago: int, goal: int = 3, every: int = 50, quiet: tuple[time, time] | None = None) -> Status:
    starts = [NOW - timedelta(minutes=ago) for ago in minutes_ago]
    return status_of(starts, NOW, goal=goal, every_minutes=every, quiet=quiet)


def test_the_line() -> None:
    assert line(at(52, 24 * 60, 48 * 60)) == "stretch 52m ago · 3/3 days"
    assert line(at()) == "no stretch yet · 0/3 days"


def test_a_break_is_due_after_its_time_and_not_in_quiet_hours() -> None:
    assert (at(49).due, at(49).left) == (False, 60)
    assert (at(50).due, at(50).left) == (True, 0)
    assert at().due
    assert not at(50, quiet=(time(9), time(10))).due


def test_a_session_that_is_still_to_come_counts_for_nothing() -> None:
    status = at(-24 * 60)
    assert (status.since, status.days, status.due) == (None, 0, True)
    assert at(52, -24 * 60) == at(52)


def test_every_field_has_words() -> None:
    assert words(at(52)).keys() == FIELDS.keys()
    assert words(at(10)) == {
        "since": "10m", "week": "1/3", "days": "1", "goal": "3", "streak": "0", "due": "", "left": "40m",
        "programme": "",
    }  # fmt: skip
    assert formatted('{"text": "{since}", "class": "{due}", "x": {}}'.replace("{}", "{ }"), words(at(52))) == (
        '{"text": "52m", "class": "due", "x": { }}'
    )
    with pytest.raises(ValueError, match=r"\{sinze\} is no field; right would be \{since\}, "):
        formatted("{sinze}", FIELDS)


def test_json_keeps_the_moment_and_its_offset() -> None:
    data = as_data(at(52))
    assert data["last"] == "2026-11-21T08:38:00+01:00"
    assert data["seconds_since"] == 52 * 60


@pytest.mark.parametrize(
    ("seconds", "short"), [(0, "0m"), (59, "0m"), (3599, "59m"), (3600, "1h"), (86399, "23h"), (86400, "1d")]
)
def test_spans_are_rounded_down(seconds: int, short: str) -> None:
    assert span(seconds) == short


def test_spans_to_go_are_rounded_up() -> None:
    assert [span_left(seconds) for seconds in (0, 1, 60, 61, 3541)] == ["now", "1m", "1m", "2m", "1h"]


@pytest.mark.parametrize(
    ("begin", "end", "quiet"),
    [(time(22), time(7), True), (time(7), time(22), False), (time(6, 30), time(7), True), (time(5), time(5), False)],
)
def test_quiet_hours_pass_midnight(begin: time, end: time, quiet: bool) -> None:
    assert is_quiet(datetime(2026, 11, 21, 6, 30), (begin, end)) is quiet


starts = st.lists(
    st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 23), timezones=st.sampled_from([UTC, NOW.tzinfo])),
    max_size=80,
)


@given(starts, st.integers(1, 7), st.integers(0, 6))
def test_it_agrees_with_the_review_screen(starts: list[datetime], goal: int, day_ends_at: int) -> None:
    records = [SessionRecord(str(n), start, 60, "completed") for n, start in enumerate(starts) if start <= NOW]
    status = status_of(starts, NOW, goal=goal, every_minutes=50, day_ends_at=day_ends_at)
    figures = glance(records, (NOW - timedelta(hours=day_ends_at)).date(), goal, day_ends_at=day_ends_at)
    assert (status.days, status.streak) == (figures.days, figures.streak)


@given(starts, st.integers(1, 7))
def test_what_is_enough_changes_nothing_with_more(starts: list[datetime], goal: int) -> None:
    newest = sorted(starts, reverse=True)
    read = next((newest[:n] for n in range(len(newest)) if enough(newest[:n], NOW, goal)), newest)
    assert status_of(read, NOW, goal=goal, every_minutes=50) == status_of(newest, NOW, goal=goal, every_minutes=50)


def test_it_does_not_read_on_for_ever() -> None:
    weekly = [NOW - timedelta(days=3 * n) for n in range(DISPLACED * 2)]
    assert enough(weekly, NOW, goal=4)
    assert not enough(weekly[: DISPLACED - 1], NOW, goal=4)
    assert not enough(weekly, NOW, goal=1)


def test_a_streak_that_goes_on_before_what_was_read_says_so() -> None:
    daily = [NOW - timedelta(days=n) for n in range(20)]
    status = status_of(daily, NOW, goal=3, every_minutes=50, whole=False)
    assert words(status)["streak"] == "3+"
    assert not status_of(daily, NOW, goal=3, every_minutes=50).longer


def test_a_streak_ends_with_the_first_week_that_did_not_meet_the_goal() -> None:
    monday = date(2026, 11, 16)
    counts = {monday: 1, date(2026, 11, 9): 4, date(2026, 11, 2): 5, date(2026, 10, 19): 7}
    assert weeks_met(counts, monday, 4) == (2, date(2026, 10, 26))
    assert weeks_met(counts, monday, 1) == (3, date(2026, 10, 26))
