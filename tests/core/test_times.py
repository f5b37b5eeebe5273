"""Moments back from now, and days from which on."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.times import parse_since, parse_when

NOW = datetime(2026, 11, 21, 9, 30)


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
    assert parse_when(text, NOW) == NOW - back


@pytest.mark.parametrize("text", ["2h", "--2h", "-2", "-2y", "-99999w", "-2h ago", "-2h\n3d"])
def test_what_is_no_way_back(text: str) -> None:
    with pytest.raises(ValueError, match=r"right would be|too long ago"):
        parse_when(text, NOW)


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
    assert parse_since(text, NOW) == since


@given(st.text(max_size=20) | st.from_regex(r"-?\d{1,6}[mhdw]( ago)?"))
def test_anything_else_is_a_line(text: str) -> None:
    for parse in (parse_when, parse_since):
        with suppress(ValueError):
            assert isinstance(parse(text, NOW), datetime)
