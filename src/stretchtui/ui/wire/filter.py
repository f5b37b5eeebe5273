"""A diet for what Textual writes: only cells that changed reach the terminal, in the fewest bytes.

Textual repaints whole spans, and sets and resets the style around each piece of text. `Wire` knows what the terminal
shows, lets such a frame change a picture of the screen, and writes what differs. What it does not understand it
passes on as it is, with cursor and style as the program wanted them, and forgets what it may have changed.
"""

from bisect import bisect_left
from re import Match
from typing import Final

from stretchtui.ui.wire.ascii import ascii_cells, console_cells
from stretchtui.ui.wire.order import Cells, Span, write_spans
from stretchtui.ui.wire.parse import (
    COLUMN,
    LINK,
    NEWLINE,
    OTHER,
    SGR,
    SYNC,
    TEXT,
    TOKEN,
    Effect,
    cells,
    effect_of,
    width_is_sure,
)
from stretchtui.ui.wire.pen import NOWHERE, Pen
from stretchtui.ui.wire.styles import PLAIN, UNKNOWN

SYNC_FROM: Final = 256
"""Bytes of a frame from which it is worth asking the terminal to show it all at once."""

_UNSEEN: Final = "\0"
"""In place of a cell: nobody knows what is there."""
_BRIDGE: Final = 4
"""So many unchanged cells are written again rather than jumped over."""
_ERASE_FROM: Final = 4
"""So many changed blanks at the end of a row are erased rather than written."""


class Wire:
    """Stands between a program and its terminal of `columns` x `rows` cells.

    Without `unicode` it writes ASCII; on the Linux `console` no more than its fonts have.
    """

    def __init__(self, columns: int, rows: int, unicode: bool = True, *, console: bool = False) -> None:
        self._signs = ascii_cells if not unicode else console_cells if console else str
        self.transparent = False
        """Something not understood was written that may last: all passes as it is, until `forget` or `resize`."""
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size, and may show anything."""
        self.columns, self.rows = columns, rows
        self._pen = Pen(columns)
        self._style = PLAIN
        self._sync_asked = self._sync_begun = False
        self.forget()

    def forget(self) -> None:
        """The terminal may show anything: what is painted next is written whole."""
        self.transparent = False
        self._wanted = [[_UNSEEN] * self.columns for _ in range(self.rows)]
        self._shown = [[_UNSEEN] * self.columns for _ in range(self.rows)]
        self._wanted_styles = [[UNKNOWN] * self.columns for _ in range(self.rows)]
        self._shown_styles = [[UNKNOWN] * self.columns for _ in range(self.rows)]
        self._has_wide = [False] * self.rows
        self._unsure = [False] * self.rows
        """Rows that show text which terminals may draw in another width than is counted on."""
        self._touched: dict[int, tuple[int, int]] = {}
        self._column = self._row = NOWHERE
        self._pen.forget_place()
        self._pen.style = UNKNOWN

    def feed(self, text: str) -> str:
        """Take what a program writes; what the terminal has to be sent instead."""
        for token in () if self.transparent else TOKEN.finditer(text):
            self._take_in(token)
            if self.transparent:
                text = text[token.end() :]
                break
        if self.transparent:
            self._pen.put(self._signs(text))
        else:
            self._settle()
        if self._pen.styles.full and self._style == PLAIN:
            self.resize(self.columns, self.rows)
        return self._taken()

    def _take_in(self, token: Match[str]) -> None:
        kind, styles = token.lastindex, self._pen.styles
        if kind == SGR:
            self._set_style(styles.after(self._style, token[SGR]), token)
        elif kind == TEXT:
            self._draw(self._signs(token[TEXT]))
        elif kind == LINK:
            self._set_style(styles.linked(self._style, "" if token[LINK] == ";" else token[LINK]), token)
        elif kind == NEWLINE:
            self._newline()
        elif kind == SYNC:
            self._synchronize(token[SYNC])
        elif kind == OTHER:
            self._pass(token[OTHER], effect_of(token[OTHER]))
        else:
            self._move(token)

    # What the program wants

    def _move(self, address: Match[str]) -> None:
        row = max(1, int(address[2] or 1)) - 1
        column = max(1, int(address[COLUMN] or 1)) - 1
        if row < self.rows and column < self.columns:
            self._row, self._column = row, column
        else:
            self._pass(address[0], Effect.MOVES)

    def _newline(self) -> None:
        """A new line before an address is void, except where it scrolls."""
        if not NOWHERE < self._row < self.rows - 1:
            self._pass("\n", Effect.SCRAMBLES)

    def _set_style(self, style: int, token: Match[str]) -> None:
        if style == UNKNOWN:
            self._align()
            self._pen.put(token[0])
            self._pen.style = UNKNOWN
        self._style = style

    def _draw(self, text: str) -> None:
        found = cells(text)
        row, start = self._row, self._column
        end = start + len(found)
        style = self._style
        if row == NOWHERE or style == UNKNOWN or end > self.columns:
            self._pass(text, Effect.SCRAMBLES)
            self._style = self._pen.style = style
            return
        if self._has_wide[row]:
            self._split_wide(row, start, end)
        if found is not text:
            self._has_wide[row] = True
        self._wanted[row][start:end] = found
        blank = self._pen.styles.blank[style]
        if style == blank or " " not in text:
            self._wanted_styles[row][start:end] = [style] * (end - start)
        else:
            self._wanted_styles[row][start:end] = [blank if cell == " " else style for cell in found]
        self._touch(row, start, end)
        self._column = end

    def _split_wide(self, row: int, start: int, end: int) -> None:
        """Blank the halves that are left of wide characters when cells from `start` up to `end` are overwritten."""
        line = self._wanted[row]
        halves = [start - 1] if line[start] == "" else []
        if end < self.columns and line[end] == "":
            halves.append(end)
        for at in halves:
            line[at], self._shown[row][at] = " ", _UNSEEN
            self._wanted_styles[row][at] = self._pen.styles.blank[self._wanted_styles[row][at]]
            self._touch(row, at, at + 1)

    def _touch(self, row: int, start: int, end: int) -> None:
        before = self._touched.get(row)
        self._touched[row] = (min(before[0], start), max(before[1], end)) if before else (start, end)

    def _synchronize(self, control: str) -> None:
        """Begin or end a frame that is shown at once; a small one is written at once anyway."""
        self._settle()
        if control.endswith("h"):
            self._sync_asked = True
            return
        self._pen.put(self._taken())
        if self._sync_begun:
            self._pen.put(control)
        self._sync_asked = self._sync_begun = False

    def _pass(self, part: str, effect: Effect) -> None:
        if effect is Effect.NONE:
            self._write_changes()
        else:
            self._align()
        self._pen.put(part)
        if effect is Effect.MOVES:
            self._column = self._row = NOWHERE
            self._pen.forget_place()
        elif effect in (Effect.NEW_SCREEN, Effect.SCRAMBLES):
            self.forget()
            if effect is Effect.SCRAMBLES:
                self._style = UNKNOWN
        elif effect is Effect.LASTS:
            self.transparent = True

    # What the terminal is sent

    def _taken(self) -> str:
        text = "".join(self._pen.written)
        self._pen.written.clear()
        if self._sync_asked and not self._sync_begun and len(text) >= SYNC_FROM:
            self._sync_begun = True
            return "\x1b[?2026h" + text
        return text

    def _align(self) -> None:
        """Have everything as the program wants it: cells, cursor and style."""
        self._settle()
        if self._style != UNKNOWN:
            self._pen.switch(self._style)

    def _settle(self) -> None:
        """Have cells and cursor as the program wants them."""
        self._write_changes()
        pen = self._pen
        if self._row == NOWHERE or (self._column, self._row) == (pen.column, pen.row):
            return
        pen.move(min(self._column, self.columns - 1), self._row)

    def _write_changes(self) -> None:
        if self._touched:
            spans = [span for row in sorted(self._touched) for span in self._row_changes(row, *self._touched[row])]
            write_spans(self._pen, spans, Cells(self._wanted, self._wanted_styles, self._has_wide))
            self._touched.clear()

    def _row_changes(self, row: int, start: int, end: int) -> list[Span]:
        """What is to be written of a row, of which the cells from `start` up to `end` were painted."""
        line, styles = self._wanted[row][start:end], self._wanted_styles[row][start:end]
        shown, shown_styles = self._shown[row], self._shown_styles[row]
        old, old_styles = shown[start:end], shown_styles[start:end]
        if line == old and styles == old_styles:
            return []
        whole = "".join(self._wanted[row]) if self._has_wide[row] else ""
        unsure = not width_is_sure(whole)
        if (unsure or self._unsure[row]) and _UNSEEN not in whole:
            self._unsure[row] = unsure
            self._write_whole(row)
            return []
        compared = zip(range(start, end), line, old, styles, old_styles, strict=True)
        changed = [at for at, new, before, style, style_before in compared if new != before or style != style_before]
        erased = self._erasable(row, changed)
        spans = [Span(row, first, after) for first, after in self._spans(row, changed)]
        if erased is not None:
            spans.append(Span(row, erased, None))
        shown[start:end] = line
        shown_styles[start:end] = styles
        return spans

    def _write_whole(self, row: int) -> None:
        """Erase a row and write it, so that no cell depends on how wide the terminal draws what stands before it."""
        line, styles = self._wanted[row], self._wanted_styles[row]
        self._pen.move(0, row)
        self._pen.erase_to_end()
        start = 0
        for at in range(self.columns + 1):
            if at < self.columns and (at < start or width_is_sure(line[at])):
                continue
            self._write_span(row, start, at)
            if at < self.columns:
                start = at + 2 if line[at + 1 : at + 2] == [""] else at + 1
                self._write_span(row, at, start)
        self._shown[row], self._shown_styles[row] = list(line), list(styles)

    def _write_span(self, row: int, start: int, end: int) -> None:
        """Write cells, at their own address, but for blanks in a row that was erased."""
        line, styles = self._wanted[row], self._wanted_styles[row]
        while start < end and line[start] == " " and styles[start] == PLAIN:
            start += 1
        while start < end and line[end - 1] == " " and styles[end - 1] == PLAIN:
            end -= 1
        if start < end:
            self._pen.move(start, row)
            self._pen.draw(line, styles, start, end)

    def _erasable(self, row: int, changed: list[int]) -> int | None:
        """From where to erase the rest of the row; what this changes is taken out of `changed`."""
        line, styles = self._wanted[row], self._wanted_styles[row]
        start = self.columns
        while start and line[start - 1] == " " and styles[start - 1] == PLAIN:
            start -= 1
        first = bisect_left(changed, start)
        if len(changed) - first < _ERASE_FROM:
            return None
        erased = changed[first]
        del changed[first:]
        return erased

    def _spans(self, row: int, changed: list[int]) -> list[tuple[int, int]]:
        """What to write as (start, end): runs of changed cells, joined where that takes less than to jump."""
        line = self._wanted[row]
        spans: list[tuple[int, int]] = []
        for at in changed:
            first = at - 1 if line[at] == "" else at
            after = at + 2 if at + 1 < self.columns and line[at + 1] == "" else at + 1
            if spans and (first <= spans[-1][1] or self._bridges(row, spans[-1][1], first)):
                spans[-1] = (spans[-1][0], after)
            else:
                spans.append((first, after))
        return spans

    def _bridges(self, row: int, start: int, end: int) -> bool:
        """Whether the cells from `start` up to `end` cost no more than a jump, after the one before them."""
        if end - start > _BRIDGE:
            return False
        gap = self._wanted[row][start:end]
        styles = self._wanted_styles[row]
        style = styles[start - 1]
        blank = self._pen.styles.blank[style]
        return all(
            cell.isascii() and cell > _UNSEEN and (styles[at] == style or (cell == " " and styles[at] == blank))
            for at, cell in enumerate(gap, start)
        )
