"""The page with a year: a calendar of days, minutes a week, hours of the day, and the sessions of the day in focus."""

from datetime import date
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from stretchtui.core.history.card import card
from stretchtui.core.history.days import Days
from stretchtui.core.history.review import Review
from stretchtui.core.history.search import title_of
from stretchtui.core.history.totals import Glance
from stretchtui.core.history.year import (
    MEASURES,
    WEEKS,
    Measure,
    Year,
    held_words,
    level,
    months_words,
    part_of_day,
    scale_of,
    top_of,
    year_of,
)
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import listed, minutes, plural
from stretchtui.ui.common.bar_chart import ASCII_PARTS, AXIS, EIGHTHS, HALVES, BarChart
from stretchtui.ui.common.base import LOW
from stretchtui.ui.history.heatmap import ASCII_SIGNS, CONSOLE_SIGNS, LABELS, MOST_CELLS, SIGNS, Heatmap, Legend
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.session_rows import SessionRows

DAYS = 1 + 7
"""Rows of the calendar: the months, and a weekday each."""

ASIDE = 20
"""Least cells for what the levels mean, beside the calendar."""

HOURS = 24
CLOCK_ROWS, MOST_CLOCK_ROWS, MOST_BARS = 4, 14, 18
"""Rows of the hours of the day, with the line below them, and of the weeks."""


ROOMY = 100
"""Columns from which an hour has two cells."""


class Shape(NamedTuple):
    """How the parts of the page share its room."""

    cells: int
    """Of a day across."""
    aside: bool
    """What the levels mean stands beside the calendar; else below it, where there are rows for it."""
    legend: bool
    bars: int
    """Rows of the weeks; 0 where there is no room."""
    clock: int
    """Rows of the hours of the day; 0 where there is no room."""
    lower: int
    """Rows that are left for the hours, and the day beside them."""


def shape_of(columns: int, rows: int) -> Shape:
    """How a page of this size is laid out: the calendar always, then the weeks, the hours, what the levels mean."""
    room = columns - LABELS - 3
    cells = next((n for n in range(MOST_CELLS, 1, -1) if WEEKS * n <= room and (n < 3 or WEEKS * n + ASIDE <= room)), 1)
    aside = room - WEEKS * cells >= ASIDE
    left = rows - DAYS
    legend = not aside and left >= 14 and columns >= 60
    left -= 3 * legend
    bars = 0 if left < 6 else min(MOST_BARS, max(3, left // 2))
    lower = left - bars
    clock = 0 if columns < 64 or lower < CLOCK_ROWS else min(MOST_CLOCK_ROWS, lower - 1)
    return Shape(cells, aside, legend, bars, clock, lower)


def hours_width(columns: int) -> int:
    """Cells of the hours of the day, on a page of so many columns."""
    return AXIS + HOURS * (1 + (columns >= ROOMY)) + 3


class YearPage(ReviewPage):
    """Days shaded by how much was done; enter leads to the sessions of one."""

    HINTS: ClassVar[tuple[str, ...]] = (
        *("open", "year-back", "year-on", "count-by", "edit", "delete", "again", "copy", "next-page"),
    )

    def compose(self) -> ComposeResult:
        signs = ASCII_SIGNS if not self.services.terminal.unicode else CONSOLE_SIGNS if self.ascii_only else SIGNS
        parts = ASCII_PARTS if signs == ASCII_SIGNS else HALVES if self.ascii_only else EIGHTHS
        with Horizontal(id="calendar"):
            yield Heatmap(signs, id="heatmap")
            yield Legend(signs, id="aside")
        yield Legend(signs, id="legend")
        yield BarChart(parts=parts, id="weeks")
        with Horizontal(id="lower"):
            yield BarChart(parts=parts, id="hours")
            with Vertical(id="focus"):
                yield Static("", id="day", markup=False)
                yield SessionRows(id="day-sessions")
                yield Static("", id="this-week")

    lists_day = False
    """There is room for the sessions of the day in focus, below its name."""

    def on_mount(self) -> None:
        self.days: Days = {}
        self.review: Review | None = None
        self.measure: Measure = "minutes"
        self._lay_out(self.size.width or self.app.size.width, self.size.height)

    def on_resize(self, event: Resize) -> None:
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, columns: int, rows: int) -> None:
        shape = shape_of(columns, rows)
        heatmap, weeks, hours = self.query_one(Heatmap), self.query_one("#weeks"), self.query_one("#hours")
        heatmap.cells = shape.cells
        heatmap.styles.width = LABELS + WEEKS * shape.cells + 2 if shape.aside else "1fr"
        self.query_one("#aside").display = shape.aside
        self.query_one("#legend").display = shape.legend
        weeks.display = bool(shape.bars)
        weeks.styles.height = shape.bars
        hours.display = bool(shape.clock)
        hours.styles.height = shape.clock
        hours.styles.width = hours_width(columns)
        self.lists_day = shape.lower > (1 if self.screen.has_class(LOW) else 2)
        self._show_charts()
        if self.review:
            self._show_day()

    @property
    def record(self) -> SessionRecord | None:
        """The session under the cursor of the day's list, while that has the focus."""
        rows = self.query_one(SessionRows)
        return next((r for r in self._sessions() if r.id == rows.key), None) if rows.has_focus else None

    @property
    def year(self) -> Year | None:
        """The year that is shown; none before there are figures."""
        heatmap = self.query_one(Heatmap)
        if self.review is None or heatmap.end == date.min:
            return None
        return year_of(self.days, heatmap.end, self.review.today, self.measure)

    def show(self, review: Review) -> None:
        self.review, self.days = review, review.days
        first = min(self.days, default=review.today)
        measure = self.measure
        self.query_one(Heatmap).show(lambda day: level(self.days.get(day, ()), measure), first, review.today)
        self._show_charts()
        self._show_day()

    def headline(self, review: Review, columns: int) -> Content:
        """The totals of the year that is shown: numbers, and below each what it counts."""
        year = self.year
        if year is None:
            return Content("")
        tiles = _tiles(year, review)
        while sum(max(map(len, tile)) + 3 for tile in tiles) > columns + 3:
            tiles.pop()
        wide = [max(map(len, tile)) + 3 for tile in tiles]
        numbers = Content.assemble(*((f"{tile[0]:<{w}}", "bold") for tile, w in zip(tiles, wide, strict=True)))
        words = "".join(f"{tile[1]:<{w}}" for tile, w in zip(tiles, wide, strict=True))
        return numbers + Content("\n") + Content.styled(words.rstrip(), "$muted")

    def place(self, review: Review) -> str:
        """The months that are shown."""
        return months_words(self.year) if self.year else super().place(review)

    def card(self, review: Review) -> str:
        """The card of the year that is shown."""
        monday = self.query_one(Heatmap).end
        return card("year", review, ascii_only=not self.services.terminal.unicode, monday=monday)

    def enter(self) -> None:
        self.query_one(SessionRows if self.has_class("in-day") else Heatmap).focus()

    def leave(self) -> bool:
        if not self.has_class("in-day"):
            return False
        self.remove_class("in-day")
        self.query_one(Heatmap).focus()
        return True

    def _sessions(self) -> tuple[SessionRecord, ...]:
        return self.days.get(self.query_one(Heatmap).day, ())

    @on(Heatmap.Moved)
    def _moved(self) -> None:
        if self._shown != self.query_one(Heatmap).end:
            self._show_charts()
            self.post_message(self.Changed())
        self._show_day()

    @on(Heatmap.Recount)
    def _recount(self) -> None:
        self.measure = MEASURES[(MEASURES.index(self.measure) + 1) % len(MEASURES)]
        if self.review:
            self.show(self.review)

    _shown = date.min
    """The last week that the charts were made for."""

    def _show_charts(self) -> None:
        scale, year = scale_of(self.measure), self.year
        for legend in self.query(Legend):
            legend.show(scale.levels, scale.day)
        if year is None:
            return
        heatmap = self.query_one(Heatmap)
        if self.review:
            room = self.app.size.width - (hours_width(self.app.size.width) if self.query_one("#hours").display else 0)
            self.query_one("#this-week", Static).update(super().headline(self.review, room - 4))
        self._shown = heatmap.end
        seen = year.weeks[-max(1, min(WEEKS, (self.size.width - LABELS - 2) // heatmap.cells)) :]
        self.query_one("#weeks", BarChart).show(seen, top_of(seen, self.measure), cells=heatmap.cells, title=scale.week)
        hours = self.query_one("#hours", BarChart)
        wide = 1 + (self.size.width >= ROOMY)
        below = "".join(f"{f'{hour}h':<{6 * wide}}" for hour in range(0, HOURS, 6))
        hours.show(year.hours, top_of(year.hours, "sessions"), cells=wide, title="sessions by hour", below=below)

    def _show_day(self) -> None:
        day, sessions = self.query_one(Heatmap).day, self._sessions()
        rows = self.query_one(SessionRows)
        rows.empty = (
            "" if sessions or self.review is None or day != self.review.today else self._invites(self.review.glance)
        )
        self.query_one("#day", Static).update(self._words(day, sessions))
        rows.show_sessions(sessions, self.user.catalogue, months=False)
        if not sessions:
            self.leave()

    def _invites(self, week: Glance) -> str:
        """What a break would make of this week."""
        key = self.app.context.keys.of("break")
        if week.days >= week.goal:
            return f"{key} begins a desk break."
        return f"{key} begins a desk break: {week.days + 1} of {plural(week.goal, 'day')} this week."

    def _words(self, day: date, sessions: tuple[SessionRecord, ...]) -> str:
        when = f"{day:%a %d %b %Y}"
        if not sessions:
            return f"{when} · {'nothing yet' if self.review and day == self.review.today else 'no session'}"
        text = f"{when} · {plural(len(sessions), 'session')}, {minutes(sum(s.seconds for s in sessions))}"
        names = listed(dict.fromkeys(title_of(s, self.user.catalogue) for s in sessions))
        return text if self.lists_day else f"{text}: {names}"

    @on(Heatmap.Chosen)
    def _into_day(self) -> None:
        if self._sessions() and not self.screen.has_class("empty"):
            self.add_class("in-day")
            self.query_one(SessionRows).focus()


def _tiles(year: Year, review: Review) -> list[tuple[str, str]]:
    """The totals of a year, each a number and what it counts."""
    more = "" if review.whole else "+"
    tiles = [
        (f"{year.days}{more}", "day" if year.days == 1 else "days"),
        (f"{held_words(year.seconds)}{more}", "held"),
        (f"{year.sessions}{more}", "session" if year.sessions == 1 else "sessions"),
        (f"{review.glance.streak}{'+' if review.glance.longer else ''}", "weeks in a row"),
        (f"{review.best}{more}", "at best"),
    ]
    if words := part_of_day(year.hours):
        share, _, when = words.partition(" % ")
        tiles.append((f"{share} %", when))
    if year.sessions:
        tiles.append((f"{round(100 * year.workdays / year.sessions)} %", "Monday to Friday"))
    return tiles
