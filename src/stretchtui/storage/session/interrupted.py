"""Sessions whose program ended before them: found at the next start, to be resumed, kept or discarded.

Everything here blocks (locks, fsync, reading the history): call it through `SessionStore`.
"""

import os

from stretchtui.core.session.record import SessionRecord
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.session.checkpoint import Checkpoint, Checkpoints, Slot

RECENT = 50
"""How many of the newest records are looked through for one that is already there."""


class Interrupted:
    """A session that was interrupted. Its slot is locked until one of the methods is called."""

    def __init__(self, slot: Slot, checkpoint: Checkpoint, history: HistoryLog) -> None:
        self.checkpoint = checkpoint
        self.slot = slot
        self._history = history

    def keep(self) -> str | None:
        """Put what was done into the history; the trouble, if that failed, with the checkpoint still there."""
        record = self.checkpoint.record()
        if not _is_nothing(record) and (trouble := keep_record(self._history, record)):
            self.slot.release()
            return trouble
        self.discard()
        return None

    def discard(self) -> None:
        """Take it away."""
        self.slot.clear()
        self.slot.release()

    def leave(self) -> None:
        """Leave it for another time."""
        self.slot.release()


def find_interrupted(checkpoints: Checkpoints, history: HistoryLog) -> tuple[Interrupted | None, str | None]:
    """An interrupted session that needs the user's word, and a line on what was done without asking.

    One that had ended, or had nothing done in it, is put away here; one that is already in the history
    (the program died between the two writes) is cleared.
    """
    lines: dict[str, None] = {}
    for slot in checkpoints.interrupted():
        checkpoint = slot.load()
        if checkpoint is None:
            lines |= dict.fromkeys(_set_aside(slot))
            continue
        found = Interrupted(slot, checkpoint, history)
        if is_kept(history, checkpoint.id) or _is_nothing(checkpoint.record()):
            found.discard()
        elif checkpoint.ending:
            lines[found.keep() or "The session you did last is now in your history."] = None
        else:
            return found, " ".join(lines) or None
    return None, " ".join(lines) or None


def keep_all_interrupted(checkpoints: Checkpoints, history: HistoryLog) -> str | None:
    """Put every interrupted session into the history as it is, so that nothing is asked; a line on what was done."""
    told = None
    while True:
        found, line = find_interrupted(checkpoints, history)
        if found is None:
            return told or line
        if trouble := found.keep():
            return trouble
        told = "The session that was interrupted is now in your history."


def keep_record(history: HistoryLog, record: SessionRecord) -> str | None:
    """Append a record unless it is there already; the trouble, if that failed, as one line."""
    try:
        if not is_kept(history, record.id):
            history.append(record)
    except StorageError as error:
        return str(error)
    return None


def is_kept(history: HistoryLog, id: str) -> bool:  # noqa: A002
    """Whether one of the newest sessions of the history has this id."""
    try:
        return history.has(id, among_last=RECENT)
    except StorageError:
        return False


def _is_nothing(record: SessionRecord) -> bool:
    """Whether nothing was done in a session, and nothing said: pain is told as early as the first second."""
    return record.seconds == 0 and not any(part.felt for part in record.stretches)


def _set_aside(slot: Slot) -> list[str]:
    """Put a checkpoint away that can't be understood; what to say of it, if anything was there."""
    there, aside = os.path.lexists(slot.path), slot.set_aside()
    slot.release()
    if not there:
        return []
    what = f"set aside as {aside.name}" if aside else "it can't be set aside; move it away"
    return [f"{slot.path}: an interrupted session that can't be understood; {what}"]
