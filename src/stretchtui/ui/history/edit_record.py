"""Editing what the user said of a session: tightness and note."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from stretchtui.application.session import NOTE_LENGTH
from stretchtui.core.session.record import SessionRecord, Tightness
from stretchtui.core.text import clean
from stretchtui.ui.common.base import REVIEW_STYLES, BaseScreen, hints_for
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.score import ScoreScale
from stretchtui.ui.history.changes import change, tell_trouble
from stretchtui.ui.history.session_text import said_of
from stretchtui.ui.settings.bindings import bound


class EditScreen(BaseScreen[SessionRecord]):
    """Ends with the session as it is now, or none where it was left as it was."""

    CSS_PATH = REVIEW_STYLES
    HELP = (
        "What you said of the session. Digits or arrows change a number, backspace takes it away. Enter goes on to "
        "the next field and, at the last, saves; esc leaves everything as it was."
    )
    HINTS = ("go-on", "cancel", "help")
    CONTEXT = "edit"
    BINDINGS = bound("edit", go_on="next", down="app.focus_next", up="app.focus_previous")

    def __init__(self, record: SessionRecord) -> None:
        super().__init__()
        self.record = record
        self._saving = False

    def compose(self) -> ComposeResult:
        tight = self.record.tightness or Tightness()
        with Horizontal(id="header"):
            yield Static(said_of(self.record, self.user.catalogue), id="title", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield ScoreScale("Tightness before", tight.before, id="before")
            yield ScoreScale("Tightness after ", tight.after, id="after")
            yield Static("Note", id="label", markup=False)
            note = clean(self.record.note or "")
            most = max(NOTE_LENGTH, len(note))
            # a note that is selected when it gets the focus would be lost with the first letter typed
            yield Input(note, placeholder="none", id="note", max_length=most, compact=True, select_on_focus=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#before").focus()

    def show_hints(self) -> None:
        """A field of text has its own enter, which the bindings do not tell."""
        enter = [Hint("enter", "save")] if isinstance(self.focused, Input) else []
        for hints in self.query(Hints):
            hints.show([*enter, *hints_for(self, self.HINTS)])

    def on_descendant_focus(self) -> None:
        self.show_hints()

    def action_next(self) -> None:
        self.focus_next()

    @on(Input.Submitted)
    def _save(self) -> None:
        before, after = (self.query_one(name, ScoreScale).value for name in ("#before", "#after"))
        tight = None if before is None and after is None else Tightness(before, after)
        typed = self.query_one("#note", Input).value
        # a note of several lines shows as one: unless it was changed, it stays as it is
        note = self.record.note if typed == clean(self.record.note or "") else typed.strip() or None
        new = replace(self.record, tightness=tight, note=note)
        if new == self.record or self._saving:
            self.dismiss(None)
            return
        self._saving = True
        history, old = self.services.history, self.record
        changed_tight: Tightness | UnsetType | None = UNSET if tight == old.tightness else tight
        changed_note: str | UnsetType | None = UNSET if note == old.note else note

        def failed(line: str) -> None:
            self._saving = False
            tell_trouble(self)(line)

        change(
            self,
            lambda: history.edit(old.id, started=old.started, tightness=changed_tight, note=changed_note),
            lambda _: self.dismiss(new),
            failed,
        )

    def action_cancel(self) -> None:
        self.dismiss(None)
