"""Where one is in a programme, derived from the history alone: the same sessions always give the same step.

The rule (after the trials that the programmes rest on, and ACSM's weeks): on, when all sessions of a step are done,
most of them felt easy or right, and none hurt. Once more, when fewer felt so. A step back after pain, or after two hard
sessions in a row; the stretch that hurt rests meanwhile, as everywhere. After weeks away one eases in, a step back for
every two. The calendar never moves anybody on; nor does a crowd of sessions on one day, for tissue takes its time.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from math import ceil
from typing import Literal

from msgspec import Struct

from stretchtui.core.catalog.model import Programme, Stage
from stretchtui.core.history.days import day_of
from stretchtui.core.session.record import SessionRecord

ENOUGH = 0.5
"""Share of the planned repetitions, and of the step's stretches, from which a session counts as done."""

HARD_IN_A_ROW = 2
"""Hard sessions in a row after which it goes a step back."""

AWAY = timedelta(days=14)
"""So long without a session of the programme, and it goes on a step lower, for each such span: our number."""

Move = Literal["begin", "stay", "on", "again", "back", "eased", "done"]


class Mark(Struct, frozen=True):
    """What one session says: `own` is false where it was no session of the programme, and only hurt."""

    started: datetime
    day: date
    record: SessionRecord
    hard: bool
    pain: bool
    own: bool


class Progress(Struct, frozen=True):
    """Where one is: `step` from 0, `sessions` that counted of those `needed`; `move` is what the last one led to.

    `finished` once all steps were done; one goes on at the last. `last` is the day of the last session of the
    programme; `today` those of today that counted or took part, `daily` how many of a day count.
    """

    step: int
    sessions: int
    needed: int
    daily: int
    today: int = 0
    move: Move = "begin"
    finished: bool = False
    last: date | None = None

    @property
    def due(self) -> bool:
        """True while another session of today would count."""
        return self.today < self.daily


def progress(
    programme: Programme,
    records: Iterable[SessionRecord],
    now: datetime,
    *,
    since: date | None = None,
    day_ends_at: int = 0,
) -> Progress:
    """Fold the sessions of a programme, in any order, from the day `since` on; what lies after `now` is left out."""
    records = [r for r in records if r.started <= now and (since is None or day_of(r, day_ends_at) >= since)]
    walk = _Walk(programme)
    last: datetime | None = None
    for mark in sorted(_marks(programme, records, day_ends_at), key=lambda m: (m.started.timestamp(), m.record.id)):
        if mark.own:
            walk.away(mark.started - last if last else timedelta())
            last = mark.started
        walk.take(mark)
    walk.away(now - last if last else timedelta())
    today = day_of(SessionRecord("-", now, 0, "completed"), day_ends_at)
    return Progress(
        step=walk.step,
        sessions=walk.sessions,
        needed=programme.needed(walk.step),
        daily=daily(programme, walk.step),
        today=walk.on_day if walk.day == today else 0,
        move=walk.move,
        finished=walk.finished,
        last=walk.day,
    )


def daily(programme: Programme, step: int) -> int:
    """How many sessions of one day count at a step: a week's spread over its days."""
    return ceil(programme.needed(step) / 7)


def is_done(record: SessionRecord, stage: Stage) -> bool:
    """True if enough of a session was done; of one that was left early, also enough of the step's stretches.

    A session records only the stretches that it came to: all of them where it came to its end.
    """
    planned = sum(part.planned for part in record.stretches)
    done = sum(part.done for part in record.stretches)
    whole = record.outcome == "completed" or len(record.stretches) >= len(stage.stretches) * ENOUGH
    return planned > 0 and done >= planned * ENOUGH and whole


def _marks(programme: Programme, records: Iterable[SessionRecord], day_ends_at: int) -> Iterator[Mark]:
    """What the sessions of a programme say, and the others in which one of its stretches hurt."""
    ids = programme.ids
    for record in records:
        own = record.routine == programme.id
        felt = [part.felt for part in record.stretches if part.felt]
        pain = any(part.felt == "pain" and (own or part.id in ids) for part in record.stretches)
        if own or pain:
            hard = own and felt.count("hard") * 2 > len(felt)
            yield Mark(record.started, day_of(record, day_ends_at), record, hard, pain, own)


class _Walk:
    """A walk through the steps, a session at a time."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self.step = 0
        self.sessions = 0
        self.move: Move = "begin"
        self.finished = False
        self.day: date | None = None
        self.on_day = 0
        """Sessions of that day that were done."""
        self._well = 0
        self._hard = 0

    def take(self, mark: Mark) -> None:
        """One session: it counts, leads on, or leads back."""
        if mark.own and mark.day != self.day:
            self.day, self.on_day = mark.day, 0
        if mark.pain:
            self.on_day += mark.own
            self._to(self.step - 1, "back")
            return
        self.move = "stay"
        if not is_done(mark.record, self._programme.steps[self.step]):
            return
        self._hard = self._hard + 1 if mark.hard else 0
        self.on_day += 1
        if self._hard >= HARD_IN_A_ROW:
            self._to(self.step - 1, "back")
        elif self.on_day <= daily(self._programme, self.step):
            self.sessions += 1
            self._well += not mark.hard
            if self.sessions >= self._programme.needed(self.step):
                self._complete()

    def away(self, span: timedelta) -> None:
        """Time without a session of the programme."""
        if steps := span // AWAY:
            self._to(self.step - steps, "eased")

    def _complete(self) -> None:
        """All sessions of a step are done: on where most felt well, else once more."""
        if self._well * 2 <= self.sessions:
            self._to(self.step, "again")
        elif self.step + 1 < len(self._programme.steps):
            self._to(self.step + 1, "on")
        else:
            self._to(self.step, "done")

    def _to(self, step: int, move: Move) -> None:
        self.finished = move == "done" or (self.finished and step == self.step)
        self.step = max(0, step)
        self.sessions = self._well = self._hard = 0
        self.move = move
