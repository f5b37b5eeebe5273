"""Changing single blocks in the bytes of a history; all others stay byte for byte.

Comments between blocks are nobody's, and stay when a block goes. Nothing here touches a file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from stretchtui.storage.history.blocks import TYPES, HistoryBlock, Kind, blocks, decode, header_starts
from stretchtui.storage.history.undo import BlockChange, Patch

_REACH = 20  # header-like lines around a match that are read with it, for texts that quote them
_CONTEXT = 120  # bytes on either side by which the place of a deleted block is found again
_WINDOW = 256
_UNUSUAL_ID = re.compile(rb"""^[^\n=]*id["']?[ \t]*=[ \t]*(?:'|\"""|"[^"\n]*\\)""", re.MULTILINE)  # by hand


class Splice(Struct, frozen=True):
    """Bytes `start` to `end` become `text`."""

    start: int
    end: int
    text: bytes


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Apply splices; what two of them take away goes once, and those at one place go in the order given."""
    return applied(data, splices)[0]


def applied(data: bytes, splices: Iterable[Splice]) -> tuple[bytes, tuple[Patch, ...]]:
    """The same, and what takes it back byte for byte."""
    parts: list[bytes] = []
    places: list[tuple[int, bytes, bytes]] = []
    at = length = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        start, end = max(at, splice.start), max(at, splice.end)
        parts += data[at:start], splice.text
        length += start - at
        places.append((length, data[start:end], splice.text))
        length += len(splice.text)
        at = end
    new = b"".join([*parts, data[at:]])
    return new, tuple(patch_of(new, *place) for place in places)


def patch_of(data: bytes, at: int, old: bytes, new: bytes) -> Patch:
    """The patch of a place in changed data."""
    same = next(
        (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    at, old, new = at + same, old[same:], new[same:]
    around = data[max(0, at - _CONTEXT) : at], data[at + len(new) : at + len(new) + _CONTEXT]
    return Patch(at, *(part.decode("latin-1") for part in (old, new, *around)))


def unpatched(data: bytes, patches: Sequence[Patch]) -> bytes | None:
    """The data as it was before the patches; None where a place is not as they left it."""
    parts: list[bytes] = []
    at = 0
    for patch in patches:
        old, new, left, right = (part.encode("latin-1") for part in (patch.old, patch.new, patch.left, patch.right))
        if patch.at < at or data[max(0, patch.at - len(left)) : patch.at] != left:
            return None
        if not data.startswith(new + right, patch.at):
            return None
        parts += data[at : patch.at], old
        at = patch.at + len(new)
    return b"".join([*parts, data[at:]])


def find(data: bytes, kind: Kind, record_id: str, started: float | None = None) -> HistoryBlock | None:
    """The last block of a kind with this id, and this start in seconds since 1970 if that is given.

    No other block is read unless it contains the same text.
    """

    def is_it(block: HistoryBlock) -> bool:
        record = block.record
        if not isinstance(record, TYPES[kind]) or record.id != record_id:
            return False
        return started is None or record.started.timestamp() == started

    starts = header_starts(data)
    needle = f'"{record_id}"'.encode(errors="replace")
    at = data.rfind(needle) if starts else -1
    while at >= 0:
        index = bisect_right(starts, at) - 1
        low = max(0, index - _REACH)
        high = index + 1 + _REACH
        end = starts[high] if high < len(starts) else len(data)
        before = starts[index] if index >= 0 else 0
        for block in _shifted(blocks(data[starts[low] : end]), starts[low]) if index >= 0 else ():
            if block.start <= at < block.end:
                if is_it(block):
                    return block
                before = block.start
        at = data.rfind(needle, 0, before)
    if not _UNUSUAL_ID.search(data):
        return None
    return next(filter(is_it, reversed(list(blocks(data, starts)))), None)


def core_end(data: bytes, block: HistoryBlock) -> int:
    """Where a block's own lines end, and blank lines and comments before the next one begin."""
    end = block.end
    while end > block.start:
        start = data.rfind(b"\n", block.start, end - 1) + 1 or block.start
        line = data[start:end].strip()
        if line and not line.startswith(b"#"):
            break
        end = start
    return end if decode(data, block.start, end).record == block.record else block.end


def core(data: bytes, block: HistoryBlock) -> str:
    """A block's own lines."""
    return data[block.start : core_end(data, block)].decode()


def deletion(data: bytes, block: HistoryBlock) -> tuple[Splice, BlockChange]:
    """Take a block out, with the empty line that parts it from the next (the last one: from the one before)."""
    start, end = block.start, core_end(data, block)
    if end == len(data):
        start -= _break_before(data, start)
    else:
        end += _break_at(data, end)
    change = BlockChange(
        block.record.id if block.record else "",
        before=data[start:end].decode(),
        left=data[max(0, start - _CONTEXT) : start].decode("latin-1"),
        right=data[end : end + _CONTEXT].decode("latin-1"),
        started=block.record.started.timestamp() if block.record else None,
    )
    return Splice(start, end, b""), change


def restoration(data: bytes, change: BlockChange) -> Splice | None:
    """Put a deleted block back where it was; None where that place is no more."""
    left, right = change.left.encode("latin-1"), change.right.encode("latin-1")
    around = left + right
    at = data.find(around)
    if at < 0 or (around and data.find(around, at + 1) >= 0):
        return None
    place = at + len(left)
    if (not left and place > 0) or (not right and place < len(data)):
        return None
    return Splice(place, place, (change.before or "").encode())


def insertions(data: bytes, texts: Sequence[tuple[datetime, str]], *, whole: bool = False) -> list[Splice]:
    """Put blocks where they belong by time: each behind the ones that started no later.

    Of a long file only the end is read, as far back as the times go, unless `whole`.
    """
    ordered = sorted(texts, key=lambda one: one[0].timestamp())
    if not ordered:
        return []
    near = _blocks_back_to(data, ordered[0][0], whole=whole)
    latest: list[float] = []
    for block in near:
        began = block.record.started.timestamp() if block.record else float("-inf")
        latest.append(max(began, latest[-1]) if latest else began)
    splices: list[Splice] = []
    for started, text in ordered:
        index = bisect_right(latest, started.timestamp())
        if index < len(near):
            place = heading_start(data, near[index])
            splices.append(Splice(place, place, text.encode() + b"\n"))
        else:
            tail = splices[-1].text if splices and splices[-1].start == len(data) else data[-2:]
            splices.append(Splice(len(data), len(data), joint(tail) + text.encode()))
    return splices


def in_time_order(data: bytes) -> bytes:
    """The same blocks sorted by start, each with the comments right above it.

    What cannot be read stays behind the block that it follows.
    """
    if not data.endswith(b"\n"):
        data += b"\n"
    found = list(blocks(data))
    cuts = [heading_start(data, block) for block in found]
    pieces: list[tuple[float, int, bytes]] = []
    latest = float("-inf")
    for number, (block, start, end) in enumerate(zip(found, cuts, [*cuts[1:], len(data)], strict=True)):
        if block.record is not None:
            latest = block.record.started.timestamp()
        pieces.append((latest, number, data[start:end]))
    ordered = sorted(pieces)
    if ordered == pieces:
        return data
    bodies = [body if body.endswith((b"\n\n", b"\n\r\n")) else body + b"\n" for _, _, body in ordered]
    if not data.endswith(b"\n\n") and bodies[-1].endswith(b"\n\n"):
        bodies[-1] = bodies[-1][:-1]
    return data[: cuts[0]] + b"".join(bodies)


def heading_start(data: bytes, block: HistoryBlock) -> int:
    """Where the comment lines right above a block begin, if an empty line parts them from what is before."""
    at = block.start
    while at > 0:
        above = data.rfind(b"\n", 0, at - 1) + 1
        line = data[above:at].strip()
        if not line:
            return at
        if not line.startswith(b"#"):
            break
        at = above
    return block.start


def joint(tail: bytes) -> bytes:
    """What to put between the end of the data, given its last two bytes at least, and a new block: one empty line."""
    if not tail or tail.endswith(b"\n\n"):
        return b""
    return b"\n" if tail.endswith(b"\n") else b"\n\n"


def _blocks_back_to(data: bytes, moment: datetime, *, whole: bool) -> list[HistoryBlock]:
    """The blocks at the end, from a run of `_WINDOW` / 4 that are all older on."""
    starts = header_starts(data)
    count = len(starts) if whole else _WINDOW
    while True:
        low = max(0, len(starts) - count)
        if not starts:
            return []
        found = list(_shifted(blocks(data[starts[low] :]), starts[low]))
        eldest = [b.record.started for b in found[: _WINDOW // 4] if b.record is not None]
        if low == 0 or (eldest and max(eldest) < moment):
            return found
        count *= 16


def _shifted(found: Iterable[HistoryBlock], by: int) -> Iterable[HistoryBlock]:
    return (HistoryBlock(b.start + by, b.end + by, b.record, b.fault) for b in found)


def _break_at(data: bytes, at: int) -> int:
    """The length of an empty line."""
    return next((len(one) for one in (b"\n", b"\r\n") if data.startswith(one, at)), 0)


def _break_before(data: bytes, at: int) -> int:
    """The length of the empty line that ends at `at`."""
    if at == 1 and data[:1] == b"\n":
        return 1
    return next((len(one) - 1 for one in (b"\n\r\n", b"\n\n") if data.endswith(one, 0, at)), 0)
