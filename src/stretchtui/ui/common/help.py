"""The keys of a screen, and what it is for; what one types narrows them."""

from typing import Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from stretchtui.core.settings.actions import MOTIONS
from stretchtui.core.settings.keys import Keys, key_name
from stretchtui.ui.common.base import BaseModal, ShapedScreen
from stretchtui.ui.common.paragraphs import Paragraph, Paragraphs
from stretchtui.ui.common.scrolling import Scrolling
from stretchtui.ui.settings.bindings import bound, own_keys, said

MOST_KEYS = 3
"""Keys of one action that are told."""

GAP = 2
"""Blank cells between the keys and what they do."""


class Line(NamedTuple):
    """An action: its keys, what it does, and what else people call it."""

    keys: str
    what: str
    words: str


class HelpScreen(BaseModal[None], inherit_bindings=False):
    """Help for the screen below it."""

    HELP = "The keys of the screen below, and what it is for."
    CONTEXT = "help"
    BINDINGS = bound("help", down="scroll(1)", up="scroll(-1)", page_down="page(1)", page_up="page(-1)")

    def __init__(self, about: ShapedScreen[Any]) -> None:
        super().__init__()
        self.about = self.context.keys.fill(about.HELP)
        self.lines = _lines(about, self.context.keys)
        self.typed = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            with Scrolling(id="body"):
                yield Static(self.about, id="explanation", markup=False)
                yield Paragraphs(id="keys")
                yield Static("No key does that here.", id="no-key", markup=False)
            yield Static("", id="sought-keys", markup=False)

    def on_mount(self) -> None:
        self._show()

    def on_key(self, event: Key) -> None:
        """What is typed narrows the list."""
        if event.key in own_keys(self, self.user.changed_keys):
            return
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.character and event.character.isprintable() and (self.typed or not event.character.isspace()):
            self.typed += event.character
        else:
            return
        event.stop()
        self._show()

    def _show(self) -> None:
        words = self.typed.lower().split()
        found = [line for line in self.lines if all(word in " ".join(line).lower() for word in words)]
        wide = max((len(line.keys) for line in found), default=0) + GAP
        keys = self.query_one("#keys", Paragraphs)
        keys.show(Paragraph(line.what, line.keys, "$accent bold", indent=wide) for line in found)
        keys.display = bool(found)
        self.query_one("#no-key").display = not found
        explanation = self.query_one("#explanation")
        explanation.display = bool(self.about) and not self.typed
        typed = f"Keys for: {self.typed}" if self.typed else "Type to find a key."
        self.query_one("#sought-keys", Static).update(typed)
        self.query_one("#body").scroll_home(animate=False)

    def action_close(self) -> None:
        """Forget what was typed; then close."""
        if self.typed:
            self.typed = ""
            self._show()
        else:
            self.dismiss()

    def action_scroll(self, direction: int) -> None:
        self.query_one("#body").scroll_relative(y=direction, animate=False)

    def action_page(self, direction: int) -> None:
        body = self.query_one("#body")
        body.scroll_relative(y=direction * max(1, body.size.height - 1), animate=False)


def _lines(screen: ShapedScreen[Any], names: Keys) -> list[Line]:
    """Each action once, with all its keys: those that matter most first, those that only move about last."""
    found: dict[str, tuple[list[str], Line]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if not binding.id:
            continue
        if binding.id not in found:
            action = said(screen.CONTEXT, binding)
            found[binding.id] = ([], Line("", names.fill(action.tooltip), f"{action.label} {action.words}"))
        keys, _ = found[binding.id]
        if (name := key_name(key, arrows=names.arrows)) not in keys:
            keys.append(name)
    most = [name for name in screen.HINTS if name in found and name not in MOTIONS | {"help"}]
    others = [name for name in found if name not in MOTIONS and name not in most]
    order = (*most, *others, *(name for name in found if name in MOTIONS))
    return [found[name][1]._replace(keys=" ".join(found[name][0][:MOST_KEYS])) for name in order]
