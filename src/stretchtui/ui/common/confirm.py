"""A question with two answers."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from stretchtui.ui.common.base import BaseModal
from stretchtui.ui.settings.bindings import bound


class ConfirmScreen(BaseModal[bool]):
    """Ends with true for yes."""

    HELP = "A question that waits for your answer. What is below it waits as well."
    CONTEXT = "confirm"
    BINDINGS = bound("confirm", yes="dismiss(True)", no="dismiss(False)")

    def __init__(self, question: str, explanation: str = "", *, yes: str = "yes", no: str = "no") -> None:
        super().__init__()
        self.question, self.explanation = question, explanation
        self.yes, self.no = yes, no

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(self.question, id="question", markup=False)
            if self.explanation:
                yield Static(self.explanation, id="explanation", markup=False)
            yield Static(self.answers(("yes", self.yes), ("no", self.no)), id="answers")
