"""Following a file that somebody else writes, until a line of it matches: as `tail -F` does, polled."""

import os
import re
from contextlib import suppress
from pathlib import Path

PIECE = 65536
MOST_AT_ONCE = 64
"""Pieces that are looked through in one go at the most."""

LONGEST_LINE = 4096
"""Bytes of a line that are looked at."""


class Followed:
    """A file from its present end on. A file that is cut short or replaced is followed from its new beginning.

    Raises OSError where it can't be read.
    """

    def __init__(self, path: Path, until: "re.Pattern[str] | None") -> None:
        self.path = path
        self._until = until
        self._fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        self._at = os.fstat(self._fd).st_size
        self._rest = b""
        self.last = b""
        """The last line that came, without its end."""
        self.matched = False

    def look(self) -> None:
        """Read what came; sets `last` and `matched`."""
        with suppress(OSError):
            self._again_where_replaced()
            for _ in range(MOST_AT_ONCE):
                data = os.pread(self._fd, PIECE, self._at)
                if not data or self.matched:
                    return
                self._at += len(data)
                self._take_in(data)

    def close(self) -> None:
        """Follow it no more."""
        os.close(self._fd)

    def _again_where_replaced(self) -> None:
        here = os.fstat(self._fd)
        if here.st_size < self._at:
            self._at, self._rest = 0, b""
        with suppress(FileNotFoundError):
            there = self.path.stat()
            if not os.path.samestat(here, there):
                fd = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
                os.close(self._fd)
                self._fd, self._at, self._rest = fd, 0, b""

    def _take_in(self, data: bytes) -> None:
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[:LONGEST_LINE]
        for line in lines:
            if line.strip():
                self.last = line[:LONGEST_LINE]
            if self._until and self._until.search(line[:LONGEST_LINE].decode("utf-8", "replace")):
                self.matched = True
                return
