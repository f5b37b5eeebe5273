"""A stretch, drawn: it moves slowly from its start to its end and back, and then rests."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.markup import parse_style
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.settings.model import SOLID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.timer import Timer

    from stretchtui.core.catalog.model import Side
    from stretchtui.core.figures import Drawing, Figure, RoleRun
    from stretchtui.core.settings.model import FigureStyle as Style

FRAMES_PER_SECOND = 3
FRAMES, FRAMES_OF_TALL = 4, 7
"""Frames from the start to the end; more where the figure is large, so that each still fits in 1,500 bytes."""

TALL = 13
"""Rows from which on a figure is large."""

LEAST = (20, 6)
"""Columns and rows below which a figure shows nothing that one could copy."""

LEAST_OF_BOTH = 54
"""Columns, for each of its views, from which both poses of a figure stand side by side."""

_SHADES = {role: f"$solid-{role}" for role in ("prop", "far", "body", "leg", "near", "hair", "stretch", "arrow")}
_SHADES["blank"] = "$foreground"
"""The colours of solid figures, by role."""

_LINES = {
    "blank": "$foreground",
    "prop": "$muted",
    "far": "$figure-far",
    "body": "$figure",
    "leg": "$figure-near",
    "near": "$figure-near",
    "hair": "$figure",
    "stretch": "bold $figure-stretch",
    "arrow": "$hold-style $hold",
}
"""Those of figures in dots and lines."""


@lru_cache(maxsize=32)
def _short(style: RichStyle) -> RichStyle:
    """The style with the nearest of 256 colours: a step of a movement takes half the bytes of 24-bit ones."""
    if style.color is None:
        return style
    return style + RichStyle(color=style.color.downgrade(ColorSystem.EIGHT_BIT))


def _set_off(run: RoleRun, segment: Segment) -> Iterable[Segment]:
    """Without colours what is stretched is reversed, but not the blanks behind it."""
    if run.role != "stretch" or segment.style is None:
        return [segment]
    text = segment.text.rstrip()
    return [Segment(text, segment.style + RichStyle(reverse=True)), Segment(segment.text[len(text) :], segment.style)]


def frames_of(rows: int) -> int:
    """Frames from the start to the end of a figure of so many rows."""
    return FRAMES if rows < TALL else FRAMES_OF_TALL


class FigureView(Widget):
    """Shows one figure, or the map of the body; takes not a byte while it rests.

    Its colours are the theme's, by role. They are no component classes: Textual would style eighteen of them for each
    figure, as often as the figure itself, and the first frame would wait for that.
    """

    def __init__(self, *, style: Style | None, pairs: bool = False, id: str | None = None) -> None:  # noqa: A002
        """With `pairs` the start stands beside the end, where there is room for both."""
        super().__init__(id=id)
        self._pairs = pairs
        self.drawn_in = style
        self._figure: Figure | None = None
        self._region: str | tuple[str, ...] | None = None
        self._side: Side | None = None
        self._frame = self._frames = FRAMES
        self._way = 0
        self._timer: Timer | None = None
        self._inks: dict[str, RichStyle] = {}
        self._drawing: tuple[tuple[object, ...], Drawing] | None = None
        """The last drawing, and what it was made of: with anything of that another, it is drawn anew."""

    @property
    def has_something(self) -> bool:
        """Whether there is anything to draw, and room for it."""
        return bool(self.drawn_in and (self._figure or self._region))

    def show(self, figure: Figure | None, side: Side | None = None) -> None:
        """Rest on the end of a figure, on a side; none shows nothing."""
        if (figure, side) == (self._figure, self._side) and self._region is None:
            return
        self._figure, self._side, self._region, self._drawing = figure, side, None, None
        self.rest()
        self._redraw()

    def show_region(self, region: str | tuple[str, ...] | None) -> None:
        """Show the body from both sides, with a region marked, or with some."""
        if region != self._region or self._figure:
            self._figure, self._region, self._drawing = None, region, None
            self.rest()
            self._redraw()

    def play(self, times: int = 1) -> None:
        """Move from the start to the end and back, so many times, and rest on the end."""
        if self._figure is None or self.drawn_in is None:
            return
        self._stop()
        self._frame, self._way = 0, 2 * times - 1
        self._redraw()
        self._timer = self.set_interval(1 / FRAMES_PER_SECOND, self._step)

    def rest(self) -> None:
        """Stand still on the end."""
        self._stop()
        self._way = 0
        if self._frame != self._frames:
            self._frame = self._frames
            self._redraw()

    def _step(self) -> None:
        forward = self._way % 2 == 1
        if self._frame == 0:
            self._frames = frames_of(self.size.height)
        self._frame += 1 if forward else -1
        if self._frame in (0, self._frames):
            self._way -= 1
            if self._way <= 0:
                self._stop()
        self._redraw()

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _redraw(self) -> None:
        self.refresh()

    def on_unmount(self) -> None:
        self._stop()

    def render_line(self, y: int) -> Strip:
        """One row of the drawing."""
        width, height = self.size
        blank = Strip.blank(width, self._ink("$foreground"))
        if not self.has_something or width < LEAST[0] or height < LEAST[1]:
            return blank
        style = self._style
        drawing = self._drawn_now(width, height, style)
        if y >= len(drawing.rows):
            return blank
        segments = [Segment(run.text, self._pen(run, style)) for run in drawing.rows[y]]
        if style == "braille" and self._colourless:
            segments = [part for run in zip(drawing.rows[y], segments, strict=True) for part in _set_off(*run)]
        return Strip(segments).adjust_cell_length(width, self._ink("$foreground"))

    @property
    def _style(self) -> Style:
        """How it is drawn under the theme that is on: the terminal's own colours have no shades for solid blocks."""
        style = self.drawn_in or "ascii"
        return "braille" if style in SOLID and self.app.current_theme.ansi else style

    @property
    def _colourless(self) -> bool:
        """Whether the theme tells what is stretched by no colour."""
        return self._ink(_LINES["stretch"]).color == self._ink(_LINES["body"]).color

    def _pen(self, run: RoleRun, style: Style) -> RichStyle:
        if style not in SOLID:
            return self._ink(_LINES[run.role])
        ink = _short(self._ink(_SHADES[run.role]))
        if run.ground == "blank":
            return ink
        return RichStyle(color=ink.color, bgcolor=_short(self._ink(_SHADES[run.ground])).color)

    def _ink(self, words: str) -> RichStyle:
        """A style in the words of a theme, on the background that the figure has."""
        if words not in self._inks:
            self._inks[words] = (self.visual_style + parse_style(words)).rich_style
        return self._inks[words]

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        super().notify_style_update()
        self._inks.clear()

    def _drawn_now(self, columns: int, rows: int, style: Style) -> Drawing:
        """The drawing that fits now; the same as for the line before, unless something of it has changed."""
        made_of = (columns, rows, style, self._region, self._side, self._frame)
        if self._drawing is None or self._drawing[0] != made_of:
            self._drawing = (made_of, self._draw(columns, rows, style))
        return self._drawing[1]

    def _draw(self, columns: int, rows: int, style: Style) -> Drawing:
        from stretchtui.core.figures import body_map, draw, draw_both  # noqa: PLC0415  (much to load; often there is no room)

        if self._figure is None:
            return body_map(self._region, columns=columns, rows=rows, style=style)
        moment = self._frame / self._frames
        if self._pairs and columns >= LEAST_OF_BOTH * len(self._figure.views):
            return draw_both(self._figure, moment, columns=columns, rows=rows, style=style, side=self._side)
        return draw(self._figure, moment, columns=columns, rows=rows, style=style, side=self._side)
