"""Whether each hold ends when it should, on a machine whose processors are all busy.

The bell rings once as a hold begins. With no rests between them, the first hold's bell and the length of the
holds say when every later bell is due; the delay of the terminal is in the figures.
"""

import subprocess
import sys
from collections.abc import Sequence
from os import cpu_count, environ
from pathlib import Path

from benchmarks import programs
from benchmarks.pty_run import Chunk, watch
from benchmarks.table import Line

TITLE = "Exact time: holds on a busy machine"

MINUTES = float(environ.get("EXACT_MINUTES", "2"))
"""The length of the session; the aim was set for ten."""

HOLD = max(5, round(MINUTES))
"""Seconds; at most 60 holds in a session."""

STRETCH = """\
[[stretch]]
id = "metronome"
name = "Metronome"
region = "neck"
position = "chair"
technique = "static"
sides = "both"
hold = {hold}
reps = {reps}
range = {{ hold = [1, 60], reps = [1, 60] }}
steps = ["Sit.", "Hold.", "Breathe."]
feel = "In the neck."
breath = "Calmly."
easier = "Less."
harder = "Longer."
cautions = ["None known."]
sources = ["guide"]
"""
ROUTINE = """
[[routine]]
id = "metronomes"
name = "Metronomes"
summary = "One hold after the other."
stretches = ["metronome"]
"""
SETTINGS = "[session]\nask_tightness = false\nready = 0\nrest = 0\n"


def measure() -> list[Line]:
    """How late each hold begins, with a process spinning on every processor."""
    reps = min(60, round(MINUTES * 60 / HOLD))
    with programs.home() as home:
        Path(home, "catalog").mkdir()
        Path(home, "catalog", "metronome.toml").write_text(STRETCH.format(hold=HOLD, reps=reps) + ROUTINE)
        Path(home, "settings.toml").write_text(SETTINGS)
        spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(cpu_count() or 2)]
        try:
            with programs.stretchtui(home, "start", "metronome") as program:
                program.settle()
                program.press("\r")
                watch([program], reps * HOLD + 1)
                late = lateness(program.chunks)
        finally:
            for one in spinning:
                one.kill()
                one.wait()
    drift = late[-1] - late[0]
    return [
        Line("holds measured", len(late), ""),
        Line("latest hold", 1000 * max(late), "ms", 100, "after it was due, two processes spinning"),
        Line("earliest hold", 1000 * min(late), "ms"),
        Line("drift from the first to the last", 1000 * abs(drift), "ms", 100, "errors do not add up"),
    ]


def lateness(chunks: Sequence[Chunk]) -> list[float]:
    """Seconds by which each hold began after it was due, told by the first bell in each span of a hold."""
    bells = [chunk.at for chunk in chunks if b"\a" in chunk.data]
    first = bells[0]
    begun = []
    for number in range(round((bells[-1] - first) / HOLD) + 1):
        due = first + number * HOLD
        near = [at - due for at in bells if abs(at - due) < HOLD / 2]
        begun.append(min(near, key=abs))
    return begun[:-1]  # the last is the bell of the end
