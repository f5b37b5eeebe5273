"""Numbers and sides that one reads from two metres away: glyphs of 3 × 5 points, each point some cells wide."""

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

ROWS = 5

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

SCALES = (Scale(4, 2), Scale(3, 2), Scale(2, 1), Scale(1, 1))


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
    """One or two words side by side in large glyphs, or in plain bold text where there is no room for them."""

    COMPONENT_CLASSES = {"big--number", "big--side"}

    texts: reactive[tuple[str, ...]] = reactive((), repaint=False)

    def watch_texts(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        if old != new:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the glyphs, centred."""
        width, height = self.size
        styles = (self.get_component_rich_style("big--number"), self.get_component_rich_style("big--side"))
        blank = styles[0].background_style
        scales = best_scales(self.texts, width, height)
        if not scales:
            return _plain(self.texts, styles, width, y == height // 2)
        cells: list[Segment] = []
        for text, scale, style in zip(self.texts, scales, styles, strict=False):
            if cells:
                cells.append(Segment(" " * GAP, blank))
            cells.append(_points(text, (y - (height - scale.high * ROWS) // 2) // scale.high, scale, style))
        used = sum(len(segment.text) for segment in cells)
        left = (width - used) // 2
        return Strip([Segment(" " * left, blank), *cells, Segment(" " * (width - used - left), blank)], width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return ROWS


def _points(text: str, row: int, scale: Scale, style: Style) -> Segment:
    if not 0 <= row < ROWS:
        return Segment(" " * scale.columns(text), style.background_style)
    points = " ".join(GLYPHS.get(char, GLYPHS[" "])[row] for char in text)
    return Segment("".join("█" * scale.wide if p == "#" else " " * scale.wide for p in points), style)


def _plain(texts: tuple[str, ...], styles: tuple[Style, ...], width: int, here: bool) -> Strip:
    text = "  ".join(texts) if here else ""
    return Strip([Segment(text.center(width)[:width], styles[0] + Style(bold=True))], width)
