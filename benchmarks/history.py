"""What a long history costs: 20,000 sessions (ten years of five or six a day) against 100.

Both end with the same 100 sessions; only what lies before them differs.
"""

import re
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.programs import stretchtui
from benchmarks.pty_run import Program, watch
from benchmarks.table import Line
from stretchtui.core.breaks.status import enough, status_of
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness, session_id
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.starts import newest_starts

TITLE = "A history of 20,000 sessions, against one of 100"
LONG, SHORT = 20_000, 100
RUNS = 7
APPENDS = 40
EVERY = timedelta(hours=4.4)
GAP = timedelta(weeks=2)
"""Time without a session, a few sessions before the last: a streak ends there, in both."""

AFTER_GAP = 20

WHOLE = 0.85
"""All figures, beside the standard library's reading of the same file: two seconds where that takes 2.35."""

APPEND, FRAME, WEEK, MEMORY = 1.2, 1.3, 1.3, 1.5

REGIONS = ("neck", "shoulders-chest", "upper-back", "mid-back", "lower-back", "hips-glutes", "legs")
NOTES = ("long day", "after the flight", "slept badly", None, None, None, None)


def measure() -> list[Line]:
    """Every figure in both histories, in turn."""
    with _homes() as (long, short):
        lines = [_week(long, short), _append(long, short)]
        frames: dict[Path, list[float]] = {long: [], short: []}
        whole: list[float] = []
        peaks: dict[Path, list[float]] = {long: [], short: []}
        for run in range(RUNS + 1):
            for home in (long, short):
                with stretchtui(str(home)) as program:
                    program.settle(0.4)
                    begun = time.monotonic()
                    program.press("v")
                    frame = _until(program, r"▸.*\d\d:\d\d") - begun
                    done = _until(program, r"\d sessions") - begun
                    program.settle(0.3)
                    if not run:  # the first one fills the machine's caches
                        continue
                    frames[home].append(1000 * frame)
                    peaks[home].append(program.peak_memory())
                    if home == long:
                        whole.append(done)
        lines.append(_ratio("the key to the first full frame", frames[long], frames[short], FRAME, "ms"))
        plain = median(_milliseconds(partial(_read_plainly, long)) for _ in range(3)) / 1000
        why = f"{median(whole):.2f} s and {plain:.2f} s"
        lines.append(
            Line(
                "whole-history figures, in the background, of tomllib's reading", median(whole) / plain, "", WHOLE, why
            )
        )
        lines.append(_ratio("memory, at the peak", peaks[long], peaks[short], MEMORY, "MB"))
    return lines


def _read_plainly(home: Path) -> None:
    tomllib.loads((home / "history.toml").read_text(encoding="utf-8"))


def _append(long: Path, short: Path) -> Line:
    """A session added at the end, the lock and the disk's answer included."""
    took: dict[Path, list[float]] = {long: [], short: []}
    later = datetime.now().astimezone().replace(microsecond=0)
    logs = {home: _log(home) for home in took}
    for number in range(APPENDS):
        for home, log in logs.items():
            record = _session(LONG + number, later)
            took[home].append(_milliseconds(partial(log.append, record)))
    return _ratio("append", took[long], took[short], APPEND, "ms")


def _week(long: Path, short: Path) -> Line:
    """The days of this week and the weeks in a row that met the goal."""
    took: dict[Path, list[float]] = {long: [], short: []}
    now = datetime.now().astimezone()

    def figures(home: Path) -> None:
        read = newest_starts(home / "history.toml", lambda starts: enough(starts, now, 4))
        status_of(read.starts, now, goal=4, every_minutes=50, whole=read.whole)

    for _ in range(APPENDS):
        for home, times in took.items():
            times.append(_milliseconds(partial(figures, home)))
    return _ratio("this week and the streak", took[long], took[short], WEEK, "ms")


@contextmanager
def _homes() -> Iterator[tuple[Path, Path]]:
    """Two folders for STRETCHTUI_HOME."""
    end = datetime.now().astimezone().replace(microsecond=0) - timedelta(hours=1)
    with TemporaryDirectory() as folder:
        long, short = Path(folder, "long"), Path(folder, "short")
        texts = [block_text(_session(n, _when(end, LONG - 1 - n))) for n in range(LONG)]
        for home, count in ((long, LONG), (short, SHORT)):
            home.mkdir()
            (home / "notices.toml").write_text("accepted = 99\naccepted_on = 2026-01-01\n")  # no first start
            (home / "history.toml").write_text("\n".join(texts[-count:]))
        yield long, short


def _when(end: datetime, back: int) -> datetime:
    return end - EVERY * back - (GAP if back >= AFTER_GAP else timedelta())


def _session(number: int, started: datetime) -> SessionRecord:
    """One to five stretches, as their number falls."""
    stretches = tuple(
        StretchRecord(
            id=f"stretch-{(number * 7 + part * 3) % 40}",
            name=f"A stretch of the {REGIONS[(number + part) % len(REGIONS)]}",
            region=REGIONS[(number + part) % len(REGIONS)],
            done=8,
            planned=8,
            seconds=(40, 60, 80)[(number + part) % 3],
            felt=(None, None, "right", "easy")[(number * 3 + part) % 4],
        )
        for part in range(1 + number % 5)
    )
    return SessionRecord(
        id=session_id(started, f"{number:06x}"),
        started=started,
        seconds=sum(stretch.seconds for stretch in stretches),
        outcome="completed" if number % 9 else "stopped",
        stretches=stretches,
        routine="desk-break" if number % 2 else None,
        tightness=Tightness(4 + number % 4, 2 + number % 3),
        note=NOTES[number % len(NOTES)],
    )


def _log(home: Path) -> HistoryLog:
    return HistoryLog(home / "history.toml", home / "undo")


def _until(program: Program, pattern: str, within: float = 20.0) -> float:
    """The moment at which the screen first shows what matches; NaN where it never does."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if any(re.search(pattern, row) for row in program.display()):
            return program.chunks[-1].at
        watch([program], 0.01)
    return float("nan")


def _ratio(what: str, long: list[float], short: list[float], limit: float, unit: str) -> Line:
    one, other = median(long), median(short)
    return Line(f"{what}, of that of {SHORT}", one / other, "", limit, f"{one:.3g} {unit} and {other:.3g} {unit}")


def _milliseconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - begun)
