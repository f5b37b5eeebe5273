"""The bar of the whole session: a group for each stretch, its sides and repetitions to be counted, its name below."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.catalog.model import Side
from stretchtui.core.session.machine import PartState
from stretchtui.core.session.plan import Plan
from stretchtui.ui.common.solid import solid

Look = Literal["done", "running", "head", "ahead", "to-come", "skipped", "side", "name", "present"]
"""What a cell belongs to. `head` is where the running part is, `ahead` what is left of it."""

SIGNS: dict[PartState, str] = {"done": " ", "running": " ", "to-come": "░", "skipped": "∙"}
"""What a part is drawn with, so that its state is told without colour; a blank is a painted ground."""

HEAD, AHEAD = "▶", "░"
LETTERS: dict[Side, str] = {"left": "L ", "right": "R "}

Cell = tuple[str, Look]


class Turn(Struct, frozen=True):
    """The repetitions of a stretch on one side, or on both at once."""

    side: Side | None
    parts: tuple[PartState, ...]


class Group(Struct, frozen=True):
    """A stretch of the session; `present` is the one that is done now."""

    name: str
    turns: tuple[Turn, ...]
    present: bool = False

    @property
    def parts(self) -> int:
        """Repetitions, both sides counted."""
        return sum(len(turn.parts) for turn in self.turns)


class Spacing(Struct, frozen=True):
    """Whether sides have their letter, and blank cells between two parts, two sides and two stretches."""

    letters: bool
    part: int
    side: int
    stretch: int

    def needed(self, groups: Sequence[Group]) -> int:
        """Cells that are no parts."""
        turns = [turn for group in groups for turn in group.turns]
        letters = sum(len(LETTERS[turn.side]) for turn in turns if turn.side) if self.letters else 0
        gaps = self.part * sum(len(turn.parts) - 1 for turn in turns) + self.side * (len(turns) - len(groups))
        return letters + gaps + self.stretch * (len(groups) - 1)


SPACINGS = (
    Spacing(True, 1, 2, 4),
    Spacing(True, 1, 2, 3),
    Spacing(False, 1, 2, 3),
    Spacing(False, 1, 1, 2),
    Spacing(False, 0, 1, 2),
    Spacing(False, 0, 0, 1),
)
"""From much room to little."""

EVEN = 3
"""Cells of a part from which on one more or less is not seen."""


class Line(Struct, frozen=True):
    """The cells of the bar, and where each stretch begins in it."""

    cells: tuple[Cell, ...] = ()
    starts: tuple[int, ...] = ()


def grouped(plan: Plan, parts: Sequence[tuple[int, PartState]], present: int) -> tuple[Group, ...]:
    """The stretches of a plan, with the states of their parts as `Session.parts` has them."""
    turns: list[dict[Side | None, list[PartState]]] = [{} for _ in plan.entries]
    for index, state in parts:
        phase = plan.phases[index]
        turns[phase.entry].setdefault(phase.side, []).append(state)
    return tuple(
        Group(entry.name, tuple(Turn(side, tuple(states)) for side, states in sides.items()), number == present)
        for number, (entry, sides) in enumerate(zip(plan.entries, turns, strict=True))
    )


def lay_out(groups: Sequence[Group], fraction: float, width: int) -> Line:
    """The bar in so many cells, all of them used; `fraction` of the running part is over.

    Where not even a cell for each repetition is left, a stretch is one part.
    """
    count = sum(group.parts for group in groups)
    for spacing in SPACINGS:
        room = width - spacing.needed(groups)
        if count and room >= count:
            return _laid(groups, spacing, fraction, room, count)
    merged = [Group(group.name, (Turn(None, (_merged(group),)),), group.present) for group in groups]
    if len(groups) >= width or merged == list(groups):
        return Line()
    over = next((_share(group) for group in groups if group.present), 0.0)
    return lay_out(merged, over, width)


def _merged(group: Group) -> PartState:
    states = [state for turn in group.turns for state in turn.parts]
    if group.present:
        return "running"
    return "done" if "done" in states else states[0]


def _share(group: Group) -> float:
    states = [state for turn in group.turns for state in turn.parts]
    return sum(state in ("done", "skipped") for state in states) / len(states)


def _laid(groups: Sequence[Group], spacing: Spacing, fraction: float, room: int, count: int) -> Line:
    """The cells, the room that parts leave shared out among them, or among the gaps between stretches."""
    each, over = divmod(room, count)
    widths = [room * (at + 1) // count - room * at // count if each >= EVEN else each for at in range(count)]
    spare = over if each < EVEN else 0
    breaks = max(1, len(groups) - 1)
    cells: list[Cell] = []
    starts: list[int] = []
    left = iter(widths)
    for number, group in enumerate(groups):
        if number:
            cells += _blank(spacing.stretch + spare * number // breaks - spare * (number - 1) // breaks)
        starts.append(len(cells))
        for turn_number, turn in enumerate(group.turns):
            cells += _blank(spacing.side if turn_number else 0)
            if spacing.letters and turn.side:
                cells += [(char, "side") for char in LETTERS[turn.side]]
            for at, state in enumerate(turn.parts):
                cells += _blank(spacing.part if at else 0)
                cells += _part(state, next(left), fraction)
    return Line(tuple(cells), tuple(starts))


def _blank(count: int) -> list[Cell]:
    return [(" ", "side")] * count


def _part(state: PartState, width: int, fraction: float) -> list[Cell]:
    if state != "running":
        return [(SIGNS[state], state)] * width
    past = min(width - 1, int(fraction * width))
    behind: list[Cell] = [(" ", "running")] * past
    ahead: list[Cell] = [(AHEAD, "ahead")] * (width - past - 1)
    return [*behind, (HEAD, "head"), *ahead]


def names(groups: Sequence[Group], starts: Sequence[int], width: int) -> tuple[Cell, ...]:
    """The names below their stretches; only that of the present one where not all have room."""
    ends = [*(start - 2 for start in starts[1:]), width]
    fits = all(cell_len(group.name) <= end - start for group, start, end in zip(groups, starts, ends, strict=False))
    cells: list[Cell] = []
    for group, start in zip(groups, starts, strict=False):
        if fits or group.present:
            place = max(0, min(start, width - cell_len(group.name)))
            cells += [(" ", "name")] * (place - sum(cell_len(text) for text, _ in cells))
            cells.append((group.name, "present" if group.present else "name"))
    return tuple(cells)


class SessionBar(Widget):
    """One part for each hold or movement of the session; `reverse` paints it where the terminal is shown no colours."""

    COMPONENT_CLASSES = {
        f"part--{look}"
        for look in ("done", "running", "head", "ahead", "to-come", "skipped", "side", "name", "present")
    }

    line: reactive[Line] = reactive(Line())

    def __init__(self, *, reverse: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reverse = reverse
        self._groups: tuple[Group, ...] = ()
        self._fraction = 0.0

    def show(self, groups: tuple[Group, ...], fraction: float) -> None:
        """Show the stretches, and how far the running part is, 0 to 1."""
        self._groups, self._fraction = groups, fraction
        self.line = lay_out(groups, fraction, max(1, self.size.width))

    def on_resize(self) -> None:
        self.show(self._groups, self._fraction)

    def render_line(self, y: int) -> Strip:
        """The bar, and below it the names."""
        width = self.size.width
        blank = self.get_component_rich_style("part--side").background_style
        row = self.line.cells if y == 0 else names(self._groups, self.line.starts, width) if y == 1 else ()
        segments = [Segment(text, self._style(text, look)) for text, look in row]
        return Strip(segments).simplify().adjust_cell_length(width, blank)

    def _style(self, text: str, look: Look) -> Style:
        style = self.get_component_rich_style(f"part--{look}")
        return solid(style, reverse=self._reverse) if text == " " and look in ("done", "running") else style
