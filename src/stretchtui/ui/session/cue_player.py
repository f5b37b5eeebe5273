"""Plays the cues of a session for eyes that are closed or face down: the bell, and a desktop notification."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from stretchtui.core.session.machine import Event, Finished
from stretchtui.core.session.plan import Plan
from stretchtui.core.settings.model import Settings
from stretchtui.terminal.capabilities import Terminal
from stretchtui.terminal.cues import Cue, bells, cue_of, notification

LAST_SECONDS = 3
"""Seconds at the end of a hold that are ticked, where the user wants them."""


class Cues:
    """Turns what happens in a session into signs, as the user's settings have them."""

    def __init__(self, app: App[Any], write: Callable[[bytes], object], settings: Settings, terminal: Terminal) -> None:
        self._app = app
        self._write = write
        self._settings = settings
        self._terminal = terminal

    def heed(self, event: Event, plan: Plan) -> None:
        """Give the sign of an event, if it has one."""
        if cue := cue_of(event, plan):
            self.ring(cue)
        if isinstance(event, Finished):
            self.notify("The session is over.")

    def notify(self, text: str) -> None:
        """Ask the terminal for a notification, where the user wants them."""
        if self._settings.cues.notify:
            self._send(notification(self._terminal, "stretchtui", text))

    def tick(self, remaining: int) -> None:
        """Give the sign of one of the last seconds of a hold."""
        if 0 < remaining <= LAST_SECONDS:
            self.ring(Cue.TICK)

    def ring(self, cue: Cue) -> None:
        """Ring the bells of a cue."""
        for pulse in bells(cue, bell=self._settings.bell, tick=self._settings.cues.tick):
            if pulse.after:
                self._app.set_timer(pulse.after, lambda data=pulse.data: self._send(data))
            else:
                self._send(pulse.data)

    def _send(self, data: bytes) -> None:
        if data:
            self._write(data)
