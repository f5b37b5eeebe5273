"""Parts of a screen that scroll, with a bar that tells the truth."""

from textual.containers import VerticalScroll
from textual.widget import Widget


def bar_in_place(widget: Widget) -> None:
    """Put a bar that has just come where the content is: Textual moves none that is hidden."""
    if widget.show_vertical_scrollbar:
        widget.vertical_scrollbar.position = widget.scroll_y


class Scrolling(VerticalScroll):
    """What is read by scrolling, never by the focus."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, can_focus=False)

    def watch_show_vertical_scrollbar(self) -> None:
        bar_in_place(self)
