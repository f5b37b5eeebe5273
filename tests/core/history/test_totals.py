"""A session in one line."""

from datetime import datetime, timedelta, timezone

from stretchtui.core.history.totals import done_words
from stretchtui.core.history.week import week_at
from stretchtui.core.session.record import SessionRecord, StretchRecord

HERE = timezone(timedelta(hours=1))
FRIDAY = datetime(2026, 11, 20, 23, 30, tzinfo=HERE)


def record(started: datetime, *parts: tuple[int, int]) -> SessionRecord:
    stretches = tuple(StretchRecord(f"s{i}", "S", "neck", done, 4, seconds) for i, (done, seconds) in enumerate(parts))
    return SessionRecord("x", started, sum(s for _, s in parts), "completed", stretches)


def test_only_stretches_that_were_done_count() -> None:
    assert done_words(record(FRIDAY, (4, 100), (0, 5), (0, 0), (2, 80))) == "3:05 · 3 stretches"
    assert done_words(record(FRIDAY, (1, 9))) == "0:09 · 1 stretch"


def test_days_are_counted_from_monday_and_each_once() -> None:
    week = [record(FRIDAY - timedelta(days=days), (1, 1)) for days in (0, 0, 1, 4, 5)]
    assert week_at(week, FRIDAY, 4).words == "3 of 4 days this week"
    assert week_at(week, FRIDAY, 3).words == "3 of 3 days this week"
    assert week_at(week, FRIDAY, 2).words == "3 days this week"
    assert week_at([], FRIDAY, 4).words == "0 of 4 days this week"


def test_a_night_can_belong_to_its_evening() -> None:
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=HERE)
    night = [record(monday, (1, 1)), record(FRIDAY, (1, 1))]
    assert week_at(night, monday, 4).words == "1 of 4 days this week"
    assert week_at(night, monday, 4, day_ends_at=3).words == "2 of 4 days this week"
