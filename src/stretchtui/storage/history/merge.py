"""Imports the records of other history files, matched by id; of two versions the later edited file's wins."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from stretchtui.storage.files.diagnostics import Problem
from stretchtui.storage.history.blocks import (
    HistoryBlock,
    Kind,
    Record,
    blocks,
    kind_name,
    line_number,
    preamble_fault,
    raw_record,
)
from stretchtui.storage.history.splice import Splice, applied, core, core_end, insertions
from stretchtui.storage.history.undo import BlockChange, Patch


class HistorySource(Struct, frozen=True):
    """A history to take records from: its bytes, and when it was last edited (any unit, the same for all)."""

    path: Path
    data: bytes
    edited: int


class MergeReport(Struct, frozen=True):
    """What an import did.

    The numbers are of sessions; `measures` is how many self-tests were added or replaced beside them. `conflicts` tells
    each record that two files have differently, and whose is kept; `problems` what could not be read, and so was not
    imported.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    measures: int = 0
    conflicts: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Held(Struct):
    """The record of an id as it will be."""

    record: Record
    text: str
    edited: int
    block: HistoryBlock | None  # where it is in our own file


_Key = tuple[Kind, str]
"""A record is the same in two files where its kind and its id are."""


def merged(
    own: HistorySource, others: Sequence[HistorySource]
) -> tuple[bytes, MergeReport, tuple[BlockChange, ...], tuple[Patch, ...]]:
    """Our bytes with all records of the others, the report, and the changes and patches for the undo journal."""
    ours: dict[_Key, HistoryBlock] = {_key(b.record): b for b in blocks(own.data) if b.record is not None}
    held: dict[_Key, _Held] = {}
    conflicts: list[Problem] = []
    problems: list[Problem] = []
    unchanged: set[_Key] = set()
    for other in others:
        for block, record in _records(other, problems):
            key = _key(record)
            there = held.get(key) or _own(own, ours.get(key))
            text = _ended(core(other.data, block))
            if there is None:
                held[key] = _Held(record, text, other.edited, None)
            elif equal_records(there.text, text):
                unchanged.add(key)
            else:
                conflicts.append(_conflict(other, block, record, kept=other.edited <= there.edited))
                if other.edited > there.edited:
                    held[key] = _Held(record, text, other.edited, there.block)
    splices, changes = _plan(own, held)
    sessions = [one for (kind, _), one in held.items() if kind == "session"]
    replaced = sum(1 for one in sessions if one.block is not None)
    report = MergeReport(
        len(sessions) - replaced,
        replaced,
        sum(1 for kind, _ in unchanged - held.keys() if kind == "session"),
        len(held) - len(sessions),
        tuple(conflicts),
        tuple(problems),
    )
    new, patches = applied(own.data, splices)
    return new, report, changes, patches


def _plan(own: HistorySource, held: "dict[_Key, _Held]") -> tuple[list[Splice], tuple[BlockChange, ...]]:
    splices: list[Splice] = []
    changes: list[BlockChange] = []
    for (_, record_id), one in held.items():
        before = None
        if one.block is not None:
            before = core(own.data, one.block)
            splices.append(Splice(one.block.start, core_end(own.data, one.block), one.text.encode()))
        started = one.record.started.timestamp()
        changes.append(BlockChange(record_id, before=before, after=one.text, started=started))
    fresh = [(one.record.started, one.text) for one in held.values() if one.block is None]
    return [*splices, *insertions(own.data, fresh, whole=True)], tuple(changes)


def _records(source: HistorySource, problems: list[Problem]) -> Iterable[tuple[HistoryBlock, Record]]:
    first = len(source.data)
    for block in blocks(source.data):
        first = min(first, block.start)
        if block.fault is not None:
            line = line_number(source.data, block.start) + block.fault.line
            problems.append(Problem(source.path, line, f"{block.fault.message}; not imported"))
        if block.record is not None:
            yield block, block.record
    fault = preamble_fault(source.data[:first])
    if fault is not None:
        problems.append(Problem(source.path, fault.line + 1, f"{fault.message}; not imported"))


def _own(own: HistorySource, block: HistoryBlock | None) -> _Held | None:
    if block is None or block.record is None:
        return None
    return _Held(block.record, core(own.data, block), own.edited, block)


def _conflict(other: HistorySource, block: HistoryBlock, record: Record, *, kept: bool) -> Problem:
    whose = "the history's, edited later, is kept" if kept else "this one, edited later, is taken"
    message = (
        f"the {kind_name(record)} of {record.started:%Y-%m-%d %H:%M} ({record.id}) differs from the one already "
        f"there: {whose}"
    )
    return Problem(other.path, line_number(other.data, block.start), message)


def equal_records(one: str, other: str) -> bool:
    """The same record, unknown keys included, whatever the comments and the spacing."""
    raw, others = raw_record(one.encode()), raw_record(other.encode())
    return one == other or raw == others or repr(raw) == repr(others)  # nan is equal by its look only


def _key(record: Record) -> _Key:
    return kind_name(record), record.id


def _ended(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text if text.endswith("\n") else text + "\n"
