"""A one-line choice: how a stretch felt."""

from textual import getters
from textual.app import RenderResult
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from stretchtui.core.care.feedback import FELT
from stretchtui.core.session.record import Felt
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.common.rows import POINTER, fitted
from stretchtui.ui.common.score import UNSAID, question_label
from stretchtui.ui.settings.bindings import bound, is_letter, own_keys


class FeltChoice(Widget, can_focus=True):
    """How `name` felt; `value` is none until one says so. A digit answers, and so do the arrows.

    One that `folds` shows its answer alone while another has the focus, its label as wide as `label_width`.
    """

    app = getters.app(BaseApp)

    BINDINGS = bound("felt-choice", more="change(1)", fewer="change(-1)")

    value: reactive[Felt | None] = reactive(None)

    class Answered(Message):
        """A digit was pressed."""

    def __init__(
        self,
        name: str,
        value: Felt | None = None,
        *,
        folds: bool = False,
        label_width: int = 0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.label, self.folds, self.label_width = name, folds, label_width
        self.set_reactive(FeltChoice.value, value)

    def render(self) -> RenderResult:
        """The name, and the answers with the chosen one in brackets; the name is cut where there is little room."""
        parts: list[Content | str | tuple[str, str]] = []
        for number, felt in enumerate(FELT, start=1):
            chosen = felt == self.value
            text = f"[{number} {felt}]" if chosen else f" {number} {felt} "
            parts.append((text, "$accent bold" if chosen else "$muted"))
        answers = Content.assemble(*parts)
        if self.folds:
            label = question_label(self.label, self.label_width, asked=self.has_focus)
            if not self.has_focus:
                return Content.assemble(label, self.value or UNSAID)
            if self.size.width >= len(label) + answers.cell_length:
                return Content.assemble(label, answers)
        room = self.size.width - answers.cell_length - 1
        name = fitted(self.label, min(room, len(self.label) + 1)) if room >= 6 else ""
        return Content.assemble(name, POINTER if self.has_focus else " ", answers)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While one answers, letters are no commands of the screen; those that move the answer stay."""
        return is_letter(character) and key not in own_keys(self, self.app.user.changed_keys)

    def on_key(self, event: Key) -> None:
        """Take the digits."""
        if event.character and event.character in "1234":
            event.stop()
            self.value = FELT[int(event.character) - 1]
            self.post_message(self.Answered())

    def action_change(self, step: int) -> None:
        """The next answer, or the one before."""
        at = FELT.index(self.value) + step if self.value else (0 if step > 0 else len(FELT) - 1)
        self.value = FELT[max(0, min(len(FELT) - 1, at))]

    def action_clear(self) -> None:
        """Take the answer back."""
        self.value = None
