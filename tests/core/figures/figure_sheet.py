"""The shipped figures, and ways to ask a drawing where its parts are."""

from pathlib import Path

from stretchtui.core.figures import Drawing, Figure
from stretchtui.storage.figures import load_figures

CATALOG = Path(__file__).resolve().parents[3] / "catalog"
LOADED = load_figures(CATALOG / "figures")
FIGURES: dict[str, Figure] = LOADED.figures
MOMENTS = tuple(k / 10 for k in range(11))
SIZES = ((36, 12), (24, 9))
_LEFT, _RIGHT = (0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)


def dots(drawing: Drawing) -> set[tuple[int, int]]:
    """The dots of a braille drawing, as (x, y)."""
    found = set()
    for row, line in enumerate(drawing.lines):
        for column, char in enumerate(line):
            code = 0 if char == " " else ord(char) - 0x2800
            for k in range(4):
                found |= {(2 * column, 4 * row + k)} if code & _LEFT[k] else set()
                found |= {(2 * column + 1, 4 * row + k)} if code & _RIGHT[k] else set()
    return found


def cells(drawing: Drawing) -> dict[tuple[int, int], tuple[str, str]]:
    """Characters and roles by (column, row), without blanks; a space on a part's colour counts as that part."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for row, line in enumerate(drawing.rows):
        column = 0
        for run in line:
            for char in run.text:
                if char != " " or run.ground != "blank":
                    found[column, row] = (char, run.role if char != " " else run.ground)
                column += 1
    return found
