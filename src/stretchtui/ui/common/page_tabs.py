"""The names of a screen's pages on one line, each with the digit that leads to it."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class PageTabs(Widget):
    """Names of pages, long and short; `current` counts from 0. The one shown is told by brackets as well."""

    current: reactive[int] = reactive(0)

    def __init__(self, names: tuple[tuple[str, str], ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.names = names

    def render(self) -> RenderResult:
        """The long names where they fit; where not even the short ones do, the digits of those that are not shown."""
        long = sum(len(name) + 6 for name, _ in self.names) <= self.size.width
        short = sum(len(name) + 4 for _, name in self.names) <= self.size.width
        parts: list[Content] = []
        for at, names in enumerate(self.names):
            name = names[0 if long else 1]
            if at == self.current:
                parts.append(Content.assemble((f"[{at + 1} {name}]", "$accent bold")))
            else:
                told = f" {name} " if long or short else " "
                parts.append(Content.assemble(" ", (str(at + 1), "$accent"), (told, "$muted")))
        return Content("  " if long else "").join(parts)
