"""The order in which spans of changed cells are written: row by row, or style by style where that takes less.

A figure that moves changes a few cells of many colours in each row. To jump to a cell takes eight bytes at most, to
set two of 256 colours takes twenty-one.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from stretchtui.ui.wire.pen import Pen

SORT_FROM: Final = 700
SORT_UP_TO: Final = 3000
"""Characters of a frame, written row by row, between which it is worth trying; more is a new screen."""


class Span(NamedTuple):
    """Cells of a row from `start` up to `end`; without an end the rest of the row is blank, and erased."""

    row: int
    start: int
    end: int | None


class Cells(NamedTuple):
    """What the screen shall show: by row and column, and which rows have characters of two cells."""

    lines: list[list[str]]
    styles: list[list[int]]
    has_wide: list[bool]


def write_spans(pen: Pen, spans: list[Span], wanted: Cells) -> None:
    """Write the spans, which are in the order of their rows, the shorter way."""
    begin, first = pen.state, len(pen.written)
    _draw(pen, spans, wanted)
    size = sum(map(len, pen.written[first:]))
    if not SORT_FROM <= size <= SORT_UP_TO:
        return
    by_rows, end = pen.written[first:], pen.state
    del pen.written[first:]
    pen.state = begin
    _draw(pen, _by_style(pen, spans, wanted), wanted)
    if sum(map(len, pen.written[first:])) >= size:
        pen.written[first:] = by_rows
        pen.state = end


def _draw(pen: Pen, spans: list[Span], wanted: Cells) -> None:
    for row, start, end in spans:
        pen.move(start, row)
        if end is None:
            pen.erase_to_end()
        else:
            pen.draw(wanted.lines[row], wanted.styles[row], start, end)


def _by_style(pen: Pen, spans: list[Span], wanted: Cells) -> list[Span]:
    """The spans in pieces of one style, those of one ground after another; first what is erased."""
    blank = pen.styles.blank
    pieces = []
    for span in spans:
        if span.end is None or wanted.has_wide[span.row]:
            pieces.append(((-1, -1), span))
        else:
            cut = _pieces(span.row, span.start, span.end, wanted, blank)
            pieces += [((blank[style], style), piece) for style, piece in cut]
    pieces.sort(key=lambda piece: piece[0])
    return [span for _, span in pieces]


def _pieces(row: int, start: int, end: int, wanted: Cells, blank: list[int]) -> Iterator[tuple[int, Span]]:
    """Cells of a row, cut where their style changes; a blank belongs to what stands before it on the same ground."""
    styles = wanted.styles[row]
    style = styles[start]
    for at in range(start + 1, end):
        if styles[at] != style and not (wanted.lines[row][at] == " " and styles[at] == blank[style]):
            yield style, Span(row, start, at)
            start, style = at, styles[at]
    yield style, Span(row, start, end)
