"""A calendar of weeks and weekdays, each day shaded by how much was done, moved through by keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.history.days import WEEK, WEEKDAYS, week_of
from stretchtui.core.history.year import LEVELS, WEEKS
from stretchtui.ui.common.solid import blocks
from stretchtui.ui.settings.bindings import bound

SIGNS, CONSOLE_SIGNS, ASCII_SIGNS = "·▂▄▆█", "·░▒▓█", ".:+*#"
"""A sign for each level, from none to most, so that colour is not needed: by the fonts that there are."""

CURSOR, ASCII_CURSOR = "◆", "@"
LABELS = 4
"""Cells at the left, for the names of the weekdays."""

MOST_CELLS = 3
"""Cells of a day across, where there is room."""


class Shaded(Widget):
    """Something drawn in the levels of a day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"heat--{level}" for level in range(LEVELS)),
        "heat--cursor",
        "heat--label",
        "heat--here",
    }

    def __init__(self, signs: str = SIGNS, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="shaded")
        self.signs = signs

    def swatch(self, level: int, cells: int) -> Segment:
        """Some cells of a level."""
        style = self._style(str(level))
        if self.screen.has_class("empty"):  # an example is told from what was done by its shape as well
            return Segment(self.signs[level] * cells, style)
        return blocks(self.signs[level], cells, style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"heat--{name}")


class Heatmap(Shaded, can_focus=True):
    """A year of days that ends with this week; going back further moves it along."""

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

    class Recount(Message):
        """Something else is to be counted."""

    def __init__(self, signs: str = SIGNS, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(signs, id=id)
        self.pointer = ASCII_CURSOR if signs == ASCII_SIGNS else CURSOR
        self.cells = 1
        self.first = self.today = date.min
        self._level: Callable[[date], int] = lambda _: 0
        self.end = date.min
        """The Monday of the last week that is shown."""

    @property
    def cursor_cell(self) -> Offset:
        """Where the day under the cursor is; the corner while none is shown."""
        if self.day == date.min:
            return Offset()
        week = self._count() - 1 - (self.end - week_of(self.day)).days // 7
        return Offset(LABELS + week * self.cells, 1 + self.day.weekday())

    def show(self, level: Callable[[date], int], first: date, today: date) -> None:
        """Show the level that `level` gives each day; `first` is the oldest day that has one."""
        self._level, self.first, self.today = level, first, today
        if self.day == date.min:
            self.end = week_of(today)
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
        """A year back or on: what is seen, and the day in it, as far as there is anything."""
        if self.day != date.min:
            end = self.end + WEEK * 52 * step
            self.end = min(week_of(self.today), max(week_of(self.first), end))
            self._go(step * 52 * 7)

    def action_first(self) -> None:
        self.day = self.first

    def action_last(self) -> None:
        self.day = self.today

    def action_count_by(self) -> None:
        self.post_message(self.Recount())

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
        here = self.day.weekday() == weekday
        label = Segment(f" {WEEKDAYS[weekday]} ", self._style("here" if here else "label"))
        cells = [label, *(self._cell(week + timedelta(days=weekday)) for week in self._weeks())]
        return Strip(cells).simplify().adjust_cell_length(width, self.rich_style)

    def _cell(self, day: date) -> Segment:
        if day > self.today:
            return Segment(" " * self.cells, self.rich_style)
        if day == self.day:
            return Segment(self.pointer.ljust(self.cells), self._style("cursor" if self.has_focus else "here"))
        return self.swatch(self._level(day), self.cells)

    def _months(self) -> str:
        """The names of months above their first week, those for which there is room; where it is wide, the year."""
        line = ""
        for at, week in enumerate(self._weeks()):
            place = LABELS + at * self.cells
            if week.day <= 7 and len(line) < place:
                line = line.ljust(place) + (f"{week:%Y}" if week.month == 1 and self.cells > 1 else f"{week:%b}")
        return line

    def _weeks(self) -> list[date]:
        return [self.end - WEEK * back for back in reversed(range(self._count()))]

    def _count(self) -> int:
        """How many weeks there is room for, of a year."""
        return min(WEEKS, max(1, (self.size.width - LABELS) // self.cells))

    def _go(self, days: int) -> None:
        if self.day == date.min:
            return
        wanted = self.day + timedelta(days=days)
        self.day = max(min(self.first, self.today), min(self.today, wanted))

    def _follow(self) -> None:
        if self.day == date.min:
            return
        count = self._count()
        week = week_of(self.day)
        if week > self.end or week <= self.end - WEEK * count:
            self.end = min(week_of(self.today), week + WEEK * (count // 2))
        self.refresh()


class Legend(Shaded):
    """What the levels mean, in a line, or one below the other where it is as high."""

    def __init__(self, signs: str = SIGNS, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(signs, id=id)
        self.words: tuple[str, ...] = ()
        self.unit = ""

    def show(self, words: tuple[str, ...], unit: str) -> None:
        """Name the levels, and what is counted."""
        self.words, self.unit = words, unit
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The levels side by side; or, in a tall one, the unit and then a level a line."""
        width, label = self.size.width, self._style("label")
        if not self.words:
            line = []
        elif self.size.height < LEVELS:
            line = [] if y else self._line(label)
        elif 1 <= y <= LEVELS:
            line = [self.swatch(y - 1, 2), Segment(f" {self.words[y - 1]}", label)]
        else:
            line = [Segment("" if y else self.unit, label)]
        return Strip(line).adjust_cell_length(width, self.rich_style)

    def _line(self, label: Style) -> list[Segment]:
        parts = [
            part for at, word in enumerate(self.words) for part in (self.swatch(at, 2), Segment(f" {word}  ", label))
        ]
        return [*parts, Segment(self.unit, label)]
