"""All programmes of weeks, to choose one; the one that is on is marked."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import ScreenResume
from textual.widgets import Static

from stretchtui.core.words import plural
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.programmes.programme import ProgrammeScreen
from stretchtui.ui.settings.bindings import bound

ON = "▸"


class ProgrammesScreen(BaseScreen[None]):
    """The shipped programmes, and the user's own."""

    HELP = (
        "Programmes of weeks: steps that you go through by the sessions that you did and how they felt. {key:open} "
        "shows one with all its steps."
    )
    HINTS = ("open", "back", "help")
    CONTEXT = "programmes"
    BINDINGS = bound("programmes", right="open")

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Programmes of weeks", id="title", markup=False)
        yield Rows(id="programmes", empty="There are no programmes.")
        yield Static("", id="about", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        rows = self.query_one(Rows)
        rows.show(self._rows())
        self.set_focus(rows)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Another may be on now."""
        if self.seen:
            self.query_one(Rows).show(self._rows())

    def _rows(self) -> list[Row]:
        on_now = self.user.settings.programme.id
        return [
            Row(one.id, (one.name, plural(len(one.steps), "step")), ON if one.id == on_now else " ")
            for one in self.user.catalogue.programmes.values()
        ]

    @on(Rows.Highlighted)
    def _moved(self, event: Rows.Highlighted) -> None:
        programme = self.user.catalogue.programmes.get(event.key or "")
        self.query_one("#about", Static).update(programme.summary if programme else "")

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.app.push_screen(ProgrammeScreen(self.user.catalogue.programmes[event.key]))

    def action_open(self) -> None:
        self.query_one(Rows).action_choose()

    def action_back(self) -> None:
        self.dismiss()
