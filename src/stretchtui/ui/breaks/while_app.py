"""The app beside a command: it looks how the command stands, passes keys and signals on, and lends it the terminal."""

import signal
from typing import Any

from textual import events

from stretchtui.application.context import Context
from stretchtui.application.waits import Beside, News, Waited
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.breaks.waits import Wait, ended_line
from stretchtui.terminal.signals import Ending
from stretchtui.ui.app import StretchApp
from stretchtui.ui.breaks.waiting import CUES, WaitingLiveScreen, WaitLine
from stretchtui.ui.care import flow as care
from stretchtui.ui.flows import flow
from stretchtui.ui.session import flow as session_flow
from stretchtui.ui.session.cue_player import Cues
from stretchtui.ui.settings.bindings import bound

LOOK = 0.5
"""Seconds between two looks at what is waited for."""


class WhileApp(StretchApp):
    """Leads one break, and ends."""

    BINDINGS = bound("while", output="show(False)", answer="show(True)")

    def __init__(self, context: Context, wish: Wish, waited: Waited, **options: Any) -> None:
        super().__init__(context, wish, **options)
        self.wish = wish
        self.beside = Beside(waited)
        self._lent = False

    def on_mount(self) -> None:
        super().on_mount()
        self.wait_cues = Cues(self, self.link.write_bytes, self.user.settings, self.services.terminal)
        self.app_resume_signal.subscribe(self, lambda _: self._go_on())
        self.set_interval(LOOK, self.look)

    @flow
    async def open_first(self) -> None:
        """Open the break, once what is to be known before the first stretch was read.

        A session that was interrupted waits: it is no time for a long one now.
        """
        if await care.read_first(self):
            await session_flow.desk_break(self, self.wish, self.beside)
        self.exit()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.beside.waited.resize()

    def look(self) -> None:
        """See how what is waited for stands."""
        screen = self.screen
        live = screen if isinstance(screen, WaitingLiveScreen) else None
        news = live.look() if live else self.beside.look()
        for new in news:
            self._tell(new)
        if live and not live.is_current:
            return
        calm = live is not None and live.is_calm
        for line in screen.query(WaitLine):
            line.show(self.beside.wait, calm=calm)

    def _tell(self, new: News) -> None:
        if new in CUES:
            self.wait_cues.ring(CUES[new])
            self.wait_cues.notify(ended_line(self.beside.wait))
        if new == "give-up" and not any(isinstance(screen, WaitingLiveScreen) for screen in self.screen_stack):
            self.exit()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is not ours has no terminal to show, and hears no key; an answer is offered to what still runs."""
        if action in ("show", "interrupt"):
            wait: Wait = self.beside.wait
            return self.beside.waited.has_terminal and not (parameters == (True,) and wait.over)
        return super().check_action(action, parameters)

    def action_interrupt(self) -> None:
        self.beside.waited.interrupt()

    def action_show(self, answering: bool) -> None:
        """Give the terminal to the command until a key leads back; the session is paused by it."""
        self._lent = True
        try:
            with self.suspend():
                self.beside.waited.show(answering=answering)
        finally:
            self._lent = False
        self.look()

    def action_suspend_process(self) -> None:
        self.beside.waited.stop()
        super().action_suspend_process()

    def _go_on(self) -> None:
        if not self._lent:
            self.beside.waited.go_on()

    def end_both(self, ending: Ending) -> None:
        """A signal asks for the end: the command hears of it too."""
        self.beside.waited.end(signal.Signals(ending.number))
        self.keep_work()
