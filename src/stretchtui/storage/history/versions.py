"""Three-way merge of history files, for use as a merge driver of git.

Git's own `merge=union` goes by lines, and mixes the lines of two new sessions: blocks must be merged as wholes. What
cannot be read is no record that was deleted: it is kept byte for byte, or git is told of a conflict.
"""

import re
from collections import Counter
from pathlib import Path

from msgspec import Struct

from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem
from stretchtui.storage.files.regular import MOST_HISTORY
from stretchtui.storage.history.blocks import (
    HistoryBlock,
    Kind,
    Record,
    blocks,
    kind_name,
    kind_of,
    line_number,
    preamble_fault,
)
from stretchtui.storage.history.merge import equal_records
from stretchtui.storage.history.splice import Splice, core_end, deletion, insertions, joint, spliced

_ID = re.compile(rb"""^[ \t]*["']?id["']?[ \t]*=[ \t]*["']([^"'\n]+)["']""", re.MULTILINE)

Key = tuple[Kind, str, int]
"""What a block holds, its id (of one that has none, its text), and which of those with the same id it is, from 0."""


class MergedVersions(Struct, frozen=True):
    """What a merge did. `conflicts` are for the user to settle; `kept` tells unreadable parts that were taken over."""

    added: int = 0
    replaced: int = 0
    deleted: int = 0
    conflicts: tuple[Problem, ...] = ()
    kept: tuple[Problem, ...] = ()


class _Piece(Struct, frozen=True):
    """A block with the comment lines above it. `record` is None where it cannot be read."""

    block: HistoryBlock
    text: bytes
    above: tuple[bytes, ...]

    @property
    def record(self) -> Record | None:
        return self.block.record


class _Version(Struct, frozen=True):
    """A history in pieces: what stands before the first block, the blocks, the comment lines behind the last."""

    path: Path
    data: bytes
    preamble: bytes
    pieces: dict[Key, _Piece]
    below: tuple[bytes, ...]

    @property
    def comments(self) -> "Counter[bytes]":
        """All lines between blocks."""
        return Counter([*(line for piece in self.pieces.values() for line in piece.above), *self.below])


def merge_versions(base: Path, ours: Path, theirs: Path) -> MergedVersions:
    """Bring into `ours` what `theirs` added, changed and deleted since `base`.

    A session that both changed stays as in `ours`, and is a conflict; one that one of them changed and the other
    deleted stays. Raises `StorageError`.
    """
    old, own, other = (_version(path, read_whole(path, MOST_HISTORY)[0]) for path in (base, ours, theirs))
    new, report = _Merge(old, own, other).result()
    if new != own.data:
        write_atomic(ours, new)
    return report


class _Merge:
    """One merge: fills the lists of what to do with our bytes, then does it."""

    def __init__(self, base: _Version, ours: _Version, theirs: _Version) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._splices: list[Splice] = []
        self._fresh: list[_Piece] = []
        self._unreadable: list[_Piece] = []
        self._conflicts: list[Problem] = []
        self._replaced = self._deleted = 0
        self._new_comments = theirs.comments - base.comments - (ours.comments - base.comments)

    def result(self) -> tuple[bytes, MergedVersions]:
        """The bytes of the merge, and what was done."""
        self._preamble()
        for key, piece in self._theirs.pieces.items():
            self._take(key, piece)
        if not self._may_hide_a_session():
            for key in self._base.pieces.keys() - self._theirs.pieces.keys():
                self._let_go(key)
        below = self._take_comments(self._theirs.below)
        data = spliced(self._ours.data, self._splices)
        fresh = [(p.record.started, (_lines(p.above) + _ended(p.text)).decode()) for p in self._fresh if p.record]
        data = spliced(data, insertions(data, fresh, whole=True))
        for part in (*(_lines(p.above) + _ended(p.text) for p in self._unreadable), _lines(below)):
            data += joint(data[-2:]) + part if part else b""
        told = tuple(self._problem(p, "cannot be read, and was taken over as it is") for p in self._unreadable)
        report = MergedVersions(len(fresh), self._replaced, self._deleted, tuple(self._conflicts), told)
        return data, report

    def _preamble(self) -> None:
        base, ours, theirs = (version.preamble for version in (self._base, self._ours, self._theirs))
        if _words(theirs) in (_words(base), _words(ours)):
            return
        if _words(ours) == _words(base) and preamble_fault(theirs) is None:
            text = _ended(theirs) if theirs else theirs
            self._splices.append(Splice(0, len(ours), text))
        else:
            self._conflict(1, "what stands before the first session differs from ours")

    def _take(self, key: Key, theirs: _Piece) -> None:
        """What they have of one block, against what it was and what we have."""
        base, ours = self._base.pieces.get(key), self._ours.pieces.get(key)
        changed = base is None or base.text != theirs.text
        if ours is None:
            if changed:
                above = self._take_comments(theirs.above)
                (self._fresh if theirs.record else self._unreadable).append(_Piece(theirs.block, theirs.text, above))
            elif self._take_comments(theirs.above):
                self._conflict(self._line(theirs), "a comment stands above a session that we deleted")
            return
        if above := self._take_comments(theirs.above):
            self._splices.append(Splice(ours.block.start, ours.block.start, _lines(above)))
        if changed and ours.text != theirs.text:
            self._settle(base, ours, theirs)

    def _settle(self, base: _Piece | None, ours: _Piece, theirs: _Piece) -> None:
        """They changed a block that we have in another form."""
        if base is None or (ours.text != base.text and not _same(base, ours)):
            if not _same(ours, theirs) and not (base and _same(base, theirs)):
                self._conflict(self._line(theirs), f"{_name(theirs)} differs from ours, which is kept")
        elif not (ours.text != base.text and _same(base, theirs)):
            self._replaced += 1
            start = ours.block.start
            self._splices.append(Splice(start, start + len(ours.text), _ended(theirs.text)))

    def _let_go(self, key: Key) -> None:
        """They deleted it: so do we, where we did not change it."""
        base, ours = self._base.pieces[key], self._ours.pieces.get(key)
        if base.record and ours and ours.record and (ours.text == base.text or _same(base, ours)):
            self._deleted += 1
            self._splices.append(deletion(self._ours.data, ours.block)[0])

    def _may_hide_a_session(self) -> bool:
        """Whether they have something unreadable, which may be what a session became."""
        return any(not p.record and key not in self._base.pieces for key, p in self._theirs.pieces.items()) or (
            self._theirs.preamble != self._base.preamble and preamble_fault(self._theirs.preamble) is not None
        )

    def _take_comments(self, lines: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """Those of the lines that are new, each once."""
        taken = []
        for line in lines:
            if self._new_comments[line] > 0:
                self._new_comments[line] -= 1
                taken.append(line)
        return tuple(taken)

    def _conflict(self, line: int, what: str) -> None:
        self._conflicts.append(Problem(self._theirs.path, line, what))

    def _problem(self, piece: _Piece, what: str) -> Problem:
        return Problem(self._theirs.path, self._line(piece), f"{_name(piece)} {what}")

    def _line(self, piece: _Piece) -> int:
        return line_number(self._theirs.data, piece.block.start)


def _version(path: Path, data: bytes) -> _Version:
    found = list(blocks(data))
    counted: Counter[tuple[Kind, str]] = Counter()
    pieces: dict[Key, _Piece] = {}
    at = found[0].start if found else len(data)
    for block in found:
        end = core_end(data, block)
        text = data[block.start : end]
        name = kind_of(text), _identity(block, text)
        pieces[*name, counted[name]] = _Piece(block, text, _comment_lines(data[at : block.start]))
        counted[name] += 1
        at = end
    first = found[0].start if found else len(data)
    return _Version(path, data, data[:first], pieces, _comment_lines(data[at:]))


def _identity(block: HistoryBlock, text: bytes) -> str:
    if block.record is not None:
        return block.record.id
    found = _ID.search(text)
    return (found[1] if found else text).decode("utf-8", "surrogateescape")


def _same(one: _Piece, other: _Piece) -> bool:
    """The same record, whatever its comments and spacing."""
    if one.record is None or other.record is None:
        return one.text.strip() == other.text.strip()
    return equal_records(one.text.decode(), other.text.decode())


def _comment_lines(gap: bytes) -> tuple[bytes, ...]:
    return tuple(line.rstrip() for line in gap.split(b"\n") if line.strip())


def _words(preamble: bytes) -> tuple[bytes, ...]:
    return _comment_lines(preamble)


def _lines(lines: tuple[bytes, ...]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _ended(text: bytes) -> bytes:
    return text if text.endswith(b"\n") else text + b"\n"


def _name(piece: _Piece) -> str:
    if piece.record is None:
        return "this part"
    return f"the {kind_name(piece.record)} of {piece.record.started:%Y-%m-%d %H:%M} ({piece.record.id})"
