"""One session of the history, whole."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import clock
from stretchtui.ui.common.base import REVIEW_STYLES
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import Paragraphs
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.flows import flow
from stretchtui.ui.history.changes import repeat, trouble_told
from stretchtui.ui.history.edit_record import EditScreen
from stretchtui.ui.history.session_text import NUMBERS, said_of, whole_session
from stretchtui.ui.settings.bindings import bound


class RecordScreen(ScrollingScreen[bool]):
    """One session; dismisses with whether it was edited, deleted or done again."""

    CSS_PATH = REVIEW_STYLES
    HELP = "One session: each stretch with what was done of what was planned, how it felt, and your note."
    HINTS = ("edit", "again", "delete", "back", "help")
    CONTEXT = "record"
    BINDINGS = bound("record", down="scroll(1)", up="scroll(-1)")

    def __init__(self, record: SessionRecord) -> None:
        super().__init__()
        self.record = record
        self.changed = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(f"{self.record.started:%a %d %b %Y, %H:%M}", id="title", markup=False)
            yield Static(f"{clock(self.record.seconds)} held", id="place", markup=False)
        with Scrolling(id="body"):
            yield Paragraphs(whole_session(self.record, self.user.catalogue), indent=NUMBERS, id="text")
        yield Hints()

    @flow
    async def action_edit(self) -> None:
        if record := await self.app.ask(EditScreen(self.record)):
            self.record, self.changed = record, True
            self.query_one("#text", Paragraphs).show(whole_session(record, self.user.catalogue))

    @flow
    async def action_delete(self) -> None:
        history, record = self.services.history, self.record
        with trouble_told(self.app):
            await self.app.on_disk(lambda: history.delete(record.id, started=record.started))
            self.changed = True
            key = self.context.keys.of("undo")
            said = f"Deleted: {said_of(record, self.user.catalogue)}. {key} in the history takes it back."
            self.app.notify(said, markup=False, timeout=8)
            if self.is_current:
                self.dismiss(True)

    @flow
    async def action_again(self) -> None:
        await repeat(self.app, self.record)
        self.changed = True

    def action_back(self) -> None:
        self.dismiss(self.changed)
