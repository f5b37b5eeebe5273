"""The stage of the live session: what stands on it, and how a moment of the session is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from stretchtui.application.session import ActiveSession
from stretchtui.core.catalog.model import Side, Stretch
from stretchtui.core.session.breathing import breath
from stretchtui.core.session.machine import SessionView
from stretchtui.core.session.narration import HELD, HOW_FAR, Scene, narrate, seconds_shown
from stretchtui.core.session.plan import PhaseKind
from stretchtui.ui.common.base import BROAD, LOW, SESSION_STYLES, SLIM, TALL, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.common.paragraphs import BLANK, LABELS, Paragraph, Paragraphs, numbered
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.common.text_update import update_text
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.figures.loading import figure_of, figure_style, plays
from stretchtui.ui.session.bars import HoldBar
from stretchtui.ui.session.big_text import BigText
from stretchtui.ui.session.course import Course
from stretchtui.ui.session.felt_keys import FeltKeys
from stretchtui.ui.session.ready_text import ReadyText, ready_text
from stretchtui.ui.session.session_bar import SessionBar, grouped
from stretchtui.ui.session.side_sign import SideSign

if TYPE_CHECKING:
    from stretchtui.core.figures import Figure


BREATH_CELLS = 5

PAUSED = "PAUSED"
SHORT_SIDES: dict[Side, str] = {"left": "◀ LEFT", "right": "RIGHT ▶"}
"""The side where it has no row of its own: the left one behind the state, the right one at the right."""

SHORT_ROWS, SHORT_LINES, LONG_LINES = 20, 2, 4
"""Rows of the screen below which the instruction gets few lines, and how many it gets."""

MORE_TO_MIND = "More to mind: {key:down}"
ABOVE_STEPS = 6
"""Rows of the number, and of a blank, above the steps of a tall screen."""
EDGES = 2
"""Columns right of the text: a blank one, and the scroll bar."""
DETAIL_ROWS = 7
"""Rows of what is said below the number at the most, as the style sheet has it."""
STEP_ROWS = {True: 2, False: 3}
"""Rows that the steps keep above what is to be minded, by whether the screen is low."""


class Stage(FeltKeys):
    """Shows a session as it stands now; what makes it go on is for the screen."""

    CSS_PATH = SESSION_STYLES
    OTHER_ROWS = 25
    """Rows of the screen that everything else but the details takes during a hold."""

    def __init__(self, active: ActiveSession) -> None:
        super().__init__()
        self.active = active
        self.session = active.session
        self.running = active.running
        self._gap = 0.0
        """Seconds for which the computer slept, or the terminal hung, before the pause it led to."""
        self._trouble: str | None = None
        self._shape: tuple[str, str | None, str | None] | None = None
        self._drawn: tuple[str, Side | None] | None = None

    def _now(self) -> float:
        return self.services.clock.elapsed()

    def compose(self) -> ComposeResult:
        reverse = self.services.terminal.no_color
        with Horizontal(id="header"):
            yield Static("", id="title", markup=False)
            yield Static("", id="place", markup=False)
        with Horizontal(id="line"):
            yield Static("", id="state", markup=False)
            yield Static("", id="breath", markup=False)
        with Horizontal(id="stage"):
            with Vertical(id="now"):
                yield BigText(reverse=reverse, id="big")
                yield Static("", id="instruction", markup=False)
                with Scrolling(id="body"):
                    yield Paragraphs(indent=LABELS, id="text")
                yield Paragraphs(indent=LABELS, id="standing")
            yield Course(id="course")
            yield FigureView(style=figure_style(self.context), id="figure")
        yield SideSign(reverse=reverse, id="side")
        yield HoldBar(reverse=reverse, id="hold-bar")
        yield Static("", id="following", markup=False)
        yield SessionBar(reverse=reverse, id="session-bar")
        yield Hints()

    def on_compose(self) -> None:
        self._reshape(self.session.view(self._now()), update=False)

    def paint(self) -> None:
        """Show this moment; widgets whose content is the same stay untouched."""
        view = self.session.view(self._now())
        shape = (view.phase.kind, view.phase.side, view.paused)
        if shape != self._shape:
            self._shape = shape
            self.refresh_bindings()
            self._reshape(view)
            if view.phase.works:
                self.query_one(FigureView).rest()
        stretch = self.user.catalogue.stretches.get(view.entry.id)
        scene = narrate(view, self.session.plan, stretch, self._gap)
        self._say("#title", scene.title)
        self._say("#place", scene.place)
        self._say("#state", self._state(scene))
        self.query_one(SideSign).side = scene.side
        self._say("#breath", self._beside(view))
        self._say("#instruction", self._fitting(scene.instruction))
        self._say("#following", self.running.trouble or self.question() or scene.following)
        self._show_figure(view, stretch)
        self._paint_course(view, scene)
        self._paint_big(view, scene)
        self._paint_text(view, scene)
        self._paint_bars(view)
        self._tell_trouble()

    def _reshape(self, view: SessionView, *, update: bool = True) -> None:
        """Take the classes of this moment, all at once: each change of them styles the whole screen anew."""
        kind = view.phase.kind
        now = {f"phase-{one}": one == kind for one in get_args(PhaseKind)}
        self.update_classes(
            {
                **now,
                "reading": kind in ("ready", "switch"),
                "paused": view.paused is not None,
                "sided": view.phase.side is not None,
            },
            update=update,
        )

    def _show_figure(self, view: SessionView, stretch: Stretch | None) -> None:
        """The figure of the stretch: it moves while there is time to look, and rests during a hold."""
        key = (view.entry.id, view.phase.side)
        if stretch and key != self._drawn:
            self._drawn = key
            # the words first: what draws is much to load
            self.call_after_refresh(self._load_figure, stretch, view.phase.side)

    @work(thread=True, exclusive=True, group="figure")
    def _load_figure(self, stretch: Stretch, side: Side | None) -> None:
        figure = figure_of(stretch, self.context)
        self.app.call_from_thread(self._figure_loaded, figure, side)

    def _figure_loaded(self, figure: Figure | None, side: Side | None) -> None:
        if is_live(self):
            view = self.query_one(FigureView)
            self.set_class(figure is not None, "drawn")
            view.show(figure, side)
            self.paint()  # what is read has other room beside it
            reading = self.session.view(self._now()).phase.kind == "ready"  # a slow disk may find it in the hold
            if reading and (times := plays(self.context)):
                view.play(times)

    def _say(self, widget: str, text: str) -> None:
        update_text(self.query_one(widget, Static), text)

    def _fitting(self, instruction: str) -> str:
        """The instruction, or a short one where there is no room for all of it: half a sentence helps nobody."""
        lines = SHORT_LINES if self.size.height < SHORT_ROWS else LONG_LINES
        width = self.query_one("#now").size.width
        return instruction if not width or len(Content(instruction).wrap(width)) <= lines else HELD

    def _state(self, scene: Scene) -> str:
        """The state; where the left side has no row of its own, with it."""
        if scene.side != "left" or not self.has_class(LOW) or scene.side in scene.state:
            return scene.state
        return f"{scene.state}  {SHORT_SIDES[scene.side]}"

    def _paint_big(self, view: SessionView, scene: Scene) -> None:
        """The number, at one scale for the whole phase: 10 to 9 must not jump; or that it waits."""
        if view.paused in ("user", "suspended"):
            self.query_one(BigText).texts = (PAUSED,)
            return
        most = view.entry.reps_on(view.phase.side)
        longest = f"{most}/{most}" if "/" in scene.number else str(seconds_shown(view.length))
        words = (scene.cue.upper(), scene.number.rjust(len(longest) if not scene.cue else 0))
        self.query_one(BigText).texts = tuple(word for word in words if word)

    def _paint_course(self, view: SessionView, scene: Scene) -> None:
        """All steps with the present one marked, while one holds, where there is room for them beside the figure.

        In a pause its word takes that room.
        """
        reading = view.phase.kind in ("ready", "switch")
        beside = self.has_class(BROAD) and not self.has_class(LOW) and not (reading or view.paused)
        beside = beside and bool(scene.course)
        told = beside and scene.present is not None
        if (beside, told) != (self.has_class("beside"), self.has_class("told")):
            self.set_class(beside, "beside")
            self.set_class(told, "told")
            self.call_after_refresh(self.paint)  # all beside it has another width then, and holds other words
        if beside:
            self.query_one(Course).show_scene(scene)

    def _paint_text(self, view: SessionView, scene: Scene) -> None:
        details = [
            Paragraph(text, label, "$caution" if label == "Care" else "$accent") for label, text in scene.details
        ]
        if scene.steps:
            text = self._ready_text(view, scene, details)
        else:  # what to mind, what to feel, how to breathe: as much as there is room for
            care = [Paragraph(caution, "Care", "$caution") for caution in scene.care if details]
            text = ReadyText(tuple(self._whole([*care, *details])))
        standing = self.query_one("#standing", Paragraphs)
        if standing.show(text.standing):
            standing.display = bool(text.standing)
        if self.query_one("#text", Paragraphs).show(text.scrolling):
            self.query_one("#body").scroll_home(animate=False)

    def _ready_text(self, view: SessionView, scene: Scene, details: list[Paragraph]) -> ReadyText:
        """Steps and details; what is to be minded takes the room of the figure, if need be."""
        care = [detail for detail in details if detail.label == "Care"]
        others = details[len(care) :]
        if view.phase.kind == "ready" and view.phase.entry == 0:
            others += [BLANK, Paragraph(HOW_FAR, style="$caution", indent=0)]
        text, stage = self.query_one("#text", Paragraphs), self.query_one("#stage").size
        if not stage.width:  # not laid out yet: what hangs on room is right with the next painting
            return ReadyText((*numbered(scene.steps), BLANK, *details))
        rows = stage.height - (ABOVE_STEPS if self.has_class(TALL) else 0)

        def within(width: int) -> ReadyText:
            return ready_text(
                [*numbered(scene.steps)],
                care,
                others,
                height=lambda some: text.height_of(some, width),
                rows=rows,
                least=STEP_ROWS[self.has_class(LOW)],
                more=Paragraph(self.context.keys.fill(MORE_TO_MIND), style="$caution", indent=0),
            )

        beside = within(stage.width - self._figure_width() - EDGES)
        self.set_class(not beside.all_in_sight, "crowded")
        return beside if beside.all_in_sight else within(stage.width - EDGES)

    def _figure_width(self) -> int:
        """Columns of the figure, where there is one and room for it."""
        width = self.query_one(FigureView).styles.width
        return int(width.value) if width and self.has_class("drawn") and not self.has_class(SLIM) else 0

    def _whole(self, details: list[Paragraph]) -> list[Paragraph]:
        """As many paragraphs as there is room for below the large number, each of them whole."""
        text, room = self.query_one("#text", Paragraphs), min(DETAIL_ROWS, self.size.height - self.OTHER_ROWS)
        width = self.query_one("#now").size.width
        return text.beginning(details, width - EDGES, room) if width else details

    def _paint_bars(self, view: SessionView) -> None:
        past = 1 - view.remaining / view.length if view.length else 1.0
        bar = self.query_one(HoldBar)
        bar.look = "hatched" if view.paused else "solid" if view.phase.strains else "half"
        bar.show(past)
        groups = grouped(self.session.plan, self.session.parts(), view.phase.entry)
        self.query_one(SessionBar).show(groups, past if view.phase.works else 0.0)

    def _beside(self, view: SessionView) -> str:
        """What stands at the right of the state: a calm breath, and the right side where it has no row of its own."""
        side = view.phase.side if self.has_class(LOW) and view.phase.kind != "switch" else None
        told = SHORT_SIDES[side] if side == "right" else ""
        if view.phase.kind != "hold" or view.paused or self.services.terminal.motion == "none":
            return told
        if side and self.has_class(SLIM):  # there is room for one of them
            return told
        way, lungs = breath(round(view.length - view.remaining))
        full = round(lungs * BREATH_CELLS)
        return f"breathe {way:<3} {'●' * full}{'·' * (BREATH_CELLS - full)}{'   ' if told else ''}{told}"

    def _tell_trouble(self) -> None:
        if self.running.trouble and self.running.trouble != self._trouble:
            self.app.notify(self.running.trouble, severity="warning", markup=False)
        self._trouble = self.running.trouble
