"""The terminal's cursor and style, and the shortest way to have them elsewhere."""

from typing import Final

from stretchtui.ui.wire.parse import width_is_sure
from stretchtui.ui.wire.styles import PLAIN, UNKNOWN, StyleTable

NOWHERE: Final = -1
"""In place of a column or row: nobody knows."""


class Pen:
    """Collects what is to be written.

    Only what every terminal since the VT100 does alike is used: not REP, nor erasing in a colour, which terminals
    without "background colour erase" (screen, kitty) do in another one.
    """

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.styles = StyleTable()
        self.column = self.row = NOWHERE
        self.style = UNKNOWN
        self.written: list[str] = []

    @property
    def state(self) -> tuple[int, int, int]:
        """Cursor and style: with what it had written since taken back, all can be written otherwise."""
        return (self.column, self.row, self.style)

    @state.setter
    def state(self, state: tuple[int, int, int]) -> None:
        self.column, self.row, self.style = state

    def forget_place(self) -> None:
        """The cursor may be anywhere."""
        self.column = self.row = NOWHERE

    def put(self, control: str) -> None:
        """Write what moves no cursor and sets no style."""
        self.written.append(control)

    def move(self, column: int, row: int) -> None:
        """Have the cursor there."""
        if column != self.column or row != self.row:
            self.written.append(self._way(column, row))
            self.column, self.row = column, row

    def switch(self, style: int) -> None:
        """Have this style set."""
        if style != self.style:
            self.written.append(self.styles.change(self.style, style))
            self.style = style

    def draw(self, cells: list[str], styles: list[int], start: int, end: int) -> None:
        """Write the cells from `start` up to `end` of a row, where the cursor is."""
        blank = self.styles.blank
        style = self.style
        text: list[str] = []
        for at in range(start, end):
            cell, wanted = cells[at], styles[at]
            if wanted != style and not (cell == " " and style != UNKNOWN and blank[style] == wanted):
                self.written.append("".join(text))
                text.clear()
                self.switch(self._style_for_blank(cells, styles, at, end) if cell == " " else wanted)
                style = self.style
            text.append(cell)
        self.written.append("".join(text))
        self.column = end if width_is_sure("".join(cells[start:end])) else NOWHERE

    def erase_to_end(self) -> None:
        """Blank the rest of the row, in the default background."""
        if self.style == UNKNOWN or self.styles.blank[self.style] != PLAIN:
            self.switch(self.styles.carrier(self.style, PLAIN))
        self.written.append("\x1b[K")

    def _style_for_blank(self, cells: list[str], styles: list[int], at: int, end: int) -> int:
        """One in which the blanks look as they should, on the shortest way from the style set to what is behind."""
        wanted = styles[at]
        for ahead in range(at + 1, end):
            if cells[ahead] != " " or styles[ahead] != wanted:
                return self.styles.between(self.style, wanted, styles[ahead])
        return self.styles.carrier(self.style, wanted)

    def _way(self, column: int, row: int) -> str:
        address = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"
        if self.row == NOWHERE:
            return address
        ways = [address]
        # At the margin terminals differ in where the cursor is, but not in where a carriage return leads.
        if column == 0:
            ways.append("\r\n" if row == self.row + 1 else "\r" + _relative(row - self.row, "B", "A"))
        if NOWHERE < self.column < self.columns:
            ways.append(_relative(row - self.row, "B", "A") + _relative(column - self.column, "C", "D"))
        return min(ways, key=len)


def _relative(distance: int, onward: str, back: str) -> str:
    if distance == 0:
        return ""
    if back == "D" and -4 <= distance < 0:
        return "\b" * -distance
    letter, count = (onward, distance) if distance > 0 else (back, -distance)
    return f"\x1b[{count if count > 1 else ''}{letter}"
