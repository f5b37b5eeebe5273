"""Minutes by region, as bars on a common scale."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.words import minutes
from stretchtui.ui.common.rows import fitted

BAR, TRACK = "▄", "▁"
"""Told apart by their height as well as by their colour; with a gap between two lines."""
VALUE = 9
"""Cells of the minutes."""

LEAST = 6
"""Cells of the longest bar, before names are cut."""


class RegionBars(Widget):
    """A line for each region: its name, its bar, its minutes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--name", "bars--bar", "bars--track", "bars--value"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: tuple[tuple[str, int], ...] = ()

    def show(self, rows: tuple[tuple[str, int], ...]) -> None:
        """Show names and seconds, in the order given."""
        self.rows = rows
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self.rows))

    def render_line(self, y: int) -> Strip:
        """The region on a line; the longest bar takes all the room there is."""
        width = self.size.width
        if y >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        name, seconds = self.rows[y]
        most = max(seconds for _, seconds in self.rows)
        names = min(max(cell_len(name) for name, _ in self.rows), max(8, width - 2 - VALUE - LEAST))
        room = max(1, width - names - 2 - VALUE)
        filled = max(1, round(room * seconds / most)) if seconds else 0
        value = minutes(seconds) if seconds else "none"
        return Strip(
            [
                Segment(fitted(name, names) + "  ", self._style("name")),
                Segment(BAR * filled, self._style("bar")),
                Segment(TRACK * (room - filled), self._style("track")),
                Segment(f"{value:>{VALUE}}", self._style("value")),
            ],
            names + 2 + room + VALUE,
        ).adjust_cell_length(width, self.rich_style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"bars--{name}")
