"""Days away: a question with one field, asked by a key of the first screen."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from stretchtui.application.away import change_away, proposed
from stretchtui.core.settings.away import EXAMPLE, away_words
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.common.base import BaseModal
from stretchtui.ui.settings.bindings import bound

ABOUT = "Weeks in which you are away do not break your weeks in a row. Nothing in the field means that you are not."


class AwayScreen(BaseModal[str]):
    """Ends with what `take` made of the days that were typed, or None where they stay as they were.

    `take` raises ValueError with a line for what is wrong with them.
    """

    HELP = "From when to when you are away, ill, or otherwise let off. {key:go-on} keeps it, {key:cancel} does not."
    CONTEXT = "away"
    BINDINGS = bound("away")

    def __init__(self, days: str, take: Callable[[str], str]) -> None:
        super().__init__()
        self.days, self.take = days, take

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static("Away from when to when?", id="question", markup=False)
            yield Static(ABOUT, id="explanation", markup=False)
            yield Input(self.days, placeholder=EXAMPLE, id="days", compact=True, select_on_focus=True)
            yield Static("", id="wrong", markup=False)
            yield Static(self.answers(("go-on", "keep"), ("cancel", "leave as it was")), id="answers")

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        try:
            self.dismiss(self.take(self.query_one(Input).value))
        except ValueError as error:
            self.query_one("#wrong", Static).update(str(error))
            self.add_class("told-wrong")

    def action_cancel(self) -> None:
        self.dismiss()


async def ask_away(app: BaseApp) -> None:
    """Ask for days away, and keep them."""

    def take(text: str) -> str:
        spans, write = change_away(app.context, text)
        app.keep(write)
        return f"Away {away_words(spans)}." if spans else "No days away."

    if said := await app.ask(AwayScreen(proposed(app.context), take)):
        app.notify(said, markup=False)
