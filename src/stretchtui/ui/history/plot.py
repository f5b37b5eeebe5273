"""Tightness before and after, over time: a plot of a few lines."""

from collections.abc import Sequence
from math import ceil, floor
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.history.tightness import Column, TightnessChange, columns

MOST = 10
AXIS = 4
"""Cells at the left, for the numbers of the scale."""

STEP = 2
"""Cells of one column across: with a gap, two neighbours are told apart."""


class Signs(Struct, frozen=True):
    """What is drawn for before, after, both in one place, what joins them, and the line of the middle."""

    before: str
    after: str
    both: str
    joint: str
    middle: str


UNICODE_SIGNS = Signs("○", "●", "◉", "│", "·")
ASCII_SIGNS = Signs("o", "*", "@", "|", ".")


class EffectPlot(Widget):
    """A column for each stretch of time, from tightness before to tightness after; the tightest is at the top.

    Where there are enough lines, the scale is the whole one, and else the part of it that is needed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--axis", "plot--before", "plot--after", "plot--joint", "plot--middle"}

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.signs = ASCII_SIGNS if ascii_only else UNICODE_SIGNS
        self.changes: tuple[TightnessChange, ...] = ()
        self._columns: tuple[Column | None, ...] = ()
        self._laid_out = (-1, -1)
        self._scale = (0, MOST)

    def show(self, changes: Sequence[TightnessChange]) -> None:
        """Show other changes, the oldest first."""
        self.changes = tuple(changes)
        self._laid_out = (-1, -1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the plot; the last one has the dates at both ends."""
        width, rows = self.size.width, self.size.height - 1
        if rows < 2 or not self.changes:
            return Strip.blank(width, self.rich_style)
        self._lay_out(width, rows)
        if y == rows:
            return Strip([Segment(self._dates(width), self._style("axis"))], width)
        low, high = self._scale
        number = next((value for value in (high, low, MOST // 2) if self._row(value) == y and low <= value <= high), "")
        cells = [Segment(f"{number:>3} ", self._style("axis"))]
        ground = self.signs.middle if number == MOST // 2 else " "
        for column in self._columns:
            cells += [self._cell(column, y, ground), Segment(ground, self._style("middle"))]
        used = sum(len(cell.text) for cell in cells)
        return Strip([*cells, Segment(" " * (width - used), self.rich_style)], width).simplify()

    def _cell(self, column: Column | None, y: int, ground: str) -> Segment:
        if column is not None:
            before, after = self._row(column.before), self._row(column.after)
            if y == after:
                return Segment(self.signs.both if before == after else self.signs.after, self._style("after"))
            if y == before:
                return Segment(self.signs.before, self._style("before"))
            if min(before, after) < y < max(before, after):
                return Segment(self.signs.joint, self._style("joint"))
        return Segment(ground, self._style("middle"))

    def _dates(self, width: int) -> str:
        first, last = (f"{change.started:%d %b %Y}" for change in (self.changes[0], self.changes[-1]))
        room = min(width - AXIS, len(self._columns) * STEP)
        if len(first) + len(last) + 2 > room or first == last:
            middle = first if first == last else f"{first} –"
            return (" " * AXIS + middle.center(room)).ljust(width)[:width]
        return (" " * AXIS + first + last.rjust(room - len(first))).ljust(width)[:width]

    def _lay_out(self, width: int, rows: int) -> None:
        if (width, rows) == self._laid_out:
            return
        self._laid_out = (width, rows)
        self._columns = columns(self.changes, max(0, (width - AXIS) // STEP))
        self._scale = (0, MOST)
        if rows <= MOST:
            values = [value for column in self._columns if column for value in (column.before, column.after)]
            low = min(floor(min(values, default=0)), MOST - 1)
            self._scale = (low, max(ceil(max(values, default=MOST)), low + 1))

    def _row(self, value: float) -> int:
        """The line, from the top, on which a value of the scale stands."""
        low, high = self._scale
        return round((high - value) / (high - low) * (self._laid_out[1] - 1))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"plot--{name}")
