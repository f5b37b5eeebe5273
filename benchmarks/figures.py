"""What a picture costs: the time of one drawing, and the bytes of one step of its movement.

Run it from the checkout: `python benchmarks/figures.py`. It ends with 1 where a figure is over its budget.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from time import process_time

from stretchtui.core.figures import ROLES, SOLID, Drawing, Figure, draw
from stretchtui.core.settings.model import FigureStyle
from stretchtui.storage.figures import load_figures
from stretchtui.ui.figures.figure import frames_of
from stretchtui.ui.wire.filter import Wire

COLUMNS, ROWS = 36, 12
BUDGETS = {(36, 12): (2.0, 12.0), (48, 16): (3.0, 18.0), (72, 24): (6.0, 36.0)}
"""By columns and rows: milliseconds, and how many times as long as touching each dot of a 36x12 canvas once.

The second holds on a slow machine as well.
"""
STYLES: tuple[FigureStyle, ...] = ("solid", "sextants", "octants", "braille", "ascii")
FINE: tuple[FigureStyle, ...] = ("sextants", "octants")
"""Finer than quadrants."""
BUDGET_BYTES = 900
BUDGET_SOLID_BYTES = 1500
"""No frame may take more, in 256 colours."""
SCREEN = (100, 40)
PANELS = ((36, 12), (46, 16))
"""Columns and rows of figures whose bytes are counted."""


def main() -> int:
    """Measure all figures, print the worst, and tell whether all are within budget."""
    figures = load_figures(Path(__file__).resolve().parent.parent / "catalog" / "figures").figures.values()
    yardstick = best(touch_each_dot)
    print(f"touching each of {COLUMNS * 2 * ROWS * 4} dots once: {yardstick * 1000:.2f} ms")
    over = False
    for style in STYLES:
        for (columns, rows), (budget, budget_ratio) in BUDGETS.items():
            panels = {figure.id: panel_time(figure, style, columns, rows) for figure in figures}
            name = max(panels, key=lambda each: panels[each])
            worst, mean = panels[name], fmean(panels.values())
            ratio = worst / yardstick
            over |= worst * 1000 > budget and ratio > budget_ratio
            print(
                f"{style}: a {columns}x{rows} figure takes {mean * 1000:.2f} ms, at worst {worst * 1000:.2f} ms"
                f" ({name}; {ratio:.1f} times that)"
            )
    for fine in FINE:
        for panel in PANELS:
            sizes = {figure.id: max(frame_bytes(figure, fine, panel)) for figure in figures}
            name = max(sizes, key=lambda each: sizes[each])
            over |= sizes[name] > BUDGET_SOLID_BYTES
            print(f"a step in {fine}, {'x'.join(map(str, panel))}: at worst {sizes[name]} bytes ({name}; 256 colours)")
    frames = [size for figure in figures for size in frame_bytes(figure, "braille", (COLUMNS, ROWS))]
    over |= fmean(frames) > BUDGET_BYTES
    print(f"a step of a movement: {fmean(frames):.0f} bytes, at worst {max(frames)} (braille, 16 colours)")
    for panel in PANELS:
        solid = {figure.id: max(frame_bytes(figure, "solid", panel)) for figure in figures}
        name = max(solid, key=lambda each: solid[each])
        over |= solid[name] > BUDGET_SOLID_BYTES
        size, mean = "x".join(map(str, panel)), fmean(solid.values())
        print(f"a step in solid blocks, {size}: {mean:.0f} bytes, at worst {solid[name]} ({name}; 256 colours)")
    return int(over)


def panel_time(figure: Figure, style: FigureStyle, columns: int, rows: int) -> float:
    """Seconds for a drawing at some moment, the figure known already."""
    return best(lambda: draw(figure, 0.37, columns=columns, rows=rows, style=style))


def best(job: Callable[[], object]) -> float:
    """The shortest of several runs: what else the machine does only adds to it."""
    times = []
    for _ in range(9):
        start = process_time()
        job()
        times.append(process_time() - start)
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


def frame_bytes(figure: Figure, style: FigureStyle, panel: tuple[int, int]) -> list[int]:
    """Bytes of each step of a play, as the app's wire writes them on a screen that is painted already."""
    (columns, rows), steps = panel, frames_of(panel[1])
    wire = Wire(*SCREEN)
    wire.feed("\x1b[0m" + "".join(f"\x1b[{row};1H{' ' * SCREEN[0]}" for row in range(1, SCREEN[1] + 1)))
    sent = []
    for k in range(steps + 1):
        drawing = draw(figure, k / steps, columns=columns, rows=rows, style=style)
        sent.append(len(wire.feed(painted(drawing, coloured=style in SOLID)).encode()))
    return sent[1:]


def painted(drawing: Drawing, *, coloured: bool) -> str:
    """A drawing as the app paints it, at the right of a screen, in 256 colours or in 16."""
    rows = []
    for y, row in enumerate(drawing.rows, 1):
        spans = []
        for run in row:
            ink, ground = ROLES.index(run.role), ROLES.index(run.ground)
            style = f"38;5;{200 + ink};48;5;{200 + ground}" if coloured else str(90 + ink % 8)
            spans.append(f"\x1b[0;{style}m{run.text}")
        rows.append(f"\x1b[{y};52H{''.join(spans)}")
    return "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
