"""Keys handled strictly one after the other.

Textual hands a key to the widget that has the focus at that moment, and runs what is bound to it later; so
a key typed right behind one that opens a screen or moves the focus goes astray. Over a slow line, where
several keys arrive at once, that happens to everybody.
"""

import asyncio
import contextlib

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget

PATIENCE = 5.0
"""Seconds to wait for a key to be done with, on a busy machine too, before the next one is looked at all the same."""


def takes_text(widget: Widget) -> bool:
    """Whether it is a field one types into, told without the import of fields, which the first frame has none of."""
    return hasattr(widget, "cursor_blink")


class OrderlyKeys(App[None]):
    """An app in which what a key opens or focuses gets the next key, however fast they come."""

    async def on_event(self, event: events.Event) -> None:
        """Finish with a key before the next event is taken."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        focused = self.focused
        if focused is not None and takes_text(focused):
            await super().on_event(event)
            await self._settled(focused)
        elif not await self._check_bindings(event.key, priority=True) and not await self._check_bindings(event.key):
            await super().on_event(event)
            await self._settled(focused or self.screen)
        await self._settled(self.screen)

    async def _settled(self, pump: MessagePump) -> None:
        """Wait until a widget has handled all that was sent to it so far."""
        done = asyncio.Event()
        if pump.call_later(done.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), PATIENCE)
