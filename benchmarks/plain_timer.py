"""A countdown as one writes it in an hour with Textual's own widgets: what a session on screen is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Digits, Footer, Header, ProgressBar

SECONDS = 60


class PlainTimer(App[None]):
    BINDINGS = [("q", "quit", "Quit"), ("space", "pause", "Pause")]

    remaining = SECONDS

    def compose(self) -> ComposeResult:
        yield Header()
        yield Digits(str(SECONDS))
        yield ProgressBar(SECONDS, id="hold")
        yield ProgressBar(SECONDS * 4, id="session")
        yield Footer()

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        self.remaining = max(0, self.remaining - 1)
        self.query_one(Digits).update(str(self.remaining))
        for bar in self.query(ProgressBar):
            bar.advance(1)

    def action_pause(self) -> None:
        self.exit()


if __name__ == "__main__":
    PlainTimer().run()
