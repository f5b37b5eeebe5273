"""Merging two versions of one history that grew apart, as a merge driver of git does.

Git's own `merge=union` goes by lines, and mixes the lines of two new sessions: blocks must be merged as wholes.
"""

from pathlib import Path

from msgspec import structs

from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.history.blocks import Block, blocks
from stretchtui.storage.history.merge import MergeReport, Source, equal_sessions, merged
from stretchtui.storage.history.splice import core, deletion, spliced


def merge_versions(base: Path, ours: Path, theirs: Path) -> MergeReport:
    """Bring into `ours` what `theirs` added, changed and deleted since `base`.

    A session that both changed stays as in `ours`, and is a conflict of the report; one that one of them changed
    and the other deleted stays. What cannot be read stays where it is. Raises `StorageError`.
    """
    old, own, other = (read_whole(path)[0] for path in (base, ours, theirs))
    new, report = reconciled(old, Source(ours, own, 0), Source(theirs, other, 0))
    if new != own:
        write_atomic(ours, new)
    return report


def reconciled(base: bytes, ours: Source, theirs: Source) -> tuple[bytes, MergeReport]:
    """The bytes of the merge and what was done."""
    before, own, other = _texts(base), _texts(ours.data), _texts(theirs.data)
    changed = {key: text for key, text in other.items() if key not in before or not equal_sessions(before[key], text)}
    free = [text for key, text in changed.items() if key not in own or _unchanged(key, own, before)]
    contested = [text for key, text in changed.items() if key in own and not _unchanged(key, own, before)]
    taken, report, *_ = merged(ours, [_source(theirs, free, edited=1)])
    _, disputes, *_ = merged(Source(ours.path, taken, 0), [_source(theirs, contested, edited=0)])
    gone = [key for key in before if key not in other and _unchanged(key, own, before)]
    return _without(taken, gone), structs.replace(report, conflicts=disputes.conflicts)


def _texts(data: bytes) -> dict[str, str]:
    return {block.record.id: core(data, block) for block in blocks(data) if block.record is not None}


def _unchanged(key: str, own: dict[str, str], before: dict[str, str]) -> bool:
    return key in own and key in before and equal_sessions(own[key], before[key])


def _source(like: Source, texts: list[str], *, edited: int) -> Source:
    return Source(like.path, "\n".join(f"{text}\n" for text in texts).encode(), edited)


def _without(data: bytes, ids: list[str]) -> bytes:
    found: dict[str, Block] = {block.record.id: block for block in blocks(data) if block.record is not None}
    return spliced(data, [deletion(data, found[key])[0] for key in ids if key in found])
