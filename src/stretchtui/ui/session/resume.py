"""A session was interrupted: go on with it, keep what was done, or discard it."""

from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.words import clock
from stretchtui.storage.session.checkpoint import Checkpoint
from stretchtui.ui.common.base import BaseModal
from stretchtui.ui.settings.bindings import bound

Answer = Literal["resume", "keep", "discard", "later"]

ANSWERS = (("resume", "resume"), ("keep", "keep what was done"), ("discard", "discard"), ("later", "later"))


class ResumeScreen(BaseModal[Answer]):
    """Ends with what to do; esc leaves the session where it is, to be asked again next time."""

    HELP = (
        "A session ended before its time: the terminal closed, or the machine went off. Go on where you were, keep "
        "what was done in your history, or throw it away; esc asks again next time."
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
        view = self.checkpoint.session(0.0).view(0.0)
        routine = self.catalogue.routines.get(self.checkpoint.routine or "")
        name = routine.name if routine else view.entry.name
        held = clock(self.checkpoint.record().seconds)
        side = f", {view.phase.side} side" if view.phase.side else ""
        where = f"at {view.entry.name}, {view.phase.rep} of {view.entry.reps}{side}"
        with Vertical(id="dialog"):
            yield Static("A session was interrupted.", id="question", markup=False)
            yield Static(f"{name}, {self.checkpoint.started:%a %H:%M}", markup=False)
            yield Static(f"{where}; {held} held, {clock(view.left)} left.", id="explanation", markup=False)
            yield Static(self.answers(*ANSWERS, lines=True), id="answers")
