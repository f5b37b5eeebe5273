"""The way of a session, for both front ends: begin it or take it up, checkpoint, ask at its end, save.

`ActiveSession` is a session that runs, with what keeps it on disk. `Questions` are those at its end, `Answers` what was
said. What may wait for the disk is a future; each front end waits for it in its own way. Consent before a session and
the lessons after it are in `application/care.py`.
"""

from collections import Counter
from concurrent.futures import Future
from typing import Literal

from msgspec import Struct

from stretchtui.application.context import Context
from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.session.machine import LEAST_HOLD, Events, Finished, Paused, PhaseEnded, Session
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import BREAKS, Feeling, Felt, Outcome, SessionRecord
from stretchtui.core.words import clock
from stretchtui.storage.session.checkpoint import Checkpoint
from stretchtui.storage.session.interrupted import Interrupted
from stretchtui.storage.session.store import RunningSession

NOTE_LENGTH = 500
"""Characters of a note at the most."""

LEAST_HELD = 1.0
"""Seconds in holds and movements below which nothing is kept of a session."""

MOST_REGIONS = 4
"""Regions that tightness is asked of one by one: more would be a form to fill in."""

How = Literal["nothing-left", "refused", "declined", "nothing-done", "unsaved", "saved"]


class Result(Struct, frozen=True):
    """How the way of a session ended, with its record where there is one: `unsaved` or `saved`.

    `nothing-left`: the body leaves nothing of the plan. `refused`: it needed a yes. `declined`: left before it began.
    `nothing-done`: begun, but not for long enough to keep. `trouble` is one line on why it is unsaved.
    """

    how: How
    record: SessionRecord | None = None
    trouble: str | None = None


class ActiveSession(Struct):
    """A session that runs, and what keeps it on disk."""

    session: Session
    running: RunningSession
    elsewhere: "Future[bool] | None" = None
    """Whether another session runs in another terminal; None where that was asked before."""

    @property
    def is_break(self) -> bool:
        """A desk break is asked about in short, and summed up in one line."""
        return self.session.plan.routine in BREAKS


class Questions(Struct, frozen=True):
    """What is asked at the end of a session.

    `felt` is the number in the plan of the last stretch that was done: those before it were asked about on the way.
    `regions` are those, by id and name, that tightness is asked of one by one; empty where it is asked once.
    """

    felt: int | None
    before: bool
    after: bool
    note: bool
    regions: tuple[tuple[str, str], ...] = ()

    @property
    def any(self) -> bool:
        """False where nothing is asked at all."""
        return self.felt is not None or self.before or self.after or self.note


class Answers(Struct, frozen=True):
    """What was answered at the end; None, or an empty note, for no answer."""

    felt: Felt | None = None
    before: Feeling = Feeling()
    after: Feeling = Feeling()
    note: str = ""


# -- the beginning


def asks_before(context: Context) -> bool:
    """True if the user wants to be asked how tight it feels. A desk break asks at its end alone."""
    return bool(context.user.settings.session.ask_tightness)


def regions_asked(plan: Plan, context: Context) -> tuple[tuple[str, str], ...]:
    """The regions, by id and name, that tightness is asked of one by one; empty where it is asked once.

    They are those with the most stretches, `MOST_REGIONS` at the most, in the order in which they come.
    """
    if context.user.settings.session.ask_tightness != "regions":
        return ()
    count = Counter(entry.region for entry in plan.entries)
    if len(count) < 2:
        return ()
    most = {name for name, _ in count.most_common(MOST_REGIONS)}
    return tuple((name, context.user.catalogue.region_name(name)) for name in count if name in most)


def begin(plan: Plan, context: Context, before: Feeling = Feeling()) -> ActiveSession:  # noqa: B008 - frozen
    """Begin a session over a plan with something in it. `before` is the tightness, as far as it was told."""
    services = context.services
    elsewhere = services.sessions.running_elsewhere()  # asked before this one counts
    session = Session(plan, services.clock.elapsed())
    running = services.sessions.begin(session, started=services.clock.now(), token=services.token(), before=before)
    return ActiveSession(session, running, elsewhere)


def take_up(interrupted: Interrupted, context: Context) -> ActiveSession:
    """Go on with an interrupted session where it was; it waits, paused."""
    session = interrupted.checkpoint.session(context.services.clock.elapsed())
    return ActiveSession(session, context.services.sessions.resume(interrupted))


def interrupted_words(checkpoint: Checkpoint, catalogue: Catalogue) -> tuple[str, str]:
    """An interrupted session in two lines: what it was and when; where it was, what was held, and what is left."""
    view = checkpoint.session(0.0).view(0.0)
    name = catalogue.session_name(checkpoint.routine) or view.entry.name
    held = clock(checkpoint.record().seconds)
    side = f", {view.phase.side} side" if view.phase.side else ""
    where = f"at {view.entry.name}, {view.phase.rep} of {view.entry.reps_on(view.phase.side)}{side}"
    return f"{name}, {checkpoint.started:%a %H:%M}", f"{where}; {held} held, {clock(view.left)} left."


# -- on the way


def checkpoint(active: ActiveSession, happened: Events) -> None:
    """Write a checkpoint where something happened that would be lost."""
    if is_to_keep(happened, active.session.plan):
        active.running.save(active.session, ending=active.session.ending)


def is_to_keep(happened: Events, plan: Plan) -> bool:
    """True where something happened that would be lost: a hold is over, a pause, the end."""
    return any(
        plan.phases[event.index].works if isinstance(event, PhaseEnded) else isinstance(event, Paused | Finished)
        for event in happened
    )


# -- the end


def questions(active: ActiveSession, context: Context) -> Questions:
    """What to ask at the end of a session of which something was done."""
    ask = asks_before(context)
    whole = not active.is_break
    regions = regions_asked(active.session.plan, context) if whole else ()
    return Questions(
        felt=active.session.last_entry_held() if whole or ask else None,
        before=ask and whole and not regions and not active.running.before.said,
        after=ask,
        note=whole,
        regions=regions,
    )


def change_words(before: int | None, after: int | None) -> str:
    """What became of the tightness: `looser by 2`; empty where it is not known. It tells, and praises nothing."""
    if before is None or after is None:
        return ""
    if before == after:
        return "as tight as before"
    return f"{'looser' if after < before else 'tighter'} by {abs(before - after)}"


def unanswered(active: ActiveSession, asked: Questions) -> Answers:
    """The answers where nothing is answered: what was said on the way stands."""
    return Answers(felt=None if asked.felt is None else active.session.felt.get(asked.felt))


def record_of(active: ActiveSession, outcome: Outcome, asked: Questions, answers: Answers) -> SessionRecord:
    """The record of a session with what was answered to the questions that were asked."""
    if asked.felt is not None:
        active.session.mark(asked.felt, answers.felt)
    if asked.before:
        active.running.set_before(answers.before)
    return active.running.record(active.session, outcome, answers.after, answers.note)


def is_worth_keeping(active: ActiveSession) -> bool:
    """True if something was done, or said of how it felt; else `drop` it.

    Who skips through all of a plan did nothing; who stops has `LEAST_HELD` of it kept, as the key promises.
    """
    session = active.session
    skipped_through = session.ran_through and session.ending == "stopped"
    return bool(session.felt) or session.held() >= (LEAST_HOLD if skipped_through else LEAST_HELD)


def drop(active: ActiveSession) -> Result:
    """Keep nothing of a session in which nothing was done."""
    active.running.drop()
    return Result("nothing-done")


def finished(active: ActiveSession, record: SessionRecord, *, kept: bool) -> Result:
    """The result, once the disk has taken the record (`RunningSession.finish`) or refused it.

    One that was refused stays in its checkpoint for the next start.
    """
    if kept:
        return Result("saved", record)
    active.running.leave()
    return Result("unsaved", record, active.running.trouble)
