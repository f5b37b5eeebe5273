"""The one door to the user's files: ordinary ones, of a bounded size, opened without waiting for a pipe or a device.

Imports little: the status line comes through here too. What is wrong is an `OSError` with words of its own.
"""

import errno
import os
import stat

MOST = 1 << 20
"""Bytes of a file that people write: settings, a catalogue file, a theme."""

MOST_HISTORY = 1 << 28
"""Bytes of a history, and of what is made of one: more than a life of sessions."""

_CHUNK = 1 << 20


class UnusableFileError(OSError):
    """What stands there is no file that can be used; `strerror` says why, and what would be right."""


def open_regular(path: str | os.PathLike[str], flags: int = os.O_RDONLY, *, own: bool = False) -> int:
    """Open an ordinary file; the descriptor.

    `own` is for the program's own files (locks, state, temporary ones): never through a link, never another user's, and
    none that has a second name. Raises `OSError`.
    """
    fd = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC | (os.O_NOFOLLOW if own else 0), 0o600)
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode):
        why = "is no ordinary file: put one there, or nothing at all"
    elif own and (found.st_uid != os.geteuid() or found.st_nlink > 1):
        why = "is no file of this program's alone: take it away"
    else:
        return fd
    os.close(fd)
    raise UnusableFileError(errno.EINVAL, why, os.fspath(path))


def read_descriptor(fd: int, path: str | os.PathLike[str], most: int = MOST) -> bytes:
    """All bytes of an open file. Raises `OSError`, also where there are more than `most`."""
    parts: list[bytes] = []
    size = 0
    while part := os.read(fd, _CHUNK):
        parts.append(part)
        size += len(part)
        if size > most:
            what = f"is larger than {most >> 20} MB, and so no file of ours: put a smaller one there"
            raise UnusableFileError(errno.EFBIG, what, os.fspath(path))
    return b"".join(parts)


def read_regular(path: str | os.PathLike[str], most: int = MOST, *, own: bool = False) -> bytes:
    """All bytes of an ordinary file. Raises `OSError`."""
    fd = open_regular(path, own=own)
    try:
        return read_descriptor(fd, path, most)
    finally:
        os.close(fd)
