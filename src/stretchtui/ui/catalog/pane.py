"""The entry in focus, drawn and explained beside the lists, or below them where there is less room."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import structs
from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from stretchtui.application.context import Context
from stretchtui.application.reading import Part, Reading
from stretchtui.ui.common.base import is_live
from stretchtui.ui.common.paragraphs import Paragraph, Paragraphs
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_of, figure_style, plays

if TYPE_CHECKING:
    from stretchtui.core.catalog.model import Stretch
    from stretchtui.core.figures import Figure
    from stretchtui.core.measures.model import SelfTest

REST = 1.0
"""Seconds for which the cursor rests before the figure moves, once."""

INDENT = 9
STYLES = {"mind": "$caution", "care": "$caution", "text": "$accent", "step": "$accent bold"}
"""Of the labels, by the kind of part."""

LEVELS = ("roomy", "snug", "crowded")
"""Classes of a pane by how much of the room of its figure its text takes: none, some, all.

From the second on, what to mind stands closer together.
"""

LONG = "long"
"""Class of a pane whose entry has a name of two lines."""

GAP = 2
"""Cells between the name of an entry and its amount."""

NARROW_INDENT = 3
"""Width of the column of a label that is a number or a sign."""


class Heading(Widget):
    """A name and, at the right where both have room, an amount, on one line; a name too long for that has two."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entry, self._amount = "", ""

    def show(self, name: str, amount: str) -> None:
        """Show another."""
        self._entry, self._amount = name, amount
        self.refresh()

    def render(self) -> RenderResult:
        """The name, and the amount beside it."""
        width = self.size.width
        between = width - cell_len(self._entry) - cell_len(self._amount)
        name = Content.styled(self._entry, "$accent $title-style")
        if not self._amount or between < GAP:
            return name
        return Content.assemble((self._entry, "$accent $title-style"), " " * between, (self._amount, "$muted"))


class Pane(Vertical):
    """A heading, the figure and the text of one entry, as much of it as there is room for.

    The figure stands still while the cursor moves, and moves once when it has rested for a second; over a network only
    when it is asked to, for every step of it crosses the line.
    """

    class Loaded(Message):
        """A thread has found the figure of this id, or that there is none."""

        def __init__(self, name: str, figure: "Figure | None") -> None:
            super().__init__()
            self.name, self.figure = name, figure

    def __init__(self, context: Context, *, more: str, more_to_mind: str, id: str | None = None) -> None:  # noqa: A002
        """`more` is what is said where not everything fits, `more_to_mind` where not even all of the care does."""
        super().__init__(id=id)
        self.run_context, self._more, self._more_to_mind = context, more, more_to_mind
        self._reading = Reading("")
        self._figures: dict[str, Figure | None] = {}
        """Those that were loaded, by their ids; none where an entry has none."""
        self._level = 0
        self._rooms: dict[tuple[int, bool], tuple[int, int]] = {}
        """Columns and rows of the text at each level that was seen in this size; below a long name they can be fewer.

        At the first level they are not: there the heading has a blank line, which such a name takes.
        """
        self._columns = 0
        """Those of the heading where the text has all its room."""
        self._wanted: Stretch | SelfTest | None = None
        self._play: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Heading(id="pane-head")
        yield FigureView(style=figure_style(self.run_context), id="pane-figure")
        yield Paragraphs(indent=INDENT, id="pane-text")

    @property
    def figure(self) -> FigureView:
        """The drawing."""
        return self.query_one(FigureView)

    def show(self, reading: Reading, region: str | None = None) -> None:
        """Show an entry; the body with a `region` lit where no stretch is to be drawn."""
        self._stop()
        if reading != self._reading:
            self._reading = reading
            self.query_one(Heading).show(reading.name, reading.amount)
            self._fit()
        self._draw(reading.test or self.run_context.user.catalogue.stretches.get(reading.stretch), region)

    def expect(self, entries: "Sequence[Stretch]") -> None:
        """The cursor may come to these next: have their figures ready by then."""
        if self.figure.drawn_in and (new := [one for one in entries if (one.figure or "") not in self._figures]):
            self.call_after_refresh(self._load_ahead, new)

    def on_resize(self, event: Resize) -> None:
        """What fits is another now."""
        if is_live(self):
            self._rooms.clear()
            self._take(0)
            self.call_after_refresh(self._measure)

    def play(self) -> None:
        """Move the figure from its start to its end and back."""
        self._stop()
        self.figure.play()

    # -- the text

    def _fit(self) -> None:
        """Show as much of the text as there is room for.

        What must be read makes the figure smaller, and takes all of its room if need be.
        """
        if not self._rooms:
            return  # the pane is laid out soon
        text = self.query_one("#pane-text", Paragraphs)
        shown: Sequence[Paragraph] = ()
        self.set_class(long := cell_len(self._reading.name) > self._columns, LONG)
        for level in range(len(LEVELS)):
            if (at := (level, long and level > 0)) not in self._rooms:
                self._take(level)
                self.call_after_refresh(self._measure)
                return
            width, height = self._rooms[at]
            parts = joined(self._reading.parts) if level else self._reading.parts
            shown = fitting(parts, text, width, height, self._more)
            if text.height_of(shown, width) <= height:
                break
        else:
            shown = fitting(self._reading.parts, text, width, height, self._more)
            shown = text.beginning(shown, width, height, [Paragraph(self._more_to_mind, style="$caution", indent=0)])
        self._take(level)
        text.show(shown)

    def _take(self, level: int) -> None:
        if level != self._level:
            self.remove_class(*LEVELS)
            self.add_class(LEVELS[level])
            self._level = level

    def _measure(self) -> None:
        """Learn the room at the level that is laid out now, and go on."""
        if not is_live(self):
            return
        width, height = self.query_one("#pane-text").size
        if self._level == 0:
            self._columns = self.query_one(Heading).size.width
        if width and height:
            self._rooms[self._level, self.has_class(LONG) and self._level > 0] = (width, height)
            self._fit()

    # -- the figure

    def _draw(self, entry: "Stretch | SelfTest | None", region: str | None) -> None:
        self._wanted = entry
        view = self.figure
        if view.drawn_in is None:
            return
        if entry is None:
            view.show_region(region)
        elif (entry.figure or "") in self._figures:
            self._show_figure(entry)
        else:
            self._load(entry)

    @work(thread=True, exclusive=True, group="pane")
    def _load(self, entry: "Stretch | SelfTest") -> None:
        self._find(entry)

    @work(thread=True, exclusive=True, group="pane-ahead")
    def _load_ahead(self, entries: "Sequence[Stretch]") -> None:
        for entry in entries:
            self._find(entry)

    def _find(self, entry: "Stretch | SelfTest") -> None:
        """In a thread: read a figure, and solve and measure it, which takes longer than to draw it."""
        figure = figure_of(entry, self.run_context)
        if figure:
            from stretchtui.core.figures import measure  # noqa: PLC0415  (with all that draws)

            measure(figure)
        self.post_message(self.Loaded(entry.figure or "", figure))

    def on_pane_loaded(self, message: Loaded) -> None:
        """Show it, if it is still the one that is wanted."""
        message.stop()
        if message.name in self._figures:
            return  # looked for twice: ahead, and when the cursor came to it
        self._figures[message.name] = message.figure
        if is_live(self) and self._wanted and message.name == (self._wanted.figure or ""):
            self._show_figure(self._wanted)

    def _show_figure(self, entry: "Stretch | SelfTest") -> None:
        figure = self._figures[entry.figure or ""]
        self.figure.show(figure, self._reading.side if entry.sides == "each" else None)
        if figure and plays(self.run_context) and not self.run_context.services.terminal.remote:
            self._play = self.set_timer(REST, self.play)

    def _stop(self) -> None:
        if self._play:
            self._play.stop()
            self._play = None
        self.figure.rest()


def joined(parts: Sequence[Part]) -> list[Part]:
    """The parts, with cautions that follow each other as one paragraph, which takes fewer rows."""
    together: list[Part] = []
    for part in parts:
        last = together[-1] if together else None
        if last and part.kind == "care" and (last.kind, last.label) == (part.kind, part.label):
            together[-1] = structs.replace(last, text=f"{last.text} {part.text}")
        else:
            together.append(part)
    return together


def fitting(parts: Iterable[Part], text: Paragraphs, width: int, height: int, more: str) -> Sequence[Paragraph]:
    """The paragraphs that fit, in their order; where some do not, what is less important goes, and a line says so."""
    left = list(parts)
    shown = [*map(_paragraph, left)]
    while left and text.height_of(shown, width) > height:
        rank = max(part.rank for part in left)
        if not rank:
            break
        last = max(at for at, part in enumerate(left) if part.rank == rank)
        del left[last]
        shown = [*map(_paragraph, left), Paragraph(more, style="$muted", indent=0)]
    return shown


def _paragraph(part: Part) -> Paragraph:
    if part.kind == "quiet":
        return Paragraph(part.text, style="$muted", indent=0)
    return Paragraph(
        part.text,
        part.label,
        STYLES.get(part.kind, "$accent"),
        indent=NARROW_INDENT if part.kind in ("step", "mind") else None if part.label else 0,
    )
