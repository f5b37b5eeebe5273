"""All figures on pages that can be looked at, one a region: `docs/figures/` (`make figures`).

Name figures to draw only those, on one page; `--help` tells what else can be asked for.
"""

import argparse
from itertools import zip_longest
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw, ImageFont

from stretchtui.core.figures import SOLID, Drawing, Figure, Role, draw
from stretchtui.core.figures.drawing.picture import PIXELS
from stretchtui.core.settings.model import FigureStyle
from stretchtui.storage.figures import load_figures, read_figures

ROOT = Path(__file__).resolve().parent.parent
PAPER, PANEL, INK = (20, 22, 28), (26, 28, 35), (200, 205, 215)
Colours = dict[Role, tuple[int, int, int]]
COLOURS: Colours = {
    "blank": PANEL,
    "prop": (105, 120, 150),
    "far": (140, 140, 150),
    "body": (215, 215, 205),
    "leg": (255, 255, 255),
    "near": (255, 255, 255),
    "hair": (180, 170, 150),
    "stretch": (255, 140, 60),
    "arrow": (90, 200, 230),
}
SHADES: Colours = {
    "blank": PANEL,
    "prop": (62, 72, 95),
    "far": (88, 90, 98),
    "body": (146, 148, 146),
    "leg": (186, 187, 184),
    "near": (228, 228, 224),
    "hair": (118, 108, 96),
    "stretch": (255, 140, 60),
    "arrow": (90, 200, 230),
}
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
DOT, GAP, TITLE = 3, 10, 18
STYLES: tuple[FigureStyle, ...] = get_args(FigureStyle)


def main() -> None:
    """Draw the pages."""
    ask = argparse.ArgumentParser(description="Draws all figures, a page for each region.")
    ask.add_argument("ids", nargs="*", help="figures to draw, on one page; all without")
    ask.add_argument("--mono", action="store_true", help="without colours")
    ask.add_argument("--style", choices=STYLES, default="solid", help="how they are drawn")
    ask.add_argument("--size", default="36x12", help="columns x rows of a figure")
    ask.add_argument("--moments", type=int, default=3, help="how many from start to end")
    ask.add_argument("--across", type=int, default=2, help="figures in a row of the page")
    ask.add_argument("--catalog", type=Path, default=ROOT / "catalog" / "figures", help="folder of figures")
    ask.add_argument("--out", type=Path, default=ROOT / "docs" / "figures", help="folder for the pages")
    given = ask.parse_args()
    columns, rows = (int(n) for n in given.size.split("x"))
    sheet = Sheet(columns, rows, given.moments, given.across, mono=given.mono, style=given.style)
    given.out.mkdir(parents=True, exist_ok=True)
    if given.ids:
        known = load_figures(given.catalog).figures
        sheet.picture([known[name] for name in given.ids]).quantize(32).save(given.out / "some.png", optimize=True)
        return
    blocks = []
    for path in sorted(given.catalog.glob("*.toml")):
        read = read_figures(path)
        for problem in read.problems:
            print(problem)
        figures = list(read.figures.values())
        sheet.picture(figures).quantize(32).save(given.out / f"{path.stem}.png", optimize=True)
        blocks.append(sheet.text(figures))
    (given.out / "all.txt").write_text("\n".join(blocks), encoding="utf-8")


class Sheet:
    """Figures side by side, each at so many moments from start to end, and at its end for the other side."""

    def __init__(
        self, columns: int, rows: int, moments: int, across: int, *, mono: bool = False, style: FigureStyle = "solid"
    ) -> None:
        self.columns, self.rows, self.moments, self.across = columns, rows, moments, across
        self.mono, self.style = mono, style
        self.panel = (columns * 2 * DOT, rows * 4 * DOT)
        self.font = ImageFont.load_default(13)

    def drawings(self, figure: Figure, style: FigureStyle) -> list[Drawing]:
        """From start to end, and the end for the other side."""
        moments = [(k / (self.moments - 1), figure.side) for k in range(self.moments)]
        moments.append((1, "left" if figure.side == "right" else "right"))
        return [draw(figure, t, columns=self.columns, rows=self.rows, style=style, side=side) for t, side in moments]

    def picture(self, figures: list[Figure]) -> Image.Image:
        """A page as an image, every dot a dot."""
        wide = (self.panel[0] + GAP) * (self.moments + 1) + GAP
        high = self.panel[1] + TITLE + GAP
        image = Image.new("RGB", (wide * self.across, high * -(-len(figures) // self.across) + GAP), PAPER)
        pen = ImageDraw.Draw(image)
        for number, figure in enumerate(figures):
            left, top = wide * (number % self.across) + GAP, high * (number // self.across) + GAP
            pen.text((left, top), figure.id, INK, self.font)
            for k, drawing in enumerate(self.drawings(figure, self.style)):
                self.paint(pen, drawing, left + k * (self.panel[0] + GAP), top + TITLE)
        return image

    def paint(self, pen: ImageDraw.ImageDraw, drawing: Drawing, left: int, top: int) -> None:
        """One drawing into the image."""
        pen.rectangle((left, top, left + self.panel[0], top + self.panel[1]), PANEL)
        colours = SHADES if self.style in SOLID else COLOURS
        for row, line in enumerate(drawing.rows):
            cells = [(char, run.role, run.ground) for run in line for char in run.text]
            for column, (char, role, ground) in enumerate(cells):
                x, y = left + column * 2 * DOT, top + row * 4 * DOT
                if ground != "blank":
                    pen.rectangle((x, y, x + 2 * DOT - 1, y + 4 * DOT - 1), colours[ground])
                self._char(pen, char, (x, y), INK if self.mono else colours[role])

    def _char(self, pen: ImageDraw.ImageDraw, char: str, at: tuple[int, int], colour: tuple[int, int, int]) -> None:
        x, y = at
        if 0x2800 <= ord(char) < 0x2900:
            for bit, (dx, dy) in enumerate(DOTS):
                if ord(char) >> bit & 1:
                    pen.ellipse((x + dx * DOT, y + dy * DOT, x + dx * DOT + DOT - 1, y + dy * DOT + DOT - 1), colour)
        elif char in PIXELS and char != " ":
            down, bits = PIXELS[char]
            for bit in range(2 * down):
                if bits >> bit & 1:
                    high = [round(y + (bit // 2 + k) * 4 * DOT / down) for k in (0, 1)]
                    pen.rectangle((x + bit % 2 * DOT, high[0], x + bit % 2 * DOT + DOT - 1, high[1] - 1), colour)
        else:
            pen.text((x, y + 1), char, colour, self.font)

    def text(self, figures: list[Figure]) -> str:
        """A page as text: each figure in braille, then in ASCII."""
        blocks = []
        for figure in figures:
            lines = [figure.id]
            for style in ("braille", "ascii"):
                columns = [drawing.lines for drawing in self.drawings(figure, style)]
                lines += ["   ".join(parts).rstrip() for parts in zip_longest(*columns)]
            blocks.append("\n".join(lines) + "\n")
        return "\n".join(blocks)


if __name__ == "__main__":
    main()
