"""A break beside a command that writes as fast as it can: bytes of a hold, exact time, keys; and what is carried."""

import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import programs
from benchmarks.exact import STRETCH, lateness
from benchmarks.pty_run import Program, pressed, watch
from benchmarks.table import Line

TITLE = "Beside a command: `stretchtui while yes` and a command whose last line never is the same"
SECONDS = 10.0
HOLD = 5
START = 4.0
"""Seconds for a screen to open and to settle; before the countdown of a break is over."""
SETTINGS = "[session]\nask_tightness = false\nready = 30\nrest = 0\n"
FLOODS = {"yes": ["yes"], "seq": ["seq", "999999999"]}
CARRIED = 30_000_000
"""Bytes of output that are carried straight through."""


def measure() -> list[Line]:
    """Bytes of a hold beside those of `start`, how late holds begin, how soon a key shows, and bytes a second."""
    return [*_bytes(), *_exact(), *_carried()]


def _begun(home: str, *command: str) -> Program:
    """A break of the one stretch there is, in its first hold."""
    words = ("while", "--quiet-under", "0", "--region", "elbow", "--", *command)
    return programs.stretchtui(home, *words)


def _home(stack: ExitStack, hold: int) -> str:
    home = stack.enter_context(programs.home())
    Path(home, "catalog").mkdir()
    region = '[[region]]\nid = "elbow"\nname = "Elbow"\nsummary = "For the bench."\n'
    stretch = STRETCH.format(hold=hold, reps=5).replace('"neck"', '"elbow"').replace('"metronome"', '"metronome"')
    Path(home, "catalog", "metronome.toml").write_text(region + stretch)
    Path(home, "settings.toml").write_text(SETTINGS)
    return home


def _into_the_hold(program: Program, *, beside: bool) -> None:
    if beside:
        watch([program], START)
        program.press("\r")
    watch([program], START)
    program.press("\r")
    watch([program], 1)


def _bytes() -> list[Line]:
    with ExitStack() as stack:
        home = _home(stack, 60)
        running = {"start": stack.enter_context(programs.stretchtui(home, "start", "metronome"))}
        running |= {name: stack.enter_context(_begun(home, *command)) for name, command in FLOODS.items()}
        for name, program in running.items():
            _into_the_hold(program, beside=name != "start")
        before = {name: program.output() for name, program in running.items()}
        watch(list(running.values()), 3 * SECONDS)
        rates = {name: (program.output() - before[name]) / (3 * SECONDS) for name, program in running.items()}
        keys = {name: median(pressed(program, key).seconds for key in "++--  ") for name, program in running.items()}
    lines = [Line("bytes/s of a hold, stretchtui start", rates["start"], "B/s")]
    lines += [
        Line(f"… beside {name}, of start's", rates[name] / rates["start"], "", 1.3, f"{rates[name]:.0f} B/s")
        for name in FLOODS
    ]
    lines.append(Line("a key's effect, stretchtui start", 1000 * keys["start"], "ms"))
    lines += [Line(f"… beside {name}", 1000 * keys[name], "ms", 100) for name in FLOODS]
    return lines


def _exact() -> list[Line]:
    lines = []
    for name, command in FLOODS.items():
        with ExitStack() as stack:
            program = stack.enter_context(_begun(_home(stack, HOLD), *command))
            _into_the_hold(program, beside=True)
            watch([program], 3 * HOLD + 1)
            late = lateness(program.chunks)
        lines.append(Line(f"latest hold beside {name}", 1000 * max(late), "ms", 100, f"{len(late)} holds"))
    return lines


def _carried() -> list[Line]:
    words = ["sh", "-c", f"yes | head -c {CARRIED}"]
    with ExitStack() as stack:
        home = stack.enter_context(programs.home())
        took = {}
        for name, command in (("alone", words), ("ours", [programs.beside("stretchtui"), "while", "--", *words])):
            begun = time.monotonic()
            program = stack.enter_context(Program(command, STRETCHTUI_HOME=home))
            while program.read():
                program.chunks[:] = []
            took[name] = time.monotonic() - begun
    return [Line("30 MB passed through, of the time they take alone", took["ours"] / took["alone"], "", None)]
