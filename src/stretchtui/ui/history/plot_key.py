"""What the signs of a plot of self-tests mean, in one line, as far as there is room."""

from textual.content import Content
from textual.widgets import Static

from stretchtui.core.measures.change import error_text
from stretchtui.ui.history.measure_plot import Plotted, Signs

WORDINGS = ((" best of three", " of the first: no change"), (" best", ": no change"), ("", ""))
"""What a point is, and what the band says; the longest first, the shortest where nothing else fits."""


class PlotKey(Static):
    """The key of a plot; said anew for each width that it comes to have."""

    def __init__(self, signs: Signs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.signs = signs
        self.plotted: Plotted | None = None

    def show(self, plotted: Plotted) -> None:
        """The key of another plot."""
        self.plotted = plotted
        self.refresh()

    def render(self) -> Content:
        """The longest wording that fits; where none does, as many of the signs as do."""
        if self.plotted is None:
            return Content("")
        said = [Content("   ").join(self._parts(self.plotted, *wording)) for wording in WORDINGS]
        signs = self._parts(self.plotted, "", "")
        fewer = [Content("   ").join(signs[:count]) for count in (2, 1)]
        return next((one for one in (*said, *fewer) if one.cell_length <= self.size.width), fewer[-1])

    def _parts(self, plotted: Plotted, best: str, no_change: str) -> list[Content]:
        signs = self.signs
        parts = [Content.assemble((signs.point, "$hold"), best)]
        if plotted.scale:
            error = error_text(plotted.scale, plotted.unit)
            parts.append(Content.assemble((signs.band * 2, "$track"), f" within {error}{no_change}"))
        if plotted.norms:
            parts.append(Content.assemble((signs.norm, "$muted"), " others"))
        return parts
