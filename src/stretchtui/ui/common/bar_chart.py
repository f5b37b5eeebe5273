"""Upright bars side by side on a common scale, with the numbers of the scale at the left."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.ui.common.solid import FULL, blocks

AXIS = 4
"""Cells at the left, for the numbers of the scale."""

TITLED = 5
"""Rows from which the title has a line of its own."""

EIGHTHS, HALVES, ASCII_PARTS = "▁▂▃▄▅▆▇", "▄", "."
"""What the upper end of a bar is drawn with: by the fonts that there are."""

BASE, PLAIN_BASE = "▁", "_"
"""What stands on the lowest line where there is no bar."""


class BarChart(Widget):
    """A bar for each value, `cells` wide; the line below them, if there is one, tells what they are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chart--axis", "chart--bar", "chart--base"}

    def __init__(self, *, parts: str = EIGHTHS, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.parts = parts
        self.full = "#" if parts == ASCII_PARTS else FULL
        self.base = BASE if parts == EIGHTHS else PLAIN_BASE
        self.values: tuple[float | None, ...] = ()
        self.top = 1.0
        self.cells = 1
        self.title = self.below = ""

    def show(
        self, values: Sequence[float | None], top: float, *, cells: int = 1, title: str = "", below: str = ""
    ) -> None:
        """Show values from 0 to `top`; `title` says what they are, where there is room beside or above them."""
        self.values, self.top, self.cells = tuple(values), top, cells
        self.title, self.below = title, below
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of all bars; the last line of all tells what they are."""
        width, height = self.size.width, self.size.height
        axis = self._style("axis")
        beside = width - AXIS - len(self.values) * self.cells >= len(self.title) + 2
        above = bool(self.title) and not beside and height >= TITLED
        y -= above
        rows = height - above - bool(self.below)
        if y < 0 or y >= rows or not self.values:
            words = (self.title if y < 0 else self.below) if self.values else ""
            return Strip([Segment((" " * AXIS + words).ljust(width)[:width], axis)], width)
        number = f"{self.top:.0f}" if y == 0 else f"{self.top / 2:.0f}" if rows >= 5 and y == rows // 2 else ""
        line = [Segment(f"{number:>{AXIS - 1}} ", axis)]
        bar, base = self._style("bar"), self._style("base")
        line += [self._cell(value or 0, rows - 1 - y, rows, bar, base) for value in self.values]
        if y == 0 and beside:
            line.append(Segment(f"  {self.title}", axis))
        return Strip(line).simplify().adjust_cell_length(width, self.rich_style)

    def _cell(self, value: float, row: int, rows: int, bar: Style, base: Style) -> Segment:
        """A bar's part of a row, counted from the lowest; what is more than nothing is seen."""
        steps = len(self.parts) + 1
        filled = round(min(1.0, max(0.0, value / self.top * rows - row)) * steps)
        if value and not row:
            filled = max(1, filled)
        if filled >= steps:
            return blocks(self.full, self.cells, bar)
        if filled:
            return Segment(self.parts[filled - 1] * self.cells, bar)
        return Segment((self.base if not row else " ") * self.cells, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"chart--{name}")
