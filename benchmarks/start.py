"""From the return key at the shell to the first whole frame, beside a bare Textual hello app."""

from statistics import median
from typing import NamedTuple

from benchmarks.programs import STRETCH, home, stretchtui, textual
from benchmarks.pty_run import COLUMNS, ROWS, Program, watch
from benchmarks.screens import WIDE
from benchmarks.table import Line

TITLE = "Time to the first whole frame"
RUNS = 15
LONG_ENOUGH = 0.8
USUAL = (0, 0)


class Start(NamedTuple):
    """What is started, what is on the screen when the frame is whole (the line of keys comes last), and how large."""

    name: str
    shows: tuple[str, ...]
    words: list[str]
    limit: float
    """How many times as long as a bare hello app of the same size it may take."""
    size: tuple[int, int] = USUAL


BROWSER = ("Due now", "Whole back", "? keys")
STARTS = (
    Start("the browser", BROWSER, [], 1.30),
    Start("the browser of three panes", BROWSER, [], 1.40, WIDE),
    Start("start ID", ("1  Lie on", "Next: hold 1", "? keys"), ["start", STRETCH], 1.50),
    Start("break", ("Desk break", "Starts in", "? keys"), ["break"], 1.40),
    Start("history", ("Single knee", "? keys"), ["history"], 1.60),
)
SIZES = (USUAL, WIDE)


def measure() -> list[Line]:
    """Medians of runs in turn, so that a busy moment of the machine meets all alike."""
    hellos: dict[tuple[int, int], list[float]] = {size: [] for size in SIZES}
    times: dict[str, list[float]] = {start.name: [] for start in STARTS}
    for run in range(RUNS + 1):
        for size in SIZES:
            with textual("hello_app.py", size) as program:
                seconds = _seconds(program, ("Hello",))
            if run:  # the first one fills the machine's caches
                hellos[size].append(seconds)
        for start in STARTS:
            # a home each time: a killed session would be offered to be taken up again
            with home() as folder, stretchtui(folder, *start.words, size=start.size) as program:
                seconds = _seconds(program, start.shows)
            if run:
                times[start.name].append(seconds)
    lines = [
        Line(f"bare Textual hello, {_words(size)}", 1000 * median(found), "ms", None, f"median of {RUNS}")
        for size, found in hellos.items()
    ]
    for start in STARTS:
        found = times[start.name]
        why = f"{1000 * median(found):.0f} ms; the fastest {1000 * min(found):.0f} ms"
        lines.append(Line(f"{start.name}, of that", median(found) / median(hellos[start.size]), "", start.limit, why))
    return lines


def _seconds(program: Program, shows: tuple[str, ...]) -> float:
    program.settle(LONG_ENOUGH, within=3)
    watch([program], 0.1)
    program.until(*shows)  # on a busy machine
    return program.shown_after(*shows)


def _words(size: tuple[int, int]) -> str:
    return "x".join(map(str, size if any(size) else (COLUMNS, ROWS)))
