"""The last line of a screen: the keys that matter now."""

from collections.abc import Iterable

from msgspec import Struct
from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

KEY_NAMES = {
    "escape": "esc",
    "slash": "/",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "ctrl+p": "ctrl+p",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}

ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}


class Hint(Struct, frozen=True):
    """A key and what it does, in a word or two."""

    key: str
    label: str


def key_name(key: str, *, arrows: bool = True) -> str:
    """A key as people write it; the first one where a binding has several. Without `arrows` in words alone."""
    first = key.partition(",")[0]
    return KEY_NAMES.get(first) or (ARROWS.get(first, first) if arrows else first)


class Hints(Widget):
    """As many hints as fit in one line, the most important first; never a cut one."""

    hints: reactive[tuple[Hint, ...]] = reactive((), layout=False)

    def show(self, hints: Iterable[Hint]) -> None:
        """Show other hints."""
        self.hints = tuple(hints)

    def render(self) -> RenderResult:
        """The hints that fit; the last one given (the help) always does."""
        room = self.size.width - 1
        *most, last = self.hints or (Hint("?", "keys"),)
        room -= _width(last)
        shown = []
        for hint in most:
            if (needed := _width(hint) + 3) > room:
                break
            room -= needed
            shown.append(hint)
        parts = [Content.assemble((hint.key, "$accent bold"), " ", (hint.label, "$muted")) for hint in (*shown, last)]
        return Content(" ") + Content("   ").join(parts)


def _width(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)
