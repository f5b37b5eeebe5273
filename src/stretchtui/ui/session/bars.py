"""The bar of the phase that runs: wide while one holds, half as high in a rest, hatched in a pause."""

from typing import Literal

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.ui.common.solid import solid

Look = Literal["solid", "half", "hatched"]
"""A hold, a rest or time to read, and a pause: told apart without colour."""

SIGNS: dict[Look, tuple[str, str]] = {"solid": (" ", "░"), "half": (" ", "░"), "hatched": ("▒", "░")}
"""Signs of the past and of the time to come; a blank is a painted ground."""

LINE = ("━", "─")
"""What is half as high, where there is but a row."""


class HoldBar(Widget):
    """How much of the running phase is over, 0 to 1; `reverse` paints it where the terminal is shown no colours."""

    COMPONENT_CLASSES = {"hold--past", "hold--future"}

    filled: reactive[int] = reactive(0)
    look: reactive[Look] = reactive("half")
    fraction = 0.0

    def __init__(self, *, reverse: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reverse = reverse

    def show(self, fraction: float) -> None:
        """Show another fraction; repaints only when a cell changes."""
        self.fraction = fraction
        self.filled = round(max(0.0, min(1.0, fraction)) * self.size.width)

    def on_resize(self) -> None:
        self.show(self.fraction)

    def render_line(self, y: int) -> Strip:
        """A row of the bar; what is half as high leaves the first one blank."""
        width, height = self.size
        past, future = (self.get_component_rich_style(name) for name in ("hold--past", "hold--future"))
        line = self.look == "half" and height == 1
        if self.look == "half" and y < height // 2:
            return Strip.blank(width, future.background_style)
        before, after = LINE if line else SIGNS[self.look]
        if before == " ":
            past = solid(past, reverse=self._reverse)
        return Strip([Segment(before * self.filled, past), Segment(after * (width - self.filled), future)], width)
