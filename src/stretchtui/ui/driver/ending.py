"""Running the app to its end, whichever that is: a signal, or a terminal that went away, ends it with its work kept."""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from stretchtui.terminal.signals import GRACE, LAST_RESORT, Ending, Watch

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from textual.app import App

    from stretchtui.ui.driver.link import TerminalLink


def run_steadily(
    app: App[Any],
    link: TerminalLink,
    on_end: Callable[[Ending], object],
    *,
    grace: float = GRACE,
    last_resort: float = LAST_RESORT,
    binding: bool = True,
) -> int:
    """Run the app to its end, whichever that is, and tell the exit code of the process.

    When a signal or a vanished terminal ends it, `on_end` is called in the app's loop, to keep what was done, and
    the app exits with 128 + signal. Should that hang, the terminal is put right and the process ended two seconds
    after the signal, so what follows this call has the rest of that time only, unless the deadline is not `binding`
    beyond it.
    """

    def finish(ending: Ending) -> None:
        try:
            on_end(ending)
        except Exception:
            logging.getLogger(__name__).exception("keeping the work failed at the end (%s)", ending.name)
        finally:
            app.exit(return_code=ending.exit_code)

    def begin(ending: Ending) -> None:
        # In a thread of its own: the call returns when `finish` does, and that may be never.
        threading.Thread(target=_call, args=(app, finish, ending), daemon=True).start()

    with Watch(begin, link.abandon, link.wake, grace=grace, last_resort=last_resort, binding=binding) as watch:
        try:
            app.run(loop=_loop())
        finally:
            link.abandon()
            if watch.ending and link.terminal_gone:
                _be_quiet()
    return watch.ending.exit_code if watch.ending else app.return_code or 0


def _call(app: App[Any], finish: Callable[[Ending], None], ending: Ending) -> None:
    with suppress(RuntimeError):  # the app is not running yet, or no more
        app.call_from_thread(finish, ending)


def _loop() -> AbstractEventLoop | None:
    if sys.platform != "darwin":
        return None
    # kqueue does not watch terminals on every macOS; select does.
    import asyncio  # noqa: PLC0415
    import selectors  # noqa: PLC0415

    return asyncio.SelectorEventLoop(selectors.SelectSelector())


def _be_quiet() -> None:
    """Nobody is there to read: let what is printed vanish instead of failing."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
