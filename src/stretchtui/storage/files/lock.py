"""File locks (flock) between processes and threads, for one writer at a time.

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
from stretchtui.storage.files.regular import UnusableFileError, open_regular

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
        fd = open_lock(beside)
    except UnusableFileError as error:  # it stands in the way, not the file itself
        raise StorageError.of(beside, error) from error
    except OSError as error:
        raise StorageError.of(path, error) from error
    try:
        deadline = monotonic() + timeout
        while not _try(fd, path):
            if monotonic() >= deadline:
                raise LockedError(Problem(path, None, _held(fd)))
            sleep(_STEP)
        sign(fd)
        yield
    finally:
        release_lock(fd)


def open_lock(path: Path) -> int:
    """Open a lock's own file, making it where there is none. A link that stands there is taken away, not followed.

    Raises `OSError`.
    """
    make_private_folder(path.parent)
    if path.is_symlink():
        path.unlink()
    return open_regular(path, os.O_RDWR | os.O_CREAT, own=True)


def take_lock(fd: int) -> bool:
    """Take the lock of an open file without waiting; False where another process has it. Raises `OSError`.

    On a file system without locks it counts as taken, unless the process that signed it last still lives: to lose a
    session for it would be worse than the risk of two writers.
    """
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise
        return not _is_alive(holder_of(fd))
    return True


def sign(fd: int) -> None:
    """Leave our number for the one who waits in vain."""
    with suppress(OSError):
        os.pwrite(fd, f"{os.getpid():<10}\n".encode(), 0)


def release_lock(fd: int) -> None:
    """Let go of a lock, and take our number out of its file."""
    with suppress(OSError):
        if holder_of(fd) == os.getpid():
            os.ftruncate(fd, 0)
    os.close(fd)


def holder_of(fd: int) -> int | None:
    """The number of the process that signed the lock last."""
    with suppress(OSError, ValueError):
        return int(os.pread(fd, 11, 0).strip())
    return None


def _try(fd: int, path: Path) -> bool:
    try:
        return take_lock(fd)
    except OSError as error:
        raise StorageError.of(path, error, doing="locked") from error


def _is_alive(process: int | None) -> bool:
    if process is None or process <= 0 or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _held(fd: int) -> str:
    holder = holder_of(fd)
    who = f"process {holder}" if holder else "another process"
    return f"is being written by {who}: the file is as it was; let it finish, or end it, and try again"
