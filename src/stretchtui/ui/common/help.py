"""The keys of a screen, and what it is for."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from stretchtui.core.settings.actions import MOTIONS
from stretchtui.core.settings.keys import Keys, key_name
from stretchtui.ui.common.base import BaseModal, ShapedScreen
from stretchtui.ui.settings.bindings import bound, said


class HelpScreen(BaseModal[None], inherit_bindings=False):
    """Help for the screen below it."""

    HELP = "The keys of the screen below, and what it is for."

    CONTEXT = "help"
    BINDINGS = bound(
        "help", close="dismiss", down="scroll(1)", up="scroll(-1)", page_down="page(1)", page_up="page(-1)"
    )

    def __init__(self, about: ShapedScreen[Any]) -> None:
        super().__init__()
        self.about = self.context.keys.fill(about.HELP)
        self.keys = _keys(about, self.context.keys)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"), VerticalScroll(id="body", can_focus=False):
            if self.about:
                yield Static(self.about, id="explanation", markup=False)
            yield Static(self.keys, id="keys")

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction, animate=False)

    def action_page(self, direction: int) -> None:
        body = self.query_one("#body")
        body.scroll_relative(y=direction * max(1, body.size.height - 1), animate=False)


def _keys(screen: ShapedScreen[Any], names: Keys) -> Content:
    """Each binding once, with all its keys: those that matter most first, those that only move about last."""
    found: dict[str, tuple[list[str], str]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if binding.id:
            keys, _ = found.setdefault(binding.id, ([], names.fill(said(screen, binding).tooltip)))
            if (name := key_name(key, arrows=names.arrows)) not in keys:
                keys.append(name)
    most = [name for name in screen.HINTS if name in found and name not in MOTIONS | {"help"}]
    others = [name for name in found if name not in MOTIONS and name not in most]
    rows = [(" ".join(found[n][0][:3]), found[n][1]) for n in (*most, *others, *(n for n in found if n in MOTIONS))]
    wide = max((len(keys) for keys, _ in rows), default=0)
    return Content("\n").join(
        [Content.assemble((f"{keys:<{wide}}", "$accent bold"), f"  {what}") for keys, what in rows]
    )
