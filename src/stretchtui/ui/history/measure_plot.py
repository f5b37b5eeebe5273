"""A series of self-tests over time: points, the measurement error around the first as a band, what was practised."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.measures.chart import Chart, chart_of
from stretchtui.core.measures.series import Practised, Series, day_text

if TYPE_CHECKING:
    from stretchtui.core.measures.model import Norm, Scale
    from stretchtui.core.measures.quantity import Unit

AXIS = 6
"""Cells at the left, for the numbers of the scale."""

RIGHT = 2
"""Cells at the right, where a norm stands."""

BELOW = 2
"""Rows below the plot: what was practised, and the dates."""


class Signs(Struct, frozen=True):
    """What is drawn for a number, for the band, for a norm, and for how much was practised, from nothing to most."""

    point: str
    band: str
    norm: str
    practice: str


UNICODE_SIGNS = Signs("●", "░", "▕", " ▁▂▃▄▅▆▇█")
ASCII_SIGNS = Signs("*", ":", "|", " .-+#")


class Plotted(Struct, frozen=True):
    """What is plotted: a series, how it is read, norms, and when how much was practised."""

    series: Series
    scale: Scale | None
    norms: tuple[Norm, ...]
    practised: Practised
    unit: Unit


class MeasurePlot(Widget):
    """Further is further up. Shows nothing where there are too few rows for it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "measure--axis",
        "measure--point",
        "measure--band",
        "measure--norm",
        "measure--practice",
    }

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.signs = ASCII_SIGNS if ascii_only else UNICODE_SIGNS
        self.plotted: Plotted | None = None
        self._chart: Chart | None = None

    def show(self, plotted: Plotted | None) -> None:
        """Plot something else."""
        self.plotted, self._chart = plotted, None
        self.refresh()

    def on_resize(self) -> None:
        self._chart = None

    def render_line(self, y: int) -> Strip:
        """A line of the plot; the last two tell what was practised, and the dates at both ends."""
        width, rows = self.size.width, self.size.height - BELOW
        columns = width - AXIS - RIGHT
        if self.plotted is None or rows < 3 or columns < 8:
            return Strip.blank(width, self.rich_style)
        if self._chart is None or (self._chart.columns, self._chart.rows) != (columns, rows):
            self._chart = self._laid_out(self.plotted, columns, rows)
        if y < rows:
            cells = self._row(self._chart, y)
        elif y == rows:
            cells = self._practice(self._chart)
        else:
            cells = [Segment(" " * AXIS + self._dates(self.plotted.series, columns), self._style("axis"))]
        return Strip(cells).adjust_cell_length(width, self.rich_style).simplify()

    def _laid_out(self, plotted: Plotted, columns: int, rows: int) -> Chart:
        return chart_of(
            plotted.series,
            plotted.scale,
            plotted.norms,
            plotted.practised,
            unit=plotted.unit,
            size=(columns, rows),
        )

    def _row(self, chart: Chart, y: int) -> list[Segment]:
        label = chart.labels.get(y, "")
        cells = [Segment(f"{label:>{AXIS - 1}} ", self._style("axis"))]
        here = {x for x, row in chart.points if row == y}
        banded = chart.band is not None and chart.band[0] <= y <= chart.band[1]
        ground = Segment(self.signs.band, self._style("band")) if banded else Segment(" ", self.rich_style)
        point = Segment(self.signs.point, self._style("point"))
        cells += [point if x in here else ground for x in range(chart.columns)]
        normed = chart.norm is not None and chart.norm[0] <= y <= chart.norm[1]
        return [*cells, Segment(f"{self.signs.norm if normed else ' '} ", self._style("norm"))]

    def _practice(self, chart: Chart) -> list[Segment]:
        """A row of bars, as high as so much was practised in that time; any at all is seen."""
        levels = self.signs.practice
        bars = "".join(
            levels[max(1, round(part * (len(levels) - 1)))] if part else levels[0] for part in chart.practice
        )
        return [Segment(f"{'held':>{AXIS - 1}} ", self._style("axis")), Segment(bars, self._style("practice"))]

    def _dates(self, series: Series, columns: int) -> str:
        first, last = day_text(series.points[0].at), day_text(series.newest.at)
        if first == last:
            return first.center(columns)
        return first + last.rjust(columns - len(first)) if len(first) + len(last) < columns else first

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"measure--{name}")
