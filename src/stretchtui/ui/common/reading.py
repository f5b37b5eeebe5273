"""Screens that are read: their text scrolls by rows and pages, and a sign may say when there is more of it."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import ScreenResultType
from textual.widgets import Static

from stretchtui.ui.common.base import BaseScreen, is_live
from stretchtui.ui.common.paragraphs import LABELS, Paragraph, Paragraphs
from stretchtui.ui.common.scrolling import Scrolling

MORE_BELOW, MORE_ABOVE, MORE_BOTH = "▾ more below", "▴ more above", "▴▾ more above and below"

WIDEST = 100
"""Columns of what is to be minded, at the most."""

LEAST_ROWS = 6
"""Rows that the text keeps above what is to be minded; where there are fewer, all of it scrolls, that first."""

SIDES = 4
"""Columns that are free at the sides of a screen, at the most."""


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


class MindingScreen(ReadingScreen[ScreenResultType]):
    """One with something to mind: that stands still below what scrolls, or where rows are few, above all else in it.

    It composes `column` within a container `#reading`, and `below` under that.
    """

    def care(self) -> tuple[Paragraph, ...]:
        """What to mind, and who should leave it out."""
        raise NotImplementedError

    def told(self, *, care_first: bool) -> Iterator[Paragraph]:
        """The text, with what to mind in it where that comes first."""
        raise NotImplementedError

    def column(self) -> ComposeResult:
        """What scrolls, and the sign that there is more."""
        with Vertical(id="column"):
            with Scrolling(id="body"):
                yield Paragraphs(indent=LABELS, id="text")
            yield Static(MORE_BELOW, id="more", markup=False)

    def below(self) -> Paragraphs:
        """What is to be minded, where it stands still."""
        return Paragraphs(self.care(), indent=LABELS, id="care")

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.lay_out)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        if is_live(self):
            self.call_after_refresh(self.lay_out)

    def lay_out(self) -> None:
        """Show the text, and what to mind of it where there is room for that."""
        care, reading = self.query_one("#care", Paragraphs), self.query_one("#reading")
        rows = care.height_of(self.care(), min(WIDEST, reading.size.width - SIDES))
        room = reading.outer_size.height + (care.outer_size.height if care.display else 0)
        below = room - rows - 1 >= LEAST_ROWS
        care.display = below and rows > 0
        self.query_one("#text", Paragraphs).show(self.told(care_first=not below))
