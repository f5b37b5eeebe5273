"""The run's way to its terminal: makes the driver when the app asks for one, and passes on what is no painting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchtui.ui.driver.steady import SteadyDriver

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.terminal.capabilities import Terminal


class TerminalLink:
    """Makes the driver of one run when the app asks for it, and passes on what else the terminal is needed for.

    Give it to the app as its `driver_class`. Until the driver is made, and under test drivers, there is no terminal.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.driver: SteadyDriver | None = None

    def __call__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> SteadyDriver:
        """Make the driver, as a class of drivers would."""
        self.driver = SteadyDriver(app, self._terminal, debug=debug, mouse=mouse, size=size)
        return self.driver

    @property
    def terminal_gone(self) -> bool:
        """The terminal was closed or hung up."""
        return self.driver is not None and self.driver.terminal_gone

    def write_bytes(self, data: bytes) -> None:
        """Write bytes that change no cell, such as those of a cue; from any thread."""
        if self.driver is not None:
            self.driver.write_bytes(data)

    def stalled_for(self) -> float:
        """For how many seconds the terminal has taken nothing of what was written; 0.0 when all is well."""
        return 0.0 if self.driver is None else self.driver.stalled_for()

    def paint_anew(self) -> None:
        """Clear the terminal and paint every cell."""
        if self.driver is not None:
            self.driver.paint_anew()

    def abandon(self) -> None:
        """Put the terminal right and write no more; from any thread, at any time."""
        if self.driver is not None:
            self.driver.abandon()

    def wake(self) -> None:
        """Let the event loop come round, so that signal handlers run; from any thread."""
        if self.driver is not None:
            self.driver.wake()
