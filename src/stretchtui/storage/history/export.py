"""The history as JSON lines and as CSV, one session at a time."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from stretchtui.core.session.record import SessionRecord
from stretchtui.core.text import clean

COLUMNS = (
    "id",
    "started",
    "seconds",
    "outcome",
    "routine",
    "tightness_before",
    "tightness_after",
    "regions",
    "stretches",
    "note",
)
_FORMULA = ("=", "+", "-", "@")


def json_lines(records: Iterable[SessionRecord]) -> Iterator[str]:
    """One JSON object a line, each with its line break; the keys are those of the file.

    All but ASCII is escaped, so that neither a terminal nor a pipe's encoding can be upset by a note.
    """
    for record in records:
        text = msgspec.json.encode(record).decode()
        yield (text if text.isascii() and "\x7f" not in text else _escaped(text)) + "\n"


def csv_lines(records: Iterable[SessionRecord]) -> Iterator[str]:
    """RFC 4180: a header, then one record a session, each with its CRLF.

    `regions` and `stretches` hold ids with a blank between. A text that a spreadsheet would run as a
    formula gets an apostrophe before it; control characters are left out, line breaks are blanks.
    """
    echo = _Echo()
    writer = csv.writer(echo)
    writer.writerow(COLUMNS)
    yield echo.text
    for record in records:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in _cells(record)])
        yield echo.text


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula, and a terminal from obeying it."""
    cell = clean(cell)
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


class _Echo:
    """A file that only remembers the last thing written to it."""

    text = ""

    def write(self, text: str, /) -> Any:
        self.text = text


def _cells(record: SessionRecord) -> tuple[str | int | None, ...]:
    tightness = record.tightness
    return (
        record.id,
        record.started.isoformat(),
        record.seconds,
        record.outcome,
        record.routine,
        None if tightness is None else tightness.before,
        None if tightness is None else tightness.after,
        " ".join(record.regions),
        " ".join(one.id for one in record.stretches),
        record.note,
    )


def _escaped(text: str) -> str:
    """The same JSON in ASCII."""
    return "".join(c if " " <= c <= "~" else _units(c) for c in text)


def _units(character: str) -> str:
    pairs = character.encode("utf-16-be").hex()
    return "".join(f"\\u{pairs[n : n + 4]}" for n in range(0, len(pairs), 4))
