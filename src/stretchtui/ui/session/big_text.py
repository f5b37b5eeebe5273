"""Numbers and words that one reads from two metres away: glyphs of 3 × 5 points, each point some cells wide."""

from itertools import groupby

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.ui.common.solid import solid

ROWS = 5

LEFT, RIGHT = "◀", "▶"

GLYPHS: dict[str, tuple[str, str, str, str, str]] = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "/": ("  #", "  #", " # ", "#  ", "#  "),
    "L": ("#  ", "#  ", "#  ", "#  ", "###"),
    "E": ("###", "#  ", "## ", "#  ", "###"),
    "F": ("###", "#  ", "## ", "#  ", "#  "),
    "T": ("###", " # ", " # ", " # ", " # "),
    "R": ("## ", "# #", "## ", "# #", "# #"),
    "P": ("###", "# #", "###", "#  ", "#  "),
    "S": ("###", "#  ", "###", "  #", "###"),
    "D": ("## ", "# #", "# #", "# #", "## "),
    "I": ("###", " # ", " # ", " # ", "###"),
    "G": ("###", "#  ", "# #", "# #", "###"),
    "H": ("# #", "# #", "###", "# #", "# #"),
    "A": ("###", "# #", "###", "# #", "# #"),
    "N": ("## ", "# #", "# #", "# #", "# #"),
    "O": ("###", "# #", "# #", "# #", "###"),
    "U": ("# #", "# #", "# #", "# #", "###"),
    "W": ("# #", "# #", "###", "###", "# #"),
    "?": ("###", "  #", " ##", "   ", " # "),
    ":": ("   ", " # ", "   ", " # ", "   "),
    "–": ("   ", "   ", "###", "   ", "   "),
    LEFT: ("  #", " ##", "###", " ##", "  #"),
    RIGHT: ("#  ", "## ", "###", "## ", "#  "),
    " ": ("   ", "   ", "   ", "   ", "   "),
}


class Scale(Struct, frozen=True):
    """Cells of one point: `wide` across, `high` down."""

    wide: int
    high: int

    def columns(self, text: str) -> int:
        """Cells that a text takes across; a point's width stands between two glyphs."""
        return max(0, len(text) * 4 - 1) * self.wide


GAP = 4
"""Cells between two texts."""

SCALES = (Scale(8, 4), Scale(6, 3), Scale(4, 2), Scale(3, 2), Scale(2, 1), Scale(1, 1))


def best_scales(texts: tuple[str, ...], columns: int, rows: int) -> tuple[Scale, ...]:
    """A scale for each text, so that all fit side by side: the first as large as can be, then the others.

    Empty where even the smallest do not fit.
    """
    if not texts:
        return ()
    scales = [scale for scale in SCALES if scale.high * ROWS <= rows]
    for first in scales:
        for others in scales[scales.index(first) :] if len(texts) > 1 else scales[:1]:
            chosen = (first, *(others for _ in texts[1:]))
            needed = sum(scale.columns(text) for scale, text in zip(chosen, texts, strict=True))
            if needed + GAP * (len(texts) - 1) <= columns:
                return chosen
    return ()


class BigText(Widget):
    """Up to three words side by side in large glyphs, or in plain bold text where there is no room for them.

    `reverse` paints them where the terminal is shown no colours.
    """

    COMPONENT_CLASSES = {"big--number", "big--second", "big--third"}

    texts: reactive[tuple[str, ...]] = reactive((), repaint=False)

    def __init__(self, *, reverse: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reverse = reverse

    def watch_texts(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        if old != new:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the glyphs, centred."""
        width, height = self.size
        styles = tuple(self.get_component_rich_style(f"big--{part}") for part in ("number", "second", "third"))
        blank = styles[0].background_style
        scales = best_scales(self.texts, width, height)
        if not scales:
            return _plain(self.texts, styles[0], width, y == height // 2)
        cells: list[Segment] = []
        for text, scale, style in zip(self.texts, scales, styles, strict=False):
            if cells:
                cells.append(Segment(" " * GAP, blank))
            row = (y - (height - scale.high * ROWS) // 2) // scale.high
            cells += painted_row(text, row, scale, solid(style, reverse=self._reverse), blank)
        used = sum(len(segment.text) for segment in cells)
        left = (width - used) // 2
        return Strip([Segment(" " * left, blank), *cells, Segment(" " * (width - used - left), blank)], width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return ROWS


def painted_row(text: str, row: int, scale: Scale, ink: Style, blank: Style) -> list[Segment]:
    """One row of points of a text: spaces in `ink` and in `blank`. Rows outside the glyphs are blank."""
    if not 0 <= row < ROWS:
        return [Segment(" " * scale.columns(text), blank)]
    points = " ".join(GLYPHS.get(char, GLYPHS[" "])[row] for char in text)
    return [
        Segment(" " * scale.wide * sum(1 for _ in some), ink if point == "#" else blank)
        for point, some in groupby(points)
    ]


def _plain(texts: tuple[str, ...], style: Style, width: int, here: bool) -> Strip:
    text = "  ".join(texts) if here else ""
    return Strip([Segment(text.center(width)[:width], style + Style(bold=True))], width)
