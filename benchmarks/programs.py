"""The programs that are measured, and a home for ours with some history in it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pty_run import Program

HERE = Path(__file__).parent
STRETCH = "single-knee-to-chest"
SETTINGS = "[session]\nask_tightness = false\n"
SESSION = """
[[session]]
id = "{at:%Y%m%dT%H%M%SZ}-{number:06x}"
started = {at:%Y-%m-%dT%H:%M:%S}+00:00
seconds = 120
outcome = "completed"
tightness = {{ before = 5, after = {after} }}
stretches = [
    {{ id = "{stretch}", name = "Single knee to chest", region = "lower-back", done = 8, planned = 8, seconds = 120 }},
]
"""


@contextmanager
def home(sessions: int = 60) -> Iterator[str]:
    """A folder for STRETCHTUI_HOME, with a session every other day up to yesterday."""
    today = datetime.now(UTC).replace(microsecond=0)
    days = [today - timedelta(days=1 + 2 * number) for number in range(sessions)]
    with TemporaryDirectory() as folder:
        text = "".join(
            SESSION.format(at=day, number=number, after=number % 5, stretch=STRETCH)
            for number, day in enumerate(reversed(days))
        )
        Path(folder, "history.toml").write_text(text)
        Path(folder, "settings.toml").write_text(SETTINGS)
        Path(folder, "notices.toml").write_text("accepted = 1000\n")
        yield folder


def stretchtui(folder: str, *words: str, size: tuple[int, int] = (0, 0)) -> Program:
    """Our program, as installed beside this Python."""
    return Program([beside("stretchtui"), *words], size=size, STRETCHTUI_HOME=folder)


def textual(name: str, size: tuple[int, int] = (0, 0)) -> Program:
    """One of the apps in this folder, started as an installed script is."""
    return Program([sys.executable, str(HERE / name)], size=size)


def beside(name: str) -> str:
    """A script installed beside this Python, or else found on the path; empty where there is none."""
    script = Path(sys.executable).with_name(name)
    return str(script) if script.exists() else shutil.which(name) or ""
