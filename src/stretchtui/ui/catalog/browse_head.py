"""The head of the first screen: what is shown, and the week in dots and words."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from stretchtui.application.context import Context
from stretchtui.application.suitability import just_now
from stretchtui.application.today import Today, later, week_words
from stretchtui.core.history.week import day_signs

MINUTE = 60.0

SIDES = 6
"""Columns that the head leaves free at the most: at its sides, and between the title and the week."""


class BrowseHead(Horizontal):
    """The title and what narrows the lists on the left, the week on the right."""

    _today: Today | None = None

    def __init__(self, context: Context, *, id: str) -> None:  # noqa: A002 - the name is Textual's
        super().__init__(id=id)
        self.run_context = context

    def compose(self) -> ComposeResult:
        yield Static("stretchtui", id="title", markup=False)
        yield Static("", id="week-head", markup=False)

    def on_mount(self) -> None:
        self.set_interval(MINUTE, self.show_week)

    def on_resize(self) -> None:
        self.show_week()

    def show(self, today: Today | None, words: str) -> None:
        """Show what the history says, once it was read, and the words that are looked for, if any."""
        self._today = today
        now = just_now(self.run_context.user.body)
        title = " · ".join(["stretchtui", *([now] if now else []), *([f"only “{words}”"] if words else [])])
        self.query_one("#title", Static).update(title, layout=False)
        self.show_week()

    def show_week(self) -> None:
        """The days of the week as dots and in words, and when a break is due: as many words as fit beside the title."""
        if self._today is None:
            return
        context = self.run_context
        clock, every = context.services.clock, context.user.settings.break_.every_minutes
        status = later(self._today.status, clock.now(), every)
        done, to_come = day_signs(status.days, status.goal, unicode=context.services.terminal.has_circles)
        title = self.query_one("#title", Static)
        room = self.app.size.width - cell_len(str(title.content)) - len(done + to_come) - self._free()
        words = next((words for words in week_words(context, status) if cell_len(words) <= room), None)
        signs = Content.assemble((done, "$accent"), (to_come, "$muted"), f" {words}") if words else Content("")
        self.query_one("#week-head", Static).update(signs)

    def _free(self) -> int:
        return SIDES if self.styles.padding.left > 1 else SIDES - 2
