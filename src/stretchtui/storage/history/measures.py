"""Reads the measures of a history alone: their header lines are looked for, and no session is decoded."""

from collections.abc import Iterator
from pathlib import Path

from stretchtui.core.measures.record import Measure
from stretchtui.storage.files.atomic import read_whole
from stretchtui.storage.files.regular import MOST_HISTORY
from stretchtui.storage.history.blocks import HEADER, HistoryBlock, blocks, kind_of
from stretchtui.storage.history.reader import identity


def measures_of(path: Path) -> tuple[Measure, ...]:
    """All measures, the oldest first; of two blocks of the same one, the last in the file counts.

    Raises `StorageError` where the file cannot be read.
    """
    data = read_whole(path, MOST_HISTORY)[0]
    found = {identity(block.measure): block.measure for block in _blocks(data) if block.measure is not None}
    return tuple(sorted(found.values(), key=lambda measure: measure.at.timestamp()))


def _blocks(data: bytes) -> Iterator[HistoryBlock]:
    if b'"""' in data or b"'''" in data:  # a text over several lines may quote a header: all has to be looked at
        return blocks(data)
    return _measure_blocks(data)


def _measure_blocks(data: bytes) -> Iterator[HistoryBlock]:
    at = data.find(b"measure")
    while at >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        line = HEADER.match(data, start)
        if line is None or kind_of(data[start : line.end()]) != "measure":
            at = data.find(b"measure", at + 1)
            continue
        following = HEADER.search(data, line.end())
        end = following.start() if following else len(data)
        yield from blocks(data[start:end])
        at = data.find(b"measure", end)
