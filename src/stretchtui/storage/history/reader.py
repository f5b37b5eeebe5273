"""Reads the history backwards in chunks, so that the newest records cost the same in a file of any length."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from stretchtui.storage.files.diagnostics import Problem, StorageError, problem_of
from stretchtui.storage.files.lock import lock_file, locked
from stretchtui.storage.files.regular import open_regular
from stretchtui.storage.history.blocks import BlockFault, HistoryBlock, Record, blocks, header_starts, preamble_fault
from stretchtui.storage.history.torn import torn_at

_SMALLEST_CHUNK = 1 << 15
_LARGEST_CHUNK = 1 << 20


class Found(Struct, frozen=True):
    """A faulty place of the file: `offset` in bytes, and whether it is an ending that was cut off."""

    offset: int
    fault: BlockFault
    cut_off: bool = False


class OpenHistory:
    """A history file as it was at one moment; what is appended later is not seen."""

    def __init__(self, path: Path, fd: int, size: int) -> None:
        self.path = path
        self.size = size
        self._fd = fd

    def from_end(self) -> Iterator[HistoryBlock]:
        """Every block, the last of the file first, with offsets into the file; the preamble only if faulty."""
        carry, position = b"", self.size
        while position > 0:
            # Whoever wants little pays little, whoever wants all reads in large pieces.
            step = min(max(_SMALLEST_CHUNK, len(carry), (self.size - position) // 8), _LARGEST_CHUNK)
            take = min(step, position)
            position -= take
            data = self._bytes(position, take) + carry
            starts = [at for at in header_starts(data) if at > 0 or position == 0]
            if not starts and position > 0:
                carry = data
                continue
            ready = list(blocks(data, starts))
            first = starts[0] if starts else len(data)
            if position > 0 and _may_begin_earlier(data, ready[0]):
                first = ready.pop(0).end
            for block in reversed(ready):
                yield _moved(block, position)
            carry = data[:first]
        fault = preamble_fault(carry)
        if fault is not None:
            yield HistoryBlock(0, len(carry), None, fault)

    def found(self, block: HistoryBlock) -> Found | None:
        """What is wrong with a block, if anything."""
        if block.fault is None:
            return None
        ends_here = block.record is None and block.end == self.size
        return Found(block.start, block.fault, ends_here and self.torn_at() == block.start)

    def torn_at(self) -> int | None:
        """Where a write was cut off in the last block, if it was; reads one byte where a line break ends the file."""
        if not self.size or self._bytes(self.size - 1, 1) == b"\n":
            return None
        return torn_at(self._bytes(0, self.size))

    def preamble(self) -> bytes:
        """What stands before the first block."""
        step = 1 << 12
        while True:
            data = self._bytes(0, min(step, self.size))
            if starts := header_starts(data):
                return data[: starts[0]]
            if step >= self.size:
                return data
            step *= 4

    def problems(self, found: Iterable[Found]) -> tuple[Problem, ...]:
        """Put the faults in words, each with its line, in the order of the file."""
        told: list[Problem] = []
        line, at = 1, 0
        for one in sorted(found, key=lambda each: each.offset):
            line += sum(part.count(b"\n") for part in self._parts(at, one.offset))
            at = one.offset
            message = one.fault.message
            if one.cut_off:
                message = (
                    "what was written last was cut off in mid-writing; its bytes will be set aside in a file beside "
                    "this one when the next is written"
                )
            told.append(Problem(self.path, line + one.fault.line, message))
        return tuple(told)

    def _parts(self, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, _LARGEST_CHUNK):
            yield self._bytes(at, min(_LARGEST_CHUNK, end - at))

    def _bytes(self, position: int, length: int) -> bytes:
        parts: list[bytes] = []
        while length > 0:
            part = os.pread(self._fd, length, position)
            if not part:
                raise StorageError(Problem(self.path, None, "became shorter while it was read; try again"))
            parts.append(part)
            position += len(part)
            length -= len(part)
        return b"".join(parts)


@contextmanager
def open_history(path: Path, *, lock_held: bool = False) -> Iterator[OpenHistory | None]:
    """The file as it is now; None where there is none.

    A file that ends in mid-line may be one to which another process is just appending: unless the caller
    holds the lock, that is waited for.

    Raises `StorageError`.
    """
    try:
        fd = open_regular(path)
        size = os.fstat(fd).st_size if lock_held else _settled_size(fd, path)
    except FileNotFoundError:
        yield None
        return
    except OSError as error:
        raise StorageError(problem_of(path, error, doing="read")) from error
    try:
        yield OpenHistory(path, fd, size)
    except OSError as error:
        raise StorageError(problem_of(path, error, doing="read")) from error
    finally:
        os.close(fd)


R = TypeVar("R", bound=Record)


def identity(record: Record) -> tuple[str, float]:
    """What two blocks of the same record have in common; a copied block with a new start is another one."""
    return record.id, record.started.timestamp()


def once_each(read: Iterable[R]) -> Iterator[R]:
    """Leave out records, all of one kind, that were there before."""
    seen: set[tuple[str, float]] = set()
    for record in read:
        if identity(record) not in seen:
            seen.add(identity(record))
            yield record


def _settled_size(fd: int, path: Path) -> int:
    size = os.fstat(fd).st_size
    if size and os.pread(fd, 1, size - 1) != b"\n" and lock_file(path).exists():
        with suppress(StorageError), locked(path, timeout=2.0):
            size = os.fstat(fd).st_size
    return size


def _may_begin_earlier(data: bytes, block: HistoryBlock) -> bool:
    """Whether its header may be a line that a text of the session before quotes."""
    part = data[block.start : block.end]
    return block.record is None and len(part) < _LARGEST_CHUNK and (b'"""' in part or b"'''" in part)


def _moved(block: HistoryBlock, by: int) -> HistoryBlock:
    return HistoryBlock(block.start + by, block.end + by, block.record, block.fault) if by else block
