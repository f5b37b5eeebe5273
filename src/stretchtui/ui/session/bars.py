"""Progress bars of a session: one for the hold that runs, one across all holds and repetitions."""

from itertools import pairwise
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.session.machine import PartState

SIGNS: dict[PartState, str] = {"done": "━", "running": "━", "to-come": "─", "skipped": "∙"}
"""What a part of the session bar is drawn with, so that its state is told without colour."""

HEAD = "▶"


Look = Literal["solid", "line", "hatched"]
"""A hold, a rest or time to read, and a pause: told apart without colour."""

LOOKS: dict[Look, tuple[str, str]] = {"solid": (" ", "░"), "line": ("━", "─"), "hatched": ("▒", "░")}
"""Signs of the past and of the time to come; what is solid is a painted ground, which no font leaves gaps in."""


class HoldBar(Widget):
    """How much of the running phase is over, 0 to 1; `reverse` paints it where there are no colours."""

    COMPONENT_CLASSES = {"hold--past", "hold--future"}

    filled: reactive[int] = reactive(0)
    look: reactive[Look] = reactive("line")
    fraction = 0.0

    def __init__(self, *, reverse: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reverse = reverse

    def show(self, fraction: float) -> None:
        """Show another fraction; repaints only when a cell changes."""
        self.fraction = fraction
        self.filled = round(max(0.0, min(1.0, fraction)) * self.size.width)

    def on_resize(self) -> None:
        self.show(self.fraction)

    def render_line(self, y: int) -> Strip:
        """A row of the bar; a line takes the last one alone."""
        width = self.size.width
        past, future = (self.get_component_rich_style(name) for name in ("hold--past", "hold--future"))
        if self.look == "line" and y < self.size.height - 1:
            return Strip.blank(width, future.background_style)
        before, after = LOOKS[self.look]
        if self.look == "solid":
            past = past + Style(reverse=True) if self._reverse else Style(bgcolor=past.color)
        return Strip([Segment(before * self.filled, past), Segment(after * (width - self.filled), future)], width)


class SessionBar(Widget):
    """One part for each hold or movement of the session, a gap between two stretches."""

    COMPONENT_CLASSES = {"part--done", "part--running", "part--to-come", "part--skipped"}

    cells: reactive[tuple[tuple[str, PartState], ...]] = reactive(())

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._states: tuple[PartState, ...] = ()
        self._entries: tuple[int, ...] = ()
        self._fraction = 0.0

    def show(self, states: tuple[PartState, ...], entries: tuple[int, ...], fraction: float) -> None:
        """Show the states of all parts, the stretch each belongs to, and how far the running one is, 0 to 1."""
        self._states, self._entries, self._fraction = states, entries, fraction
        self.cells = lay_out(states, entries, fraction, max(1, self.size.width), max(1, self.size.height))

    def on_resize(self) -> None:
        self.show(self._states, self._entries, self._fraction)

    def render_line(self, y: int) -> Strip:
        """A line of the bar; a long session takes two."""
        width = self.size.width
        row = self.cells[y * width : (y + 1) * width]
        segments = [Segment(char, self.get_component_rich_style(f"part--{state}")) for char, state in row]
        segments.append(Segment(" " * (width - len(row)), self.get_component_rich_style("part--to-come")))
        return Strip(segments, width).simplify()


def lay_out(
    states: tuple[PartState, ...], entries: tuple[int, ...], fraction: float, width: int, rows: int
) -> tuple[tuple[str, PartState], ...]:
    """The cells of the bar from its first line on; parts shrink to a cell, and then lose their gaps, to fit."""
    if not states:
        return ()
    room = width * rows
    breaks = sum(a != b for a, b in pairwise(entries))
    gaps = len(states) - 1
    each, gap, between = 1, 0, 0
    for part_gap, stretch_gap in ((1, 3), (1, 2), (0, 1), (0, 0)):
        needed = part_gap * (gaps - breaks) + stretch_gap * breaks
        if (fits := (room - needed) // len(states)) >= 1:
            each, gap, between = min(fits, 12), part_gap, stretch_gap
            break
    cells: list[tuple[str, PartState]] = []
    for at, (state, entry) in enumerate(zip(states, entries, strict=True)):
        if at:
            cells += [(" ", "to-come")] * (gap if entry == entries[at - 1] else between)
        past = min(each - 1, int(fraction * each)) if state == "running" else each
        sign = SIGNS[state]
        if state == "running":
            cells += [(sign, state)] * past + [(HEAD, state)] + [("─", "to-come")] * (each - past - 1)
        else:
            cells += [(sign, state)] * each
    return tuple(cells[:room])
