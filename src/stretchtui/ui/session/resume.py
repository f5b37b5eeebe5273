"""A session was interrupted: go on with it, keep what was done, or discard it."""

from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from stretchtui.application.session import interrupted_words
from stretchtui.core.catalog.model import Catalogue
from stretchtui.storage.session.checkpoint import Checkpoint
from stretchtui.ui.common.base import BaseModal
from stretchtui.ui.settings.bindings import bound

Answer = Literal["resume", "keep", "discard", "later"]

ANSWERS = (("resume", "resume"), ("keep", "keep what was done"), ("discard", "discard"), ("later", "later"))


class ResumeScreen(BaseModal[Answer]):
    """Ends with what to do; esc leaves the session where it is, to be asked again next time."""

    HELP = (
        "A session ended before its time: the terminal closed, or the machine went off. Go on where you were, keep "
        "what was done in your history, or throw it away; {key:later} asks again next time."
    )
    CONTEXT = "resume"
    BINDINGS = bound(
        "resume",
        resume="dismiss('resume')",
        keep="dismiss('keep')",
        discard="dismiss('discard')",
        later="dismiss('later')",
    )

    def __init__(self, checkpoint: Checkpoint, catalogue: Catalogue) -> None:
        super().__init__()
        self.checkpoint, self.catalogue = checkpoint, catalogue

    def compose(self) -> ComposeResult:
        what, where = interrupted_words(self.checkpoint, self.catalogue)
        with Vertical(id="dialog"):
            yield Static("A session was interrupted.", id="question", markup=False)
            yield Static(what, markup=False)
            yield Static(where, id="explanation", markup=False)
            yield Static(self.answers(*ANSWERS, lines=True), id="answers")
