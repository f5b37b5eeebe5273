"""The first start: where it is stiff, on a map of the body."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.core.catalog.model import Region
from stretchtui.ui.common.base import BROWSE_STYLES, BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_style
from stretchtui.ui.settings.bindings import bound

ABOUT = "Choose a place. You see a stretch for it, drawn, and what to know first, before anything is held."


class WhereScreen(BaseScreen[str]):
    """Ends with the id of a region, or None to look around first."""

    CSS_PATH = BROWSE_STYLES
    HELP = (
        "Where it is stiff: {key:open} shows a stretch for the place under the cursor, {key:back} shows all there is. "
        "This is asked at the first start alone."
    )
    HINTS = ("open", "back", "help")
    CONTEXT = "where"
    BINDINGS = bound("where", right="open")

    def __init__(self, places: tuple[Region, ...]) -> None:
        super().__init__()
        self.places = places

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static("Where is it stiff?", id="title", markup=False)
        yield Static(ABOUT, id="where-about", markup=False)
        with Horizontal(id="where-lists"):
            yield Rows(id="places")
            yield FigureView(style=figure_style(self.context), id="where-map")
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        rows = self.query_one(Rows)
        rows.show([Row(place.id, (place.name,)) for place in self.places])
        self.set_focus(rows)

    @on(Rows.Highlighted)
    def _light(self, event: Rows.Highlighted) -> None:
        self.query_one(FigureView).show_region(event.key)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)

    def action_open(self) -> None:
        self.query_one(Rows).action_choose()

    def action_back(self) -> None:
        self.dismiss()
