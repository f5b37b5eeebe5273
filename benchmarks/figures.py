"""What a picture costs: the time of one drawing, and the bytes of one step of its movement.

Run it from the checkout: `python benchmarks/figures.py`. It ends with 1 where a figure is over its budget.
"""

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from time import perf_counter

from stretchtui.core.figures import Drawing, Figure, Style, draw
from stretchtui.storage.figures import load_figures

COLUMNS, ROWS = 36, 12
BUDGET_MS = 2.0
BUDGET_RATIO = 12.0
"""Times as long as touching each dot of the canvas once, one by one: holds on a slow machine as well."""
BUDGET_BYTES = 900
FRAMES = 12
"""Steps of one play: four a second for three seconds."""


def main() -> int:
    """Measure all figures, print the worst, and tell whether all are within budget."""
    figures = load_figures(Path(__file__).resolve().parent.parent / "catalog" / "figures").figures.values()
    yardstick = best(touch_each_dot)
    print(f"touching each of {COLUMNS * 2 * ROWS * 4} dots once: {yardstick * 1000:.2f} ms")
    over = False
    for style in ("braille", "ascii"):
        panels = [panel_time(figure, style) for figure in figures]
        worst, mean = max(panels), fmean(panels)
        ratio = worst / yardstick
        over |= worst * 1000 > BUDGET_MS and ratio > BUDGET_RATIO
        print(
            f"{style}: a {COLUMNS}x{ROWS} figure takes {mean * 1000:.2f} ms, at worst {worst * 1000:.2f} ms"
            f" ({ratio:.1f} times that)"
        )
    frames = [size for figure in figures for size in frame_bytes(figure)]
    over |= fmean(frames) > BUDGET_BYTES
    print(f"a step of a movement: {fmean(frames):.0f} bytes, at worst {max(frames)} (16 colours)")
    return int(over)


def panel_time(figure: Figure, style: Style) -> float:
    """Seconds for a drawing at some moment, the figure known already."""
    return best(lambda: draw(figure, 0.37, columns=COLUMNS, rows=ROWS, style=style))


def best(job: Callable[[], object]) -> float:
    """The shortest of several runs: what else the machine does only adds to it."""
    times = []
    for _ in range(9):
        start = perf_counter()
        job()
        times.append(perf_counter() - start)
    return min(times)


def touch_each_dot() -> int:
    """The plainest canvas there is."""
    rows = [[0] * (COLUMNS * 2) for _ in range(ROWS * 4)]
    lit = 0
    for y in range(ROWS * 4):
        for x in range(COLUMNS * 2):
            rows[y][x] = x ^ y & 1
            lit += rows[y][x]
    return lit


def frame_bytes(figure: Figure) -> list[int]:
    """Bytes of each step of a play, when only the rows that change are sent, from their first change to their last."""
    play = [draw(figure, k / FRAMES, columns=COLUMNS, rows=ROWS) for k in range(FRAMES + 1)]
    return [step_bytes(before, after) for before, after in pairwise(play)]


def step_bytes(before: Drawing, after: Drawing) -> int:
    """A cursor move for each changed row, a colour for each run, and the characters."""
    total = 0
    for old, new in zip(before.rows, after.rows, strict=True):
        cells = [[(char, run.role) for run in row for char in run.text] for row in (old, new)]
        changed = [k for k, (a, b) in enumerate(zip(*cells, strict=True)) if a != b]
        if not changed:
            continue
        part = cells[1][changed[0] : changed[-1] + 1]
        colours = 1 + sum(a[1] != b[1] for a, b in pairwise(part))
        total += len("\x1b[12;36H") + colours * len("\x1b[97m") + len("".join(char for char, _ in part).encode())
    return total


if __name__ == "__main__":
    sys.exit(main())
