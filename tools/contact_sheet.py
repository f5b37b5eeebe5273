"""All figures on one sheet, to be judged by eye: `figures.png` and `figures.txt` in docs (`make figures`).

Name figures to draw only those; `--help` tells what else can be asked for.
"""

import argparse
from itertools import zip_longest
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from stretchtui.core.figures import Drawing, Figure, Role, draw
from stretchtui.core.settings.model import FigureStyle
from stretchtui.storage.figures import load_figures

ROOT = Path(__file__).resolve().parent.parent
PAPER, PANEL, INK = (20, 22, 28), (26, 28, 35), (200, 205, 215)
COLOURS: dict[Role, tuple[int, int, int]] = {
    "blank": PANEL,
    "prop": (105, 120, 150),
    "far": (140, 140, 150),
    "body": (215, 215, 205),
    "near": (255, 255, 255),
    "stretch": (255, 140, 60),
}
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
DOT, GAP, TITLE = 5, 16, 20


def main() -> None:
    """Draw the sheet."""
    ask = argparse.ArgumentParser(description="Draws all figures on one sheet.")
    ask.add_argument("ids", nargs="*", help="figures to draw; all without")
    ask.add_argument("--mono", action="store_true", help="without colours")
    ask.add_argument("--ascii", action="store_true", help="the picture in ASCII")
    ask.add_argument("--size", default="36x12", help="columns x rows of a figure")
    ask.add_argument("--moments", type=int, default=2, help="how many from start to end")
    ask.add_argument("--across", type=int, default=2, help="figures in a row of the sheet")
    ask.add_argument("--catalog", type=Path, default=ROOT / "catalog" / "figures", help="folder of figures")
    ask.add_argument("--out", type=Path, default=ROOT / "docs", help="folder for the sheets")
    given = ask.parse_args()
    loaded = load_figures(given.catalog)
    for problem in loaded.problems:
        print(problem)
    figures = [f for f in loaded.figures.values() if not given.ids or f.id in given.ids]
    columns, rows = (int(n) for n in given.size.split("x"))
    sheet = Sheet(columns, rows, given.moments, given.across, mono=given.mono, in_ascii=given.ascii)
    sheet.picture(figures).save(given.out / "figures.png", optimize=True)
    (given.out / "figures.txt").write_text(sheet.text(figures), encoding="utf-8")


class Sheet:
    """Figures side by side, each at so many moments from start to end, and at its end for the other side."""

    def __init__(self, columns: int, rows: int, moments: int, across: int, *, mono: bool, in_ascii: bool) -> None:
        self.columns, self.rows, self.moments, self.across = columns, rows, moments, across
        self.mono, self.in_ascii = mono, in_ascii
        self.panel = (columns * 2 * DOT, rows * 4 * DOT)
        self.font = ImageFont.load_default(14)

    def drawings(self, figure: Figure, *, in_ascii: bool) -> list[Drawing]:
        """From start to end, and the end for the other side."""
        moments = [(k / (self.moments - 1), figure.side) for k in range(self.moments)]
        moments.append((1, "left" if figure.side == "right" else "right"))
        style: FigureStyle = "ascii" if in_ascii else "braille"
        return [draw(figure, t, columns=self.columns, rows=self.rows, style=style, side=side) for t, side in moments]

    def picture(self, figures: list[Figure]) -> Image.Image:
        """The sheet as an image, every braille dot a dot."""
        wide = (self.panel[0] + GAP) * (self.moments + 1) + GAP
        high = self.panel[1] + TITLE + GAP
        image = Image.new("RGB", (wide * self.across, high * -(-len(figures) // self.across) + GAP), PAPER)
        pen = ImageDraw.Draw(image)
        for number, figure in enumerate(figures):
            left, top = wide * (number % self.across) + GAP, high * (number // self.across) + GAP
            pen.text((left, top), figure.id, INK, self.font)
            for k, drawing in enumerate(self.drawings(figure, in_ascii=self.in_ascii)):
                self.paint(pen, drawing, left + k * (self.panel[0] + GAP), top + TITLE)
        return image

    def paint(self, pen: ImageDraw.ImageDraw, drawing: Drawing, left: int, top: int) -> None:
        """One drawing into the image."""
        pen.rectangle((left, top, left + self.panel[0], top + self.panel[1]), PANEL)
        for row, line in enumerate(drawing.rows):
            for column, (char, role) in enumerate((char, run.role) for run in line for char in run.text):
                colour = INK if self.mono else COLOURS[role]
                x, y = left + column * 2 * DOT, top + row * 4 * DOT
                if not 0x2800 <= ord(char) < 0x2900:
                    pen.text((x, y + 1), char, colour, self.font)
                    continue
                for bit, (dx, dy) in enumerate(DOTS):
                    if ord(char) >> bit & 1:
                        at = (x + dx * DOT, y + dy * DOT)
                        pen.ellipse((*at, at[0] + DOT - 1.4, at[1] + DOT - 1.4), colour)

    def text(self, figures: list[Figure]) -> str:
        """The sheet as text: each figure in braille, then in ASCII."""
        blocks = []
        for figure in figures:
            lines = [figure.id]
            for in_ascii in (False, True):
                columns = [drawing.lines for drawing in self.drawings(figure, in_ascii=in_ascii)]
                lines += ["   ".join(parts).rstrip() for parts in zip_longest(*columns)]
            blocks.append("\n".join(lines) + "\n")
        return "\n".join(blocks)


if __name__ == "__main__":
    main()
