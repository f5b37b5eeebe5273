"""Imports the sessions of other history files, matched by id; of two versions the later edited file's wins."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.files.diagnostics import Problem
from stretchtui.storage.history.blocks import SessionBlock, blocks, line_number, preamble_fault, raw_session
from stretchtui.storage.history.splice import Splice, applied, core, core_end, insertions
from stretchtui.storage.history.undo import BlockChange, Patch


class HistorySource(Struct, frozen=True):
    """A history to take sessions from: its bytes, and when it was last edited (any unit, the same for all)."""

    path: Path
    data: bytes
    edited: int


class MergeReport(Struct, frozen=True):
    """What an import did.

    `conflicts` tells each session that two files have differently, and whose is kept; `problems` what could
    not be read, and so was not imported.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    conflicts: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Held(Struct):
    """The session of an id as it will be."""

    record: SessionRecord
    text: str
    edited: int
    block: SessionBlock | None  # where it is in our own file


def merged(
    own: HistorySource, others: Sequence[HistorySource]
) -> tuple[bytes, MergeReport, tuple[BlockChange, ...], tuple[Patch, ...]]:
    """Our bytes with all sessions of the others, the report, and the changes and patches for the undo journal."""
    ours: dict[str, SessionBlock] = {b.record.id: b for b in blocks(own.data) if b.record is not None}
    held: dict[str, _Held] = {}
    conflicts: list[Problem] = []
    problems: list[Problem] = []
    unchanged: set[str] = set()
    for other in others:
        for block, record in _sessions(other, problems):
            there = held.get(record.id) or _own(own, ours.get(record.id))
            text = _ended(core(other.data, block))
            if there is None:
                held[record.id] = _Held(record, text, other.edited, None)
            elif equal_sessions(there.text, text):
                unchanged.add(record.id)
            else:
                conflicts.append(_conflict(other, block, record, kept=other.edited <= there.edited))
                if other.edited > there.edited:
                    held[record.id] = _Held(record, text, other.edited, there.block)
    splices, changes = _plan(own, held)
    replaced = sum(1 for one in held.values() if one.block is not None)
    report = MergeReport(
        len(held) - replaced, replaced, len(unchanged - held.keys()), tuple(conflicts), tuple(problems)
    )
    new, patches = applied(own.data, splices)
    return new, report, changes, patches


def _plan(own: HistorySource, held: dict[str, _Held]) -> tuple[list[Splice], tuple[BlockChange, ...]]:
    splices: list[Splice] = []
    changes: list[BlockChange] = []
    for session_id, one in held.items():
        before = None
        if one.block is not None:
            before = core(own.data, one.block)
            splices.append(Splice(one.block.start, core_end(own.data, one.block), one.text.encode()))
        started = one.record.started.timestamp()
        changes.append(BlockChange(session_id, before=before, after=one.text, started=started))
    fresh = [(one.record.started, one.text) for one in held.values() if one.block is None]
    return [*splices, *insertions(own.data, fresh, whole=True)], tuple(changes)


def _sessions(source: HistorySource, problems: list[Problem]) -> Iterable[tuple[SessionBlock, SessionRecord]]:
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


def _own(own: HistorySource, block: SessionBlock | None) -> _Held | None:
    if block is None or block.record is None:
        return None
    return _Held(block.record, core(own.data, block), own.edited, block)


def _conflict(other: HistorySource, block: SessionBlock, record: SessionRecord, *, kept: bool) -> Problem:
    whose = "the history's, edited later, is kept" if kept else "this one, edited later, is taken"
    message = (
        f"the session of {record.started:%Y-%m-%d %H:%M} ({record.id}) differs from the one already there: {whose}"
    )
    return Problem(other.path, line_number(other.data, block.start), message)


def equal_sessions(one: str, other: str) -> bool:
    """The same session, unknown keys included, whatever the comments and the spacing."""
    raw, others = raw_session(one.encode()), raw_session(other.encode())
    return one == other or raw == others or repr(raw) == repr(others)  # nan is equal by its look only


def _ended(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text if text.endswith("\n") else text + "\n"
