"""The clocks of a place, as the system knows them."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from stretchtui.core.history.times import parse_since, parse_when
from stretchtui.terminal.local_time import to_local


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def go(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield go
    monkeypatch.undo()
    time.tzset()


def test_a_time_that_the_clocks_skip_is_moved_forward(place: Callable[[str], None]) -> None:
    place("Europe/Berlin")
    assert to_local(datetime(2026, 3, 29, 2, 30)).isoformat() == "2026-03-29T03:30:00+02:00"
    assert to_local(datetime(2026, 3, 29, 3, 30)).isoformat() == "2026-03-29T03:30:00+02:00"
    assert to_local(datetime(2026, 10, 25, 2, 30)).isoformat() == "2026-10-25T02:30:00+02:00"
    with pytest.raises(ValueError, match="right would be 03:30"):
        parse_when("2:30", to_local(datetime(2026, 3, 29, 12, 0)), to_local)


def test_a_day_that_begins_with_a_skipped_hour_begins_behind_it(place: Callable[[str], None]) -> None:
    place("America/Sao_Paulo")
    since = parse_since("today", to_local(datetime(2018, 11, 4, 12, 0)), to_local)
    assert since.isoformat() == "2018-11-04T01:00:00-02:00"


@pytest.mark.parametrize("zone", ["UTC+24", "UTC+23:59:59", "UTC-23:59:30", "XXX999"])
def test_a_zone_that_no_file_could_hold_is_told(place: Callable[[str], None], zone: str) -> None:
    place(zone)
    with pytest.raises(ValueError, match=r"more than a day from UTC.*right would be TZ=Europe/Berlin"):
        to_local(datetime(2026, 11, 20, 9, 0))
