"""Keys handled strictly one after the other.

Textual hands a key to the widget that has the focus at that moment, and runs what is bound to it later; so
a key typed right behind one that opens a screen or moves the focus goes astray. Over a slow line, where
several keys arrive at once, that happens to everybody.
"""

import asyncio
import contextlib
from typing import Any

from textual import events
from textual.message_pump import MessagePump
from textual.widget import Widget

from stretchtui.ui.base_app import BaseApp

PATIENCE = 5.0
"""Seconds to wait for a key to be done with, on a busy machine too, before the next one is looked at all the same."""


def takes_text(widget: Widget) -> bool:
    """Whether it is a field one types into, told without the import of fields, which the first frame has none of."""
    return hasattr(widget, "cursor_blink")


class OrderlyKeys(BaseApp):
    """An app in which what a key opens or focuses gets the next key, however fast they come."""

    ending = False
    """It was asked to end: keys mean nothing any more."""

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Ask the app to end."""
        self.ending = True
        super().exit(*arguments, **options)

    async def on_event(self, event: events.Event) -> None:
        """Finish with a key before the next event is taken."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        if self.ending or not self.screen_stack:  # typed behind the key that ended the program
            return
        target: Widget = self.focused or self.screen
        # what a field does not insert is bound; left to the field, it would be looked up behind all keys that wait here
        typed = event.is_printable and takes_text(target)
        if not await self._acted_on(event.key, only_priority=typed):
            await super().on_event(event)
        await self._done_with(target)

    async def _acted_on(self, key: str, *, only_priority: bool) -> bool:
        """Run what a key is bound to here and now; whether there was such a thing."""
        found = self.screen.active_bindings.get(key)
        if found is None or not found.enabled or (only_priority and not found.binding.priority):
            return False
        return await self.run_action(found.binding.action, found.node)

    async def _done_with(self, target: Widget) -> None:
        """Wait until a key has had its effect, and what that opened can take the next one.

        The widget that got the key handles it, tells itself what that means, and each widget around it hears of it
        in turn, up to the screen; which may have opened another by then.
        """
        for pump in (target, *target.ancestors_with_self):
            await self._settled(pump)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.flows.at_rest(), PATIENCE)
        if self.screen_stack:
            await self._settled(self.screen)

    async def _settled(self, pump: MessagePump) -> None:
        """Wait until a widget has handled all that was sent to it so far."""
        done = asyncio.Event()
        if pump is not self and pump.call_later(done.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), PATIENCE)
