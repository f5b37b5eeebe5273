"""Text in paragraphs, each with a label at its left and its lines aligned behind it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

LABELS = 10
"""Width of the column of labels of what is said of a stretch."""

NARROW = 42
"""Columns below which labels usually take no more room than themselves."""


class Paragraph(Struct, frozen=True):
    """A `label`, and the text that belongs to it. Styles are those of Textual content, such as `$muted`."""

    text: str | Content
    label: str = ""
    label_style: str = "$accent"
    style: str = ""
    indent: int | None = None
    """Width of the column of labels, where it is not that of the others."""


BLANK = Paragraph("")


class Paragraphs(Widget):
    """Paragraphs below one another. `indent` is the width of the column of labels."""

    narrow: ClassVar[int] = NARROW
    """Columns below which a label takes no more room than itself."""

    def __init__(self, paragraphs: Iterable[Paragraph] = (), *, indent: int = 9, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.paragraphs = tuple(paragraphs)
        self.indent = indent

    def show(self, paragraphs: Iterable[Paragraph]) -> bool:
        """Show other paragraphs; false where they are the same."""
        paragraphs = tuple(paragraphs)
        if paragraphs == self.paragraphs:
            return False
        self.paragraphs = paragraphs
        self.refresh(layout=self.styles.is_auto_height)
        return True

    def render(self) -> RenderResult:
        """All paragraphs, wrapped to the width there is."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines at a width."""
        return len(self._lines(width))

    def height_of(self, paragraphs: Iterable[Paragraph], width: int) -> int:
        """The number of lines that some paragraphs would take."""
        return sum(len(self._wrapped(paragraph, max(1, width))) for paragraph in paragraphs)

    def beginning(
        self, paragraphs: Iterable[Paragraph], width: int, rows: int, last: Sequence[Paragraph] = ()
    ) -> list[Paragraph]:
        """The first of some paragraphs, each of them whole, as many as have room above the `last`; and those."""
        shown = [*paragraphs]
        while shown and self.height_of([*shown, *last], width) > rows:
            shown.pop()
        return [*shown, *last]

    def _lines(self, width: int) -> list[Content]:
        return [line for paragraph in self.paragraphs for line in self._wrapped(paragraph, max(1, width))]

    def _wrapped(self, paragraph: Paragraph, width: int) -> Sequence[Content]:
        indent = self.indent if paragraph.indent is None else paragraph.indent
        indent = min(indent if width >= self.narrow else min(indent, 3), width - 1)
        # contents are equal where their texts are, whatever their styles: none of them may stand for another
        return (_wrapped if isinstance(paragraph.text, Content) else _wrapped_before)(paragraph, indent, width)


def _wrapped(paragraph: Paragraph, indent: int, width: int) -> tuple[Content, ...]:
    """The lines of a paragraph."""
    text = paragraph.text
    body = text if isinstance(text, Content) else Content.styled(text, paragraph.style)
    label = f"{paragraph.label:<{max(0, indent - 1)}} " if paragraph.label else ""
    head = Content.styled(f"{label:<{indent}}", paragraph.label_style)
    margin = Content(" " * indent)
    if len(label) <= indent:
        lines = body.wrap(max(1, width - indent)) or [Content("")]
        return tuple((margin if at else head) + line for at, line in enumerate(lines))
    # a label wider than its column: the text follows it on the same line
    first, *rest = (head + body).wrap(width)
    left = Content(" ").join(line.rstrip() for line in rest)
    return (first, *(margin + line for line in (left.wrap(max(1, width - indent)) if rest else [])))


_wrapped_before = lru_cache(maxsize=128)(_wrapped)
"""To find what fits, the same few paragraphs are measured over and over: half of a key's time in the browser."""


def numbered(steps: Iterable[str]) -> Iterator[Paragraph]:
    """Steps with their numbers."""
    for number, step in enumerate(steps, start=1):
        yield Paragraph(step, str(number), "$accent bold", indent=3)
