"""A row of figures for the README: `pictures/figures.png` in docs (`make figures`)."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from stretchtui.core.figures import draw
from stretchtui.storage.figures import load_figures
from tools.contact_sheet import INK, PANEL, ROOT, Sheet

OUT = ROOT / "docs" / "pictures" / "figures.png"
SHOWN = {
    "upper-trapezius": "Ear to shoulder",
    "fist-open": "Fist and open hand",
    "cat-cow": "Cat and cow",
    "calf-wall": "Calf at the wall",
    "eagle-arms": "Eagle arms",
    "chair-hamstring": "Chair hamstring",
}
COLUMNS, ROWS = 30, 12
EDGE, NAME = 12, 22


def main(out: Path = OUT) -> None:
    """Draw the row: each figure at its end, on the side it is written for, with its name below."""
    found = load_figures(ROOT / "catalog" / "figures").figures
    sheet = Sheet(COLUMNS, ROWS, 2, 1)
    wide, high = sheet.panel
    row = Image.new("RGB", (len(SHOWN) * (wide + EDGE) + EDGE, high + NAME + 2 * EDGE), PANEL)
    pen, font = ImageDraw.Draw(row), ImageFont.load_default(13)
    for number, (name, title) in enumerate(SHOWN.items()):
        panel = Image.new("RGB", sheet.panel, PANEL)
        drawing = draw(found[name], 1, columns=COLUMNS, rows=ROWS, style="solid")
        sheet.paint(ImageDraw.Draw(panel), drawing, 0, 0)
        left = EDGE + number * (wide + EDGE)
        row.paste(panel, (left, EDGE))
        pen.text((left + wide // 2, EDGE + high + NAME // 2 + 4), title, INK, font, anchor="mm")
    row.quantize(64).save(out, optimize=True)


if __name__ == "__main__":
    main()
