"""The app on a stage: some weeks of use behind it, and its clock and timers moved by hand.

What it shows is then what it shows at that moment, to the fraction of a second, however long the drawing takes.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.strip import Strip

from stretchtui.application.breaks import usual_wish
from stretchtui.application.clock import Clock
from stretchtui.application.context import Context, load_context
from stretchtui.application.waits import Waited, wish_while
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.files.places import Places
from stretchtui.terminal.capabilities import detect
from stretchtui.ui.app import StretchApp
from stretchtui.ui.breaks.while_app import WhileApp
from stretchtui.ui.themes.theming import apply

NOW = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
DAYS = (1, 2, 4, 6, 7, 9, 10, 13, 14, 15, 17, 20, 22, 23, 27, 29, 30, 34, 37, 41, 43, 50, 58, 64, 71)
SIZE = (80, 24)
PATIENCE = 10
"""Real seconds that a timer's work may take."""


class HandTimer:
    """A timer that goes by the time moved by hand; the app stops it as it does a real one."""

    def __init__(self, owner: MessagePump, due: float, every: float | None, work: Callable[[], object]) -> None:
        self.owner, self.due, self.every, self.work = owner, due, every, work
        self.running = True

    def stop(self) -> None:
        """Never fire again."""
        self.running = False

    async def fire(self) -> None:
        """Do the work where a real timer has it done: between two messages of its owner."""
        if self.every is None:
            self.stop()
        else:
            self.due += self.every
        if not self.owner.is_running:
            self.stop()
            return
        done = asyncio.Event()

        def work() -> None:
            self.work()
            done.set()

        self.owner.call_next(work)
        await asyncio.wait_for(done.wait(), PATIENCE)


class Hand:
    """Time that is moved by hand."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._timers: list[HandTimer] = []

    def clock(self) -> Clock:
        """The clock, as the app takes it."""
        return Clock(lambda: self.passed, lambda: NOW + timedelta(seconds=self.passed))

    @contextmanager
    def on_timers(self) -> Iterator[None]:
        """Put a hand on all timers that the app's own code sets; Textual's own stay real."""

        def held(name: str) -> Any:
            real = getattr(MessagePump, name)

            def make(owner: MessagePump, seconds: float, callback: Callable[[], object], **options: Any) -> Any:
                if not getattr(callback, "__module__", "").startswith("stretchtui."):
                    return real(owner, seconds, callback, **options)
                every = seconds if name == "set_interval" else None
                timer = HandTimer(owner, self.passed + seconds, every, callback)
                self._timers.append(timer)
                return timer

            return patch.object(MessagePump, name, make)

        with held("set_timer"), held("set_interval"):
            yield

    async def step(self, limit: float) -> None:
        """Go to the next timer that is due and let it fire, or to the limit if none is due before it."""
        self._timers = [timer for timer in self._timers if timer.running]
        first = min(self._timers, key=lambda timer: timer.due, default=None)
        if first is None or first.due > limit:
            self.passed = max(self.passed, limit)
        else:
            self.passed = max(self.passed, first.due)
            await first.fire()


class Stage:
    """The running app."""

    def __init__(self, app: StretchApp, pilot: Pilot[Any], hand: Hand) -> None:
        self.app, self.pilot, self.hand = app, pilot, hand

    async def settle(self) -> list[Strip]:
        """Wait until all that is due now is done; the lines of the screen."""
        await self.pilot.pause()
        while self.app.flows.are_busy:  # a flow that waits for a screen is a worker that goes on, so only others are
            await self.pilot.pause()
        if working := [worker for worker in self.app.workers if worker.group != "flows"]:
            await self.app.workers.wait_for_complete(working)
            await self.pilot.pause()
        return self.app.screen._compositor.render_strips()  # noqa: SLF001  (the cells as they are painted)

    async def press(self, *keys: str) -> None:
        """Press some keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def let_pass(self, seconds: float) -> None:
        """Let time pass; nothing that a moment brought is left for a later one."""
        end = self.hand.passed + seconds
        while self.hand.passed < end:
            await self.hand.step(end)
            await self.settle()


@asynccontextmanager
async def staged(
    opening: str, *, theme: str = "", settings: str = "", waited: Callable[[Hand], Waited] | None = None
) -> AsyncIterator[Stage]:
    """The app, opened at "break", at the id of a stretch or routine, or at a screen by its name.

    With `waited` it is opened at a break beside that.
    """
    hand = Hand()
    with tempfile.TemporaryDirectory() as folder, hand.on_timers():
        found = used_home(Path(folder), hand, settings)
        if waited:
            beside = waited(hand)
            wish = wish_while(found, beside.look(), None, (), standing=False)
            app: StretchApp = WhileApp(found, wish, beside)
        else:
            app = StretchApp(found, _opening(opening, found))  # type: ignore[arg-type]
        async with app.run_test(size=SIZE) as pilot:
            if theme:
                apply(app, app.themes[theme])
            stage = Stage(app, pilot, hand)
            await stage.settle()
            yield stage


def _opening(name: str, found: Context) -> Plan | Wish | str:
    return usual_wish(found) if name == "break" else found.user.plan(name) or name


def used_home(home: Path, hand: Hand, settings: str) -> Context:
    """The app's context in a home that has been used for some weeks."""
    (home / "settings.toml").write_text(settings)
    (home / "notices.toml").write_text("accepted = 99\naccepted_on = 2026-09-01\n")
    terminal = detect(
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        stdin_tty=True,
        stdout_tty=True,
        encoding="utf-8",
        size=SIZE,
    )
    found = load_context(Places(home, home, home), terminal, hand.clock())
    names = list(found.user.catalogue.stretches.values())
    for number, days in enumerate(sorted(DAYS, reverse=True)):
        chosen = [names[(number * 5 + step * 7) % len(names)] for step in range(3)]
        parts = tuple(StretchRecord(s.id, s.name, s.region, s.reps, s.reps, 40 + number % 3 * 25) for s in chosen)
        started = NOW - timedelta(days=days, minutes=number * 17 % 200)
        before = 7 - number // 8
        record = SessionRecord(
            id=f"{started:%Y%m%dT%H%M%SZ}-{number:06x}",
            started=started,
            seconds=sum(part.seconds for part in parts),
            outcome="completed",
            stretches=parts,
            tightness=Tightness(before, max(0, before - 2 - number % 2)),
        )
        found.services.history.append(record)
    return found
