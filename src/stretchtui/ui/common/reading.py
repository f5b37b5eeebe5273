"""Screens that are read: their text scrolls by rows and pages, and a sign may say when there is more of it."""

from typing import ClassVar

from textual.events import Resize
from textual.screen import ScreenResultType
from textual.widgets import Static

from stretchtui.ui.common.base import BaseScreen, is_live
from stretchtui.ui.common.scrolling import Scrolling

MORE_BELOW, MORE_ABOVE, MORE_BOTH = "▾ more below", "▴ more above", "▴▾ more above and below"


class ScrollingScreen(BaseScreen[ScreenResultType]):
    """What scrolls is `#body`."""

    SCROLLED_ROWS: ClassVar[int] = 2
    """Rows that one key scrolls by."""

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction * self.SCROLLED_ROWS, animate=False)

    def action_page(self, direction: int) -> None:
        body = self.query_one("#body")
        body.scroll_relative(y=direction * max(1, body.size.height - 1), animate=False)

    def action_to_end(self, direction: int) -> None:
        body = self.query_one("#body")
        if direction < 0:
            body.scroll_home(animate=False)
        else:
            body.scroll_end(animate=False)


class ReadingScreen(ScrollingScreen[ScreenResultType]):
    """One that says when there is more: in `#more`, whose row is always there.

    Where the row came and went with the sign, the two could follow each other for ever: without it all fits, so it
    goes, so there is a row more than before, for which Textual tells the new length with the old height.
    """

    def on_mount(self) -> None:
        super().on_mount()
        body = self.query_one("#body", Scrolling)
        for what in ("scroll_y", "virtual_size"):
            self.watch(body, what, self._moved, init=False)
        self.call_after_refresh(self.show_more)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.show_more)

    def _moved(self) -> None:
        # Within a layout the body has its new length already, and its old height still.
        self.call_later(self.show_more)

    def show_more(self) -> None:
        """Say whether there is more than one sees."""
        if not is_live(self):
            return
        body, sign = self.query_one("#body", Scrolling), self.query_one("#more", Static)
        above, below = body.scroll_offset.y > 0, body.scroll_offset.y < body.max_scroll_y
        sign.visible = above or below
        if sign.visible:
            sign.update(MORE_BOTH if above and below else MORE_BELOW if below else MORE_ABOVE, layout=False)
