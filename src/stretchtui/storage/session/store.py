"""Persists running sessions: a checkpoint after each hold, the record in the history at the end; never raises.

All disk work is done by the write queue. Callers hand in and go on; futures tell when the disk has it.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from stretchtui.core.session.machine import Session
from stretchtui.core.session.record import Feeling, Outcome, SessionRecord, Tightness, session_id
from stretchtui.core.session.summary import summarise
from stretchtui.storage.files.atomic import ChangedUnderneathError
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.write_queue import WriteQueue
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import moment
from stretchtui.storage.session.checkpoint import Checkpoint, Checkpoints, Slot
from stretchtui.storage.session.interrupted import Interrupted, find_interrupted, keep_all_interrupted, keep_record

T = TypeVar("T")


class SessionStore:
    """Where the sessions of one run of the program are kept.

    `queue` does the writing; `unsaved` are the records that the disk has not got yet, or refused: they are tried again
    whenever a session is finished, and by `retry_unsaved` at the end of the program.
    """

    def __init__(self, history: HistoryLog, checkpoints: Checkpoints, queue: WriteQueue) -> None:
        self.history = history
        self.checkpoints = checkpoints
        self.queue = queue
        self.unsaved: tuple[SessionRecord, ...] = ()
        self._lock = threading.Lock()

    def begin(
        self,
        session: Session,
        *,
        started: datetime,
        token: str,
        before: Feeling = Feeling(),  # noqa: B008 - frozen
    ) -> "RunningSession":
        """Take a new session into keeping.

        `started` carries its offset, `token` makes its id unique, `before` is the tightness as far as it was given.
        """
        plan = session.plan
        checkpoint = Checkpoint(
            id=session_id(started, token),
            started=datetime.fromisoformat(moment(started.replace(microsecond=0))),  # as TOML can say it
            entries=plan.entries,
            timing=plan.timing,
            routine=plan.routine,
            progress=session.progress(),
            before=before.score,
            before_regions=dict(before.regions),
        )
        running = RunningSession(self, checkpoint)
        running.reserve()
        return running

    def resume(self, interrupted: Interrupted) -> "RunningSession":
        """Go on with an interrupted session, under the same id."""
        return RunningSession(self, interrupted.checkpoint, interrupted.slot)

    def find_interrupted(self) -> "Future[tuple[Interrupted | None, str | None]]":
        """An interrupted session that needs the user's word, and a line on what was done without asking."""
        return self.queue.submit(lambda: find_interrupted(self.checkpoints, self.history))

    def keep_all_interrupted(self) -> "Future[str | None]":
        """Put all interrupted sessions into the history unasked; a line on what was done, if anything."""
        return self.queue.submit(lambda: keep_all_interrupted(self.checkpoints, self.history))

    def keep(self, interrupted: Interrupted) -> "Future[str | None]":
        """Put an interrupted session into the history; the trouble, if that failed."""
        return self.queue.submit(interrupted.keep)

    def discard(self, interrupted: Interrupted) -> "Future[None]":
        """Take an interrupted session away."""
        return self.queue.submit(interrupted.discard)

    def leave(self, interrupted: Interrupted) -> "Future[None]":
        """Leave an interrupted session for the next start."""
        return self.queue.submit(interrupted.leave)

    def running_elsewhere(self) -> "Future[bool]":
        """True if another process runs a session now."""
        return self.queue.submit(self.checkpoints.running_elsewhere)

    def retry_unsaved(self) -> "Future[str | None]":
        """Try once more what the disk refused; the trouble, if any is left in `unsaved`."""
        return self.queue.submit(self.write_unsaved)

    def write_unsaved(self) -> str | None:
        """Write what is not in the history yet, oldest first; the trouble, if any is left. Blocks: for the queue."""
        trouble = None
        for record in self.unsaved:
            if refused := keep_record(self.history, record):
                trouble = refused
            else:
                with self._lock:
                    self.unsaved = tuple(one for one in self.unsaved if one.id != record.id)
        return trouble

    def owe(self, record: SessionRecord) -> None:
        """Count a record as one that the history has to get."""
        with self._lock:
            self.unsaved = (*(one for one in self.unsaved if one.id != record.id), record)

    def owes(self, record: SessionRecord) -> bool:
        """Whether the history has still to get it."""
        return any(one.id == record.id for one in self.unsaved)


class RunningSession:
    """One session's way to the disk: returns at once from everything, and never raises.

    A disk that is full or gone must not end a session: what went wrong is in `trouble`, one line for the user, and is
    none again once saving works; every save tries anew. Of saves that wait for a slow disk, only the newest is written.
    """

    def __init__(self, store: SessionStore, checkpoint: Checkpoint, slot: Slot | None = None) -> None:
        self._store = store
        self._slot = slot
        self._checkpoint = checkpoint
        self._newest = threading.Lock()
        self._waiting: Checkpoint | None = None  # the newest that is not on its way to the disk yet
        self._rescued = False
        self._over = False
        self.trouble: str | None = None

    @property
    def before(self) -> Feeling:
        """Tightness before the session, as far as it was given."""
        return Feeling(self._checkpoint.before, self._checkpoint.before_regions)

    def set_before(self, before: Feeling) -> None:
        """Remember how tight it felt before."""
        self._checkpoint = structs.replace(self._checkpoint, before=before.score, before_regions=dict(before.regions))

    def reserve(self) -> None:
        """Claim a place for the checkpoints, so that other processes see that a session runs here."""

        def claim() -> None:
            with suppress(StorageError):  # the first save will tell
                self._own_slot()

        self._queue(claim)

    def save(self, session: Session, ending: Outcome | None = None) -> None:
        """Checkpoint the session as it is now; with `ending`, as one that is over but not yet in the history."""
        self._checkpoint = structs.replace(self._checkpoint, progress=session.progress(), ending=ending)
        self._put_down()

    def record(
        self,
        session: Session,
        outcome: Outcome,
        after: Feeling = Feeling(),  # noqa: B008 - frozen
        note: str = "",
    ) -> SessionRecord:
        """What the history will keep."""
        return summarise(
            session,
            id=self._checkpoint.id,
            started=self._checkpoint.started,
            outcome=outcome,
            tightness=self._checkpoint.tightness(after.score, after.regions),
            note=note,
        )

    def finish(self, record: SessionRecord) -> "Future[bool]":
        """Put the record into the history and let go of the checkpoint.

        The future is true once the disk has it; false, with `trouble`, where that failed. It is then one of the store's
        `unsaved`, and the checkpoint, if it can be written, has all of it for the next start.
        """
        self._take_over(record)
        self._store.owe(record)
        return self._queue(lambda: self._finish(record))

    def rescue(self, session: Session, record: SessionRecord | None = None) -> None:
        """Checkpoint the session, or what its record will be, before this returns, without waiting for the disk.

        For an end that does not wait: a signal, a crash. What is written so outlives the process, not a power cut; the
        queue does the rest if there is time.
        """
        if record:
            self._take_over(record)
        else:
            self._checkpoint = structs.replace(self._checkpoint, progress=session.progress(), ending=session.ending)
        if self._slot and not self._over:
            self._rescued = True
            with suppress(StorageError):
                self._slot.save(self._checkpoint, durable=False)
        if record:
            self.finish(record)
        else:
            self._put_down()

    def drop(self) -> "Future[None]":
        """Let go of the checkpoint without a record."""

        def drop() -> None:
            if self._slot:
                self._slot.clear()
            self._leave()

        return self._queue(drop)

    def leave(self) -> "Future[None]":
        """Let go of the lock and leave the checkpoint for the next start."""
        return self._queue(self._leave)

    # -- in the queue's thread

    def _finish(self, record: SessionRecord) -> bool:
        trouble = self._store.write_unsaved()
        if self._store.owes(record):
            self._write(self._checkpoint)
            self.trouble = trouble
            return False
        self.trouble = None
        if self._slot:
            self._slot.clear()
        self._leave()
        return True

    def _leave(self) -> None:
        self._over = True
        if self._slot:
            self._slot.release()
            self._slot = None

    def _write_newest(self) -> None:
        with self._newest:
            checkpoint, self._waiting = self._waiting, None
        if checkpoint:
            self._write(checkpoint)

    def _write(self, checkpoint: Checkpoint) -> None:
        if self._over:
            return
        try:
            self._own_slot().save(checkpoint)
        except StorageError as error:
            self.trouble = f"no checkpoint: {error}"
        except ChangedUnderneathError:  # a rescue was quicker, and newer
            return
        else:
            self.trouble = None

    def _own_slot(self) -> Slot:
        """The slot; a new one where there was none to be had before, or its folder went away."""
        if self._slot is None:
            self._slot = self._store.checkpoints.take()
        elif not self._slot.held():
            self._slot = self._store.checkpoints.take_again(self._slot)
        return self._slot

    # -- in the caller's

    def _take_over(self, record: SessionRecord) -> None:
        felt = record.tightness or Tightness()
        self._checkpoint = structs.replace(
            self._checkpoint,
            ending=record.outcome,
            before=felt.before,
            before_regions={one.id: one.before for one in felt.regions if one.before is not None},
            after=felt.after,
            after_regions={one.id: one.after for one in felt.regions if one.after is not None},
            note=record.note,
        )

    def _put_down(self) -> None:
        with self._newest:
            is_on_its_way, self._waiting = self._waiting is not None, self._checkpoint
        if not is_on_its_way:
            self._queue(self._write_newest)

    def _queue(self, job: Callable[[], T]) -> "Future[T]":
        return self._store.queue.submit(job)
