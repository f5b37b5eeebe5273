"""A scale from 0 to 10, answered by digits or arrows, or not at all."""

from textual import getters
from textual.app import RenderResult
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from stretchtui.core.session.record import TIGHTEST
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.common.rows import POINTER, fitted
from stretchtui.ui.settings.bindings import bound, is_letter, own_keys

UNSAID = "–"
"""What stands for no answer."""


def question_label(label: str, width: int, *, asked: bool) -> str:
    """A label of one of several questions, with the pointer before the one that is asked now."""
    return f"{POINTER if asked else ' '} {fitted(label, width)}  "


class ScoreScale(Widget, can_focus=True):
    """How tight it feels: 0 loose, 10 as tight as can be; `value` is none until one answers.

    One that `folds` shows its answer alone while another has the focus, its label as wide as `label_width`.
    """

    app = getters.app(BaseApp)

    BINDINGS = bound("score", more="change(1)", fewer="change(-1)")

    value: reactive[int | None] = reactive(None)

    class Changed(Message):
        """Another number, or none."""

    def __init__(
        self,
        label: str,
        value: int | None = None,
        *,
        folds: bool = False,
        label_width: int = 0,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label, self.folds, self.label_width = label, folds, label_width
        self.set_reactive(ScoreScale.value, value)

    def watch_value(self) -> None:
        self.post_message(self.Changed())

    def render(self) -> RenderResult:
        """The label, and the numbers with the chosen one in brackets; short where there is little room."""
        chosen = self.value
        label = f"{self.label} {POINTER if self.has_focus else ' '}"
        if self.folds:
            label = question_label(self.label, self.label_width, asked=self.has_focus)
            if not self.has_focus:
                return Content.assemble(label, UNSAID if chosen is None else f"{chosen} of {TIGHTEST}")
        if self.size.width < len(label) + 39:
            shown = "-" if chosen is None else str(chosen)
            return Content.assemble(label, (f"[{shown}]", "$accent bold"), (" of 10", "$muted"))
        parts: list[Content | str | tuple[str, str]] = [label]
        for number in range(TIGHTEST + 1):
            here = number == chosen
            parts.append((f"[{number}]" if here else f" {number} ", "$accent bold" if here else "$muted"))
        return Content.assemble(*parts)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While one answers, letters are no commands of the screen; those that move the answer stay."""
        return is_letter(character) and key not in own_keys(self, self.app.user.changed_keys)

    def on_key(self, event: Key) -> None:
        """Take digits; a 0 after a 1 makes it 10."""
        if event.character and event.character.isdigit():
            event.stop()
            digit = int(event.character)
            self.value = TIGHTEST if digit == 0 and self.value == 1 else digit

    def action_change(self, step: int) -> None:
        """One more, or one less."""
        self.value = 5 if self.value is None else max(0, min(TIGHTEST, self.value + step))

    def action_clear(self) -> None:
        """Take the answer back."""
        self.value = None
