"""Telling somebody who is busy with something else: bell, notification, tmux, a command of the user's."""

import os
import subprocess
from contextlib import suppress
from typing import Final

from stretchtui.terminal import idle, tmux
from stretchtui.terminal.capabilities import Terminal
from stretchtui.terminal.cues import BELL, notification

TITLE: Final = "stretchtui"


class Alarm:
    """Tells by every way that there is. A way that fails keeps no other from being tried.

    `output` is our terminal's descriptor, None where output goes elsewhere (a service): then the bell rings in the
    terminal that was used last, and nothing else is sent there.
    """

    def __init__(
        self,
        terminal: Terminal,
        output: int | None,
        *,
        bell: bool = True,
        notify: bool = True,
        command: str | None = None,
    ) -> None:
        self._terminal = terminal
        self._output = output
        self._bell = BELL if bell else b""
        self._notify = notify
        self._command = command
        self._running: list[subprocess.Popen[bytes]] = []

    def tell(self, text: str) -> None:
        """Tell a line; returns without waiting for the command."""
        with suppress(OSError):
            self._ring(text)
        tmux.display_message(f"{TITLE}: {text}")
        self._running = [one for one in self._running if one.poll() is None]
        if self._command:
            with suppress(OSError):
                self._running.append(self._start(self._command, text))

    def _ring(self, text: str) -> None:
        if self._output is not None:
            told = notification(self._terminal, TITLE, text) if self._notify else b""
            os.write(self._output, self._bell + told)
        elif self._bell and (device := idle.last_used()):
            fd = os.open(device, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                os.write(fd, self._bell)
            finally:
                os.close(fd)

    def _start(self, command: str, text: str) -> subprocess.Popen[bytes]:
        """The user's command in a shell, which finds the line in STRETCHTUI_TEXT."""
        environ = {**os.environ, "STRETCHTUI_TEXT": text}
        return subprocess.Popen(["/bin/sh", "-c", command], env=environ, stdin=subprocess.DEVNULL)
