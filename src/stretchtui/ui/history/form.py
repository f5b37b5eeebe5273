"""A form over one record of the history: from field to field, each checked as it is left, saved from anywhere."""

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from stretchtui.application.session import NOTE_LENGTH
from stretchtui.core.text import clean
from stretchtui.ui.common.base import REVIEW_STYLES, BaseScreen, hints_for
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.history.session_fields import CheckedField
from stretchtui.ui.settings.bindings import bound

WRITTEN = "%Y-%m-%d %H:%M"
"""A moment as the field takes it."""


class RecordForm(BaseScreen[ScreenResultType]):
    """Ends with the record as it is now, or none where it was left as it was. Its last field is a note."""

    CSS_PATH = REVIEW_STYLES
    HINTS = ("go-on", "save", "cancel", "help")
    CONTEXT = "edit"
    BINDINGS = bound("edit", go_on="next", down="app.focus_next", up="app.focus_previous")
    first = ""
    """The field that has the focus first."""

    def note_field(self, note: str | None) -> ComposeResult:
        """The field of the note, the last one."""
        text = clean(note or "")
        yield Static("Note", classes="label", markup=False)
        most = max(NOTE_LENGTH, len(text))
        # a note that is selected when it gets the focus would be lost with the first letter typed
        yield Input(text, placeholder="none", id="note", max_length=most, compact=True, select_on_focus=False)

    def note(self, old: str | None) -> str | None:
        """The note as it is now: one of several lines shows as one, and stays as it is unless it was changed."""
        typed = self.query_one("#note", Input).value
        return old if typed == clean(old or "") else typed.strip() or None

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(self.first).focus()
        self.call_after_refresh(self._follow)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        """Keep the field that is filled in, and those after it, in sight."""
        if self.focused:
            self.focused.scroll_visible(animate=False, top=True)

    def show_hints(self) -> None:
        """A field of text has its own enter, which the bindings do not tell."""
        words = "save" if self.focused and self.focused.id == "note" else "next"
        enter = [Hint(self.context.keys.of("go-on"), words)] if isinstance(self.focused, Input) else []
        for hints in self.query(Hints):
            hints.show([*enter, *hints_for(self, self.HINTS)])

    def on_descendant_focus(self) -> None:
        self.show_hints()

    def action_next(self) -> None:
        """On to the next field once this one is right; at the last, save."""
        if not all(field.is_right() for field in self.query(CheckedField) if field.input.has_focus):
            return
        if self.focused and self.focused.id == "note":
            self.action_save()
        else:
            self.focus_next()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_next()

    def all_right(self) -> bool:
        """Whether all fields can be used; the first one that can't gets the focus."""
        for field in self.query(CheckedField):
            if not field.is_right():
                field.input.focus()
                return False
        return True

    def action_save(self) -> None:
        """Save what was changed, from any field."""
        raise NotImplementedError

    def action_cancel(self) -> None:
        self.dismiss(None)
