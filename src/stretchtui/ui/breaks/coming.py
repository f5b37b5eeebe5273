"""The stretches of a desk break in a list, and the one under the cursor drawn and explained beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from stretchtui.application.suitability import CARE, NONE
from stretchtui.core.care.conditions import LOOSE_IN_SHORT
from stretchtui.core.catalog.dose import dose
from stretchtui.core.catalog.model import sided
from stretchtui.core.words import clock
from stretchtui.ui.common.base import WIDE, is_live
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs, numbered
from stretchtui.ui.common.rows import TEXT, Row, Rows
from stretchtui.ui.common.text_update import update_text
from stretchtui.ui.figures.figure import LEAST, FigureView
from stretchtui.ui.figures.loading import figure_of, figure_style
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from stretchtui.application.context import Context
    from stretchtui.core.breaks.desk_break import DeskBreak, Pick
    from stretchtui.core.figures import Figure


INDENT = 3
"""Cells before a line that says more of the row above it."""

MORE = "More of it before its hold."
"""Where not all steps and all care have room."""


class Coming(Rows):
    """The stretches of the break, each with its reason: behind it where there is room, else below it."""

    BINDINGS = bound("break-list", begin="choose")

    coming: DeskBreak | None = None

    class Moved(Message):
        """A key moved the cursor, or tried to."""

    def show_break(self, coming: DeskBreak, key: str | None = None) -> None:
        """Show other stretches, with the cursor on `key`."""
        self.coming = coming
        self._lay_out(key)

    @property
    def pick(self) -> Pick | None:
        """The one under the cursor."""
        picks = self.coming.picks if self.coming else ()
        return next((pick for pick in picks if pick.stretch.id == self.key), None)

    def on_resize(self) -> None:
        self._lay_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can't be started."""
        return action != "choose" or bool(self.coming and self.coming.picks)

    def action_move(self, step: int) -> None:
        super().action_move(step)
        self.post_message(self.Moved())

    def action_page(self, step: int) -> None:
        super().action_page(step)
        self.post_message(self.Moved())

    def action_end(self, step: int) -> None:
        super().action_end(step)
        self.post_message(self.Moved())

    def _lay_out(self, key: str | None = None) -> None:
        texts = list(self._texts())
        wide = sum(max(map(cell_len, column)) + 3 for column in zip(*texts, strict=True)) <= self.size.width
        rows: list[Row] = []
        for pick, (*cells, reason) in zip(self.coming.picks if self.coming else (), texts, strict=True):
            mark = CARE if pick.care else NONE
            rows.append(Row(pick.stretch.id, (*cells, reason) if wide else tuple(cells), mark))
            if not wide:
                rows.append(Row(None, (self._below(reason),), note=True))
            if pick.care:
                rows.append(Row(None, (self._below(LOOSE_IN_SHORT),), note=True))
        self.show(rows, key)
        self.styles.height = max(1, len(rows))

    def _below(self, text: str) -> str:
        """A line below a name: never cut, but nearer to the edge, or without its region, where there is no room."""
        room = self.scrollable_content_region.width - TEXT - self.show_vertical_scrollbar  # no letter touches the bar
        if cell_len(text) > room:
            text = text.rpartition(": ")[2]
        return " " * max(0, min(INDENT, room - cell_len(text))) + text

    def _texts(self) -> Iterator[tuple[str, str, str, str]]:
        """Name, dose, length and reason of each."""
        if self.coming and self.coming.plan:
            for number, pick in enumerate(self.coming.picks):
                seconds = self.coming.plan.seconds_of(number)
                yield pick.stretch.name, dose(pick.entry), clock(seconds), pick.reason

    def _follow(self) -> None:
        """Keep the reason in sight as well."""
        self.scroll_to_region(Region(0, self.cursor, 1, 2), animate=False, force=True)


class InFocus(Vertical):
    """One stretch: its name, its figure and its steps, of which as many as there is room for."""

    def __init__(self, context: Context) -> None:
        super().__init__(id="in-focus")
        self.run_context = context
        self._shown: Pick | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="focus-name", markup=False)
        with Horizontal(id="focus-parts"):
            yield FigureView(style=figure_style(self.run_context), id="figure")
            yield Paragraphs(indent=3, id="focus-steps")

    def show(self, pick: Pick | None) -> None:
        """Show another stretch; the figure comes once it is read."""
        if pick is None or pick is self._shown:
            return
        self._shown = pick
        side = pick.entry.order[0]
        update_text(self.query_one("#focus-name", Static), pick.stretch.name + (f", {side} side first" if side else ""))
        self._show_steps()
        self.call_after_refresh(self._load, pick)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_steps)  # once its parts have their room

    def _show_steps(self) -> None:
        pick = self._shown
        if pick is None or not is_live(self):
            return
        steps, room = self.query_one("#focus-steps", Paragraphs), self.query_one("#focus-parts").size
        rows = room.height // 2 - 1 if self.screen.has_class(WIDE) else room.height  # below the figure, or beside it
        self.set_class(rows < LEAST[1], "flat")
        steps.show(self._fitting(pick, steps, steps.size.width or room.width, rows))

    def _fitting(self, pick: Pick, text: Paragraphs, width: int, rows: int) -> list[Paragraph]:
        """Steps and care; where not all has room, steps go before care does, and a line says so."""
        side, stretch = pick.entry.order[0], pick.stretch
        steps = [*numbered(sided(step, side) for step in stretch.steps)]
        cautions = (sided(caution, side) for caution in stretch.cautions if not caution.startswith("None known"))
        care = [Paragraph(caution, "Care", "$caution") for caution in cautions]
        shown = [*steps, *([BLANK] if care else []), *care]
        while steps and text.height_of(shown, width) > rows:
            steps.pop()
            shown = [*steps, *care, Paragraph(MORE, style="$muted", indent=0)]
        return text.beginning(shown[:-1], width, rows, shown[-1:])

    @work(thread=True, exclusive=True, group="figure")
    def _load(self, pick: Pick) -> None:
        figure = figure_of(pick.stretch, self.run_context)
        self.app.call_from_thread(self._loaded, pick, figure)

    def _loaded(self, pick: Pick, figure: Figure | None) -> None:
        if is_live(self) and pick is self._shown:
            self.screen.set_class(figure is not None, "drawn")
            self.call_after_refresh(self._show_steps)
            self.query_one("#figure", FigureView).show(figure, pick.entry.order[0])
