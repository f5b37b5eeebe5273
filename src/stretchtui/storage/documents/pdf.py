"""A laid out document as PDF, with words that can be selected; needs the package fpdf2 (extra `pdf`)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from fpdf import FPDF
from fpdf.drawing import DrawingContext, PaintedPath

from stretchtui.core.documents.layout import PaperPage, Placed, Words, pages
from stretchtui.core.documents.model import Document
from stretchtui.core.documents.svg import COLOURS, EDGE, EDGE_WIDTH, EDGELESS, GREYS
from stretchtui.core.graphics import Fill, Label, Picture, Stroke, Tone

CORE: Final = "helvetica"
FONTS: Final = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
)
"""Files of fonts with many alphabets, in the order in which they are looked for."""
FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts")
NO_FONT = (
    "has letters that a PDF without a font of its own can't have; install DejaVu Sans, or write HTML and print that"
)
WIDER: Final = 1.17
"""How wide the letters of these fonts are at the most, of Helvetica's."""
PLAIN_SIGNS: Final = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "→": "->"})
MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""A date that is always the same: the same document gives the same bytes."""


def pdf(document: Document) -> bytes:
    """The file's bytes. Raises ValueError, with a line, for letters that no font at hand has."""
    laid = pages(document)
    plain = all(_latin(word) for page in laid for word in _texts(page))
    file = FPDF(unit="pt", format=(laid[0].width, laid[0].height))
    file.set_creation_date(MADE)
    file.set_title(document.title if plain else document.title.encode("ascii", "replace").decode())
    file.set_lang("en")
    file.set_auto_page_break(auto=False)
    font = CORE
    if not plain:
        font = _add_font(file)
        laid = pages(document, letters=WIDER)
    colours = GREYS if document.mono else COLOURS
    for page in laid:
        file.add_page()
        for item in page.items:
            if isinstance(item, Words):
                _words(file, font, item)
            else:
                _placed(file, font, item, colours)
    return bytes(file.output())


def _texts(page: PaperPage) -> list[str]:
    words = [item.text for item in page.items if isinstance(item, Words)]
    pictures = [item.picture for item in page.items if isinstance(item, Placed)]
    return words + [one.text for picture in pictures for one in picture.primitives if isinstance(one, Label)]


def _plain(text: str) -> str:
    """The text with the plain form of signs that the fonts of every reader lack."""
    return text.translate(PLAIN_SIGNS)


def _latin(text: str) -> bool:
    """Whether the fonts that every reader has know all of its letters."""
    try:
        _plain(text).encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _add_font(file: FPDF) -> str:
    for regular, bold in FONTS:
        for folder in map(Path, FOLDERS):
            for found in sorted(folder.expanduser().rglob(regular)) if folder.expanduser().is_dir() else ():
                file.add_font("own", "", found)
                file.add_font("own", "B", found.with_name(bold) if found.with_name(bold).exists() else found)
                return "own"
    raise ValueError(NO_FONT)


def _words(file: FPDF, font: str, words: Words) -> None:
    file.set_font(font, "B" if words.bold else "", words.size)
    file.set_text_color(85 if words.grey else 0)
    text = _plain(words.text) if font == CORE else words.text
    x, y = words.at
    if words.right:
        x -= file.get_string_width(text)
    file.text(x, y, text)


def _placed(file: FPDF, font: str, placed: Placed, colours: dict[Tone, str]) -> None:
    picture, (left, top) = placed.picture, placed.at
    # what leaves the picture is cut off, as a bust's arms are
    with (
        file.rect_clip(left, top, picture.width * placed.scale, picture.height * placed.scale),
        file.drawing_context() as context,
    ):
        _Painter(context, placed, colours).paint(picture)
    for one in placed.picture.primitives:
        if isinstance(one, Label):
            size = one.size * placed.scale
            file.set_font(font, "", size)
            file.set_text_color(0)
            text = _plain(one.text) if font == CORE else one.text
            wide = file.get_string_width(text)
            x = placed.at[0] + one.at[0] * placed.scale - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
            file.text(x, placed.at[1] + one.at[1] * placed.scale, text)


class _Painter:
    """Paints one picture at its place."""

    def __init__(self, context: DrawingContext, placed: Placed, colours: dict[Tone, str]) -> None:
        self._context = context
        self._left, self._top = placed.at
        self._scale = placed.scale
        self._colours = colours

    def paint(self, picture: Picture) -> None:
        for one in picture.primitives:
            if isinstance(one, Stroke):
                for line in one.lines:
                    self._line(line, self._colours[one.tone], EDGE_WIDTH * one.width)
            elif isinstance(one, Fill):
                self._fill(one)

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return (self._left + point[0] * self._scale, self._top + point[1] * self._scale)

    def _path(self) -> Any:
        path = PaintedPath()
        path.style.auto_close = False
        self._context.add_item(path, clone=False)  # it is filled afterwards
        return path

    def _line(self, points: tuple[tuple[float, float], ...], colour: str, width: float) -> None:
        path = self._path()
        path.style.fill_color = None
        path.style.stroke_color = colour
        path.style.stroke_width = width * self._scale
        path.style.stroke_cap_style = "round"
        path.move_to(*self._at(points[0]))
        for point in points[1:]:
            path.line_to(*self._at(point))

    def _fill(self, one: Fill) -> None:
        """The edge of all outlines first, then their insides over it: so the edge is that of their union."""
        if one.tone in EDGELESS:
            self._outlines(one, self._colours[one.tone], None)
            return
        fill = "#ffffff" if one.tone == "prop" else self._colours[one.tone]
        self._outlines(one, fill, EDGE)
        self._outlines(one, fill, None)
        for x, y, r in one.joints:
            path = self._path()
            path.style.fill_color, path.style.stroke_color = fill, None
            middle = self._at((x, y))
            path.circle(*middle, r * self._scale)

    def _outlines(self, one: Fill, fill: str, edge: str | None) -> None:
        for outline in one.outlines:
            path = self._path()
            path.style.fill_color, path.style.stroke_color = fill, edge
            path.style.stroke_width = 2 * EDGE_WIDTH * self._scale
            path.style.stroke_join_style = "round"
            path.move_to(*self._at(outline.start))
            for step in outline.steps:
                if step.radius:
                    radius = step.radius * self._scale
                    path.arc_to(radius, radius, 0, step.large, True, *self._at(step.to))
                else:
                    path.line_to(*self._at(step.to))
            path.close()
