"""Atomic replacement and durable appending of files: a power cut, a full disk or a kill leaves nothing half done.

Files are made 0600 and folders 0700; the modes of what exists are kept. A symbolic link stays a link:
the file it points to is the one that is written.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from errno import EINVAL
from pathlib import Path

from msgspec import Struct

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.regular import MOST, UnusableFileError, open_regular, read_descriptor

_STALE = 3600.0  # seconds after which a temporary file can only be a killed writer's
_TAIL = 2  # bytes of the file's end that an append looks at


class Fingerprint(Struct, frozen=True):
    """What tells one state of a file from the next; `inode` is 0 for a file that is not there."""

    inode: int = 0
    size: int = 0
    changed: int = 0  # nanoseconds

    @classmethod
    def of(cls, found: os.stat_result) -> "Fingerprint":
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


class ChangedUnderneathError(Exception):
    """Another program wrote the file since it was read."""


def real_target(path: Path) -> Path:
    """The file that is meant, at the end of all links."""
    return Path(os.path.realpath(path))


def read_whole(path: Path, most: int = MOST, *, own: bool = False) -> tuple[bytes, Fingerprint]:
    """All bytes of a file and the state they belong to; nothing for a file that is not there.

    At most `most` bytes; `own` as in `open_regular`. Raises `StorageError`.
    """
    try:
        fd = open_regular(path, own=own)
    except FileNotFoundError:
        return b"", Fingerprint()
    except OSError as error:
        raise StorageError.of(path, error, doing="read") from error
    try:
        state = Fingerprint.of(os.fstat(fd))
        return read_descriptor(fd, path, most), state
    except OSError as error:
        raise StorageError.of(path, error, doing="read") from error
    finally:
        os.close(fd)


def make_private_folder(folder: Path) -> None:
    """Make a folder and those above it, each 0700; those that exist stay as they are. Raises `OSError`."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_private_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(0o700)
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    sync_folder(folder.parent)


def write_atomic(
    path: Path, data: bytes, *, expected: Fingerprint | None = None, durable: bool = True, own: bool = False
) -> None:
    """Replace the file's content: it is the old one or the new one, whole, at every moment.

    `expected` is the state that `data` was made from. Not `durable` leaves out the waiting for the disk:
    for what may be lost in a power cut. `own` is for the program's own files: a link there is replaced, not followed.

    Raises `StorageError` with the old content untouched, `ChangedUnderneathError` where the state is not
    `expected`.
    """
    target = path if own else real_target(path)
    try:
        make_private_folder(target.parent)
        _replace(target, data, expected, durable=durable)
    except OSError as error:
        raise StorageError.of(path, error) from error


def append_durably(path: Path, make: Callable[[bytes], bytes], *, own: bool = False) -> tuple[int, bytes] | None:
    """Add bytes to the end of a file with one write, and wait until they are on the disk; their offset, and they.

    `make` is handed the last two bytes of the file (fewer where there are not so many) and returns what to
    add. Nothing else of the file is written. What was added is read back once: None where it is not there, because
    another program replaced the file meanwhile, or emptied it and wrote it anew.

    Raises `StorageError`; the file is then as it was, unless the message says otherwise.
    """
    target = path if own else real_target(path)
    try:
        make_private_folder(target.parent)
        is_new = not os.path.lexists(target)
        fd = open_regular(target, os.O_RDWR | os.O_APPEND | os.O_CREAT, own=own)
        try:
            size = os.fstat(fd).st_size
            data = make(os.pread(fd, _TAIL, max(0, size - _TAIL)))
            _append(fd, data, size)
            at = os.lseek(fd, 0, os.SEEK_CUR) - len(data)
        finally:
            os.close(fd)
        if is_new:
            sync_folder(target.parent)
        try:
            fd = open_regular(target)
        except FileNotFoundError:
            return None
        try:
            return (at, data) if os.pread(fd, len(data), at) == data else None
        finally:
            os.close(fd)
    except OSError as error:
        raise StorageError.of(path, error) from error


def sync(fd: int) -> None:
    """Wait until the disk has what was written, not only its cache where the system knows the difference."""
    import fcntl  # noqa: PLC0415 - not on every platform

    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        with suppress(OSError):
            fcntl.fcntl(fd, full)
            return
    os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's names.

    Some file systems cannot, and some folders may be entered but not read: the change is made, and stays, all the same.
    """
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _append(fd: int, data: bytes, size: int) -> None:
    """One write, and back to `size` where the disk took only a part of it."""
    try:
        written = os.write(fd, data)
        if written < len(data):
            _write_all(fd, data[written:])  # it tells the reason, or a signal came and it goes on
        sync(fd)
    except OSError:
        if size < os.fstat(fd).st_size <= size + len(data):  # nobody else added to it
            os.ftruncate(fd, size)
        raise


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _replace(target: Path, data: bytes, expected: Fingerprint | None, *, durable: bool) -> None:
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            _take_after(fd, target)
            _write_all(fd, data)
            if durable:
                sync(fd)
            now = os.fstat(fd).st_mtime
        finally:
            os.close(fd)
        _expect(target, expected)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        sync_folder(target.parent)
    _sweep(target, now)


def file_state(path: Path) -> Fingerprint:
    """The present state of a file, for `expected` of `write_atomic`. Raises `StorageError`."""
    try:
        return _state_of(path)
    except OSError as error:
        raise StorageError.of(path, error) from error


def _state_of(path: Path) -> Fingerprint:
    try:
        return Fingerprint.of(path.stat())
    except FileNotFoundError:
        return Fingerprint()


def _expect(target: Path, expected: Fingerprint | None) -> None:
    if expected is not None and _state_of(target) != expected:
        raise ChangedUnderneathError


def _take_after(fd: int, target: Path) -> None:
    """Give the new file the mode and, as far as the system lets us, the owner of the one it replaces."""
    try:
        old = target.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISLNK(old.st_mode):
        return
    if not stat.S_ISREG(old.st_mode):
        raise UnusableFileError(EINVAL, "is no ordinary file: put one there, or nothing at all", str(target))
    with suppress(OSError):
        os.fchown(fd, old.st_uid, old.st_gid)
    os.fchmod(fd, stat.S_IMODE(old.st_mode))


def _sweep(target: Path, now: float) -> None:
    """Remove what killed writers of this file left, by the file system's own clock."""
    prefix = f".{target.name}."
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(".tmp"):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < now - _STALE:
                        os.unlink(entry.path)  # noqa: PTH108 - an entry has its path as text
