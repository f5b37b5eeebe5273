"""What reminders share: that one runs, and until when it was asked to be silent."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from stretchtui.storage.files.atomic import make_private_folder, read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError


class ReminderFiles:
    """Two small files in the state folder."""

    def __init__(self, folder: Path) -> None:
        self._claim = folder / "remind.lock"
        self._snooze = folder / "remind.snooze"

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Be the one reminder of this account. Raises `StorageError` where another is; its end frees it, however."""
        try:
            make_private_folder(self._claim.parent)
            fd = os.open(self._claim, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StorageError.of(self._claim, error) from error
        try:
            if not _locks(fd):
                who = os.pread(fd, 10, 0).strip().decode("ascii", "replace")
                raise StorageError(
                    Problem(self._claim, None, f"a reminder runs already, as process {who}; end it first")
                )
            with suppress(OSError):
                os.pwrite(fd, f"{os.getpid():<10}".encode(), 0)
            yield
        finally:
            os.close(fd)

    def is_running(self) -> bool:
        """Whether a reminder runs."""
        try:
            fd = os.open(self._claim, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            return not _locks(fd)
        finally:
            os.close(fd)

    def snooze(self, until: datetime) -> None:
        """Ask for silence. Raises `StorageError`."""
        write_atomic(self._snooze, f"{until.isoformat()}\n".encode(), durable=False)

    def snoozed_until(self) -> datetime | None:
        """Until when silence was asked for, if ever."""
        with suppress(StorageError, ValueError):
            until = datetime.fromisoformat(read_whole(self._snooze)[0].decode().strip())
            return until if until.tzinfo else None
        return None


def _locks(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: rather two reminders than none
        return True
    return True
