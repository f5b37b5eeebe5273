"""Selects sessions from the history (all, the newest, since a moment), reading no further back than each needs."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.history.blocks import BlockFault, Kind, kind_name
from stretchtui.storage.history.reader import Found, OpenHistory, identity, open_history

DISPLACED = 64  # places by which a session may stand too early or too late, and still be found from the end


Keep = Callable[[SessionRecord], SessionRecord]
"""Gives back an equal session, such as one that shares its parts with others and takes less memory."""


class HistoryPage(Struct, frozen=True):
    """A part of the history: `records` newest first, what could not be read, and whether there is more.

    Where not even the file could be read, it is not `known` what the history holds.
    """

    records: tuple[SessionRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    more: bool = False
    known: bool = True


class Selection(Protocol):
    """Which sessions are wanted."""

    def goes_on(self, record: SessionRecord) -> bool:
        """Hear of the next session from the end of the file; False ends the reading."""
        ...

    def chosen(self, records: list[SessionRecord]) -> list[SessionRecord]:
        """Of all that was read, newest first, what was wanted."""
        ...


class Everything:
    def goes_on(self, _record: SessionRecord) -> bool:
        return True

    def chosen(self, records: list[SessionRecord]) -> list[SessionRecord]:
        return records


class Newest:
    def __init__(self, count: int) -> None:
        self._count = count
        self._read = 0

    def goes_on(self, _record: SessionRecord) -> bool:
        self._read += 1
        return self._read < self._count + DISPLACED

    def chosen(self, records: list[SessionRecord]) -> list[SessionRecord]:
        return records[: self._count]


class Since:
    def __init__(self, moment: datetime) -> None:
        self._moment = moment.timestamp()
        self._older = 0

    def goes_on(self, record: SessionRecord) -> bool:
        self._older = 0 if record.started.timestamp() >= self._moment else self._older + 1
        return self._older < DISPLACED

    def chosen(self, records: list[SessionRecord]) -> list[SessionRecord]:
        return [record for record in records if record.started.timestamp() >= self._moment]


def page_of(path: Path, selection: Selection, keep: Keep = lambda record: record) -> HistoryPage:
    """Read what is selected, each session in the form in which `keep` gives it back.

    A file that cannot be read at all is a problem of the page, too.
    """
    try:
        with open_history(path) as history:
            return HistoryPage() if history is None else _read(history, selection, keep)
    except StorageError as error:
        return HistoryPage(problems=error.problems, known=False)


def disorder_of(path: Path) -> Problem | None:
    """The first record, in the file, that is older than the one before it. No fault, but worth knowing.

    Raises `StorageError`.
    """
    place: Found | None = None
    with open_history(path) as history:
        if history is None:
            return None
        later: float | None = None
        behind = 0
        for block in history.from_end():
            if block.record is None:
                continue
            started = block.record.started.timestamp()
            if later is not None and later < started:
                place = Found(
                    behind, BlockFault(0, "is older than what stands before it; check --fix-order sorts the file")
                )
            later, behind = started, block.start
        return history.problems([place])[0] if place else None


def future_of(path: Path, now: datetime) -> tuple[Problem, ...]:
    """The records that are of after `now` (with its offset): a clock was wrong when they were written.

    Raises `StorageError`.
    """
    with open_history(path) as history:
        if history is None:
            return ()
        later = [b for b in history.from_end() if b.record is not None and b.record.started > now]
        said = {
            "session": "this session starts in the future and counts for nothing until then; correct started",
            "measure": "this measure is from the future; correct at",
        }
        return history.problems(
            [
                Found(b.start, BlockFault(0, f"{said[kind_name(b.record)]} if a clock was wrong"))
                for b in later
                if b.record
            ]
        )


def _read(history: OpenHistory, selection: Selection, keep: Keep) -> HistoryPage:
    faults: list[Found] = []
    read: dict[tuple[str, float], SessionRecord] = {}
    seen: set[tuple[Kind, str]] = set()
    coming = history.from_end()
    for block in coming:
        found = history.found(block)
        if found is not None:
            faults.append(found)
        if block.record is None:
            continue
        named = kind_name(block.record), block.record.id
        if named in seen:
            what = "take one of them out, or give it another id"
            faults.append(
                Found(block.start, BlockFault(0, f"the id {block.record.id!r} stands again further down; {what}"))
            )
        seen.add(named)
        if block.session is None:
            continue
        read.setdefault(identity(block.session), keep(block.session))
        if not selection.goes_on(block.session):
            break
    records = sorted(read.values(), key=lambda record: record.started.timestamp(), reverse=True)
    chosen = selection.chosen(records)
    more = len(chosen) < len(records) or next(coming, None) is not None
    return HistoryPage(tuple(chosen), history.problems(faults), more)
