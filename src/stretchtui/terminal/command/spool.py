"""The spool: what a command wrote while a screen was shown, in a file of the user's alone."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

PREFIX, SUFFIX = "while-", ".spool"
PIECE = 65536


class Spool:
    """A file that one process writes and another reads, each with a descriptor of its own.

    It is locked while the writer lives, so that what killed ones left is known and removed by the next.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._out = -1
        self._in = -1
        self._read = 0

    # the writer

    def begin(self, *, anew: bool) -> None:
        """Begin with an empty file, 0600, or go on behind what is in it. Raises OSError."""
        if self._out >= 0 and not anew:
            return
        if self._out < 0:
            _sweep(self.path.parent)
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            self._out = os.open(self.path, flags, 0o600)
            with suppress(OSError):  # a file system without locks: nothing is swept there
                fcntl.flock(self._out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(self._out, 0)
        os.lseek(self._out, 0, os.SEEK_SET)

    def write(self, data: bytes) -> None:
        """Add all of it, or nothing. Raises OSError."""
        at = os.lseek(self._out, 0, os.SEEK_CUR)
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._out, rest) :]
        except OSError:
            os.ftruncate(self._out, at)
            os.lseek(self._out, at, os.SEEK_SET)
            raise

    def copy(self, target: int) -> None:
        """Write all of it to a descriptor. Raises OSError."""
        if self._out < 0:
            return
        at = 0
        while data := os.pread(self._out, PIECE, at):
            at += len(data)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(target, rest) :]

    def remove(self) -> None:
        """Take it away."""
        if self._out >= 0:
            with suppress(OSError):
                self.path.unlink()
            os.close(self._out)
            self._out = -1

    # the reader

    def all_read(self) -> bool:
        """Whether nothing waits to be read."""
        return self._read == self.size()

    def rewind(self) -> None:
        """Read from the beginning of what is written from now on."""
        self._read = 0

    def read(self) -> bytes:
        """The next piece that was not read yet; empty where there is none. Raises OSError."""
        if not self._reading():
            return b""
        data = os.pread(self._in, PIECE, self._read)
        self._read += len(data)
        return data

    def size(self) -> int:
        """Bytes written so far."""
        return os.fstat(self._in).st_size if self._reading() else 0

    def tail(self, size: int) -> bytes:
        """The last bytes, so many at the most; what was read stays as it is."""
        if not self._reading():
            return b""
        end = os.fstat(self._in).st_size
        return os.pread(self._in, size, max(0, end - size))

    def close(self) -> None:
        """Read no more."""
        if self._in >= 0:
            os.close(self._in)
            self._in = -1

    def _reading(self) -> bool:
        if self._in < 0:
            with suppress(OSError):
                self._in = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        return self._in >= 0


def _sweep(folder: Path) -> None:
    """Remove what is left of programs that were killed together with their supervisor."""
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            fd = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(fd)
