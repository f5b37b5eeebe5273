"""The lock between processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.lock import LockedError, lock_file, locked
from stretchtui.storage.session.checkpoint import Checkpoints

HOLDER = """
import sys
from collections.abc import Callable
from pathlib import Path
from stretchtui.storage.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def held_by_another(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def test_another_process_is_waited_for_and_named(tmp_path: Path) -> None:
    path = tmp_path / "history.toml"
    holder = held_by_another(path)
    clock = Clock()
    with pytest.raises(LockedError, match=f"process {holder.pid}"), locked(path, monotonic=clock, sleep=clock.sleep):
        pass
    assert 10 <= clock.now < 11
    holder.communicate("")
    with locked(path, timeout=0):
        pass


def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.toml"
    holder = held_by_another(path)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with locked(path, timeout=0):
        pass


def test_threads_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    path = tmp_path / "history.toml"
    with locked(path), pytest.raises(LockedError, match=str(os.getpid())), locked(path, timeout=0):
        pass


def test_a_link_and_its_target_share_a_lock(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    assert lock_file(link) == lock_file(tmp_path / "real")
    with locked(link), pytest.raises(LockedError), locked(tmp_path / "real", timeout=0):
        pass
    assert not (tmp_path / "real").exists()


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="a file where a folder"), locked(tmp_path / "file" / "history.toml"):
        pass


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.hardlink_to(path.with_name("other"))])
def test_what_stands_where_the_lock_should_is_named_and_not_the_file_itself(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    """It says to take that away: of the history, that would be the worst advice."""
    (tmp_path / "other").touch()
    path = tmp_path / "history.toml"
    path.touch()
    make(lock_file(path))
    with pytest.raises(StorageError, match=r"\.history\.toml\.lock: "), locked(path):
        pass
    make(tmp_path / "session.lock")
    with pytest.raises(StorageError, match=r"session\.lock: "):
        Checkpoints(tmp_path).take()
