"""A terminal with too little room: says so, and waits for more."""

from textual import getters
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from stretchtui.terminal.capabilities import LEAST
from stretchtui.ui.base_app import BaseApp


class TooSmallScreen(ModalScreen[None]):
    """Lies over everything while there is too little room."""

    app = getters.app(BaseApp)

    def compose(self) -> ComposeResult:
        yield Static("", id="text", markup=False)

    def on_resize(self) -> None:
        columns, rows = self.app.size
        room = f"stretchtui needs {LEAST[0]}x{LEAST[1]}; this is {columns}x{rows}."
        quits = self.app.context.keys.fill("Make it larger to go on; {key:quit} quits.")
        self.query_one("#text", Static).update(f"{room} {quits}")
