"""Flows: coroutines that lead from screen to screen, each going by what the one before ended with.

A flow runs as a worker of the app and reads from top to bottom: `answer = await self.app.ask(SomeScreen())`. Between
two screens it is moving: keys typed ahead wait until the next screen is there (`Flows.at_rest`).
"""

import asyncio
import concurrent.futures
import contextlib
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from textual.app import App
from textual.screen import Screen, ScreenResultType

P = ParamSpec("P")
T = TypeVar("T")


PATIENCE = 1.0
"""Seconds that a key waits for a flow that waits for a disk: what it opens comes later then."""


class Flow:
    """One coroutine on its way; `waits_for` is a screen's answer or something that takes its time, if it waits."""

    def __init__(self, *, leads: bool) -> None:
        self.leads = leads
        """It goes from screen to screen; else it only tells of something when that is done."""
        self.waits_for: asyncio.Future[Any] | None = None
        self.asks = False
        """What it waits for is a screen."""

    @property
    def is_moving(self) -> bool:
        """True while it neither waits nor has ended."""
        return self.waits_for is None or self.waits_for.done()

    @property
    def is_on_its_way(self) -> bool:
        """True while its next screen, or its end, is still to come."""
        return self.is_moving or not self.asks


_current: ContextVar[Flow] = ContextVar("flow")


class Flows:
    """All flows of an app that have not ended."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._flows: set[Flow] = set()
        self._changed = asyncio.Event()

    @property
    def are_busy(self) -> bool:
        """True while something is still to come of a flow without an answer to a screen."""
        return any(flow.is_on_its_way for flow in self._flows)

    async def at_rest(self) -> None:
        """Wait until every flow that leads shows its screen, or has ended; for a disk no longer than `PATIENCE`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._until(lambda: not any(flow.leads and flow.is_on_its_way for flow in self._flows))
        await self._until(lambda: not any(flow.leads and flow.is_moving for flow in self._flows))

    async def _until(self, true: Callable[[], bool]) -> None:
        while not true():
            self._changed.clear()
            await self._changed.wait()

    def start(self, steps: Coroutine[Any, Any, object], *, leads: bool = True) -> None:
        """Run a flow, on its way from now on; when the app ends it is cancelled where it is.

        With `leads` false it is one that no key waits for.
        """
        flow = Flow(leads=leads)
        self._flows.add(flow)

        async def run() -> None:
            _current.set(flow)
            try:
                await steps
            finally:
                self._flows.discard(flow)
                self._changed.set()

        self._app.run_worker(run(), group="flows")

    async def ask(self, screen: Screen[ScreenResultType]) -> ScreenResultType | None:
        """Show a screen, and wait for what it ends with. Only within a flow."""
        return await self._wait(self._app.push_screen(screen, wait_for_dismiss=True), asks=True)

    async def until_done(self, work: "concurrent.futures.Future[T]") -> T:
        """Wait for what a thread does, such as writing to a slow disk; keys work meanwhile. Only within a flow."""
        return await self._wait(asyncio.wrap_future(work), asks=False)

    async def _wait(self, future: "asyncio.Future[T]", *, asks: bool) -> T:
        flow = _current.get()
        flow.waits_for, flow.asks = future, asks
        self._changed.set()
        # an app that ends cancels the flow; what it waits for stays whole, for it may still be done
        return await asyncio.shield(future)


class HasFlows(Protocol):
    """The app, or a screen of it."""

    @property
    def flows(self) -> Flows:
        """Those of the app."""


S = TypeVar("S", bound=HasFlows)


def flow(steps: Callable[Concatenate[S, P], Coroutine[Any, Any, object]]) -> Callable[Concatenate[S, P], None]:
    """Have an async action start a flow, as Textual's `work` does with other work."""

    @wraps(steps)
    def start(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        self.flows.start(steps(self, *args, **kwargs))

    return start


def side_flow(steps: Callable[Concatenate[S, P], Coroutine[Any, Any, object]]) -> Callable[Concatenate[S, P], None]:
    """Have an async action start a flow that no key waits for, as it leads to no other screen: a change on the disk."""

    @wraps(steps)
    def start(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        self.flows.start(steps(self, *args, **kwargs), leads=False)

    return start
