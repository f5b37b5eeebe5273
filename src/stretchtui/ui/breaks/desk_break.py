"""Before a desk break: what is coming and why. It starts by itself, unless one wants to change something."""

from math import ceil
from typing import ClassVar

from msgspec import structs
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from stretchtui.application.breaks import COUNTDOWN, next_break
from stretchtui.application.suitability import CARE, NONE
from stretchtui.core.breaks.desk_break import DeskBreak, Pick, Wish
from stretchtui.core.care.conditions import LOOSE_IN_SHORT
from stretchtui.core.catalog.dose import dose
from stretchtui.core.session.plan import Plan
from stretchtui.core.words import clock
from stretchtui.ui.common.base import BREAK_STYLES, BaseScreen
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.settings.bindings import bound

STARTS = "{key:begin} starts it."

GAP = 2.0
"""Seconds between two ticks after which it does not: the machine slept, or the program was stopped."""


class Coming(Rows):
    """The stretches of the break, each with its reason: behind it where there is room, else below it."""

    BINDINGS = bound("break-list", begin="choose")

    picks: tuple[Pick, ...] = ()

    class Moved(Message):
        """A key moved the cursor, or tried to."""

    def show_picks(self, picks: tuple[Pick, ...]) -> None:
        """Show other stretches."""
        self.picks = picks
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can't be started."""
        return action != "choose" or bool(self.picks)

    def action_move(self, step: int) -> None:
        super().action_move(step)
        self.post_message(self.Moved())

    def action_page(self, step: int) -> None:
        super().action_page(step)
        self.post_message(self.Moved())

    def action_end(self, step: int) -> None:
        super().action_end(step)
        self.post_message(self.Moved())

    def _lay_out(self) -> None:
        wide = self._fits_one_line()
        rows: list[Row] = []
        for pick in self.picks:
            cells = (pick.stretch.name, dose(pick.entry))
            mark = CARE if pick.care else NONE
            rows.append(Row(pick.stretch.id, (*cells, pick.reason) if wide else cells, mark))
            if not wide:
                rows.append(Row(None, (f"   {pick.reason}",)))
            if pick.care:
                rows.append(Row(None, (f"   {LOOSE_IN_SHORT}",)))
        self.show(rows)

    def _fits_one_line(self) -> bool:
        texts = [(pick.stretch.name, dose(pick.entry), pick.reason) for pick in self.picks]
        return sum(max(map(cell_len, column)) + 3 for column in zip(*texts, strict=True)) <= self.size.width

    def _follow(self) -> None:
        """Keep the reason in sight as well."""
        self.scroll_to_region(Region(0, self.cursor, 1, 2), animate=False, force=True)


class DeskBreakScreen(BaseScreen[Plan]):
    """Ends with the plan of the break, or none to go back."""

    CSS_PATH = BREAK_STYLES
    HELP = (
        "What the break is made of, and why: what you have not done for longest comes first, the neck or upper back is "
        "always in it, and nothing that your conditions forbid or that hurt within a week. It starts by itself after "
        "five seconds, unless you press a key."
    )
    BUSY = True
    HINTS: ClassVar[tuple[str, ...]] = ("begin", "shuffle", "leave-out", "undo", "back", "help")
    CONTEXT = "break"
    BINDINGS = bound("break")

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish
        self._before: list[Wish] = []
        """What was wished for before each change, to be taken back."""
        self.coming = DeskBreak()
        self._starts_at: float | None = None
        self._last = 0.0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self._title(), id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Coming(id="coming")
        yield Static("", id="countdown", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self.query_one(Coming))
        self._compose_break()
        if self.coming.plan:
            self._last = self.services.clock.elapsed()
            self._starts_at = self._last + COUNTDOWN
            self.tick()

    # -- the countdown

    def tick(self) -> None:
        """Let the countdown go on; begin at its end."""
        if self._starts_at is None:
            return
        now = self.services.clock.elapsed()
        left, gap, self._last = self._starts_at - now, now - self._last, now
        if gap > GAP:
            self.wait()
        elif left <= 0:
            self.action_begin()
        else:
            self._say(self.context.keys.fill(f"Starts in {ceil(left)} s; any key but {{key:begin}} waits"))
            self._timer = self.set_timer(left - (ceil(left) - 1) or 1.0, self.tick)

    def wait(self, words: str = STARTS) -> None:
        """Stop the countdown."""
        self._starts_at = None
        if self._timer:
            self._timer.stop()
        self._say(self.context.keys.fill(words) if self.coming.plan else "")

    def on_key(self) -> None:
        """A key that does something else, or nothing, shows that somebody wants to look first."""
        if self._starts_at is not None:
            self.wait()

    @on(Coming.Moved)
    def _moved(self) -> None:
        self.on_key()

    def on_screen_suspend(self) -> None:
        self.on_key()

    # -- showing

    def _compose_break(self) -> None:
        self.coming = next_break(self.context, self.wish)
        coming = self.query_one(Coming)
        coming.display = bool(self.coming.picks)
        coming.show_picks(self.coming.picks)
        plan = self.coming.plan
        self.query_one("#place", Static).update(f"{clock(plan.seconds)} in all" if plan else "")
        self._say("")
        self.set_class(plan is None, "nothing")
        self.refresh_bindings()

    def _say(self, text: str) -> None:
        if self.coming.plan is None:
            text = self.context.keys.fill(f"{self.coming.why}\n\n{self.coming.remedy}")
        self.query_one("#countdown", Static).update(text)

    def _title(self) -> str:
        names = [self.user.catalogue.region_name(region) for region in self.wish.regions]
        return " · ".join(["Desk break", *(["standing"] if self.wish.standing else []), *names])

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is possible, there is nothing to leave out; something else only where it was left out."""
        if action == "leave_out":
            return bool(self.coming.picks)
        if action == "undo":
            return bool(self._before)
        if action == "shuffle":
            return bool(self.coming.picks or self.wish.left_out)
        return True

    @on(Coming.Chosen)
    def action_begin(self) -> None:
        if self.coming.plan:
            self._starts_at = None
            self.dismiss(self.coming.plan)

    def action_shuffle(self) -> None:
        before = self.coming.ids
        if self.coming.plan:
            self._change(structs.replace(self.wish, shuffles=self.wish.shuffles + 1))
        else:
            self._change(structs.replace(self.wish, left_out=frozenset()))
        self.wait("There is nothing else for now." if self.coming.ids == before else STARTS)

    def action_leave_out(self) -> None:
        if key := self.query_one(Coming).key:
            name = self.user.catalogue.stretches[key].name
            self._change(structs.replace(self.wish, left_out=self.wish.left_out | {key}))
            self.wait(f"Without {name}. {STARTS}")

    def action_undo(self) -> None:
        if self._before:
            self.wish = self._before.pop()
            self._compose_break()
            self.wait()

    def _change(self, wish: Wish) -> None:
        self._before.append(self.wish)
        self.wish = wish
        self._compose_break()

    def action_back(self) -> None:
        self.dismiss()
