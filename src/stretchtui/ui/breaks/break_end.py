"""The end of a desk break: one line, and how tight it feels now, if one wants to say."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.core.history.totals import done_words
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.score import ScoreScale
from stretchtui.ui.session.end import EndScreen
from stretchtui.ui.settings.bindings import bound


class BreakEndScreen(EndScreen):
    """The end of a session in short."""

    HELP = (
        "How tight it feels now, from 0 (loose) to 10, and how the last stretch felt ({key:up}), for your own eyes. "
        "{key:go-on} ends the break, with or without it."
    )
    HINTS: ClassVar[tuple[str, ...]] = ("go-on", "up", "help")
    CONTEXT = "break-end"
    BINDINGS = bound("break-end", go_on="save")

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Done" if self.ending == "completed" else "Stopped", id="title", markup=False)
        yield Static(done_words(self._record()), id="done", markup=False)
        yield from self.compose_felt()
        yield Static("How tight does it feel now?  0 loose, 10 as tight as can be.", id="question", markup=False)
        yield ScoreScale("Tightness", id="after")
        yield Hints()
