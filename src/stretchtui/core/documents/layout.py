"""A document laid out on pages of paper: words, pictures and lines at their places, for SVG pages and PDF.

Lengths are points (1/72 inch), y downwards. Words are broken by the widths of Helvetica, which browsers and PDF readers
have or replace by one of the same widths; `letters` widens them all for another font.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, assert_never

from stretchtui.core.documents.model import (
    Block,
    Card,
    Chart,
    Document,
    Fields,
    Heading,
    Items,
    Paper,
    ProseBlock,
    Table,
)
from stretchtui.core.graphics import Outline, Picture, Stroke, rectangle
from stretchtui.core.text import clean

SIZES: Final[dict[Paper, tuple[float, float]]] = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
MARGIN: Final = 42.0
TEXT: Final = 9.5
SMALL: Final = 7.5
HEADINGS: Final = {1: 17.0, 2: 12.0, 3: 10.5}
LEADING: Final = 1.32
PICTURE_SHARE: Final = 0.4
"""Of a card's width, what its pictures take."""
PICTURE_HEIGHT: Final = 100.0
GAP: Final = 12.0
BOX: Final = 15.0
INDENT: Final = 14.0
BOLD: Final = 1.08

_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *((556,) * 10),
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667),
    *(944, 667, 667, 611, 278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500),
    *(722, 500, 500, 500, 334, 260, 334, 584),
)
"""Helvetica's widths in thousandths, from the blank on, as its public metrics have them."""
_OTHER = 620


class Words(NamedTuple):
    """One line of words; `at` is the left end of its base line, or the right end where it is flush `right`."""

    text: str
    at: tuple[float, float]
    size: float
    bold: bool = False
    right: bool = False
    grey: bool = False


class Placed(NamedTuple):
    """A picture, its upper left corner and by how much it is larger."""

    picture: Picture
    at: tuple[float, float]
    scale: float


class PaperPage(NamedTuple):
    """One page and what is on it."""

    width: float
    height: float
    items: tuple[Words | Placed, ...]


def pages(document: Document, *, letters: float = 1.0) -> tuple[PaperPage, ...]:
    """Lay the document out; `letters` is how wide the font's letters are, of Helvetica's."""
    press = _Press(*SIZES[document.paper], letters)
    for block in document.blocks:
        press.put(block)
    return press.finished()


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide words are in Helvetica, in points."""
    total = sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else _OTHER for c in text)
    return total * size / 1000 * (BOLD if bold else 1.0)


class _Press:
    """Puts blocks one below the other, and begins a page where one does not fit."""

    def __init__(self, width: float, height: float, letters: float) -> None:
        self._size = (width, height)
        self._letters = letters
        self._pages: list[PaperPage] = []
        self._items: list[Words | Placed] = []
        self._y = MARGIN
        self._wide = width - 2 * MARGIN

    def finished(self) -> tuple[PaperPage, ...]:
        if self._items or not self._pages:
            self._turn()
        return tuple(self._pages)

    def put(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._heading(text, HEADINGS[level])
            case ProseBlock(text, weight):
                self._room(TEXT * LEADING)
                self._text(text, SMALL if weight == "small" else TEXT, bold=weight == "strong", grey=weight == "small")
                self._y += 3
            case Items(texts, numbered):
                self._items_of(texts, numbered=numbered)
            case Fields():
                self._fields(block)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Card():
                self._card(block)
            case _:
                assert_never(block)

    def _turn(self) -> None:
        self._pages.append(PaperPage(*self._size, tuple(self._items)))
        self._items, self._y = [], MARGIN

    def _room(self, height: float) -> None:
        if self._y + height > self._size[1] - MARGIN and self._items:
            self._turn()

    def _lines(self, text: str, size: float, wide: float, *, bold: bool = False) -> list[str]:
        """The words of a text in lines; a word that is wider than a line is cut."""
        room = wide / self._letters
        lines: list[str] = []
        line = ""
        for word in clean(text).split():
            longer = f"{line} {word}" if line else word
            if width_of(longer, size, bold=bold) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            while len(word) > 1 and width_of(word, size, bold=bold) > room:
                keep = next(
                    n for n in range(len(word) - 1, 0, -1) if n == 1 or width_of(word[:n], size, bold=bold) <= room
                )
                lines.append(word[:keep])
                word = word[keep:]  # noqa: PLW2901
            line = word
        return [*lines, line] if line else lines

    def _cut(self, text: str, size: float, wide: float, *, bold: bool = False) -> str:
        """As much of a text as fits into a line."""
        return next(iter(self._lines(text, size, wide, bold=bold)), "")

    def _text(
        self, text: str, size: float, *, x: float = 0.0, wide: float = 0.0, bold: bool = False, grey: bool = False
    ) -> None:
        """Lines of words from a place on, a page further where they end."""
        for line in self._lines(text, size, wide or self._wide - x, bold=bold):
            self._room(size * LEADING)
            self._y += size
            self._items.append(Words(line, (MARGIN + x, self._y), size, bold=bold, grey=grey))
            self._y += size * (LEADING - 1)

    def _heading(self, text: str, size: float) -> None:
        self._room(size * 4)
        self._y += size * 0.5 if self._items else 0
        self._text(text, size, bold=True)
        self._y += 2

    def _items_of(self, texts: Sequence[str], *, numbered: bool) -> None:
        for number, text in enumerate(texts, start=1):
            self._room(TEXT * LEADING)
            mark = f"{number}" if numbered else "-"
            self._items.append(Words(mark, (MARGIN + 2, self._y + TEXT), TEXT))
            self._text(text, TEXT, x=INDENT)
        self._y += 3

    def _fields(self, block: Fields) -> None:
        self._room(TEXT * 2)
        self._y += TEXT * 1.3
        slot = self._wide / max(1, len(block.fields))
        for at, field in enumerate(block.fields):
            x = MARGIN + at * slot
            name = self._cut(field.label, TEXT, slot / 2, bold=True)
            label = width_of(name, TEXT, bold=True) * self._letters + 5
            self._items.append(Words(name, (x, self._y), TEXT, bold=True))
            if field.value:
                value = self._cut(field.value, TEXT, slot - label - GAP)
                self._items.append(Words(value, (x + label, self._y), TEXT))
            else:
                self._rule(x + label, x + slot - GAP, self._y + 2)
        self._y += TEXT

    def _table(self, block: Table) -> None:
        columns = len(block.head)
        narrow = self._wide * 0.62 / max(1, columns - 1)
        first = self._wide - narrow * (columns - 1)
        for number, row in enumerate((block.head, *block.rows)):
            cells = [self._lines(row[0], TEXT, first - 6), *(self._lines(c, TEXT, narrow - 6) for c in row[1:])]
            rows = max(1, *map(len, cells))
            self._room(rows * TEXT * LEADING + 4)
            for column, lines in enumerate(cells):
                for at, line in enumerate(lines):
                    y = self._y + TEXT + at * TEXT * LEADING
                    x = MARGIN if column == 0 else MARGIN + first + column * narrow
                    self._items.append(Words(line, (x, y), TEXT, bold=number == 0, right=column > 0))
            self._y += rows * TEXT * LEADING + 3
            self._rule(MARGIN, MARGIN + self._wide, self._y)
            self._y += 2

    def _chart(self, block: Chart) -> None:
        scale = min(self._wide / block.picture.width, 1.0)
        self._room(block.picture.height * scale + TEXT * 2)
        self._text(block.caption, SMALL, grey=True)
        self._items.append(Placed(block.picture, (MARGIN, self._y), scale))
        self._y += block.picture.height * scale + 4

    def _card(self, card: Card) -> None:
        """All of a card on one page: pictures at the left, steps at the right, then the notes and the boxes."""
        wide = self._wide * PICTURE_SHARE if card.pictures else 0.0
        x = wide + GAP if wide else 0.0
        steps = [self._lines(step, TEXT, self._wide - x - INDENT) for step in card.steps]
        names = [self._cut(name, TEXT, self._wide / 4, bold=True) for name, _ in card.notes]
        label = max((width_of(name, TEXT, bold=True) for name in names), default=0) * self._letters + 6
        notes = [
            (name, self._lines(text, TEXT, self._wide - label))
            for name, (_, text) in zip(names, card.notes, strict=True)
        ]
        line = TEXT * LEADING
        pictured = PICTURE_HEIGHT + SMALL * LEADING if card.pictures else 0.0
        body = max(sum(map(len, steps)) * line, pictured)
        boxes = -(-card.boxes // self._boxes_a_row) * (BOX + 3) + 4 if card.boxes else 0.0
        self._room(HEADINGS[2] * 1.8 + body + sum(len(text) for _, text in notes) * line + boxes + 14)
        self._rule(MARGIN, MARGIN + self._wide, self._y, heavy=True)
        self._y += HEADINGS[2] * 1.25
        name = self._cut(card.name, HEADINGS[2], self._wide * 0.6, bold=True)
        dose = self._cut(card.dose, TEXT, self._wide * 0.38, bold=True)
        self._items.append(Words(name, (MARGIN, self._y), HEADINGS[2], bold=True))
        self._items.append(Words(dose, (MARGIN + self._wide, self._y), TEXT, bold=True, right=True))
        self._y += 6
        top = self._y
        self._pictures(card, top, wide)
        for number, lines in enumerate(steps, start=1):
            self._items.append(Words(str(number), (MARGIN + x, self._y + TEXT), TEXT, bold=True))
            self._block(lines, MARGIN + x + INDENT)
        self._y = top + body + 3
        for name, lines in notes:
            self._items.append(Words(name, (MARGIN, self._y + TEXT), TEXT, bold=True))
            self._block(lines, MARGIN + label)
        self._boxes(card.boxes)
        self._y += 8

    def _block(self, lines: Iterable[str], x: float) -> None:
        for line in lines:
            self._items.append(Words(line, (x, self._y + TEXT), TEXT))
            self._y += TEXT * LEADING

    def _pictures(self, card: Card, top: float, wide: float) -> None:
        slot = wide / max(1, len(card.pictures))
        for at, shown in enumerate(card.pictures):
            scale = min((slot - 6) / shown.picture.width, PICTURE_HEIGHT / shown.picture.height)
            left = MARGIN + at * slot + (slot - shown.picture.width * scale) / 2
            down = top + PICTURE_HEIGHT - shown.picture.height * scale
            self._items.append(Placed(shown.picture, (left, down), scale))
            caption = self._cut(shown.caption, SMALL, slot - 6)
            middle = MARGIN + at * slot + (slot - width_of(caption, SMALL) * self._letters) / 2
            self._items.append(Words(caption, (middle, top + PICTURE_HEIGHT + SMALL), SMALL, grey=True))

    @property
    def _boxes_a_row(self) -> int:
        return int(self._wide // (BOX + 3))

    def _boxes(self, count: int) -> None:
        for at in range(count):
            row, column = divmod(at, self._boxes_a_row)
            x, y = MARGIN + column * (BOX + 3), self._y + 3 + row * (BOX + 3)
            frame = (rectangle(0.5, 0.5, BOX - 1, BOX - 1),)
            self._items.append(Placed(Picture(BOX, BOX, (Stroke("prop", _corners(frame)),)), (x, y), 1.0))
            self._items.append(Words(str(at + 1), (x + 2, y + 7), 6.0, grey=True))
        if count:
            self._y += -(-count // self._boxes_a_row) * (BOX + 3) + 4

    def _rule(self, left: float, right: float, y: float, *, heavy: bool = False) -> None:
        line = Stroke("ink" if heavy else "prop", (((0.0, 0.0), (right - left, 0.0)),), 1.6 if heavy else 0.7)
        self._items.append(Placed(Picture(right - left, 1.0, (line,)), (left, y), 1.0))


def _corners(outlines: Iterable[Outline]) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple((one.start, *(step.to for step in one.steps), one.start) for one in outlines)
