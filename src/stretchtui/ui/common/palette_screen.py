"""The palette: type a part of a name, and go there."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from stretchtui.core.catalog.search import SearchText, by_rank
from stretchtui.core.words import plural
from stretchtui.ui.common.base import BaseScreen, hints_for
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.settings.bindings import bound


class PaletteEntry(Struct, frozen=True):
    """One thing to find: its `name`, what it is, how to get there, what it is found by, and the key it has."""

    name: str
    kind: str
    go: Callable[[], object]
    document: SearchText
    key: str = ""


class PaletteScreen(BaseScreen[PaletteEntry]):
    """Ends with what was chosen, or none."""

    HELP = (
        "Type a part of a name: every command is found here, and every stretch, routine, page and theme. "
        "{key:open} goes to the one under the cursor."
    )
    ALONE = True
    HINTS = ("down", "back")
    CONTEXT = "palette"
    BINDINGS = bound("palette", down="move(1)", up="move(-1)", page_down="page(1)", page_up="page(-1)")

    def __init__(self, entries: Sequence[PaletteEntry]) -> None:
        super().__init__()
        self.entries = entries
        self.found: Sequence[PaletteEntry] = ()

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Find", id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Input(placeholder="a command, stretch, routine, theme", id="sought-name", compact=True)
        yield Rows(id="finds", empty="Nothing by that name.", drop=(2, 1), driven=True)
        yield Hints()

    def show_hints(self) -> None:
        """The field of text has an enter of its own, which hides that of the list."""
        keys = self.context.keys
        self.query_one(Hints).show([Hint(keys.of("open"), "go there"), *hints_for(self, self.HINTS)])

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        self.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def _show(self) -> None:
        words = self.query_one(Input).value
        self.found = by_rank(self.entries, words, lambda entry: entry.document)
        rows = [Row(str(at), (entry.name, entry.kind, entry.key)) for at, entry in enumerate(self.found)]
        finds = self.query_one(Rows)
        finds.show(rows)
        finds.action_end(-1)
        self.query_one("#place", Static).update(plural(len(rows), "found", "found"))

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def action_open(self) -> None:
        key = self.query_one(Rows).key
        if key is not None:
            self.dismiss(self.found[int(key)])

    def action_move(self, step: int) -> None:
        self.query_one(Rows).action_move(step)

    def action_page(self, step: int) -> None:
        self.query_one(Rows).action_page(step)

    def action_back(self) -> None:
        self.dismiss(None)
