"""Keys at random, many at once, with resizes and signals between: whatever comes, no crash and the right exit status.

`python -m benchmarks.monkey [KEYS [SEED]]` prints what was found; `MONKEY_KEYS` says how many in `make bench`. Each
life of the program begins where the dice say, and ends by a key or by a signal.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from select import select

from msgspec import Struct

from benchmarks.programs import STRETCH, beside, home
from benchmarks.pty_run import Program
from benchmarks.table import Line

TITLE = "A monkey at the keys"
KEYS = int(os.environ.get("MONKEY_KEYS", "50000"))
LIFE = 400
"""Keys in one life of the program, at the most."""
GONE_WITHIN = 60.0
"""Seconds until a program that was told to end counts as hung."""

OPENINGS: tuple[list[str], ...] = ([], ["break"], ["start", STRETCH], ["history"], ["start", "yoga-back"])
IN_LINES: tuple[list[str], ...] = (["break", "--plain"], ["start", STRETCH, "--plain"])
LETTERS = [*"abcdefghijklmnoprstuvwxyzNG0123456789/?+- "]
"""All but q, which would end most lives at once; it comes with the seldom ones."""
OTHERS = ["\r", "\x1b", "\t", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"]
SELDOM = [
    "q",
    "\x10",
    "\x1b[3~",
    "\x1b[200~pasted\rtext\x1b[201~",
    "\x1b]11;rgb:0/0/0\x07",
    "\x1b[57413;129;43u",
    "ü",
    "猫",
]
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM)


class Fault(Struct, frozen=True):
    """What went wrong in a life, and how to see it again."""

    what: str
    words: list[str]
    seed: int
    keys: list[str]
    """The last bursts before."""


def faults(keys: int, seed: int = 1) -> Iterator[Fault | int]:
    """Live until so many keys were pressed; the faults, and the keys of each life."""
    for number in count(seed):
        if keys <= 0:
            return
        chance = random.Random(number)
        pressed, fault = _live(chance, min(keys, chance.randrange(1, LIFE)), number)
        keys -= pressed
        yield pressed
        if fault:
            yield fault


def _live(chance: random.Random, keys: int, seed: int) -> tuple[int, Fault | None]:
    words = chance.choice(IN_LINES if chance.random() < 0.1 else OPENINGS)
    history: list[str] = []
    pressed, told = 0, None
    with (
        home(chance.choice((0, 20))) as folder,
        Program([beside("stretchtui"), *words], STRETCHTUI_HOME=folder) as program,
    ):
        if chance.random() < 0.7:
            program.settle(0.2, within=5)
        alive = True
        while alive and pressed < keys:
            burst = _burst(chance)
            history.append("".join(burst))
            pressed += len(burst)
            alive = _type(program, "".join(burst))
            if chance.random() < 0.03:
                program.resize(chance.randrange(20, 140), chance.randrange(6, 50))
            _read(program, chance.choice((0.0, 0.0, 0.02, 0.1)))
        if alive:
            told = chance.choice(SIGNALS)
            with suppress(ProcessLookupError):
                os.kill(program.pid, told)
        status = program.status(GONE_WITHIN)
        what = _wrong(program, Path(folder), status, told)
    return pressed, Fault(what, words, seed, history[-6:]) if what else None


def _burst(chance: random.Random) -> list[str]:
    """Keys that come in one read; a key that is held down comes many times."""
    if chance.random() < 0.1:
        return [chance.choice(LETTERS + OTHERS)] * chance.randrange(2, 12)
    found = []
    for _ in range(chance.choice((1, 1, 2, 2, 3, 5, 8))):
        kind = chance.random()
        found.append(chance.choice(SELDOM if kind < 0.03 else OTHERS if kind < 0.45 else LETTERS))
    return found


def _type(program: Program, keys: str) -> bool:
    """Whether the program was still there."""
    try:
        program.press(keys)
    except OSError:
        return False
    return True


def _read(program: Program, seconds: float) -> None:
    end = time.monotonic() + seconds
    while select([program], [], [], max(0.0, end - time.monotonic()))[0] and program.read():
        pass


def _wrong(program: Program, folder: Path, status: int | None, told: signal.Signals | None) -> str:
    """What is wrong with how a life ended; empty where nothing is."""
    text = b"".join(chunk.data for chunk in program.chunks).decode("utf-8", "replace")
    if status is None:
        return "it hangs"
    if "Traceback" in text or (folder / "stretchtui.log").exists():
        log = folder / "stretchtui.log"
        return "a crash: " + (log.read_text().strip().splitlines()[-1] if log.exists() else text[-300:])
    allowed = {0, 130} if told is None else {0, 128 + told}
    if status not in allowed:
        return f"exit status {status}, after {told.name if told else 'keys'}: {text[-200:]!r}"
    if not program.lines_are_edited():
        return f"the terminal is left raw, after {told.name if told else 'keys'}"
    return ""


def measure() -> list[Line]:
    """How many lives ended badly."""
    pressed = lives = bad = 0
    for found in faults(KEYS):
        if isinstance(found, int):
            pressed, lives = pressed + found, lives + 1
        else:
            bad += 1
            print(found, file=sys.stderr)
    return [
        Line("keys pressed", pressed, "", None, f"in {lives} lives of the program"),
        Line("crashes, hangs, wrong exit statuses", bad, "", 0),
    ]


def main(words: list[str]) -> int:
    """Press so many keys and tell each fault as it is found."""
    keys, seed = int(words[0]) if words else KEYS, int(words[1]) if len(words) > 1 else 1
    bad = 0
    for found in faults(keys, seed):
        if isinstance(found, Fault):
            bad += 1
            print(found, flush=True)
    print(f"{bad} faults")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
