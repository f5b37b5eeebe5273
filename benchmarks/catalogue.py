"""A catalogue of 2,000 stretches beside the shipped one: opening, filtering, moving through it."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import tomli_w

from benchmarks.programs import home, stretchtui
from benchmarks.pty_run import pressed, watch
from benchmarks.table import Line

TITLE = "2,000 stretches beside the shipped 98"
STRETCHES = 2_000
IN_A_FILE = 50
RUNS = 7
KEYS = 24
AS_FLUENT = 1.5
"""How many times as long a key may take as with the shipped catalogue."""

OPENS = 2.0
"""How many times as long the start may take: 2 MB more of TOML are read."""

CATALOG = Path(__file__).parents[1] / "catalog"
WHOLE = ("Due now", "Whole back", "? keys")


def measure() -> list[Line]:
    """Both catalogues the same way, in turn."""
    with home() as small, home() as large, _generated(large):
        opened: dict[str, list[float]] = {small: [], large: []}
        for run in range(RUNS + 1):
            for folder, times in opened.items():
                with stretchtui(folder) as program:
                    program.settle(1.0, within=6)
                    watch([program], 0.2)
                    if run:  # the first one fills the machine's caches
                        times.append(program.shown_after(*WHOLE))
        lines = [_ratio("opening", median(opened[large]), median(opened[small]), OPENS)]
        for name, keys in (
            ("a letter of the filter", ["/", *"lower back", "\x1b"]),
            ("a region", ["j", "k"] * (KEYS // 2)),
            ("a row of Everything", ["\x1b[F", "l", *["j"] * KEYS]),
            ("a page of Everything", ["\x1b[F", "l", *["\x1b[6~"] * KEYS]),
        ):
            lines.append(_ratio(name, _keys(large, keys), _keys(small, keys), AS_FLUENT))
    return lines


def _keys(folder: str, keys: list[str]) -> float:
    """Seconds that a key takes to its whole effect; the ones that only lead there do not count."""
    with stretchtui(folder) as program:
        program.settle(1.0, within=6)
        leading = len(keys) - KEYS if len(keys) > KEYS else 1
        effects = [pressed(program, key) for key in keys]
        return median([effect.seconds for effect in effects[leading:] if effect.output] or [0.0])


def _ratio(what: str, large: float, small: float, limit: float) -> Line:
    return Line(
        f"{what}, of the shipped one's", large / small, "", limit, f"{1000 * large:.0f} and {1000 * small:.0f} ms"
    )


@contextmanager
def _generated(folder: str) -> Iterator[None]:
    """As many stretches as it takes, made of the shipped ones, in the user's catalogue."""
    shipped = [
        stretch
        for path in sorted((CATALOG / "stretches").glob("*.toml"))
        for stretch in tomllib.loads(path.read_text("utf-8"))["stretch"]
    ]
    own = Path(folder, "catalog")
    own.mkdir()
    made = [_made(shipped[number % len(shipped)], number) for number in range(STRETCHES)]
    for start in range(0, STRETCHES, IN_A_FILE):
        text = tomli_w.dumps({"stretch": made[start : start + IN_A_FILE]})
        (own / f"generated-{start:05}.toml").write_text(text, "utf-8")
    yield


def _made(stretch: dict[str, Any], number: int) -> dict[str, Any]:
    return {**stretch, "id": f"{stretch['id']}-{number}", "name": f"{stretch['name']} {number}"}
