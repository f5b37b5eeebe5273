"""A laid out page as a file of SVG."""

from html import escape
from typing import Final

from stretchtui.core.documents.layout import PaperPage, Placed, Words, pages
from stretchtui.core.documents.model import Document
from stretchtui.core.documents.svg import COLOURS, GREYS, number, primitives
from stretchtui.core.text import clean

FONT: Final = "Helvetica, Arial, sans-serif"
GREY: Final = "#555555"


def svg_pages(document: Document) -> tuple[str, ...]:
    """Each page as a file of its own."""
    return tuple(_page(page, document.title, mono=document.mono) for page in pages(document))


def _page(page: PaperPage, title: str, *, mono: bool) -> str:
    inner = "\n".join(_words(one) if isinstance(one, Words) else _placed(one, mono=mono) for one in page.items)
    size = f'width="{number(page.width)}pt" height="{number(page.height)}pt"'
    box = f"0 0 {number(page.width)} {number(page.height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}" font-family="{FONT}">\n'
        f"<title>{escape(clean(title))}</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{inner}\n</svg>\n'
    )


def _words(words: Words) -> str:
    x, y = words.at
    weight = ' font-weight="bold"' if words.bold else ""
    anchor = ' text-anchor="end"' if words.right else ""
    fill = GREY if words.grey else "#000000"
    at = f'x="{number(x)}" y="{number(y)}" font-size="{number(words.size)}"'
    return f'<text {at}{weight}{anchor} fill="{fill}">{escape(words.text)}</text>'


def _placed(placed: Placed, *, mono: bool) -> str:
    picture, (x, y) = placed.picture, placed.at
    wide, high = (number(length * placed.scale) for length in (picture.width, picture.height))
    frame = f'x="{number(x)}" y="{number(y)}" width="{wide}" height="{high}"'
    box = f"0 0 {number(picture.width)} {number(picture.height)}"  # what leaves it is cut off, as a bust's arms are
    alt = f"<title>{escape(clean(placed.picture.alt))}</title>" if placed.picture.alt else ""
    inner = primitives(picture, GREYS if mono else COLOURS)
    return f'<svg {frame} viewBox="{box}">{alt}{inner}</svg>'
