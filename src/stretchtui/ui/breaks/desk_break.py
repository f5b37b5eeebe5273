"""Before a desk break: what is coming and why. It starts by itself, unless one wants to change something."""

from math import ceil
from typing import ClassVar

from msgspec import structs
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static

from stretchtui.application.breaks import COUNTDOWN, NOTHING_ELSE, next_break, this_week
from stretchtui.core.breaks.desk_break import DeskBreak, Wish
from stretchtui.core.history.week import Week
from stretchtui.core.session.plan import Plan
from stretchtui.core.words import clock, listed, plural
from stretchtui.ui.breaks.coming import Coming, InFocus
from stretchtui.ui.common.base import BREAK_STYLES, LOW, BaseScreen, hints_for, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.week_marks import week_marks
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_style
from stretchtui.ui.session.bars import HoldBar
from stretchtui.ui.settings.bindings import bound

STARTS = "{key:begin} starts it."
HELD = "{key:begin} starts it · {key:pause} counts on"

GAP = 2.0
"""Seconds between two ticks after which it does not: the machine slept, or the program was stopped."""


class DeskBreakScreen(BaseScreen[Plan]):
    """Ends with the plan of the break, or none to go back."""

    CSS_PATH = BREAK_STYLES
    HELP = (
        "What the break is made of, and why: what you have not done for longest comes first, the neck or upper back is "
        "always in it, and nothing that your conditions forbid or that hurt within a week. It starts by itself after "
        "five seconds, unless you press a key."
    )
    BUSY = True
    HINTS: ClassVar[tuple[str, ...]] = (
        "begin",
        "pause",
        "swap",
        "shuffle",
        "leave-out",
        "undo",
        "longer",
        "standing",
        "back",
        "help",
    )
    CONTEXT = "break"
    BINDINGS = bound("break", longer="last(1)", shorter="last(-1)")

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish
        self._before: list[Wish] = []
        """What was wished for before each change, to be taken back."""
        self.coming = DeskBreak()
        self._starts_at: float | None = None
        """When it starts, by the clock that tells seconds; None while it is held."""
        self._left = float(COUNTDOWN)
        self._last = 0.0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(self._title(), id="title", markup=False)
            yield Static("", id="place", markup=False)
        with Horizontal(id="start"):
            yield HoldBar(reverse=self.services.terminal.no_color, id="countdown-bar")
            yield Static("", id="countdown", markup=False)
        yield Static("", id="choices")
        with Container(id="parts"):
            with Vertical(id="taken"):
                yield Coming(id="coming")
                with Horizontal(id="today"):
                    yield FigureView(style=figure_style(self.context), id="today-map")
                    with Vertical(id="told"):
                        yield Static("", id="lit", markup=False)
                        yield Static("", id="week")
            yield InFocus(self.context)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self.query_one(Coming))
        self._compose_break()
        if self.coming.plan:
            self._count_on()
        self.call_after_refresh(self._look_up_week)

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
            self._left = left
            self._say(self.context.keys.fill(f"Starts in {ceil(left)} s · {{key:pause}} holds it"))
            self._timer = self.set_timer(left - (ceil(left) - 1) or 1.0, self.tick)

    def _count_on(self) -> None:
        self._last = self.services.clock.elapsed()
        self._starts_at = self._last + self._left
        self.tick()

    def wait(self, words: str = HELD) -> None:
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

    def _compose_break(self, key: str | None = None) -> None:
        self.coming = next_break(self.context, self.wish)
        coming = self.query_one(Coming)
        self.set_class(self.coming.plan is None, "nothing")
        coming.show_break(self.coming, key)
        plan = self.coming.plan
        count = plural(len(self.coming.picks), "stretch", "stretches")
        self.query_one("#place", Static).update(f"{count} · {clock(plan.seconds)}" if plan else "")
        self.query_one("#title", Static).update(self._title())
        self._say("")
        self.refresh_bindings()
        self._show_map()

    def show_hints(self) -> None:
        """The keys, and what they change in place: how long it is, and whether one sits."""
        super().show_hints()
        parts: list[Content | str | tuple[str, str]] = []
        length = f"about {clock(self.wish.seconds)}" if self.wish.seconds else plural(self.wish.minutes, "minute")
        where = "standing only" if self.wish.standing else "chair or standing"
        for names, words in ((("longer", "shorter"), length), (("standing",), where)):
            keys = " ".join(hint.key for hint in hints_for(self, names))
            parts += [(keys, "$accent bold"), " " if keys else "", words, "     "]
        self.query_one("#choices", Static).update(Content.assemble(*parts[:-1]))

    @on(Coming.Highlighted)
    def _focused(self) -> None:
        if not self.has_class(LOW):
            self.query_one(InFocus).show(self.query_one(Coming).pick)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._show_room)

    def _show_room(self) -> None:
        self._focused()
        self._show_map()

    def _show_map(self) -> None:
        """The body with today's regions lit, where the screen has room for it."""
        regions = tuple(dict.fromkeys(pick.stretch.region for pick in self.coming.picks))
        names = [self.user.catalogue.region_name(region).lower() for region in regions]
        self.query_one("#lit", Static).update(f"Today: {listed(names)}." if names else "")
        if self.query_one("#today").size.height > 1:
            self.call_after_refresh(self.query_one("#today-map", FigureView).show_region, regions)

    @work(thread=True)
    def _look_up_week(self) -> None:
        week = this_week(self.context)
        if week:
            self.app.call_from_thread(self._show_week, week)

    def _show_week(self, week: Week) -> None:
        if is_live(self):
            self.query_one("#week", Static).update(Content.assemble(week_marks(week), "\n", week.promise))

    def _say(self, text: str) -> None:
        if self.coming.plan is None:
            text = self.context.keys.fill(f"{self.coming.why}\n\n{self.coming.remedy}")
        self.query_one("#countdown", Static).update(text)
        bar = self.query_one("#countdown-bar", HoldBar)
        bar.look = "solid" if self._starts_at is not None else "hatched"
        bar.show(1 - self._left / COUNTDOWN)

    def _title(self) -> str:
        names = [self.user.catalogue.region_name(region) for region in self.wish.regions]
        return " · ".join(["Desk break", *(["standing"] if self.wish.standing else []), *names])

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is possible, there is nothing to leave out; something else only where it was left out."""
        if action in ("leave_out", "swap", "pause"):
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

    def action_pause(self) -> None:
        if self._starts_at is None:
            self._count_on()
        else:
            self.wait()

    def action_shuffle(self) -> None:
        before = self.coming.ids
        if self.coming.plan:
            self._change(self.wish.shuffled())
        else:
            self._change(structs.replace(self.wish, left_out=frozenset(), swapped=frozenset()))
        self.wait(NOTHING_ELSE if self.coming.ids == before else HELD)

    def action_swap(self) -> None:
        key, before = self.query_one(Coming).key, self.coming
        if key is None:
            return
        wish = self.wish.swapping(key, before)
        new = next_break(self.context, wish).ids - before.ids
        if new:
            self._change(wish, *new)
        self.wait(HELD if new else NOTHING_ELSE)

    def action_leave_out(self) -> None:
        if key := self.query_one(Coming).key:
            name = self.user.catalogue.stretches[key].name
            self._change(self.wish.without(key))
            self.wait(f"Without {name}. {STARTS}")

    def action_last(self, step: int) -> None:
        """A minute longer, or shorter."""
        if (wish := self.wish.longer(step)) != self.wish:
            self._change(wish)
        self.wait()

    def action_standing(self) -> None:
        self._change(self.wish.turned())
        self.wait()

    def action_undo(self) -> None:
        if self._before:
            self.wish = self._before.pop()
            self._compose_break()
            self.wait()

    def _change(self, wish: Wish, key: str | None = None) -> None:
        self._before.append(self.wish)
        self.wish = wish
        self._compose_break(key)

    def action_back(self) -> None:
        self.dismiss()
