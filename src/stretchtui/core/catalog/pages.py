"""The pages to read (learn, first start) as data: front matter and blocks of text."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

BlockKind = Literal["heading", "paragraph", "item", "sources"]
SOURCES = "Sources:"
_MARKS: dict[BlockKind, str] = {"heading": "## ", "item": "- ", "sources": SOURCES}
BOLD = re.compile(r"\*\*(.+?)\*\*")


class Front(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before the text of a page. `version` goes up when the user has to accept it anew."""

    title: str
    order: int = 0
    sources: tuple[str, ...] = ()
    version: Annotated[int, Meta(ge=1)] = 1


class PageBlock(Struct, frozen=True):
    """A heading, a paragraph or an item of a list, as one line of text; `**bold**` is still in it.

    A block of `sources` says what the text above it, up to the heading, rests on: their ids, with commas between.
    """

    kind: BlockKind
    text: str

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources that it names; none where it is text."""
        return tuple(one.strip() for one in self.text.split(",")) if self.kind == "sources" else ()


class Page(Struct, frozen=True):
    """One page; `id` is the name of its file."""

    id: str
    front: Front
    blocks: tuple[PageBlock, ...]


def blocks_of(text: str) -> Iterator[PageBlock]:
    """The parts of a page: `## ` begins a heading, `- ` an item, `Sources: ` their ids; a blank line ends it."""
    gathered: list[str] = []
    kind: BlockKind = "paragraph"
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        starts = next((begun for begun, mark in _MARKS.items() if line.startswith(mark)), None)
        if gathered and (not line or starts):
            yield PageBlock(kind, " ".join(gathered))
            gathered, kind = [], "paragraph"
        if starts in ("heading", "sources"):
            yield PageBlock(starts, line.removeprefix(_MARKS[starts]).strip())
        elif starts == "item":
            gathered, kind = [line[2:].strip()], "item"
        elif line:
            gathered.append(line)


def emphasised(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, and whether each is bold."""
    for number, part in enumerate(BOLD.split(text)):
        if part:
            yield part, number % 2 == 1
