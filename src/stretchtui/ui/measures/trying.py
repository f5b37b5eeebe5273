"""The tries of a self-test: the warm-up, and each try from getting in place to the number that was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from stretchtui.application.measures import typed, unit_of
from stretchtui.core.catalog.model import Side, sided
from stretchtui.core.measures.change import reading
from stretchtui.core.measures.course import TRIES, WARM_UP, Course, CourseView, Stage
from stretchtui.core.measures.words import WARM_UP as HOW_TO_WARM_UP
from stretchtui.core.session.narration import seconds_shown
from stretchtui.core.words import clock
from stretchtui.terminal.cues import Cue
from stretchtui.ui.common.base import MEASURE_STYLES, hints_for, is_live
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.paragraphs import BLANK, Paragraph, Paragraphs, numbered
from stretchtui.ui.common.reading import ScrollingScreen
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_of, figure_style, plays
from stretchtui.ui.flows import flow
from stretchtui.ui.session.bars import HoldBar
from stretchtui.ui.session.big_text import BigText
from stretchtui.ui.session.cue_player import Cues
from stretchtui.ui.settings.bindings import bound

if TYPE_CHECKING:
    from stretchtui.core.figures import Figure

Ended = Literal["done", "hurts"]

SOONEST = 0.01
"""Seconds between two ticks at the least."""

LONGEST_NUMBER = 20
"""Characters of what is typed."""

STATES: dict[Stage, str] = {
    "warm-up": "WARM UP",
    "waiting": "REST",
    "ready": "GET IN PLACE",
    "hold": "STAY",
    "reading": "READ IT",
    "done": "DONE",
}
CUES: dict[Stage, Cue] = {"waiting": Cue.SESSION_END, "hold": Cue.HOLD_START, "reading": Cue.HOLD_END}
"""What is rung when a stage begins by itself."""

SIDES: dict[Side, str] = {"left": "◀ LEFT", "right": "RIGHT ▶"}


class TryingScreen(ScrollingScreen[Ended]):
    """Leads through a course; ends with how it ended, or nothing where it was left."""

    CSS_PATH = MEASURE_STYLES
    HELP = (
        "Move easily for five minutes first; {key:go-on} goes on if you are warm already. For each try {key:go-on} "
        "counts the seconds to get in place and to stay there; then type what the tape says, with its unit if it is "
        "another than usual. An empty field leaves a try out. In a rest {key:again} takes the try before once more. "
        "No pain, no bounce: {key:hurts} ends the test, and keeps nothing of it."
    )
    BUSY = True
    LEADS = True
    HINTS = ("go-on", "again", "hurts", "stop", "play", "help")
    CONTEXT = "trying"
    BINDINGS = bound("trying", down="scroll(1)", up="scroll(-1)")

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course
        self._timer: Timer | None = None
        self._figure: Figure | None = None
        self._shown: tuple[Stage, int] | None = None

    # -- layout

    def compose(self) -> ComposeResult:
        reverse = self.services.terminal.no_color
        with Horizontal(id="header"):
            yield Static(self.course.test.name, id="title", markup=False)
            yield Static("", id="place", markup=False)
        with Horizontal(id="line"):
            yield Static("", id="state", markup=False)
            yield Static("", id="tried", markup=False)
        with Horizontal(id="reading"):
            with Vertical(id="now"):
                yield BigText(reverse=reverse, id="big")
                with Scrolling(id="body"):
                    yield Paragraphs(indent=3, id="text")
            yield FigureView(style=figure_style(self.context), id="figure")
        yield HoldBar(reverse=reverse, id="bar")
        yield Static("", id="reads", markup=False)
        yield Input(id="number", max_length=LONGEST_NUMBER, compact=True, select_on_focus=False)
        yield Static("", id="wrong", classes="wrong", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.cues = Cues(self.app, self.app.link.write_bytes, self.user.settings, self.services.terminal)
        self._load_figure()
        self.tick()

    @work(thread=True, exclusive=True)
    def _load_figure(self) -> None:
        self.app.call_from_thread(self._figure_loaded, figure_of(self.course.test, self.context))

    def _figure_loaded(self, figure: Figure | None) -> None:
        if is_live(self):
            self._figure = figure
            self._shown = None
            self._paint(self.course.view(self._now()))
            self.call_after_refresh(self.action_play, plays(self.context))

    # -- time

    def _now(self) -> float:
        return self.services.clock.elapsed()

    def tick(self) -> None:
        """Go on where time is up, ring for it, and paint what changed."""
        if not is_live(self):
            return
        for begun in self.course.advance(self._now()):
            if begun in CUES:
                self.cues.ring(CUES[begun])
        view = self.course.view(self._now())
        self._paint(view)
        self._wait(view)

    def _wait(self, view: CourseView) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None
        if view.left > 0:
            part = view.left - int(view.left)
            self._timer = self.set_timer(max(SOONEST, part or min(1.0, view.left)), self.tick)

    # -- painting

    def _paint(self, view: CourseView) -> None:
        timed = view.stage in ("warm-up", "ready", "hold")
        if timed:
            seconds = seconds_shown(view.left)
            self.query_one(BigText).texts = (clock(seconds) if view.stage == "warm-up" else str(seconds),)
            whole = {"warm-up": WARM_UP, "ready": self.course.test.ready, "hold": self.course.test.hold}[view.stage]
            bar = self.query_one(HoldBar)
            bar.look = "solid" if view.stage == "hold" else "half"
            bar.show(1 - view.left / whole)
        if self._shown == (view.stage, view.done):
            return
        self._shown = (view.stage, view.done)
        for stage in STATES:
            self.set_class(stage == view.stage, f"stage-{stage}", update=False)
        self.set_class(timed, "timed", update=False)
        self.set_class(self._figure is not None, "drawn", update=False)
        self.update_node_styles(animate=False)
        self._paint_stage(view)
        self.refresh_bindings()

    def _paint_stage(self, view: CourseView) -> None:
        """What holds for a whole stage: which try, which side, the steps, the figure, the field."""
        side = view.current.side
        self.query_one("#place", Static).update(f"{view.done} of {len(self.course.tries)} tries done")
        self.query_one("#state", Static).update(self._state(view))
        self.query_one("#tried", Static).update(self._tried(view))
        self.query_one("#text", Paragraphs).show(self._paragraphs(view))
        self.query_one(FigureView).show(self._figure, side)
        field = self.query_one("#number", Input)
        field.placeholder = "degrees" if self.course.kind == "angle" else f"a number in {unit_of(self.context)}"
        reads = " · or ".join(scale.reads for scale in self.course.test.scales)
        self.query_one("#reads", Static).update(f"Read {reads}.")
        self._tell_wrong("")
        self.set_focus(field if view.stage == "reading" else None)

    def _state(self, view: CourseView) -> Content:
        """`◀ LEFT   GET IN PLACE   1 of 3`; the warm-up has no side yet."""
        state = STATES["waiting" if view.stage == "waiting" and view.done else view.stage]
        if view.stage == "waiting" and not view.done:
            state = "READY?"
        if view.stage == "warm-up":
            return Content(state)
        side = (
            Content.styled(f"{SIDES[view.current.side]}   ", "$foreground bold") if view.current.side else Content("")
        )
        return side + Content.assemble(state, (f"   try {view.current.number} of {TRIES}", "$muted"))

    def _tried(self, view: CourseView) -> str:
        """The numbers of the tries before on this side."""
        unit = unit_of(self.context)
        told = [reading(one, self.course.test, unit) if one else "left out" for one in view.tried]
        return f"so far {', '.join(told)}" if told else ""

    def _paragraphs(self, view: CourseView) -> Iterator[Paragraph]:
        if view.stage == "warm-up":
            yield Paragraph(HOW_TO_WARM_UP, indent=0)
            yield BLANK
        elif view.stage == "waiting":
            yield Paragraph(self.context.keys.fill("{key:go-on} begins: get in place, stay, then read."), indent=0)
            yield BLANK
        steps = [sided(step, view.current.side) for step in self.course.test.steps]
        if view.stage == "hold":
            yield Paragraph(steps[-1], indent=0)
        else:
            yield from numbered(steps)
        yield BLANK
        yield from (Paragraph(text, "!", "$caution") for text in self.course.test.cautions)

    def _tell_wrong(self, line: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(line)
        wrong.display = bool(line)

    def show_hints(self) -> None:
        """A field of text has its own enter, which the bindings do not tell."""
        enter = [Hint(self.context.keys.of("go-on"), "keep the number")] if isinstance(self.focused, Input) else []
        for hints in self.query(Hints):
            hints.show([*enter, *hints_for(self, self.HINTS)])

    # -- what a person does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        stage = self.course.view(self._now()).stage
        if action == "again":
            return stage == "waiting" and self.course.view(self._now()).done > 0
        if action == "hurts":
            return stage not in ("reading", "done")
        return True

    def action_go_on(self) -> None:
        if self.course.go_on(self._now()):
            self.tick()

    @on(Input.Submitted, "#number")
    def _enter(self, event: Input.Submitted) -> None:
        if self.course.view(self._now()).stage != "reading":
            return
        try:
            self.course.enter(typed(event.value, self.course, self.context))
        except ValueError as error:
            self._tell_wrong(str(error))
            return
        event.input.value = ""
        if self.course.view(self._now()).stage == "done":
            self.dismiss("done")
        else:
            self.tick()

    @on(Input.Changed, "#number")
    def _typing(self) -> None:
        self._tell_wrong("")

    def action_again(self) -> None:
        if self.course.again():
            self.tick()

    def action_hurts(self) -> None:
        self.dismiss("hurts")

    @flow
    async def action_stop(self) -> None:
        """Leave; where there are numbers, only when that is meant."""
        from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

        if self.course.best():
            question = ConfirmScreen(
                "Leave the test?", "Nothing of it is kept.", yes="leave it", no="go on with the test"
            )
            if not await self.app.ask(question):
                return
        self.dismiss(None)

    def action_play(self, times: int = 1) -> None:
        if times and is_live(self):
            self.query_one(FigureView).play(times)
