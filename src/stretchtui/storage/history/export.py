"""The history as JSON lines and as CSV, one session or one measure at a time."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from stretchtui.core.measures.record import Measure
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
    "left_seconds",
    "right_seconds",
    "regions_before",
    "regions_after",
)
MEASURE_COLUMNS = ("id", "at", "test", "left", "right", "value", "unit", "note")
_FORMULA = ("=", "+", "-", "@")


_Row = tuple[str | int | Decimal | None, ...]
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def json_lines(records: Iterable[SessionRecord]) -> Iterator[str]:
    """One JSON object a line, each with its line break; the keys are those of the file.

    All but ASCII is escaped, so that neither a terminal nor a pipe's encoding can be upset by a note.
    """
    return map(_json_line, records)


def measures_json(measures: Iterable[Measure]) -> Iterator[str]:
    """The same of measures; their numbers are numbers."""
    return map(_json_line, measures)


def _json_line(record: SessionRecord | Measure) -> str:
    text = _ENCODER.encode(record).decode()
    return (text if text.isascii() and "\x7f" not in text else _escaped(text)) + "\n"


def csv_lines(records: Iterable[SessionRecord]) -> Iterator[str]:
    """RFC 4180: a header, then one record a session, each with its CRLF.

    `regions` and `stretches` hold ids with a blank between. The columns after the note hold the seconds of each side,
    where said, and the tightness of each region that was asked by itself (`legs:6 neck:4`). A text that a spreadsheet
    would run as a formula gets an apostrophe before it; control characters are left out,
    line breaks are blanks.
    """
    return _table(COLUMNS, map(_cells, records))


def measures_csv(measures: Iterable[Measure]) -> Iterator[str]:
    """The same of measures: what the test has no side of, or a side that was not measured, is empty."""
    return _table(MEASURE_COLUMNS, map(_measure_cells, measures))


def _table(columns: tuple[str, ...], rows: Iterable[_Row]) -> Iterator[str]:
    echo = _Echo()
    writer = csv.writer(echo)
    writer.writerow(columns)
    yield echo.text
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
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


def _cells(record: SessionRecord) -> _Row:
    tightness = record.tightness
    regions = () if tightness is None else tightness.regions
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
        _seconds(record, "left"),
        _seconds(record, "right"),
        _by_region((one.id, one.before) for one in regions),
        _by_region((one.id, one.after) for one in regions),
    )


def _seconds(record: SessionRecord, side: str) -> int | None:
    """Seconds of one side in all stretches that say it; None where none does."""
    parts = [part for one in record.stretches if (part := getattr(one, side))]
    return sum(part.seconds for part in parts) if parts else None


def _by_region(scores: Iterable[tuple[str, int | None]]) -> str | None:
    """`legs:6 neck:4`; None where nothing was said of a region by itself."""
    return " ".join(f"{name}:{score}" for name, score in scores if score is not None) or None


def _measure_cells(measure: Measure) -> _Row:
    best = measure.best
    return (
        measure.id,
        measure.at.isoformat(),
        measure.test,
        best.left,
        best.right,
        best.value,
        best.unit,
        measure.note,
    )


def _escaped(text: str) -> str:
    """The same JSON in ASCII."""
    return "".join(c if " " <= c <= "~" else _units(c) for c in text)


def _units(character: str) -> str:
    pairs = character.encode("utf-16-be").hex()
    return "".join(f"\\u{pairs[n : n + 4]}" for n in range(0, len(pairs), 4))
