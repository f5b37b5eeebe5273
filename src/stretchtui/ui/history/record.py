"""One session of the history, whole."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import clock
from stretchtui.ui.common.base import REVIEW_STYLES, BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.flows import flow
from stretchtui.ui.history.changes import change, repeat, tell_trouble
from stretchtui.ui.history.edit_record import EditScreen
from stretchtui.ui.history.session_text import said_of, whole_session
from stretchtui.ui.settings.bindings import bound


class RecordScreen(BaseScreen[None]):
    """One session; `changed` is called when it was edited, deleted or done again."""

    CSS_PATH = REVIEW_STYLES
    HELP = "One session: each stretch with what was done of what was planned, how it felt, and your note."
    HINTS = ("edit", "again", "delete", "back", "help")
    CONTEXT = "record"
    BINDINGS = bound("record", down="scroll(1)", up="scroll(-1)")

    def __init__(self, record: SessionRecord, changed: Callable[[], object]) -> None:
        super().__init__()
        self.record, self.changed = record, changed

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(f"{self.record.started:%a %d %b %Y, %H:%M}", id="title", markup=False)
            yield Static(f"{clock(self.record.seconds)} held", id="place", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield Static(whole_session(self.record, self.user.catalogue), id="text")
        yield Hints()

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction * 2, animate=False)

    def action_edit(self) -> None:
        def edited(record: SessionRecord | None) -> None:
            if record:
                self.record = record
                self.query_one("#text", Static).update(whole_session(record, self.user.catalogue))
                self.changed()

        self.app.push_screen(EditScreen(self.record), edited)

    def action_delete(self) -> None:
        history, said = self.services.history, said_of(self.record, self.user.catalogue)

        def deleted(_: object) -> None:
            self.app.notify(
                f"Deleted: {said}. {self.context.keys.of('undo')} in the history takes it back.",
                markup=False,
                timeout=8,
            )
            self.changed()
            if self.is_current:
                self.dismiss()

        change(self, lambda: history.delete(self.record.id, started=self.record.started), deleted, tell_trouble(self))

    @flow
    async def action_again(self) -> None:
        await repeat(self.app, self.record)
        self.changed()

    def action_back(self) -> None:
        self.dismiss()
