"""The page with the list of sessions, narrowed by words, and the one under the cursor beside it."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from stretchtui.core.history.review import Review
from stretchtui.core.history.search import SessionSearch
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import plural
from stretchtui.ui.common.base import is_live
from stretchtui.ui.common.paragraphs import Paragraphs
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.session_rows import SessionRows
from stretchtui.ui.history.session_text import NUMBERS, whole_session
from stretchtui.ui.settings.bindings import bound


class SessionsPage(ReviewPage):
    """All sessions, the newest first."""

    HINTS = ("open", "filter", "edit", "delete", "again", "log")
    BINDINGS = bound("sessions")

    def compose(self) -> ComposeResult:
        yield Input(placeholder="routine, region, outcome, note, date", id="sought", compact=True, classes="hidden")
        yield Static("", id="found", markup=False, classes="hidden")
        with Horizontal(id="list"):
            yield SessionRows(
                id="sessions",
                empty=self.app.context.keys.fill("Nothing found. {key:back} clears the filter."),
            )
            with Scrolling(id="beside"):
                yield Paragraphs(indent=NUMBERS, id="whole")

    def on_mount(self) -> None:
        self.finder = SessionSearch(self.user.catalogue)
        self.review: Review | None = None
        self.shown: dict[str, SessionRecord] = {}
        self.go_to: str | None = None
        """The id of a session that the cursor goes to when it is read."""

    @property
    def record(self) -> SessionRecord | None:
        """The session under the cursor."""
        return self.shown.get(self.query_one(SessionRows).key or "")

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.query_one("#sought", Input).value.strip()

    def show(self, review: Review) -> None:
        self.review = review
        if self.words:
            self._find(self.words)
        else:
            self._show(review.records)

    def enter(self) -> None:
        self.query_one(SessionRows).focus()

    def leave(self) -> bool:
        sought = self.query_one("#sought", Input)
        if sought.has_class("hidden"):
            return False
        sought.value = ""
        sought.add_class("hidden")
        self.enter()
        return True

    def action_filter(self) -> None:
        sought = self.query_one("#sought")
        sought.remove_class("hidden")
        sought.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The filter is offered where there is something to find, and not while one types."""
        if action == "filter":
            own = bool(self.shown or self.words) and not self.screen.has_class("empty")
            return own and not self.query_one("#sought").has_focus
        return True

    @on(Input.Changed, "#sought")
    def _typed(self) -> None:
        if self.review is None:
            return
        if self.words:
            self._find(self.words)
        else:
            self._show(self.review.records)

    @on(Input.Submitted, "#sought")
    def _typed_out(self) -> None:
        self.query_one("#sought").set_class(not self.words, "hidden")
        self.enter()

    @work(thread=True, exclusive=True, group="finding")
    def _find(self, words: str) -> None:
        """Look through all sessions, while one goes on typing."""
        if self.review is None:
            return
        found = self.finder.found(self.review.records, words)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._found, words, found)

    def _found(self, words: str, records: tuple[SessionRecord, ...]) -> None:
        if is_live(self.screen) and words == self.words:
            self._show(records)

    def _show(self, records: tuple[SessionRecord, ...]) -> None:
        self.shown = {record.id: record for record in records}
        key = self.go_to if self.go_to in self.shown else None
        self.query_one(SessionRows).show_sessions(records, self.user.catalogue, key=key)
        self.go_to = None if key else self.go_to
        found = self.query_one("#found", Static)
        found.set_class(not self.words, "hidden")
        if self.words:
            held = sum(record.seconds for record in records)
            found.update(f"{plural(len(records), 'session')} with “{self.words}”, {round(held / 60)} min")

    @on(SessionRows.Highlighted, "#sessions")
    def _show_beside(self) -> None:
        record = self.record
        self.query_one("#whole", Paragraphs).show(whole_session(record, self.user.catalogue) if record else ())
        self.query_one("#beside").scroll_home(animate=False)
        self.screen.refresh_bindings()
