"""The page that shows how the minutes are spread over the body, and what was left out."""

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from stretchtui.core.history.regions import WINDOWS, left_out, left_out_words
from stretchtui.core.history.review import Review
from stretchtui.core.history.sides import SideBySide, compared
from stretchtui.core.text import clean
from stretchtui.core.words import clock
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.region_bars import RegionBars
from stretchtui.ui.settings.bindings import bound

MOST_SIDES, TIME, MARGINS = 8, 8, 6
"""Stretches whose sides are shown; cells of a column of minutes, and of what is beside the page."""


class BalancePage(ReviewPage, can_focus=True):
    """Minutes by region over a window of weeks."""

    HINTS: ClassVar[tuple[str, ...]] = ("longer-window", "shorter-window", "log")
    BINDINGS = bound(
        "balance", longer_window="window(1)", shorter_window="window(-1)", down="scroll_bars(1)", up="scroll_bars(-1)"
    )

    def compose(self) -> ComposeResult:
        yield Static("", id="window")
        with Scrolling(id="bars"):
            yield RegionBars()
            yield Static("", id="left-out", markup=False)
            yield Static("", id="sides")

    def on_mount(self) -> None:
        self.chosen = 0
        self.review: Review | None = None

    def show(self, review: Review) -> None:
        self.review = review
        self._show()

    def on_resize(self) -> None:
        self._show()

    def enter(self) -> None:
        self.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No window is longer than the longest."""
        if action == "window" and self.is_mounted:
            step = parameters[0]
            return isinstance(step, int) and 0 <= self.chosen + step < len(WINDOWS)
        return True

    def action_window(self, step: int) -> None:
        self.chosen += step
        self._show()
        self.refresh_bindings()

    def action_scroll_bars(self, step: int) -> None:
        self.query_one("#bars").scroll_relative(y=step, animate=False)

    def _show(self) -> None:
        if self.review is None:
            return
        weeks, figures, catalogue = WINDOWS[self.chosen], self.review.balance, self.user.catalogue
        seconds = figures.seconds[weeks]
        known = {region.id: region.name for region in catalogue.regions.values()}
        names = {**known, **{region: clean(region) for region in seconds if region not in known}}
        self.query_one(RegionBars).show(tuple((name, seconds.get(region, 0)) for region, name in names.items()))
        choices = [(f"[{w}]", "$accent bold") if w == weeks else (f" {w} ", "$muted") for w in WINDOWS]
        minutes = round(sum(seconds.values()) / 60)
        self.query_one("#window", Static).update(
            Content.assemble(*choices, (" weeks", "$muted"), f"   {minutes} min in all")
        )
        found = left_out(figures, catalogue.regions, self.review.today) if self.review.whole else ()
        self.query_one("#left-out", Static).update(left_out_words(found, names))
        self.query_one("#sides", Static).update(
            _side_by_side(self.review.sides.get(weeks, ()), self.app.size.width - MARGINS)
        )


def _side_by_side(found: Iterable[SideBySide], width: int) -> Content:
    """Left against right, a line a stretch; nothing where no stretch was done often enough to be compared."""
    some = compared(found)[:MOST_SIDES]
    if not some:
        return Content("")
    names = [clean(one.name) for one in some]
    column = max(8, min(max(map(cell_len, names)), width - 2 * TIME - 4))
    lines = [Content.styled(f"{'Left and right':<{column}}{'left':>{TIME}}{'right':>{TIME}}", "$muted")]
    for one, name in zip(some, names, strict=True):
        times = f"{clock(one.left.seconds):>{TIME}}{clock(one.right.seconds):>{TIME}}"
        said = f"  {one.words}" if one.words and column + 2 * TIME + 2 + len(one.words) < width else ""
        lines.append(Content.assemble(set_cell_size(name, column), times, (said, "$caution")))
    return Content("\n").join(lines)
