"""Moments back from now, and days from which on."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.history.times import Zone, parse_since, parse_when

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def utc(moment: datetime) -> datetime:
    """The zone of a place that has no summer time."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def zone_of(name: str) -> Zone:
    """The zone of a place; what its clocks skip is moved forward."""
    place = ZoneInfo(name)

    def to_place(moment: datetime) -> datetime:
        moment = moment if moment.tzinfo else moment.replace(tzinfo=place)
        return moment.astimezone(UTC).astimezone(place)

    return to_place


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("-2h", timedelta(hours=2)),
        ("2h ago", timedelta(hours=2)),
        ("-90m", timedelta(minutes=90)),
        ("-15min", timedelta(minutes=15)),
        ("-3d", timedelta(days=3)),
        ("1 w ago", timedelta(weeks=1)),
    ],
)
def test_back_from_now(text: str, back: timedelta) -> None:
    assert parse_when(text, NOW, utc) == NOW - back


@pytest.mark.parametrize("text", ["2h", "--2h", "-2", "-2y", "-99999w", "-2h ago", "-2h\n3d"])
def test_what_is_no_way_back(text: str) -> None:
    with pytest.raises(ValueError, match=r"right would be|too long ago"):
        parse_when(text, NOW, utc)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("today", datetime(2026, 11, 21)),
        ("Yesterday", datetime(2026, 11, 20)),
        ("2026-11-01", datetime(2026, 11, 1)),
        ("2026-11-01 18:30", datetime(2026, 11, 1, 18, 30)),
        ("2026-11-01T18:30:00", datetime(2026, 11, 1, 18, 30)),
        ("7:15", datetime(2026, 11, 21, 7, 15)),
        ("-7d", datetime(2026, 11, 14)),
        ("4w ago", datetime(2026, 10, 24)),
        ("-2h", datetime(2026, 11, 21, 7, 30)),
    ],
)
def test_since(text: str, since: datetime) -> None:
    assert parse_since(text, NOW, utc) == utc(since)


@given(st.text(max_size=20) | st.from_regex(r"-?\d{1,6}[mhdw]( ago)?"))
def test_anything_else_is_a_line(text: str) -> None:
    for parse in (parse_when, parse_since):
        with suppress(ValueError):
            assert isinstance(parse(text, NOW, utc), datetime)


# Changes of the clocks


@pytest.mark.parametrize(
    ("text", "back"),
    [("-10m", timedelta(minutes=10)), ("-90m", timedelta(minutes=90)), ("-12h", timedelta(hours=12))],
)
@pytest.mark.parametrize("hour", range(6))
@pytest.mark.parametrize("day", [datetime(2026, 10, 25), datetime(2026, 3, 29)])
def test_spans_are_as_long_as_they_say_across_a_change(text: str, back: timedelta, hour: int, day: datetime) -> None:
    zone = zone_of("Europe/Berlin")
    now = zone(day.replace(hour=hour, minute=5))
    for when in (parse_when(text, now, zone), parse_since(text, now, zone)):
        assert now.astimezone(UTC) - when.astimezone(UTC) == back
        assert when.utcoffset() == zone(when).utcoffset()


def test_a_day_that_a_place_skipped_is_refused_with_the_next() -> None:
    zone = zone_of("Pacific/Apia")
    now = zone(datetime(2012, 1, 2, 9, 0))
    with pytest.raises(ValueError, match=r"2011-12-30 12:05 was skipped .*; right would be 2011-12-31 12:05"):
        parse_when("2011-12-30 12:05", now, zone)


def test_a_time_that_the_clocks_skipped_is_refused_with_the_right_one() -> None:
    zone = zone_of("Europe/Berlin")
    now = zone(datetime(2026, 3, 30, 9, 0))
    with pytest.raises(ValueError, match=r"2026-03-29 02:30 was skipped .*; right would be 03:30"):
        parse_when("yesterday 2:30", now, zone)
    assert parse_when("yesterday 3:30", now, zone).hour == 3
    assert parse_since("2026-03-29 2:30", now, zone).hour == 3


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("today", datetime(2026, 11, 20, 4)),
        ("yesterday", datetime(2026, 11, 19, 4)),
        ("-7d", datetime(2026, 11, 13, 4)),
        ("2026-11-01", datetime(2026, 11, 1, 4)),
        ("yesterday 23:00", datetime(2026, 11, 20, 23)),
        ("-2h", datetime(2026, 11, 20, 23, 30)),
    ],
)
def test_a_day_begins_where_the_night_before_ends(text: str, since: datetime) -> None:
    night = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert parse_since(text, night, utc, 4) == utc(since)


@pytest.mark.parametrize("text", ["0001-01-01", "1-1-1", "9999-12-31", "-9999w", "0000-01-01"])
def test_beyond_the_calendar_is_a_line(text: str) -> None:
    def here(moment: datetime) -> datetime:
        if not 1970 <= moment.year <= 2999:
            raise OverflowError("year 0 is out of range")
        return utc(moment)

    for parse in (parse_when, parse_since):
        with pytest.raises(ValueError, match=r"calendar|too long ago|no time|no day|still to come"):
            parse(text, NOW, here)
