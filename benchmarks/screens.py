"""Bytes and waiting of each screen: its first frame, a key, a change of screens, and when nobody does anything."""

from statistics import median
from typing import NamedTuple

from benchmarks.programs import STRETCH, home, stretchtui, textual
from benchmarks.pty_run import Pressed, Program, pressed, typical, watch
from benchmarks.table import Line

TITLE = "Keys and screens (80x24, 256 colours)"
AT_REST = 1.0
"""Seconds without output after which even a figure has come to rest."""
IDLE = 3.0
KEYS = 12

FIRST_LIMIT, KEY_LIMIT, WIDE_KEY_LIMIT, CHANGE_LIMIT, WAIT_LIMIT = 2.0, 1500, 2500, 6000, 40
WIDE = (120, 40)
"""Columns and rows at which the browser has three panes."""


class Way(NamedTuple):
    """How a screen is reached: the words, what it begins with on screen, the keys that lead on to it from there."""

    screen: str
    words: list[str]
    shows: tuple[str, ...]
    into: tuple[str, ...] = ()
    keys: str = "jk"
    """Pressed on it in turn."""
    size: tuple[int, int] = (0, 0)
    drawn: bool = False
    """A key shows another figure: what counts is the median of all keys, not the most of one."""


BROWSER = ("Due now", "Whole back", "? keys")
SESSION = ("1  Lie on", "Next: hold 1", "? keys")
START = ["start", STRETCH, "--hold", "60"]
WAYS = (
    Way("browser", [], BROWSER, keys="j", drawn=True),
    Way("browser of three panes", [], BROWSER, keys="j", size=WIDE, drawn=True),
    Way("list of three panes", [], BROWSER, into=("j", "j", "l"), keys="j", size=WIDE, drawn=True),
    Way("history", ["history"], ("Single knee", "? keys")),
    Way("session", START, SESSION, keys=""),
    Way("detail", [], BROWSER, into=("j", "j", "l", "\r")),
    Way("history, from the browser", [], BROWSER, into=("v",)),
    Way("hold, from getting ready", START, SESSION, into=("\r",), keys=" "),
)


def measure() -> list[Line]:
    """Every screen the same way."""
    hellos: dict[tuple[int, int], int] = {}
    for size in dict.fromkeys(way.size for way in WAYS):
        with textual("hello_app.py", size) as program:
            hellos[size] = program.until("Hello").output()
    lines = [Line("first frame, bare Textual hello", hellos[(0, 0)], "B")]
    for way in WAYS:
        hello = hellos[way.size]
        with home() as folder, stretchtui(folder, *way.words, size=way.size) as program:
            first = program.until(*way.shows).output()
            if not way.into:
                lines.append(
                    Line(f"{way.screen}: first frame, of hello's", first / hello, "", FIRST_LIMIT, f"{first:,} B")
                )
            lines += _reached(way, program) if way.into else []
            lines += _used(way, program) if way.keys else []
    return lines


def _reached(way: Way, program: Program) -> list[Line]:
    program.settle(AT_REST)
    for key in way.into:
        change = pressed(program, key, 0.25)
    return [Line(f"{way.screen}: change to it", change.output, "B", CHANGE_LIMIT, f"{1000 * change.seconds:.0f} ms")]


def _used(way: Way, program: Program) -> list[Line]:
    program.settle(AT_REST)
    effects = [pressed(program, way.keys[number % len(way.keys)]) for number in range(KEYS + len(way.keys) % 2)]
    some = [found for found in effects if found.output] or effects
    effect, limit, which = typical(some), KEY_LIMIT, "at the most"
    if way.drawn:
        effect = Pressed(effect.seconds, round(median(found.output for found in some)))
        limit, which = WIDE_KEY_LIMIT if way.size == WIDE else KEY_LIMIT, "median"
    program.settle(AT_REST)
    before = len(program.chunks)
    watch([program], IDLE)
    return [
        Line(f"{way.screen}: a key, {which}", effect.output, "B", limit),
        Line(f"{way.screen}: a key to its whole effect, median", 1000 * effect.seconds, "ms", WAIT_LIMIT),
        Line(f"{way.screen}: idle for {IDLE:.0f} s", program.output(before), "B", 0),
    ]
