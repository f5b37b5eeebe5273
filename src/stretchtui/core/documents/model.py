"""What a printable document is made of: blocks that the HTML and the PDF writer both know."""

from typing import Literal, NamedTuple

from stretchtui.core.graphics import Picture

Weight = Literal["plain", "small", "strong"]
Paper = Literal["a4", "letter"]


class Heading(NamedTuple):
    """A heading of level 1 (the document's) to 3."""

    text: str
    level: int = 2


class ProseBlock(NamedTuple):
    """Running text."""

    text: str
    weight: Weight = "plain"


class Items(NamedTuple):
    """A list, numbered or not."""

    texts: tuple[str, ...]
    numbered: bool = False


class Field(NamedTuple):
    """A label with what is known, or a line to write on where that is empty."""

    label: str
    value: str = ""


class Fields(NamedTuple):
    """Some fields side by side."""

    fields: tuple[Field, ...]


class Table(NamedTuple):
    """Rows of cells under a head; all columns but the first are flush right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(NamedTuple):
    """A picture over the whole width, with what it shows above it."""

    caption: str
    picture: Picture


class Shown(NamedTuple):
    """A picture of a stretch, and what stands below it: `start`, `left`."""

    caption: str
    picture: Picture


class Card(NamedTuple):
    """One stretch of a sheet, kept together on a page.

    `notes` are pairs of a label and a text (`Care`, `Easier`); `boxes` are to be ticked, one for each day.
    """

    name: str
    dose: str
    pictures: tuple[Shown, ...]
    steps: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    boxes: int = 0


Block = Heading | ProseBlock | Items | Fields | Table | Chart | Card


class Document(NamedTuple):
    """A document by its title, for a size of paper; `mono` without any colour."""

    title: str
    blocks: tuple[Block, ...]
    paper: Paper = "a4"
    mono: bool = False
