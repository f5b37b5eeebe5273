"""What a prompt waits for: `stretchtui status` beside `python -c pass`. By itself: `python -m benchmarks.status`."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from statistics import median

from benchmarks.programs import beside, home
from benchmarks.table import Line, markdown

TITLE = "The status line, from its start to its end"
RUNS = 25
LIMIT = 5.0
YARDSTICK = "python -c pass"


def measure() -> list[Line]:
    """Medians of runs in turn, so that a busy moment of the machine meets all alike."""
    with home(0) as empty, home(60) as usual, home(20_000) as long:
        commands = {YARDSTICK: ([sys.executable, "-c", "pass"], empty)}
        for name, folder in (("no history", empty), ("60 sessions", usual), ("20,000 sessions", long)):
            commands[f"status, {name}"] = ([beside("stretchtui"), "status"], folder)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, (command, folder) in commands.items():
                seconds = _seconds(command, {**_environ(), "STRETCHTUI_HOME": folder})
                if run:  # the first one fills the machine's caches
                    times[name].append(seconds)
    least = median(times.pop(YARDSTICK))
    lines = [Line(YARDSTICK, 1000 * least, "ms", None, f"median of {RUNS}")]
    for name, found in times.items():
        lines.append(Line(f"{name}, of that", median(found) / least, "", LIMIT, f"{1000 * median(found):.0f} ms"))
    return lines


def _environ() -> dict[str, str]:
    """The environment, in which Python keeps what it has compiled, as it does for everybody."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _seconds(command: list[str], environ: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, env=dict(environ), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    figures = measure()
    print(markdown(TITLE, figures))
    sys.exit(any(figure.met is False for figure in figures))
