"""A tiny app for the tests: `python tiny_app.py KEPT [FLAWS…]`; run in a pseudo-terminal, never imported.

It writes the name of the ending to the file KEPT, and behaves as badly as the flaws say.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.widgets import Static

from stretchtui.terminal.capabilities import detect_here, with_settings
from stretchtui.ui.driver.ending import run_steadily
from stretchtui.ui.driver.link import TerminalLink

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from stretchtui.terminal.signals import Ending

KEPT = Path(sys.argv[1])
FLAWS = sys.argv[2:]


class Tiny(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("q", "quit"), ("ctrl+z", "suspend_process"), ("x", "hang"), ("e", "echo")]

    chatter: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static("ready", id="text")

    def on_mount(self) -> None:
        if "chatty" in FLAWS:
            self.chatter = self.set_interval(0.002, self.chat)
        if "deaf" in FLAWS:
            # Now another thread receives these, as happens by chance to a program with threads.
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH, signal.SIGTERM])
        if "crash" in FLAWS:
            raise RuntimeError("crashed on purpose")
        if "stuck-pump" in FLAWS:
            self.call_later(self.wait_for_ever)

    def chat(self) -> None:
        text = str(time.monotonic_ns() % 10) * 75
        self.query_one(Static).update("\n".join([text] * 20))

    async def wait_for_ever(self) -> None:
        import asyncio

        await asyncio.Event().wait()

    def action_echo(self) -> None:
        with self.suspend():
            subprocess.run(["echo", "outside"], check=True)

    def action_hang(self) -> None:
        KEPT.write_text("hanging")
        time.sleep(60)

    def on_key(self, event: events.Key) -> None:
        if self.chatter:
            self.chatter.stop()
        self.query_one(Static).update(f"key {event.key}")
        if "keyed" in FLAWS:
            with KEPT.open("a") as log:
                log.write(f"{event.key}\n")

    def on_paste(self, event: events.Paste) -> None:
        if "keyed" in FLAWS:
            with KEPT.open("a") as log:
                log.write(f"paste {event.text!r}\n")

    def on_resize(self, event: events.Resize) -> None:
        if "sized" in FLAWS:
            with KEPT.open("a") as log:
                log.write(f"{event.size.width}x{event.size.height}\n")

    def on_end(self, ending: Ending) -> None:
        if "bad-end" in FLAWS:
            raise OSError("disk full")
        KEPT.write_text(ending.name)


if "named" in FLAWS:
    KEPT.with_suffix(".pid").write_text(str(os.getpid()))  # before it may be stopped, in the background
# Of what waits for ever little is waited for; all else ends by itself, on a busy machine too, before a test gives up.
GRACE = 3.0 if {"stuck-pump", "hanging"} & {*FLAWS} else 120.0
settings = {"mouse": "mouse" in FLAWS}
link = TerminalLink(with_settings(detect_here(), settings))
app = Tiny(driver_class=link)  # type: ignore[arg-type]
sys.exit(run_steadily(app, link, app.on_end, grace=GRACE, last_resort=240.0))
