"""The last line of a screen: the keys that matter now."""

from collections.abc import Iterable

from msgspec import Struct
from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Hint(Struct, frozen=True):
    """A key and what it does, in a word or two."""

    key: str
    label: str


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
