"""Insert, edit, delete, undo as pure functions: from the bytes of the history to its new bytes and an undo entry."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from stretchtui.core.typed import convert
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.history.blocks import HistoryBlock, Kind, Record, blocks, decode, kind_name, kind_of
from stretchtui.storage.history.serialize import block_text, values_of
from stretchtui.storage.history.set_key import with_key
from stretchtui.storage.history.splice import (
    Splice,
    applied,
    core,
    core_end,
    deletion,
    find,
    insertions,
    restoration,
    spliced,
    unpatched,
)
from stretchtui.storage.history.undo import BlockChange, Patch, UndoEntry

_FEW = 8  # changes for which each block is looked up by itself

Name = tuple[Kind, str]
"""A record by its kind and its id."""


def inserted(data: bytes, record: Record, what: str) -> tuple[bytes, UndoEntry]:
    """Add a record where it belongs by time."""
    text = block_text(record)
    new, patches = applied(data, insertions(data, [(record.started, text)]))
    change = BlockChange(record.id, after=text, started=record.started.timestamp())
    return new, UndoEntry(what, (change,), patches)


def edited(
    path: Path, data: bytes, name: Name, values: Mapping[str, Any], started: float | None = None
) -> tuple[bytes, UndoEntry]:
    """Set keys of a record; None takes a key out. Raises `StorageError` where it is not there or cannot be so."""
    block, record = _there(path, data, name, started)
    try:
        whole = msgspec.to_builtins({**msgspec.structs.asdict(record), **values}, builtin_types=(datetime,))
        wanted = convert(whole, type(record))
    except msgspec.ValidationError as error:
        raise StorageError(Problem(path, None, f"{record.id} cannot be changed so: {error}")) from None
    text = before = core(data, block)
    toml = values_of(wanted)
    for key in values:
        text = with_key(text, key, toml.get(key))
    if decode(text.encode(), 0, len(text.encode())).record is None:
        raise StorageError(Problem(path, None, f"{record.id} is written in a form that only a hand can edit"))
    if wanted.started == record.started:
        new, patches = applied(data, [Splice(block.start, core_end(data, block), text.encode())])
    else:
        new, patches = _moved(data, block, text, wanted.started)
    change = BlockChange(record.id, before=before, after=text, started=wanted.started.timestamp())
    return new, UndoEntry(f"edited {named(record)}", (change,), patches)


def _moved(data: bytes, block: HistoryBlock, text: str, started: datetime) -> tuple[bytes, tuple[Patch, ...]]:
    """The bytes with a block taken out and its new text where it belongs by time, as one patch."""
    without, _ = applied(data, [deletion(data, block)[0]])
    new, _ = applied(without, insertions(without, [(started, text.rstrip() + "\n")]))
    same = next(
        (at for at, (old, now) in enumerate(zip(data, new, strict=False)) if old != now), min(len(data), len(new))
    )
    room = min(len(data), len(new)) - same
    end = next((at for at in range(room) if data[-1 - at] != new[-1 - at]), room)
    return applied(data, [Splice(same, len(data) - end, new[same : len(new) - end])])


def deleted(path: Path, data: bytes, name: Name, started: float | None = None) -> tuple[bytes, UndoEntry]:
    """Take a record out. Raises `StorageError` where it is not there."""
    block, record = _there(path, data, name, started)
    splice, change = deletion(data, block)
    new, patches = applied(data, [splice])
    return new, UndoEntry(f"deleted {named(record)}", (change,), patches)


def taken_back(path: Path, data: bytes, entry: UndoEntry) -> bytes:
    """The bytes without a change: byte for byte where its place is as it left it, else by its records.

    Raises `StorageError` where a record is not as the change left it.
    """
    if entry.patches and (before := unpatched(data, entry.patches)) is not None:
        return before
    whole: dict[Name, HistoryBlock] | None = None
    if len(entry.changes) > _FEW:
        whole = {(kind_name(b.record), b.record.id): b for b in blocks(data) if b.record}
    splices: list[Splice] = []
    for change in entry.changes:
        name = kind_of((change.after or change.before or "").lstrip().encode()), change.id
        block = find(data, *name, change.started) if whole is None else whole.get(name)
        if change.after is None:
            splices.append(_returned(path, data, entry, change, block))
            continue
        if block is None:
            raise _refused(path, entry, "is no longer in the file")
        if core(data, block).rstrip() != change.after.rstrip():
            raise _refused(path, entry, "was changed since")
        if change.before is None:
            splices.append(deletion(data, block)[0])
        else:
            splices.append(Splice(block.start, core_end(data, block), change.before.encode()))
    return spliced(data, splices)


def _returned(path: Path, data: bytes, entry: UndoEntry, change: BlockChange, block: HistoryBlock | None) -> Splice:
    """A deleted block, back in its place, or where it belongs by time if that is gone."""
    text = (change.before or "").strip() + "\n"
    if block is not None and core(data, block).strip() == text.strip():
        raise _refused(path, entry, "is in the file")
    splice = restoration(data, change)
    if splice is not None:
        return splice
    record = decode(text.encode(), 0, len(text.encode())).record
    if record is None:
        raise _refused(path, entry, "cannot be read from the journal")
    return insertions(data, [(record.started, text)])[0]


def _there(path: Path, data: bytes, name: Name, started: float | None) -> tuple[HistoryBlock, Record]:
    block = find(data, *name, started)
    if block is None or block.record is None:
        what = f"no {name[0]} {name[1]!r} is there, or it cannot be read; look at the log for those that are"
        raise StorageError(Problem(path, None, what))
    return block, block.record


def _refused(path: Path, entry: UndoEntry, why: str) -> StorageError:
    return StorageError(Problem(path, None, f'cannot take back "{entry.what}": it {why}, and is left as it is'))


def named(record: Record) -> str:
    """A record by its local start, for "took back: …"."""
    return f"the {kind_name(record)} of {record.started:%Y-%m-%d %H:%M}"
