"""session.toml: the running session as far as it has come, so that a killed program loses one hold at the most.

A program that runs a session holds a lock beside its checkpoint for as long as it lives; so a checkpoint
without a holder is one that was interrupted. A second session at the same time gets a file of its own.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import msgspec
import tomli
import tomli_w
from msgspec import Meta, Struct

from stretchtui.core.session.machine import Progress, Session
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for
from stretchtui.core.session.record import (
    Outcome,
    RegionTightness,
    Score,
    SessionId,
    SessionRecord,
    Tightness,
    tightness_of,
)
from stretchtui.core.session.summary import summarise
from stretchtui.core.typed import convert
from stretchtui.storage.files.atomic import file_state, read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.lock import open_lock, release_lock, sign, take_lock
from stretchtui.storage.files.regular import UnusableFileError

SLOTS = 8
"""Sessions that can run at once on one account."""

VERSION = 1
"""Of the form of the file; one of another version is not understood, rather than misunderstood."""

LONGEST_HOLD, MOST_REPS, LONGEST_WAIT, MOST_HELD, MOST_WORDS = 3600, 1000, 3600, 1e7, 10_000
MOST_ENTRIES, MOST_REPETITIONS, LONGEST_TEXT = 500, 5_000, 1_000
"""Bounds far beyond any session: what lies outside is no checkpoint of ours, and could fill the memory.

They are looked at before anything is built of the file.
"""


class Checkpoint(Struct, frozen=True, omit_defaults=True):
    """A session on disk: what was planned, what was done.

    `ending` is set once it is over but not yet in the history; `after` and `note` with it.
    """

    id: SessionId
    started: Annotated[datetime, Meta(tz=True)]
    entries: tuple[PlannedStretch, ...]
    timing: Timing
    progress: Progress
    routine: str | None = None
    before: Score | None = None
    before_regions: dict[str, Score] = {}
    ending: Outcome | None = None
    after: Score | None = None
    after_regions: dict[str, Score] = {}
    note: str | None = None

    @property
    def plan(self) -> Plan:
        """The plan that the session walks."""
        return plan_for(self.entries, self.timing, self.routine)

    def session(self, now: float) -> Session:
        """The session, paused at the start of the hold that it had come to."""
        return Session(self.plan, now, self.progress)

    def tightness(self, after: int | None, after_regions: Mapping[str, int]) -> Tightness | None:
        """The tightness of the session, with what was said at its end."""
        ids = dict.fromkeys((*self.before_regions, *after_regions))
        regions = (RegionTightness(name, self.before_regions.get(name), after_regions.get(name)) for name in ids)
        return tightness_of(self.before, after, regions)

    def record(self, outcome: Outcome = "interrupted") -> SessionRecord:
        """What the history keeps of it."""
        return summarise(
            self.session(0.0),
            id=self.id,
            started=self.started,
            outcome=self.ending or outcome,
            tightness=self.tightness(self.after, self.after_regions),
            note=self.note,
        )


class Slot:
    """One checkpoint file, held by this process until it is released or the process ends."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock: int | None = lock

    def save(self, checkpoint: Checkpoint, *, durable: bool = True) -> None:
        """Put a checkpoint in the place of the one before; not `durable` does not wait for the disk.

        Raises `StorageError` and leaves the one before whole; `ChangedUnderneathError` where, while this one waited for
        the disk, another was put there without waiting.
        """
        table = msgspec.to_builtins(checkpoint, builtin_types=(datetime,))
        text = tomli_w.dumps(_without_none({"version": VERSION, **table}))
        expected = file_state(self.path) if durable else None
        write_atomic(self.path, text.encode("utf-8", "replace"), expected=expected, durable=durable, own=True)

    def load(self) -> Checkpoint | None:
        """The checkpoint; none where there is none, or where it can't be understood."""
        try:
            table = tomli.loads(read_whole(self.path, own=True)[0].decode())
            found = convert(table, Checkpoint)
            if table.get("version") != VERSION or not _is_ours(found):
                return None
            found.session(0.0)
        except (StorageError, ValueError, RecursionError):  # what msgspec and tomli raise are ValueErrors
            return None
        return found

    def held(self) -> bool:
        """True while the lock is ours, and not one whose file was taken away with its folder."""
        try:
            return self._lock is not None and os.path.samestat(os.fstat(self._lock), _lock_file(self.path).stat())
        except OSError:
            return False

    def clear(self) -> None:
        """Take the checkpoint away: the session is in the history, or is not wanted."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    def set_aside(self) -> Path | None:
        """Move a checkpoint that can't be understood out of the way, losing nothing; the new path."""
        names = (f"{self.path.name}.unreadable{f'-{n}' if n > 1 else ''}" for n in count(1))
        aside = next(path for name in names if not os.path.lexists(path := self.path.with_name(name)))
        with contextlib.suppress(OSError):
            self.path.replace(aside)
            return aside
        return None

    def release(self) -> None:
        """Let other processes have the slot."""
        if self._lock is not None:
            release_lock(self._lock)
            self._lock = None


class Checkpoints:
    """The checkpoints in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self) -> Slot:
        """A free slot with no checkpoint in it.

        Raises `StorageError` where the folder can't be written, or all slots are taken.
        """
        for path in self._paths():
            if slot := self._hold(path):
                if not os.path.lexists(path):
                    return slot
                slot.release()
        what = f"there are {SLOTS} sessions already that run or wait to be resumed: end one of them"
        raise StorageError(Problem(self.folder, None, what))

    def take_again(self, slot: Slot) -> Slot:
        """A slot whose lock went away with its folder, or another where someone was quicker. Raises as `take`."""
        again = self._hold(slot.path) or self.take()
        slot.release()
        return again

    def interrupted(self) -> Iterator[Slot]:
        """The slots, locked, of sessions that nobody runs any more."""
        for path in self._paths():
            if os.path.lexists(path):
                with contextlib.suppress(StorageError):
                    if slot := self._hold(path):
                        yield slot

    def running_elsewhere(self) -> bool:
        """True if another process runs a session now."""
        for path in self._paths():
            if os.path.lexists(path):
                with contextlib.suppress(StorageError):
                    slot = self._hold(path)
                    if slot is None:
                        return True
                    slot.release()
        return False

    def _paths(self) -> list[Path]:
        return [self.folder / ("session.toml" if n == 1 else f"session-{n}.toml") for n in range(1, SLOTS + 1)]

    def _hold(self, path: Path) -> Slot | None:
        """The slot, locked for this process; none if another has it. Raises `StorageError` where it can't be locked."""
        try:
            lock = open_lock(_lock_file(path))
        except UnusableFileError as error:
            raise StorageError.of(_lock_file(path), error) from error
        except OSError as error:
            raise StorageError.of(self.folder, error) from error
        try:
            is_free = take_lock(lock)
        except OSError as error:
            os.close(lock)
            raise StorageError.of(self.folder, error, doing="locked") from error
        if not is_free:
            os.close(lock)
            return None
        sign(lock)
        return Slot(path, lock)


def _lock_file(path: Path) -> Path:
    return path.with_suffix(".lock")


def _is_ours(found: Checkpoint) -> bool:
    waits = (found.timing.ready, found.timing.rest, found.timing.switch)
    texts = (text for entry in found.entries for text in (entry.id, entry.name, entry.region))
    return (
        len(found.entries) <= MOST_ENTRIES
        and all(0 < entry.hold <= LONGEST_HOLD and 0 < entry.reps <= MOST_REPS for entry in found.entries)
        and sum(entry.repetitions for entry in found.entries) <= MOST_REPETITIONS
        and all(0 <= entry.words <= MOST_WORDS for entry in found.entries)
        and all(len(text) <= LONGEST_TEXT for text in (*texts, found.routine or ""))
        and all(entry.press >= 0 and entry.let_go >= 0 for entry in found.entries)
        and all(0 <= wait <= LONGEST_WAIT for wait in waits)
        and all(0 <= held <= MOST_HELD for held in found.progress.held)
    )


def _without_none(value: Any) -> Any:
    """TOML has no null: what is none is left out."""
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_without_none(v) for v in value]
    return value
