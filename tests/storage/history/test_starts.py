"""The quick reading of starts agrees with the reading of sessions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.starts import newest_starts
from tests.storage.history.histories import filled, records, session


def never(_starts: Sequence[datetime]) -> bool:
    return False


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert newest_starts(tmp_path / "history.toml", never) == ((), True)


@pytest.mark.parametrize("count", [1, 10, 700])
def test_all_starts_of_a_file_with_comments_and_keys_of_the_user(tmp_path: Path, count: int) -> None:
    log = filled(tmp_path, count)
    read = newest_starts(log.path, never)
    assert read.whole
    assert list(read.starts) == [record.started for record in log.all().records]


def test_it_stops_where_it_has_enough(tmp_path: Path) -> None:
    log = filled(tmp_path, 700)
    read = newest_starts(log.path, lambda starts: len(starts) >= 30)
    assert not read.whole
    assert 30 <= len(read.starts) < 500
    assert read.starts[0] == session(699).started


def test_a_long_history_is_not_read_whole(tmp_path: Path) -> None:
    log = filled(tmp_path, 4000)
    read = newest_starts(log.path, never)
    assert not read.whole
    assert 500 < len(read.starts) < 3000


@given(st.lists(records, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_sessions(tmp_path: Path, some: list) -> None:  # type: ignore[type-arg]
    path = tmp_path / "history.toml"
    path.write_bytes("\n".join(map(block_text, some)).encode())
    found = [(start, start.utcoffset()) for start in newest_starts(path, never).starts]
    assert found == [(one.started, one.started.utcoffset()) for one in reversed(some)]


@given(at=st.integers(0, 70_000))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_start_is_lost_or_doubled_where_a_chunk_begins(tmp_path: Path, at: int) -> None:
    path = tmp_path / "history.toml"
    blocks = [block_text(session(number)) for number in range(220)]
    path.write_text("".join([*blocks, "#" * (at % 600), "\n"]))
    assert len(newest_starts(path, never).starts) == 220


@pytest.mark.parametrize(
    "line",
    [
        "started = 2026-11-21T09:30:00Z",
        "started=2026-11-21 09:30:00+00:00",
        '  "started"  =  2026-11-21t10:30:00.0+01:00 # here',
    ],
)
def test_the_forms_that_a_hand_may_write(tmp_path: Path, line: str) -> None:
    path = tmp_path / "history.toml"
    path.write_text(f"[[session]]\r\n{line}\r\n# started = 2027-01-01T00:00:00Z\nstarted = 2026-02-31T09:30:00Z\n")
    [start] = newest_starts(path, never).starts
    assert start - datetime.fromisoformat("2026-11-21T09:30:00Z") == timedelta(0)
