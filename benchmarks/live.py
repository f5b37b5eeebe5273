"""Half a minute of a static hold, beside a plain Textual timer, termdown and tty-clock."""

import sys
from contextlib import ExitStack

from benchmarks.programs import STRETCH, beside, home, stretchtui, textual
from benchmarks.pty_run import Costs, Program, watch
from benchmarks.table import Line

TITLE = "A static hold on screen (80x24, 256 colours, 30 s, all side by side)"
SECONDS = 30.0
OURS, PLAIN, HELLO = "stretchtui start", "plain Textual timer", "bare Textual hello"
PEERS = {"termdown": ["300"], "tty-clock": ["-s"]}


def measure() -> list[Line]:
    """Bytes, writes, processor time and memory of each."""
    with ExitStack() as stack:
        folder = stack.enter_context(home())
        programs = {OURS: stretchtui(folder, "start", STRETCH, "--hold", "60", "--reps", "4")}
        programs |= {PLAIN: textual("plain_timer.py"), HELLO: textual("hello_app.py")}
        for name, words in PEERS.items():
            if path := beside(name):
                programs[name] = Program([path, *words])
            else:
                print(f"{name} is not installed: left out", file=sys.stderr)
        for program in programs.values():
            stack.enter_context(program)
        used = _hold(programs)
        memory = {name: program.peak_memory() for name, program in programs.items()}
    return _lines(used, memory)


def _hold(programs: dict[str, Program]) -> dict[str, Costs]:
    """What each program uses in the time, once the session is in its first hold."""
    everything = list(programs.values())
    watch(everything, 4)
    programs[OURS].press("\r")
    watch(everything, 2)
    before = {name: program.costs() for name, program in programs.items()}
    watch(everything, SECONDS)
    return {name: program.costs().since(before[name]) for name, program in programs.items()}


def _lines(used: dict[str, Costs], memory: dict[str, float]) -> list[Line]:
    def rate(name: str) -> float:
        return used[name].output / SECONDS

    lines = [Line(f"bytes/s, {OURS}", rate(OURS), "B/s", 150)]
    lines.append(Line("… of the plain Textual timer's", rate(OURS) / rate(PLAIN), "", 0.12, f"{rate(PLAIN):,.0f} B/s"))
    if "termdown" in used:
        lines.append(Line("… of termdown's", rate(OURS) / rate("termdown"), "", 0.5, f"{rate('termdown'):,.0f} B/s"))
        ratio = used[OURS].cpu / used["termdown"].cpu
        why = f"{used[OURS].cpu:.2f} s of {SECONDS:.0f} s, termdown {used['termdown'].cpu:.2f} s"
        lines.append(Line("processor time, of termdown's", ratio, "", 1, why))
    why = f"{memory[OURS]:.1f} MB, hello {memory[HELLO]:.1f} MB"
    lines.append(Line("peak memory, of a bare Textual hello's", memory[OURS] / memory[HELLO], "", 1.25, why))
    for name, costs in used.items():
        why = f"{costs.writes / SECONDS:.1f} writes/s, {1000 * costs.cpu / SECONDS:.2f} ms/s, {memory[name]:.1f} MB"
        lines.append(Line(name, rate(name), "B/s", None, why))
    return lines
