"""The live session: it owns the clock, ticks, turns events into cues and checkpoints, and heeds the keys."""

from __future__ import annotations

from typing import ClassVar

from msgspec import structs
from textual import events
from textual.timer import Timer

from stretchtui.application.session import ActiveSession, checkpoint
from stretchtui.core.session.machine import GAP, Event, Events, Finished, Paused, PhaseBegan
from stretchtui.core.session.narration import seconds_shown
from stretchtui.core.session.record import Outcome
from stretchtui.ui.common.base import hints_for, is_live
from stretchtui.ui.common.hints import Hints
from stretchtui.ui.figures.figure import FigureView
from stretchtui.ui.flows import flow
from stretchtui.ui.session.cue_player import Cues
from stretchtui.ui.session.stage import Stage
from stretchtui.ui.settings.bindings import bound

STEP = 5
"""Seconds that + and - change a phase by."""

SOONEST = 0.01
"""Seconds between two ticks at the least."""

FLASH = 0.5
"""Seconds that a new phase is flashed for."""


class LiveScreen(Stage):
    """Leads through a plan; ends with how it ended."""

    HELP = (
        "Follow the large number and the side. The upper bar is this hold, half as high in a rest; the lower one is "
        "the whole session, stretch by stretch, a block for each repetition: "
        "full what is done, the arrow where you are, dotted what is to come. Push only to tension, never into pain; "
        "if it is too much, ease off; if it hurts, {key:hurts} ends the stretch. While you get ready for the next one, "
        "{key:felt-easy} to {key:felt-pain} say how the last one felt, if you like."
    )
    BUSY = True
    LEADS = True
    HINTS: ClassVar[tuple[str, ...]] = ("start", "pause", "next", "ease", "hurts", "previous", "stop", "help")
    CONTEXT = "live"
    BINDINGS = bound(
        "live",
        next="act('skip')",
        previous="act('back')",
        redo="act('redo')",
        longer="extend(1)",
        shorter="extend(-1)",
        ease="act('ease')",
        next_stretch="act('skip_stretch')",
        down="scroll(1)",
        up="scroll(-1)",
    )

    def __init__(self, active: ActiveSession) -> None:
        super().__init__(active)
        self._timer: Timer | None = None
        self._held_back = False

    def on_mount(self) -> None:
        super().on_mount()
        self.paint()  # so that the first frame has words; what hangs on room is right with the next
        self.cues = Cues(self.app, self.app.link.write_bytes, self.user.settings, self.services.terminal)
        self.app.app_suspend_signal.subscribe(self, lambda _: self.hold_back())
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        now = self._now()
        if self.session.paused == "resumed":
            self.session.advance(now)
        self.running.save(self.session)
        self.tick()

    def on_unmount(self) -> None:
        self._stop_timer()

    def on_screen_suspend(self) -> None:
        """Something lies over the session: it waits."""
        if not self.session.paused and not self.session.ending:
            self._held_back = True
            self._apply(self.session.pause(self._now(), "suspended"))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if self._held_back and self.session.paused == "suspended":
            self._apply(self.session.resume(self._now()))
        self._held_back = False

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if is_live(self):
            self.call_after_refresh(self.paint)

    # -- time

    def tick(self) -> None:
        """Let time pass up to now, and paint what it brought."""
        if self.app.link.stalled_for() > GAP:  # the terminal is stuck: nobody sees the clock
            self._apply(self.session.pause(self._now(), "gap"))
            return
        happened = self.session.advance(self._now())
        self._apply(happened)
        view = self.session.view(self._now())
        if view.phase.kind in ("press", "hold") and not happened:
            self.cues.tick(seconds_shown(view.remaining))

    def _apply(self, happened: Events) -> None:
        for event in happened:
            self._heed(event)
        checkpoint(self.active, happened)
        if self.session.ending:
            self._over(self.session.ending)
            return
        self.paint()
        self._wait()

    def _heed(self, event: Event) -> None:
        self.cues.heed(event, self.session.plan)
        if isinstance(event, PhaseBegan | Finished) and self.user.settings.cues.flash:
            self._flash()
        if isinstance(event, Paused):
            self._gap = event.gap

    def _flash(self) -> None:
        """Turn the line of the state light for a moment; told apart by more than colour."""
        self.add_class("flash")
        self.set_timer(FLASH, lambda: self.remove_class("flash"))

    def _wait(self) -> None:
        """Tick again when the next second is due, so that no error adds up and nothing runs in between."""
        self._stop_timer()
        if not self.session.paused:
            remaining = self.session.view(self._now()).remaining
            due = remaining - int(remaining)
            self._timer = self.set_timer(max(SOONEST, due or 1.0), self.tick)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _over(self, ending: Outcome) -> None:
        self._stop_timer()
        self.dismiss(ending)

    def hold_back(self) -> None:
        """Pause: the program is being suspended."""
        self._apply(self.session.pause(self._now(), "user"))

    def keep_work(self) -> None:
        """The program is about to end: leave the session as it is for the next start."""
        self._stop_timer()
        self.session.pause(self._now())
        self.running.rescue(self.session)

    # -- keys

    def show_hints(self) -> None:
        """The keys that matter now; in a pause, first the one that goes on."""
        if not self.session.paused:
            super().show_hints()
            return
        first, *others = hints_for(self, ("pause", *(name for name in self.HINTS if name not in ("start", "pause"))))
        for hints in self.query(Hints):
            hints.show([structs.replace(first, label="go on"), *others])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`start` is offered only where it does something, and so are the keys that say how it felt."""
        if action in ("felt", "hurts"):
            return self.can_say(action)
        if action == "start":
            return bool(self.session.paused) or not self.session.view(self._now()).phase.strains
        return True

    def action_start(self) -> None:
        if self.session.paused:
            self._apply(self.session.resume(self._now()))
        elif not self.session.view(self._now()).phase.strains:
            self._apply(self.session.skip(self._now()))

    def action_pause(self) -> None:
        now = self._now()
        self._apply(self.session.resume(now) if self.session.paused else self.session.pause(now))

    def action_act(self, key: str) -> None:
        self._apply(getattr(self.session, key)(self._now()))

    def action_extend(self, direction: int) -> None:
        self._apply(self.session.extend(self._now(), direction * STEP))

    def action_play(self) -> None:
        self.query_one(FigureView).play()

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction, animate=False)

    @flow
    async def action_stop(self) -> None:
        from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

        if await self.app.ask(ConfirmScreen("Stop here?", "What you did is kept.", yes="stop", no="go on")):
            self._apply(self.session.stop(self._now()))
