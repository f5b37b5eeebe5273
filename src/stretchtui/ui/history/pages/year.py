"""The page with a year's calendar, and the sessions of the day in focus."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Static

from stretchtui.core.history.days import Days, level
from stretchtui.core.history.review import Review
from stretchtui.core.history.search import title_of
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import listed, minutes, plural
from stretchtui.ui.history.heatmap import Heatmap, legend
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.session_rows import SessionRows

ROOMY = (60, 15)
"""Columns and rows from which the shades are explained."""


class YearPage(ReviewPage):
    """Days shaded by minutes; enter leads to the sessions of one."""

    HINTS: ClassVar[tuple[str, ...]] = ("open", "year-back", "year-on", "edit", "delete", "again")

    def compose(self) -> ComposeResult:
        heatmap = Heatmap(ascii_only=not self.services.terminal.unicode, id="heatmap")
        yield heatmap
        yield Static(legend(heatmap.signs), id="legend")
        yield Static("", id="day", markup=False)
        yield SessionRows(id="day-sessions", drop=(4, 3, 2))

    def on_mount(self) -> None:
        self.days: Days = {}

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= ROOMY[0] and event.size.height >= ROOMY[1], "roomy")

    @property
    def record(self) -> SessionRecord | None:
        """The session under the cursor of the day's list, while that has the focus."""
        rows = self.query_one(SessionRows)
        return next((r for r in self._sessions() if r.id == rows.key), None) if rows.has_focus else None

    def show(self, review: Review) -> None:
        self.days = review.days
        first = min(self.days, default=review.today)
        self.query_one(Heatmap).show(lambda day: level(self.days.get(day, ())), first, review.today)
        self._show_day()

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
    def _show_day(self) -> None:
        day, sessions = self.query_one(Heatmap).day, self._sessions()
        self.query_one("#day", Static).update(self._words(day, sessions))
        self.query_one(SessionRows).show_sessions(sessions, self.user.catalogue, months=False)
        if not sessions:
            self.leave()

    def _words(self, day: date, sessions: tuple[SessionRecord, ...]) -> str:
        when = f"{day:%a %d %b %Y}"
        if not sessions:
            return f"{when} · a day without"
        text = f"{when} · {plural(len(sessions), 'session')}, {minutes(sum(s.seconds for s in sessions))}"
        names = listed(dict.fromkeys(title_of(s, self.user.catalogue) for s in sessions))
        return text if self.query_one(SessionRows).size.height else f"{text}: {names}"

    @on(Heatmap.Chosen)
    def _into_day(self) -> None:
        if self._sessions():
            self.add_class("in-day")
            self.query_one(SessionRows).focus()
