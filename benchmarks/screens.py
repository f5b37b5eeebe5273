"""Bytes and waiting of each screen: its first frame, a key, a change of screens, and when nobody does anything."""

from typing import NamedTuple

from benchmarks.programs import STRETCH, home, stretchtui, textual
from benchmarks.pty_run import Program, pressed, typical, watch
from benchmarks.table import Line

TITLE = "Keys and screens (80x24, 256 colours)"
AT_REST = 1.0
"""Seconds without output after which even a figure has come to rest."""
IDLE = 3.0
KEYS = 12

FIRST_LIMIT, KEY_LIMIT, CHANGE_LIMIT, WAIT_LIMIT = 2.0, 1500, 6000, 40


class Way(NamedTuple):
    """How a screen is reached: the words, what it begins with on screen, the keys that lead on to it from there."""

    screen: str
    words: list[str]
    shows: tuple[str, ...]
    into: tuple[str, ...] = ()
    keys: str = "jk"
    """Pressed on it in turn."""


BROWSER = ("Neck turn", "Whole back", "? keys")
SESSION = ("1  Lie on", "Next: hold 1", "? keys")
START = ["start", STRETCH, "--hold", "60"]
WAYS = (
    Way("browser", [], BROWSER),
    Way("history", ["history"], ("Single knee", "? keys")),
    Way("session", START, SESSION, keys=""),
    Way("detail", [], BROWSER, into=("l", "\r")),
    Way("history, from the browser", [], BROWSER, into=("v",)),
    Way("hold, from getting ready", START, SESSION, into=("\r",), keys=" "),
)


def measure() -> list[Line]:
    """Every screen the same way."""
    with textual("hello_app.py") as program:
        hello = program.until("Hello").output()
    lines = [Line("first frame, bare Textual hello", hello, "B")]
    for way in WAYS:
        with home() as folder, stretchtui(folder, *way.words) as program:
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
    effect = typical([found for found in effects if found.output] or effects)
    program.settle(AT_REST)
    before = len(program.chunks)
    watch([program], IDLE)
    return [
        Line(f"{way.screen}: a key, at the most", effect.output, "B", KEY_LIMIT),
        Line(f"{way.screen}: a key to its whole effect, median", 1000 * effect.seconds, "ms", WAIT_LIMIT),
        Line(f"{way.screen}: idle for {IDLE:.0f} s", program.output(before), "B", 0),
    ]
