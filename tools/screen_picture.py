"""A screen of the app as a picture: cell by cell, so that blocks, lines and dots join as in a terminal."""

from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont
from rich.style import Style
from textual.strip import Strip

FONTS = Path("/usr/share/fonts/truetype/dejavu")
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
LINES = {"─": (0.0, 1.0, 1), "━": (0.0, 1.0, 3)}
MARGIN = 14


class Grid(NamedTuple):
    """Pixels of a cell, and the size of its letters."""

    width: int = 11
    height: int = 23
    size: int = 18


def picture(strips: list[Strip], path: Path) -> None:
    """Draw lines of a screen to a PNG. Needs the DejaVu fonts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn(strips).quantize(64).save(path, optimize=True)


def drawn(strips: list[Strip], grid: Grid = Grid()) -> Image.Image:  # noqa: B008 - frozen
    """Draw lines of a screen."""
    columns = max(strip.cell_length for strip in strips)
    ground = _colour(next(iter(strips[0])).style, ground=True)
    image = Image.new("RGB", (columns * grid.width + 2 * MARGIN, len(strips) * grid.height + 2 * MARGIN), ground)
    pen = ImageDraw.Draw(image)
    faces = [ImageFont.truetype(str(FONTS / f"DejaVuSansMono{kind}.ttf"), grid.size) for kind in ("", "-Bold")]
    for row, strip in enumerate(strips):
        column = 0
        for text, style, _ in strip:
            ink, paper = _colour(style), _colour(style, ground=True)
            for char in text:
                x, y = MARGIN + column * grid.width, MARGIN + row * grid.height
                pen.rectangle((x, y, x + grid.width - 1, y + grid.height - 1), fill=paper)
                _cell(pen, char, (x, y), ink, faces[bool(style and style.bold)], grid=grid)
                column += 1
    return image


def _cell(
    pen: ImageDraw.ImageDraw,
    char: str,
    at: tuple[int, int],
    ink: tuple[int, int, int],
    face: ImageFont.FreeTypeFont,
    *,
    grid: Grid,
) -> None:
    (x, y), (width, height, _) = at, grid
    if char == "█":
        pen.rectangle((x, y, x + width - 1, y + height - 1), fill=ink)
    elif char in LINES:
        thick = LINES[char][2]
        middle = y + height // 2
        pen.rectangle((x, middle - thick // 2, x + width - 1, middle + thick // 2), fill=ink)
    elif 0x2800 < ord(char) <= 0x28FF:
        wide = width / 2 - 1.5
        for bit, (dx, dy) in enumerate(DOTS):
            if (ord(char) - 0x2800) >> bit & 1:
                left, top = x + 1 + dx * width / 2, y + 1 + dy * (height - 0.6) / 4
                pen.ellipse((left, top, left + wide, top + wide), fill=ink)
    elif char not in (" ", "\u2800"):
        pen.text((x, y), char, fill=ink, font=face)


def _colour(style: Style | None, *, ground: bool = False) -> tuple[int, int, int]:
    """The ink or the ground of a style, reversed where it says so."""
    if style is None:
        return (0, 0, 0) if ground else (255, 255, 255)
    found = style.color if ground is bool(style.reverse) else style.bgcolor
    red, green, blue = found.get_truecolor() if found else ((0, 0, 0) if ground else (255, 255, 255))
    return red, green, blue
