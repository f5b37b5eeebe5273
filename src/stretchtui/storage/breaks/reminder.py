"""The reminder's files: a lock so that only one runs on an account, and until when it was asked to be silent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.lock import holder_of, open_lock, release_lock, sign, take_lock
from stretchtui.storage.files.regular import open_regular


class ReminderFiles:
    """Two small files in the state folder."""

    def __init__(self, folder: Path) -> None:
        self._claim = folder / "remind.lock"
        self._snooze = folder / "remind.snooze"

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Be the one reminder of this account. Raises `StorageError` where another is; its end frees it, however."""
        try:
            fd = open_lock(self._claim)
        except OSError as error:
            raise StorageError.of(self._claim, error) from error
        try:
            if not take_lock(fd):
                who = f"process {holder_of(fd)}"
                raise StorageError(Problem(self._claim, None, f"a reminder runs already, as {who}; end it first"))
            sign(fd)
            yield
        except OSError as error:
            raise StorageError.of(self._claim, error, doing="locked") from error
        finally:
            release_lock(fd)

    def is_running(self) -> bool:
        """Whether a reminder runs."""
        try:
            fd = open_regular(self._claim, os.O_RDWR, own=True)
        except OSError:
            return False
        try:
            return not take_lock(fd)
        except OSError:
            return False
        finally:
            os.close(fd)

    def snooze(self, until: datetime) -> None:
        """Ask for silence. Raises `StorageError`."""
        write_atomic(self._snooze, f"{until.isoformat()}\n".encode(), durable=False, own=True)

    def snoozed_until(self) -> datetime | None:
        """Until when silence was asked for, if ever."""
        with suppress(StorageError, ValueError):
            until = datetime.fromisoformat(read_whole(self._snooze, own=True)[0].decode().strip())
            return until if until.tzinfo else None
        return None
