"""Keys handled strictly one after the other.

Textual hands a key to the widget that has the focus at that moment, and runs what is bound to it later; so
a key typed right behind one that opens a screen or moves the focus goes astray. Over a slow line, where
several keys arrive at once, that happens to everybody.
"""

import asyncio
import contextlib
from typing import Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.message_pump import MessagePump
from textual.widget import Widget

from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.common.base import is_live
from stretchtui.ui.textual_compat import all_bound_to

PATIENCE = 5.0
"""Seconds to wait for a key to be done with, on a busy machine too, before the next one is looked at all the same."""


def takes_text(widget: Widget) -> bool:
    """Whether it is a field one types into, told without the import of fields, which the first frame has none of."""
    return hasattr(widget, "cursor_blink")


class OrderlyKeys(BaseApp):
    """An app in which what a key opens or focuses gets the next key, however fast they come."""

    def push_screen(self, *arguments: Any, **options: Any) -> Any:
        """Show another screen; in an app that ends none opens any more, and who waits for it is ended too."""
        if not self.ending:
            return super().push_screen(*arguments, **options)
        waits = options.get("wait_for_dismiss", False)
        return asyncio.get_running_loop().create_future() if waits else AwaitComplete()

    async def on_event(self, event: events.Event) -> None:
        """Finish with a key before the next event is taken."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif not event.is_forwarded and await self._someone_is_there():
            target: Widget = self.focused or self.screen
            # what a field does not insert is bound; left to the field, it would be looked up behind all keys that wait
            typed = event.is_printable and takes_text(target)
            if not await self._acted_on(event.key, only_priority=typed):
                await super().on_event(event)
            await self._done_with(target)
        # A key that no widget took comes back here. What it is bound to was looked up when it came: by now it may be
        # bound to something else, as a key that rests during a session when the session has gone.

    async def _someone_is_there(self) -> bool:
        """Hold a key until the screen that shall get it is composed and mounted; false where nobody will get it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self.ending and self.screen_stack:
                    await self.flows.at_rest()
                    screen = self.screen
                    await self._settled(screen)
                    if screen is self.screen and is_live(screen):
                        return not self.ending
                    await asyncio.sleep(0)
        return False

    async def _acted_on(self, key: str, *, only_priority: bool) -> bool:
        """Run the first of what a key is bound to here and now that has something to do; whether there was one."""
        found = all_bound_to(self.screen, key)
        first = [(node, binding) for node, binding in found if binding.priority]
        others = [(node, binding) for node, binding in found if not binding.priority]
        for node, binding in [*reversed(first), *([] if only_priority else others)]:
            if await self.run_action(binding.action, node):
                return True
        return False

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
