"""One writer at a time, across processes and threads.

The lock is the kernel's: it ends with the process that holds it, however that ends.
"""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from stretchtui.storage.files.atomic import make_private_folder, real_target
from stretchtui.storage.files.diagnostics import Problem, StorageError

_STEP = 0.01  # seconds between two tries
_NO_LOCKS_HERE = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


class LockedError(StorageError):
    """Another process held the file for all of the time we had."""


def lock_file(path: Path) -> Path:
    """The file beside the real `path` that carries its lock; it stays, for removing it would split the lock."""
    target = real_target(path)
    return target.with_name(f".{target.name}.lock")


@contextmanager
def locked(
    path: Path,
    *,
    timeout: float = 10.0,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the lock of `path`, waiting for it up to `timeout` seconds.

    Raises `LockedError` when the time is over, `StorageError` where the lock's file cannot be made.
    """
    beside = lock_file(path)
    try:
        make_private_folder(beside.parent)
        fd = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError.of(path, error) from error
    try:
        deadline = monotonic() + timeout
        while not _try(fd, path):
            if monotonic() >= deadline:
                raise LockedError(Problem(path, None, _held(fd)))
            sleep(_STEP)
        _sign(fd)
        yield
    finally:
        os.close(fd)


def _try(fd: int, path: Path) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # A file system without locks: to lose a session for it would be worse than the risk of two writers.
        if error.errno not in _NO_LOCKS_HERE:
            raise StorageError.of(path, error, doing="locked") from error
    return True


def _sign(fd: int) -> None:
    """Leave our number for the one who waits in vain."""
    with suppress(OSError):
        os.pwrite(fd, f"{os.getpid():<10}\n".encode(), 0)


def _held(fd: int) -> str:
    holder = b""
    with suppress(OSError):
        holder = os.pread(fd, 11, 0).strip()
    who = f"process {holder.decode()}" if holder.isdigit() else "another process"
    return f"is being written by {who}: nothing was changed; let it finish, or end it, and try again"
