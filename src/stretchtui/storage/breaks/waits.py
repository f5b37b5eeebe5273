"""How long each command took in each folder: a line a run in a small file, the newest last.

A line is `2026-11-21T09:30:00+01:00 184.0 3f2a…`: when it began, its seconds, and a hash of folder and words. Commands
carry secrets (tokens, addresses), so their words are not kept. Only runs that did what they should (status 0) are
noted: one that stops at its first mistake says nothing of the next. A line that is none is left out.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.lock import locked

MOST = 500
"""Lines that are kept."""

LONGEST = 7 * 24 * 3600
"""Seconds beyond which a line is not of ours."""


class CommandRun(NamedTuple):
    """One run of one command."""

    started: datetime
    seconds: float
    key: str

    def __str__(self) -> str:
        return f"{self.started.isoformat(timespec='seconds')} {self.seconds:.1f} {self.key}"


class WaitLog:
    """The file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def times(self, words: Sequence[str], folder: str) -> list[float]:
        """Seconds that a command took in a folder, the newest last. Raises `StorageError`."""
        key = key_of(words, folder)
        return [run.seconds for run in self._runs() if run.key == key]

    def add(self, words: Sequence[str], folder: str, started: datetime, seconds: float) -> None:
        """Note a run. Raises `StorageError`."""
        with locked(self._path, timeout=2):
            runs = [*self._runs(), CommandRun(started, seconds, key_of(words, folder))][-MOST:]
            write_atomic(self._path, "".join(f"{run}\n" for run in runs).encode(), durable=False)

    def forget(self) -> int:
        """Take all of it away; how many runs there were. Raises `StorageError`."""
        with locked(self._path):
            count = len(self._runs())
            write_atomic(self._path, b"", durable=False)
            return count

    def _runs(self) -> list[CommandRun]:
        lines = read_whole(self._path)[0].decode("utf-8", "replace").splitlines()
        return [run for line in lines if (run := _run(line))]


def key_of(words: Sequence[str], folder: str) -> str:
    """What tells one command in one folder from all others, and cannot be read back."""
    parts = "\0".join((folder, *words)).encode("utf-8", "surrogateescape")
    return hashlib.sha256(parts).hexdigest()[:24]


def _run(line: str) -> CommandRun | None:
    try:
        started, seconds, key = line.split()
        run = CommandRun(datetime.fromisoformat(started), float(seconds), key)
    except ValueError:
        return None
    right = run.started.tzinfo and isfinite(run.seconds) and 0 <= run.seconds <= LONGEST
    return run if right else None
