"""How long commands took: kept by folder and words, at most so many, and whatever the file holds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchtui.storage.breaks.waits import MOST, WaitLog
from stretchtui.storage.files.diagnostics import StorageError

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "waits"


def test_times_are_those_of_the_same_words_in_the_same_folder(path: Path) -> None:
    log = WaitLog(path)
    assert log.times(["make"], "/a") == []
    assert not path.parent.exists(), "nothing is made by reading"
    for words, folder, seconds in ((["make"], "/a", 10), (["make"], "/b", 20), (["make", "x"], "/a", 30)):
        log.add(words, folder, NOW, seconds)
    log.add(["make"], "/a", NOW, 11.25)
    assert log.times(["make"], "/a") == [10, 11.2]
    assert path.stat().st_mode & 0o777 == 0o600


def test_words_are_not_kept(path: Path) -> None:
    WaitLog(path).add(["curl", "--header", "token: hunter2"], "/secret-project", NOW, 1)
    text = path.read_text()
    assert "hunter2" not in text
    assert "secret" not in text


def test_words_are_told_apart_where_they_look_the_same_joined(path: Path) -> None:
    log = WaitLog(path)
    log.add(["a", "b c"], "/", NOW, 1)
    assert log.times(["a", "b", "c"], "/") == []


def test_the_oldest_go_and_all_are_forgotten(path: Path) -> None:
    lines = (f"{(NOW + timedelta(minutes=n)).isoformat()} {n}.0 key{n}" for n in range(MOST + 3))
    path.parent.mkdir()
    path.write_text("\n".join(lines) + "\n")
    log = WaitLog(path)
    log.add(["new"], "/", NOW, 5)
    kept = path.read_text().splitlines()
    assert len(kept) == MOST
    assert kept[0].endswith(" key4")
    assert log.times(["new"], "/") == [5]
    assert log.forget() == MOST
    assert log.times(["new"], "/") == []
    assert log.forget() == 0


@given(st.lists(st.text(max_size=60) | st.sampled_from(["2026-11-21T09:30:00 1 x", "2026-11-21T09:30:00Z inf x"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_stands_in_the_file_a_run_can_be_added(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "waits"
    path.write_text("\n".join([*lines, ""]), errors="surrogatepass")
    log = WaitLog(path)
    log.add(["make"], "/", NOW, 7)
    assert log.times(["make"], "/") == [7]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(StorageError):
        WaitLog(tmp_path / "state" / "waits").add(["make"], "/", NOW, 1)
