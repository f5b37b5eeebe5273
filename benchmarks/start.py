"""From the return key at the shell to the first whole frame, beside a bare Textual hello app."""

from statistics import median

from benchmarks.programs import STRETCH, home, stretchtui, textual
from benchmarks.pty_run import Program, watch
from benchmarks.table import Line

TITLE = "Time to the first whole frame"
RUNS = 15
LONG_ENOUGH = 0.8
HELLO = "bare Textual hello"
SHOWN = {
    HELLO: ("Hello",),
    "the browser": ("Due now", "Whole back", "? keys"),
    "start ID": ("1  Lie on", "Next: hold 1", "? keys"),
    "break": ("Desk break", "Starts in", "? keys"),
    "history": ("Single knee", "? keys"),
}
"""What is on the screen when the frame is whole; the line of keys comes last."""
LIMITS = {"the browser": 1.30, "start ID": 1.50, "break": 1.40, "history": 1.60}
WORDS = {"the browser": [], "start ID": ["start", STRETCH], "break": ["break"], "history": ["history"]}


def measure() -> list[Line]:
    """Medians of runs in turn, so that a busy moment of the machine meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in SHOWN}
    for run in range(RUNS + 1):
        for name, texts in SHOWN.items():
            # a home each time: a killed session would be offered to be taken up again
            with home() as folder, _opened(name, folder) as program:
                program.settle(LONG_ENOUGH, within=3)
                watch([program], 0.1)
                program.until(*texts)  # on a busy machine
                seconds = program.shown_after(*texts)
            if run:  # the first one fills the machine's caches
                times[name].append(seconds)
    hello = median(times.pop(HELLO))
    lines = [Line(HELLO, 1000 * hello, "ms", None, f"median of {RUNS}")]
    for name, found in times.items():
        why = f"{1000 * median(found):.0f} ms; the fastest {1000 * min(found):.0f} ms"
        lines.append(Line(f"{name}, of that", median(found) / hello, "", LIMITS[name], why))
    return lines


def _opened(name: str, folder: str) -> Program:
    return textual("hello_app.py") if name == HELLO else stretchtui(folder, *WORDS[name])
