"""One reminder at a time, and silence that all of them hear of."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stretchtui.storage.breaks.reminder import ReminderFiles
from stretchtui.storage.files.diagnostics import StorageError

UNTIL = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_only_one_can_claim(tmp_path: Path) -> None:
    files = ReminderFiles(tmp_path / "state")
    assert not files.is_running()
    with files.claimed():
        assert files.is_running()
        with pytest.raises(StorageError, match=f"runs already, as process {os.getpid()}"), files.claimed():
            pass
    assert not files.is_running()
    with files.claimed():
        pass


def test_a_killed_reminder_frees_its_claim(tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from stretchtui.storage.breaks.reminder import ReminderFiles\n"
        f"with ReminderFiles(Path({str(tmp_path)!r})).claimed(): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with ReminderFiles(tmp_path).claimed():
        pass


def test_silence_is_remembered(tmp_path: Path) -> None:
    files = ReminderFiles(tmp_path)
    assert files.snoozed_until() is None
    files.snooze(UNTIL)
    assert ReminderFiles(tmp_path).snoozed_until() == UNTIL


@pytest.mark.parametrize("data", [b"", b"soon", b"2026-11-21T09:30:00", b"\xff\0"])
def test_a_file_that_says_nothing_is_no_silence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "remind.snooze").write_bytes(data)
    assert ReminderFiles(tmp_path).snoozed_until() is None
