"""The pictures of docs/therapist.md: first pages of a sheet and of a report on invented numbers, drawn by poppler."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tools.pictures import DOCS
from tools.stage import Hand, used_home

DPI, COLOURS = "84", 96
HEIGHTS = {"sheet": 0.8, "report": 1.0}
"""How much of the page is shown, from its top."""
COMMANDS = {
    "sheet": ("sheet", "chin-tuck", "upper-trapezius", "--for", "Ann", "--days", "14"),
    "report": ("report", "--weeks", "12"),
}


def main() -> None:
    """Make both."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        used_home(home, Hand(), "")
        for name, words in COMMANDS.items():
            page(name, words, Path(folder), os.environ | {"STRETCHTUI_HOME": str(home)})


def page(name: str, words: tuple[str, ...], folder: Path, environ: dict[str, str]) -> None:
    """The first page of what a command writes, as a picture."""
    written = folder / f"{name}.pdf"
    subprocess.run([sys.executable, "-m", "stretchtui", *words, "-o", str(written)], env=environ, check=True)
    subprocess.run(["pdftoppm", "-r", DPI, "-png", "-singlefile", str(written), str(folder / name)], check=True)
    drawn = Image.open(folder / f"{name}.png").convert("RGB")
    shown = drawn.crop((0, 0, drawn.width, round(drawn.height * HEIGHTS[name])))
    shown.quantize(COLOURS).save(DOCS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
