"""The page that shows how the minutes are spread over the body, and what was left out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from stretchtui.core.history.regions import WINDOWS, left_out, left_out_words
from stretchtui.core.history.review import Review
from stretchtui.core.text import clean
from stretchtui.ui.history.pages.page import ReviewPage
from stretchtui.ui.history.region_bars import RegionBars
from stretchtui.ui.settings.bindings import bound


class BalancePage(ReviewPage, can_focus=True):
    """Minutes by region over a window of weeks."""

    HINTS: ClassVar[tuple[str, ...]] = ("longer-window", "shorter-window", "log")
    BINDINGS = bound(
        "balance", longer_window="window(1)", shorter_window="window(-1)", down="scroll_bars(1)", up="scroll_bars(-1)"
    )

    def compose(self) -> ComposeResult:
        yield Static("", id="window")
        with VerticalScroll(id="bars", can_focus=False):
            yield RegionBars()
            yield Static("", id="left-out", markup=False)

    def on_mount(self) -> None:
        self.chosen = 0
        self.review: Review | None = None

    def show(self, review: Review) -> None:
        self.review = review
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
