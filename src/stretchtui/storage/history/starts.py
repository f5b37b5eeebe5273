"""When the newest sessions started, read from the end of the history without decoding it: for the status line.

It looks for the lines with a start alone, at a hundredth of the price of whole sessions. So a session with a
mistake in another line counts here; it was done, and `check` tells of the mistake. A measure has no such line (`at` is
its word for it): it is no session.
"""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from stretchtui.storage.files.regular import open_regular

_CHUNK = 1 << 16
_MOST = 1 << 19
"""Bytes: eight hundred sessions or more."""
_LONGEST_LINE = 200
_STARTED = re.compile(
    rb"""\n[ \t]*(?:session\.)?(?:started|"started"|'started')[ \t]*=[ \t]*"""
    rb"(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:[Zz]|[+-]\d\d:\d\d))"
)


class Starts(NamedTuple):
    """`starts`, each with its offset, the last of the file first; `whole` if the file has no more."""

    starts: tuple[datetime, ...] = ()
    whole: bool = True


def newest_starts(path: str | os.PathLike[str], enough: Callable[[Sequence[datetime]], bool]) -> Starts:
    """Read back until what was read is `enough`, or half a megabyte is: eight hundred sessions or more.

    A file that is not there has none. Raises `OSError` where it cannot be read.
    """
    try:
        fd = open_regular(path)
    except FileNotFoundError:
        return Starts()
    try:
        return _read(fd, enough)
    finally:
        os.close(fd)


def _read(fd: int, enough: Callable[[Sequence[datetime]], bool]) -> Starts:
    size = position = os.fstat(fd).st_size
    found: list[datetime] = []
    carry = b""
    while position > 0 and size - position < _MOST:
        take = min(max(_CHUNK, size - position), position)
        position -= take
        data = os.pread(fd, take, position) + carry
        if position == 0:
            data = b"\n" + data
        # a line cut in two by the chunk's beginning belongs to the next one
        carry = data[: data.find(b"\n", 0, _LONGEST_LINE) + 1]
        found += _starts(data)
        if enough(found):
            break
    return Starts(tuple(found), position == 0)


def _starts(data: bytes) -> list[datetime]:
    starts = []
    for text in reversed(_STARTED.findall(data)):
        with suppress(ValueError):  # the 31st of February
            starts.append(datetime.fromisoformat(text.decode().upper().replace(" ", "T")))
    return starts
