"""Keeps one running session on disk: a checkpoint after each hold, the history's record at its end."""

import os
from contextlib import suppress
from datetime import datetime

from msgspec import structs

from stretchtui.core.session.machine import Session
from stretchtui.core.session.record import Outcome, SessionRecord, Tightness, session_id
from stretchtui.core.session.summary import summarise
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import moment
from stretchtui.storage.session.checkpoint import Checkpoint, Checkpoints, Slot

RECENT = 50
"""How many of the newest records are looked through for one that is already there."""


class Keeper:
    """One session's way to the disk.

    Nothing here raises: a disk that is full or gone must not end a session. What went wrong is in
    `trouble`, one line for the user, and is none again once saving works; every save tries anew.
    """

    def __init__(
        self, history: HistoryLog, checkpoints: Checkpoints, checkpoint: Checkpoint, slot: Slot | None = None
    ) -> None:
        self._history = history
        self._checkpoints = checkpoints
        self._slot = slot
        self._checkpoint = checkpoint
        self._over = False
        self.trouble: str | None = None

    @classmethod
    def begin(
        cls,
        session: Session,
        *,
        started: datetime,
        token: str,
        history: HistoryLog,
        checkpoints: Checkpoints,
        before: int | None = None,
    ) -> "Keeper":
        """A keeper for a new session. `started` carries its offset, `token` makes its id unique."""
        plan = session.plan
        checkpoint = Checkpoint(
            id=session_id(started, token),
            started=datetime.fromisoformat(moment(started.replace(microsecond=0))),  # as TOML can say it
            entries=plan.entries,
            timing=plan.timing,
            routine=plan.routine,
            progress=session.progress(),
            before=before,
        )
        keeper = cls(history, checkpoints, checkpoint)
        with suppress(StorageError):  # the first save will tell
            keeper._own_slot()
        return keeper

    @property
    def before(self) -> int | None:
        """Tightness before the session, if it was given."""
        return self._checkpoint.before

    def set_before(self, before: int | None) -> None:
        """Remember how tight it felt before."""
        self._checkpoint = structs.replace(self._checkpoint, before=before)

    def save(self, session: Session, ending: Outcome | None = None) -> None:
        """Checkpoint the session as it is now; with `ending`, as one that is over but not yet in the history."""
        self._checkpoint = structs.replace(self._checkpoint, progress=session.progress(), ending=ending)
        self._put_down()

    def record(self, session: Session, outcome: Outcome, after: int | None = None, note: str = "") -> SessionRecord:
        """What the history will keep."""
        return summarise(
            session,
            id=self._checkpoint.id,
            started=self._checkpoint.started,
            outcome=outcome,
            tightness=Tightness(before=self.before, after=after),
            note=note,
        )

    def finish(self, record: SessionRecord) -> bool:
        """Put the record into the history and let go of the checkpoint; false, and `trouble`, where that failed."""
        if trouble := keep_record(self._history, record):
            felt = record.tightness or Tightness()
            self._checkpoint = structs.replace(
                self._checkpoint, ending=record.outcome, before=felt.before, after=felt.after, note=record.note
            )
            self._put_down()
            self.trouble = trouble
            return False
        self.trouble = None
        self.drop()
        return True

    def drop(self) -> None:
        """Let go of the checkpoint without a record."""
        if self._slot:
            self._slot.clear()
        self.leave()

    def leave(self) -> None:
        """Let go of the lock and leave the checkpoint for the next start."""
        self._over = True
        if self._slot:
            self._slot.release()
            self._slot = None

    def _put_down(self) -> None:
        if self._over:
            return
        try:
            self._own_slot().save(self._checkpoint)
        except StorageError as error:
            self.trouble = f"no checkpoint: {error}"
        else:
            self.trouble = None

    def _own_slot(self) -> Slot:
        """The slot; a new one where there was none to be had before, or its folder went away."""
        if self._slot is None:
            self._slot = self._checkpoints.take()
        elif not self._slot.held():
            self._slot = self._checkpoints.take_again(self._slot)
        return self._slot


class Interrupted:
    """A session that was interrupted: to be resumed, kept as it is, or discarded."""

    def __init__(self, slot: Slot, checkpoint: Checkpoint, checkpoints: Checkpoints, history: HistoryLog) -> None:
        self.checkpoint = checkpoint
        self._slot = slot
        self._checkpoints = checkpoints
        self._history = history

    def resume(self) -> Keeper:
        """Go on with it, under the same id."""
        return Keeper(self._history, self._checkpoints, self.checkpoint, self._slot)

    def keep(self) -> str | None:
        """Put what was done into the history; the trouble, if that failed, with the checkpoint still there."""
        record = self.checkpoint.record()
        if record.seconds > 0 and (trouble := keep_record(self._history, record)):
            self._slot.release()
            return trouble
        self.discard()
        return None

    def discard(self) -> None:
        """Take it away."""
        self._slot.clear()
        self._slot.release()

    def leave(self) -> None:
        """Leave it for another time."""
        self._slot.release()


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
        found = Interrupted(slot, checkpoint, checkpoints, history)
        if _is_kept(history, checkpoint.id) or checkpoint.record().seconds == 0:
            found.discard()
        elif checkpoint.ending:
            lines[found.keep() or "The session you did last is now in your history."] = None
        else:
            return found, " ".join(lines) or None
    return None, " ".join(lines) or None


def _set_aside(slot: Slot) -> list[str]:
    """Put a checkpoint away that can't be understood; what to say of it, if anything was there."""
    there, aside = os.path.lexists(slot.path), slot.set_aside()
    slot.release()
    if not there:
        return []
    what = f"set aside as {aside.name}" if aside else "it can't be set aside; move it away"
    return [f"{slot.path}: an interrupted session that can't be understood; {what}"]


def keep_record(history: HistoryLog, record: SessionRecord) -> str | None:
    """Append a record unless it is there already; the trouble, if that failed, as one line."""
    try:
        if not _is_kept(history, record.id):
            history.append(record)
    except StorageError as error:
        return str(error)
    return None


def _is_kept(history: HistoryLog, id: str) -> bool:  # noqa: A002
    try:
        return history.has(id, among_last=RECENT)
    except StorageError:
        return False
