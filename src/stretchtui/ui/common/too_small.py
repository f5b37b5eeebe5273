"""A terminal with too little room: says so, and waits for more."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from stretchtui.terminal.capabilities import LEAST


class TooSmallScreen(ModalScreen[None]):
    """Lies over everything while there is too little room."""

    def compose(self) -> ComposeResult:
        yield Static("", id="text", markup=False)

    def on_resize(self) -> None:
        columns, rows = self.app.size
        self.query_one("#text", Static).update(
            f"stretchtui needs {LEAST[0]}x{LEAST[1]}; this is {columns}x{rows}. Make it larger to go on; q quits."
        )
