"""Lines of text to a stream: broken between words, counts that stay on one line, nothing that commands the terminal."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from stretchtui.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

LEAST_COLUMNS: Final = 42
"""Columns from which a count surely stays on one line."""

_ASCII: Final = str.maketrans({"·": "-", "×": "x", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "…": "..."})


class Lines:
    """Lines of text to a stream. With `rewrite`, a count stays on one line, for which a carriage return is enough.

    `columns` tells how wide the terminal is now; lines are broken between words then.
    """

    def __init__(
        self,
        stream: TextIO | None,
        *,
        rewrite: bool = False,
        plain_ascii: bool = False,
        columns: Callable[[], int] | None = None,
    ) -> None:
        self._stream = stream
        self._columns = columns
        self.rewrite = rewrite
        self._ascii = plain_ascii
        self._open = 0

    def say(self, *lines: str) -> None:
        """Whole lines; text from files can't do harm here."""
        self._end_count()
        self._write("".join(f"{line}\n" for text in lines for line in self._broken(clean(text))))

    def count(self, text: str) -> None:
        """Put this in the place of the count before it."""
        text = clean(text)
        self._write(f"\r{text:<{self._open}}" if self._open else text)
        self._open = max(self._open, len(text))

    def settle(self, text: str) -> None:
        """The last words of a count: it stays as a line."""
        if self._open:
            self.count(text)
        self._end_count()

    def ring(self, data: bytes) -> None:
        """A bell, where there is one."""
        if self.rewrite:
            self._write(data.decode("ascii"))

    def _broken(self, text: str) -> list[str]:
        room = self._columns() - 1 if self._columns else 0
        return wrap(text, room) if text and room > 0 else [text]

    def _end_count(self) -> None:
        if self._open:
            self._open = 0
            self._write("\n")

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        encoding = self._stream.encoding or "utf-8"
        text = (text.translate(_ASCII) if self._ascii else text).encode(encoding, "replace").decode(encoding)
        try:
            self._stream.write(text)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError:  # the terminal is gone; the session is not
            self._stream = None
