"""The history of sessions and measures: appended to for ever, read from its end, edited a block at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import UNSET, UnsetType, structs

from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.session.record import Outcome, SessionRecord, StretchRecord, Tightness
from stretchtui.core.words import listed, plural
from stretchtui.storage.files.atomic import ChangedUnderneathError, append_durably, read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.lock import locked
from stretchtui.storage.files.regular import MOST_HISTORY
from stretchtui.storage.history.blocks import Kind, Record, appending_fault, kind_name, line_number
from stretchtui.storage.history.measures import measures_of
from stretchtui.storage.history.merge import HistorySource, MergeReport, merged
from stretchtui.storage.history.operations import deleted, edited, inserted, named, taken_back
from stretchtui.storage.history.reader import once_each, open_history
from stretchtui.storage.history.selections import (
    DISPLACED,
    Everything,
    HistoryPage,
    Keep,
    Newest,
    Since,
    disorder_of,
    future_of,
    page_of,
)
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.history.splice import in_time_order, joint, patch_of
from stretchtui.storage.history.undo import BlockChange, UndoEntry, UndoJournal

__all__ = ["DISPLACED", "HistoryLog", "HistoryPage", "MergeReport"]

_TRIES = 5


class HistoryLog:
    """The history file at `path`, with a journal of the last changes in `undo_folder`.

    Reading makes nothing and never raises for what the file holds: a part that cannot be read is a problem of the page.
    Of blocks with the same id and start, the last in the file counts; edits go to that one, and where no start is given
    to the last with the id.
    Every method that writes takes the lock, waiting for it `patience` seconds at the most, and raises `StorageError`
    with the history as it was.
    """

    def __init__(
        self,
        path: Path,
        undo_folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: float = 10.0,
    ) -> None:
        self.path = path
        self._patience = patience
        self._journal = UndoJournal(undo_folder)
        self._now = now

    # Reading

    def newest(self, count: int) -> HistoryPage:
        """The `count` newest sessions.

        Exact as long as none stands more than `DISPLACED` places from its place by time.
        """
        return page_of(self.path, Newest(count))

    def since(self, moment: datetime) -> HistoryPage:
        """The sessions that started at `moment` (with its offset) or later.

        Reading ends at `DISPLACED` older ones in a row; what stands before them in the file is not seen.
        """
        return page_of(self.path, Since(moment))

    def all(self, keep: Keep = lambda record: record) -> HistoryPage:
        """Every session, in exact order of time, in the form in which `keep` gives it back."""
        return page_of(self.path, Everything(), keep)

    def each(self) -> Iterator[SessionRecord]:
        """Every session, the last of the file first, holding only what is being read; skips what it cannot read.

        Raises `StorageError` where the file cannot be read at all.
        """
        yield from self._each(lock_held=False)

    def measures(self) -> tuple[Measure, ...]:
        """Every self-test, the oldest first, at a fraction of the price of all sessions.

        What cannot be read of one is among the problems of the sessions' pages. Raises `StorageError` where the file
        cannot be read at all.
        """
        return measures_of(self.path)

    def has(self, session_id: str, among_last: int = DISPLACED) -> bool:
        """Whether one of the last sessions in the file has this id."""
        return self._has(session_id, among_last, lock_held=False)

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the file, for `check`."""
        return self.all().problems

    def disorder(self) -> Problem | None:
        """The first record that stands behind a later one, if any: no fault, but `fix_order` can help."""
        return disorder_of(self.path)

    def future(self, now: datetime) -> tuple[Problem, ...]:
        """The records of after `now`, with its offset: a clock was wrong."""
        return future_of(self.path, now)

    # Writing

    def append(self, record: Record) -> tuple[Problem, ...]:
        """Add a session or a measure at the end, whatever the blocks before it are like; what was noticed on the way.

        Refused only where a block would harm the file: where the sessions are written inline, or in another encoding.
        Costs the same for every length of the history.
        """
        text = block_text(record).encode()
        with locked(self.path, timeout=self._patience):
            noticed = self._mend_quietly()
            self._expect_blocks()
            self._append(record, text)
        return noticed

    def insert(self, record: Record) -> tuple[Problem, ...]:
        """Add a session or a measure where it belongs by time; at the end, it is an `append`."""
        newest = self.newest(1).records
        if not newest or newest[0].started <= record.started:
            return self.append(record)
        return self._rewrite(lambda data: inserted(data, record, f"logged {named(record)}"))

    def edit(
        self,
        session_id: str,
        *,
        started: datetime | None = None,
        tightness: Tightness | UnsetType | None = UNSET,
        note: str | UnsetType | None = UNSET,
        routine: str | UnsetType | None = UNSET,
        outcome: Outcome | UnsetType = UNSET,
        seconds: int | UnsetType = UNSET,
        stretches: tuple[StretchRecord, ...] | UnsetType = UNSET,
        moved_to: datetime | UnsetType = UNSET,
    ) -> tuple[Problem, ...]:
        """Change what is given of a session, None meaning "no such key"; its other lines stay as they are.

        `started` tells it from another with the same id; `moved_to` is when it was instead, and takes it to its place.
        """
        given: dict[str, Any] = {
            "tightness": tightness,
            "note": note,
            "routine": routine,
            "outcome": outcome,
            "seconds": seconds,
        }
        given |= {"stretches": stretches, "started": moved_to}
        values = {key: value for key, value in given.items() if value is not UNSET}
        name: tuple[Kind, str] = ("session", session_id)
        return self._rewrite(lambda data: edited(self.path, data, name, values, _seconds(started)))

    def edit_measure(
        self,
        measure_id: str,
        *,
        at: datetime | None = None,
        best: Best | UnsetType = UNSET,
        note: str | UnsetType | None = UNSET,
        moved_to: datetime | UnsetType = UNSET,
    ) -> tuple[Problem, ...]:
        """Change what is given of a measure, as `edit` does of a session; `at` tells it from another with its id."""
        given: dict[str, Any] = {"best": best, "note": note, "at": moved_to}
        values = {key: value for key, value in given.items() if value is not UNSET}
        name: tuple[Kind, str] = ("measure", measure_id)
        return self._rewrite(lambda data: edited(self.path, data, name, values, _seconds(at)))

    def delete(self, record_id: str, *, started: datetime | None = None, kind: Kind = "session") -> tuple[Problem, ...]:
        """Take a record out; `started` tells it from another of its kind with the same id."""
        return self._rewrite(lambda data: deleted(self.path, data, (kind, record_id), _seconds(started)))

    def undo(self) -> str | None:
        """Take back the last change; what it was ("deleted the session of …"), None where there is none left.

        Raises `StorageError` where its record was changed since, by hand or otherwise; it is then left as it is,
        and the next undo takes back the change before. What the change had taken out stays in the journal's folder.
        """
        if self._journal.last() is None:
            return None
        with locked(self.path, timeout=self._patience):
            last = self._journal.last()
            if last is None:
                return None
            place, entry = last
            try:
                self._rewrite_locked(lambda data: (taken_back(self.path, data, entry), None))
            except StorageError as error:
                if error.__cause__ is None:  # not the disk's fault: it will never be possible
                    self._pass_over(place, entry)
                raise
            self._forget(place)
        return entry.what

    def merge(self, files: Sequence[Path]) -> MergeReport:
        """Take in the sessions and measures of other histories, by id; of what differs, the later edited file's.

        Doing it again changes nothing.
        """
        others = [_source(path) for path in files]
        report = MergeReport()

        def made(data: bytes) -> tuple[bytes, UndoEntry | None]:
            nonlocal report
            own = HistorySource(self.path, data, _edited(self.path))
            new, report, changes, patches = merged(own, others)
            what = f"imported {imported_words(report)}"
            return new, UndoEntry(what, changes, patches) if changes else None

        self._rewrite(made)
        return report

    def fix_order(self) -> bool:
        """Sort the file by time; False where it was in order. No session changes, so there is nothing to undo."""
        changed = False

        def made(data: bytes) -> tuple[bytes, UndoEntry | None]:
            nonlocal changed
            new = in_time_order(data)
            changed = new != data
            return new, None

        if self.disorder() is not None:
            self._rewrite(made)
        return changed

    def mend(self) -> Problem | None:
        """Set an ending that was cut off (a power cut in mid-writing) aside in a dated file; tells where.

        Writes nothing where there is none. Every other method that writes does it first.
        """
        if self._torn_offset(lock_held=False) is None:
            return None
        with locked(self.path, timeout=self._patience):
            return self._mend()

    def _each(self, *, lock_held: bool) -> Iterator[SessionRecord]:
        with open_history(self.path, lock_held=lock_held) as history:
            if history is not None:
                yield from once_each(b.session for b in history.from_end() if b.session is not None)

    def _has(self, session_id: str, among_last: int, *, lock_held: bool) -> bool:
        with suppress(StorageError):
            last = zip(self._each(lock_held=lock_held), range(among_last), strict=False)
            return any(one.id == session_id for one, _ in last)
        return False

    def _append(self, record: Record, text: bytes) -> None:
        for _ in range(_TRIES):
            added = append_durably(self.path, lambda tail: joint(tail) + text)
            if added is not None:
                at, data = added
                change = BlockChange(record.id, after=text.decode(), started=record.started.timestamp())
                patch = patch_of(b"", 0, b"", data)
                self._note(UndoEntry(f"logged {named(record)}", (change,), (structs.replace(patch, at=at),)))
                return
            if self._stands(record):
                return
        raise StorageError(_restless(self.path))

    def _stands(self, record: Record) -> bool:
        """Whether a record is among the last ones of the file, though what was told of the write was otherwise."""
        name = kind_name(record), record.id
        with suppress(StorageError), open_history(self.path, lock_held=True) as history:
            last = zip(history.from_end() if history else (), range(2 * DISPLACED), strict=False)
            return any(b.record is not None and (kind_name(b.record), b.record.id) == name for b, _ in last)
        return False

    def _expect_blocks(self) -> None:
        with open_history(self.path, lock_held=True) as history:
            fault = appending_fault(history.preamble()) if history is not None else None
        if fault is not None:
            raise StorageError(Problem(self.path, fault.line + 1, fault.message))

    def _rewrite(self, make: Callable[[bytes], tuple[bytes, UndoEntry | None]]) -> tuple[Problem, ...]:
        with locked(self.path, timeout=self._patience):
            noticed = self._mend_quietly()
            self._rewrite_locked(make)
        return noticed

    def _rewrite_locked(self, make: Callable[[bytes], tuple[bytes, UndoEntry | None]]) -> None:
        """Replace the file by what `make` makes of it, anew as often as another program was quicker."""
        for _ in range(_TRIES):
            data, state = read_whole(self.path, MOST_HISTORY)
            new, entry = make(data)
            if new == data:
                return
            if len(new) > len(data):
                self._expect_blocks()
            place = self._journal.push(entry) if entry else None
            try:
                write_atomic(self.path, new, expected=state)
            except ChangedUnderneathError:
                self._forget(place)
            except StorageError:
                self._forget(place)
                raise
            else:
                return
        raise StorageError(_restless(self.path))

    def _note(self, entry: UndoEntry) -> None:
        """Journal a new session. It matters more than that it can be undone: it does without, if it must."""
        with suppress(StorageError):
            self._journal.push(entry, durable=False)

    def _pass_over(self, place: Path, entry: UndoEntry) -> None:
        """Leave the way free for the change before, and keep text that may be the only copy."""
        with suppress(StorageError):
            if entry.holds_text:
                self._journal.set_aside(place)
            else:
                self._journal.drop(place)

    def _forget(self, place: Path | None) -> None:
        if place is not None:
            with suppress(StorageError):
                self._journal.drop(place)

    def _mend_quietly(self) -> tuple[Problem, ...]:
        try:
            told = self._mend()
        except StorageError:  # it stays where it is, and writing works all the same
            return ()
        return (told,) if told else ()

    def _mend(self) -> Problem | None:
        torn = self._torn_offset(lock_held=True)
        if torn is None:
            return None
        data, state = read_whole(self.path, MOST_HISTORY)
        aside = _free_name(self.path, self._now())
        write_atomic(aside, data[torn:], own=True)
        try:
            write_atomic(self.path, data[:torn], expected=state)
        except ChangedUnderneathError:
            aside.unlink(missing_ok=True)
            return None
        what = f"what was written last was cut off; its {len(data) - torn} bytes are set aside in {aside.name}"
        return Problem(self.path, line_number(data, torn), f"{what}, and all others are here")

    def _torn_offset(self, *, lock_held: bool) -> int | None:
        """Where the cut-off ending begins; looks no further than one byte where there is none."""
        with open_history(self.path, lock_held=lock_held) as history:
            return history.torn_at() if history is not None else None


def imported_words(report: MergeReport) -> str:
    """What an import took in: `3 sessions and 1 measure`."""
    sessions = report.added + report.replaced
    counted = ((sessions, "session"), (report.measures, "measure"))
    told = [plural(count, noun) for count, noun in counted if count]
    return listed(told) if told else "nothing"


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _source(path: Path) -> HistorySource:
    data, state = read_whole(path, MOST_HISTORY)
    if not state.inode:
        raise StorageError(Problem(path, None, "is not there: name a history file or a shared routine"))
    return HistorySource(path, data, state.changed)


def _edited(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _free_name(path: Path, now: datetime) -> Path:
    """A name beside the file that says when, and is not taken."""
    stem = f"{path.stem}.torn-{now:%Y%m%dT%H%M%S}"
    names = (path.with_name(f"{stem}{more}{path.suffix}") for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _restless(path: Path) -> Problem:
    return Problem(path, None, "another program keeps replacing it: the file is as it was; let that end, and try again")
