"""Pages to read: what they are made of."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

BlockKind = Literal["heading", "paragraph", "item"]
BOLD = re.compile(r"\*\*(.+?)\*\*")


class Front(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before the text of a page. `version` goes up when the user has to accept it anew."""

    title: str
    order: int = 0
    sources: tuple[str, ...] = ()
    version: Annotated[int, Meta(ge=1)] = 1


class Block(Struct, frozen=True):
    """A heading, a paragraph or an item of a list, as one line of text; `**bold**` is still in it."""

    kind: BlockKind
    text: str


class Page(Struct, frozen=True):
    """One page; `id` is the name of its file."""

    id: str
    front: Front
    blocks: tuple[Block, ...]


def blocks_of(text: str) -> Iterator[Block]:
    """The parts of a page: `## ` begins a heading, `- ` an item, a blank line ends a paragraph."""
    gathered: list[str] = []
    kind: BlockKind = "paragraph"
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        starts: BlockKind | None = "heading" if line.startswith("## ") else "item" if line.startswith("- ") else None
        if gathered and (not line or starts):
            yield Block(kind, " ".join(gathered))
            gathered, kind = [], "paragraph"
        if starts == "heading":
            yield Block("heading", line[3:].strip())
        elif starts == "item":
            gathered, kind = [line[2:].strip()], "item"
        elif line:
            gathered.append(line)


def emphasised(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, and whether each is bold."""
    for number, part in enumerate(BOLD.split(text)):
        if part:
            yield part, number % 2 == 1
