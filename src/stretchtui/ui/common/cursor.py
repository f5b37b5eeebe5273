"""The terminal's own cursor follows the focus: that is where screen readers and braille displays read.

It stays hidden, for the row it is in is marked anyway; being moved along with each frame, it costs no frame of its own.
"""

from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from textual.events import DescendantFocus
from textual.geometry import Offset

from stretchtui.ui.common.typeahead import OrderlyKeys, takes_text

if TYPE_CHECKING:
    from textual.widgets import Input

READING = ("#state", "#question", "#title", "#theme-title", "#explanation", "#text")
"""Where a screen without a focus is read from: what happens now, what is asked, what it is."""


@runtime_checkable
class HasCursor(Protocol):
    """A widget that knows which of its cells is the one to read from."""

    @property
    def cursor_cell(self) -> Offset:
        """Column and row within its content."""


class FollowingCursor(OrderlyKeys):
    """An app whose cursor is on what has the focus."""

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the cursor of a field from blinking: half the time nobody would see where it is, and it costs bytes."""
        if takes_text(event.widget):
            cast("Input", event.widget).cursor_blink = False

    @property
    def cursor_position(self) -> Offset:
        """Column and row, from 0, at which the cursor is left after each frame."""
        focused = self.screen.focused if self.screen_stack else None
        if focused is not None and takes_text(focused):
            return cast("Input", focused).cursor_screen_offset
        if isinstance(focused, HasCursor):
            return focused.content_region.offset + focused.cursor_cell
        if focused is not None:
            return focused.content_region.offset
        return self._reading_place()

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        """Textual's own widgets tell theirs here; it is asked for when it is needed instead."""

    def _reading_place(self) -> Offset:
        for name in READING if self.screen_stack else ():
            for widget in self.screen.query(name):
                if widget.region:
                    return widget.content_region.offset
        return Offset()
