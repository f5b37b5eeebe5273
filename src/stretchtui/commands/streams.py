"""The three standard streams, made safe for every command: open, in UTF-8 where nobody reads along, and harmless.

Imports little: the status line comes through here too.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any, TextIO, cast


@contextmanager
def standard_streams(*, as_it_is: bool = False) -> Iterator[None]:
    """While entered, stdin, stdout and stderr can be used, whatever the caller closed.

    To files and pipes goes UTF-8, unless `as_it_is` or PYTHONIOENCODING says another; a terminal gets its own encoding,
    with `?` for what that lacks.
    What is told on stderr is cleaned of all that a terminal would obey.
    """
    before = sys.stdin, sys.stdout, sys.stderr
    _open_descriptors()
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if as_it_is or stream.isatty() or "PYTHONIOENCODING" in os.environ:
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")
    sys.stderr = cast("TextIO", _Harmless(sys.stderr))
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def lead_stdout_nowhere() -> None:
    """Whoever read stdout has gone, or its disk is full: what is still to be written to it vanishes."""
    _redirect(sys.stdout)


def flush_streams() -> None:
    """Write out what is still held back. Raises `OSError` for stdout; stderr has nobody to be told of it."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    try:
        sys.stdout.flush()
    except ValueError:  # closed by whoever used it
        return


class _Harmless:
    """Writes text without what a terminal would obey; everything else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """The text, cleaned line by line. A stream that takes nothing is no failure: there is nobody to tell."""
        if not (text.isascii() and text.replace("\n", "").isprintable()):
            from stretchtui.core.text import clean  # noqa: PLC0415 - hardly ever needed

            text = "\n".join(map(clean, text.split("\n")))
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _open_descriptors() -> None:
    """Open those of 0, 1 and 2 that are closed: else the next file that is opened would get their number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                fd = os.open(os.devnull, os.O_RDWR)
                if fd != number:
                    os.dup2(fd, number)
                    os.close(fd)


def _nowhere(mode: str) -> TextIO:
    return cast("TextIO", open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123 - for as long as the program runs


def _redirect(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        fd = os.open(os.devnull, os.O_WRONLY)
        os.dup2(fd, stream.fileno())
        os.close(fd)
