"""A calendar of weeks and weekdays, each day shaded by how much was done, moved through by keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.history.days import SHADE_MINUTES, week_of
from stretchtui.ui.settings.bindings import bound

SIGNS, ASCII_SIGNS = "·░▒▓█", ".:+*#"
"""A sign for each shade, from none to most, so that colour is not needed."""

CURSOR, ASCII_CURSOR = "◆", "@"
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LABELS = 4
"""Cells at the left, for the names of the weekdays."""

YEAR = 53
"""Weeks shown, where they fit."""

WEEK = timedelta(weeks=1)


class Heatmap(Widget, can_focus=True):
    """A year of days that ends with this week; going back further moves it along."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"heat--{level}" for level in range(len(SIGNS))),
        "heat--cursor",
        "heat--label",
        "heat--here",
    }

    BINDINGS = bound(
        "year",
        left="move(-7)",
        right="move(7)",
        up="move(-1)",
        down="move(1)",
        year_back="year(-1)",
        year_on="year(1)",
        open="choose",
    )

    day: reactive[date] = reactive(date.min, repaint=False)

    @dataclass
    class Moved(Message):
        """Another day has the cursor."""

        day: date

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a day."""

        day: date

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.signs = ASCII_SIGNS if ascii_only else SIGNS
        self.pointer = ASCII_CURSOR if ascii_only else CURSOR
        self.first = self.today = date.min
        self._level: Callable[[date], int] = lambda _: 0
        self._end = date.min

    @property
    def cursor_cell(self) -> Offset:
        """Where the day under the cursor is; the corner while none is shown."""
        if self.day == date.min:
            return Offset()
        count, cell = self._room()
        week = count - 1 - (self._end - week_of(self.day)).days // 7
        return Offset(LABELS + week * cell, 1 + self.day.weekday())

    def show(self, level: Callable[[date], int], first: date, today: date) -> None:
        """Show the shade that `level` gives each day; `first` is the oldest day that has one."""
        self._level, self.first, self.today = level, first, today
        if self.day == date.min:
            self._end = week_of(today)
            self.day = today
        self.refresh()

    def watch_day(self, day: date) -> None:
        """Move along so that the day is seen."""
        self._follow()
        self.refresh()
        self.post_message(self.Moved(day))

    def on_resize(self) -> None:
        self._follow()

    def action_move(self, days: int) -> None:
        self._go(days)

    def action_year(self, step: int) -> None:
        self._go(step * 52 * 7)

    def action_first(self) -> None:
        self.day = self.first

    def action_last(self) -> None:
        self.day = self.today

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self.day))

    def render_line(self, y: int) -> Strip:
        """The months, and then a weekday a line."""
        width = self.size.width
        if y > len(WEEKDAYS) or self.day == date.min:  # painted before it was told what to show
            return Strip.blank(width, self.rich_style)
        if y == 0:
            return Strip([Segment(self._months().ljust(width)[:width], self._style("label"))], width)
        weekday = y - 1
        _, cell = self._room()
        here = self.day.weekday() == weekday
        cells = [Segment(f" {WEEKDAYS[weekday]} ", self._style("here" if here else "label"))]
        for week in self._weeks():
            day = week + timedelta(days=weekday)
            cells.append(self._cell(day, cell))
        used = sum(segment.cell_length for segment in cells)
        return Strip([*cells, Segment(" " * (width - used), self.rich_style)], width)

    def _cell(self, day: date, width: int) -> Segment:
        if day > self.today:
            return Segment(" " * width, self.rich_style)
        shade = self._level(day)
        if day != self.day:
            return Segment(self.signs[shade] * width if shade else self.signs[0].ljust(width), self._style(str(shade)))
        return Segment(self.pointer.ljust(width), self._style("cursor" if self.has_focus else "here"))

    def _months(self) -> str:
        """The names of months above their first week, those for which there is room; where it is wide, the year."""
        line = ""
        _, cell = self._room()
        for at, week in enumerate(self._weeks()):
            place = LABELS + at * cell
            if week.day <= 7 and len(line) < place:
                line = line.ljust(place) + (f"{week:%Y}" if week.month == 1 and cell > 1 else f"{week:%b}")
        return line

    def _weeks(self) -> list[date]:
        count, _ = self._room()
        return [self._end - WEEK * back for back in reversed(range(count))]

    def _room(self) -> tuple[int, int]:
        """How many weeks are shown, and the cells of one across."""
        room = max(1, self.size.width - LABELS - 1)
        return (YEAR, 2) if room >= 2 * YEAR else (min(YEAR, room), 1)

    def _go(self, days: int) -> None:
        if self.day == date.min:
            return
        wanted = self.day + timedelta(days=days)
        self.day = max(min(self.first, self.today), min(self.today, wanted))

    def _follow(self) -> None:
        if self.day == date.min:
            return
        count, _ = self._room()
        week = week_of(self.day)
        if week > self._end or week <= self._end - WEEK * count:
            self._end = min(week_of(self.today), week + WEEK * (count // 2))
        self.refresh()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"heat--{name}")


def legend(signs: str) -> Content:
    """What the shades mean, in minutes a day."""
    names = ("none", f"under {SHADE_MINUTES[0]}", *(f"{step}+" for step in SHADE_MINUTES))
    parts = [
        Content.assemble((sign * (2 if at else 1), f"$heat-{at}"), (f" {name}", "$muted"))
        for at, (sign, name) in enumerate(zip(signs, names, strict=True))
    ]
    return Content("  ").join(parts) + Content.styled(" minutes", "$muted")
