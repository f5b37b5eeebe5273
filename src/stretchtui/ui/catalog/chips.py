"""What lists are narrowed by, as chips on one line: which are on is always seen, all of them while one chooses."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from stretchtui.core.catalog.browse import Chip
from stretchtui.ui.common.rows import IDLE_POINTER, POINTER
from stretchtui.ui.settings.bindings import bound

GAP = 2
"""Blank cells between two chips."""

BEFORE, AFTER = "← ", " →"
"""Where there are more of them."""


class Chips(Widget, can_focus=True):
    """A chip that is on stands in brackets. Without the focus only those are shown, or nothing."""

    BINDINGS = bound("chips", right="move(1)", left="move(-1)")

    cursor: reactive[int] = reactive(0)
    on: reactive[frozenset[str]] = reactive(frozenset())
    """The ids of those that are on."""

    @dataclass
    class Toggled(Message):
        """A chip was pressed."""

        chip: str

    class Done(Message):
        """The user goes back to the list."""

    def __init__(self, chips: tuple[Chip, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.chips = chips
        self.display = False

    def show(self, on: frozenset[str]) -> None:
        """Show which are on."""
        self.on = on
        self.display = bool(on) or self.has_focus

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.show(self.on)

    def render(self) -> RenderResult:
        """The chips that fit, none of them cut, from the one on that keeps the cursor in sight; arrows lead to others.

        Without the focus those that do not fit are counted.
        """
        texts, width = list(self._texts()), self.size.width
        if self._width(texts) <= width:
            return Content(" " * GAP).join(texts)
        room = width - 2 * cell_len(BEFORE)
        first = 0
        while first < self.cursor and self.has_focus and self._width(texts[first : self.cursor + 1]) > room:
            first += 1
        last = first + 1
        while last < len(texts) and self._width(texts[first : last + 1]) <= room:
            last += 1
        after = len(texts) - last
        line = Content(" " * GAP).join(texts[first:last])
        if not self.has_focus:
            return Content.assemble(line, (f" +{after}", "$muted"))
        before = (BEFORE if first else " " * cell_len(BEFORE), "$muted")
        return Content.assemble(before, line, (AFTER if after else "", "$muted"))

    def _texts(self) -> Iterator[Content]:
        for at, chip in enumerate(self.chips):
            here, is_on = self.has_focus and at == self.cursor, chip.id in self.on
            if not (is_on or self.has_focus):
                continue
            pointer = POINTER if here else IDLE_POINTER if is_on and not self.has_focus else " "
            label = f"[{chip.label}]" if is_on else f" {chip.label} "
            yield Content.assemble((pointer, "$accent"), (label, "$accent bold" if is_on or here else "$muted"))

    def _width(self, texts: list[Content]) -> int:
        return sum(text.cell_length + GAP for text in texts) - GAP

    def action_move(self, step: int) -> None:
        """To the chip beside it, around the ends."""
        self.cursor = (self.cursor + step) % len(self.chips)

    def action_tick(self) -> None:
        """Turn the chip under the cursor on or off."""
        self.post_message(self.Toggled(self.chips[self.cursor].id))

    def action_done(self) -> None:
        """Back to the list."""
        self.post_message(self.Done())
