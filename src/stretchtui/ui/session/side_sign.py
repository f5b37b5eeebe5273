"""The side that is done: an arrow and a word on a line of their own, on that side of the screen."""

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.catalog.model import Side
from stretchtui.ui.common.solid import solid
from stretchtui.ui.session.big_text import LEFT, RIGHT, ROWS, Scale, painted_row

ARROWS: dict[Side, str] = {"left": LEFT + LEFT, "right": RIGHT + RIGHT}
SCALE = Scale(2, 1)
GAP = 3
"""Cells between a large arrow and its word."""


class SideSign(Widget):
    """Tells a side by an arrow, a word, and where it stands; never a sentence with the number.

    In a row it is text; where it has the rows of a glyph, the arrow is as large as one.
    """

    COMPONENT_CLASSES = {"side--arrow", "side--word"}

    side: reactive[Side | None] = reactive(None)

    def __init__(self, *, reverse: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reverse = reverse

    def render_line(self, y: int) -> Strip:
        """A row of the sign, at its side of the screen."""
        width, side = self.size.width, self.side
        arrow, word = (self.get_component_rich_style(f"side--{part}") for part in ("arrow", "word"))
        blank = word.background_style
        if side is None:
            return Strip.blank(width, blank)
        parts = self._large(y, side, arrow, word) if self.size.height >= ROWS else self._small(y, side, arrow, word)
        if side == "right":
            parts.reverse()
        used = sum(len(part.text) for part in parts)
        rest = Segment(" " * max(0, width - used), blank)
        return Strip([rest, *parts] if side == "right" else [*parts, rest]).adjust_cell_length(width, blank)

    def _large(self, y: int, side: Side, arrow: Style, word: Style) -> list[Segment]:
        blank = word.background_style
        sign = painted_row(ARROWS[side], y, SCALE, solid(arrow, reverse=self._reverse), blank)
        said = f"{side.upper()} SIDE" if y == ROWS // 2 else ""
        return [*(sign if side == "left" else sign[::-1]), Segment(" " * GAP, blank), Segment(said, word)]

    def _small(self, y: int, side: Side, arrow: Style, word: Style) -> list[Segment]:
        if y < self.size.height - 1:
            return []
        return [Segment(ARROWS[side], arrow), Segment(f" {side.upper()} SIDE ", word)]
