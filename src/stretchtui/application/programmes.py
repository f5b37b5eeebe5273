"""A programme of weeks: which one is on, where the history has one in it, its next session, beginning and ending it.

Only what is on, and since when, is a setting; where one is comes from the history each time, so that nothing can get
out of step with it. What reads the history blocks: call it from a thread.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, structs

from stretchtui.application.care import pain_now
from stretchtui.application.context import Context, Write
from stretchtui.core.catalog.model import Programme
from stretchtui.core.history.days import day_at
from stretchtui.core.programmes.progress import Progress, progress
from stretchtui.core.programmes.session import StepSession, step_session
from stretchtui.core.programmes.words import next_words, place_words
from stretchtui.core.session.plan import Plan, plan_for
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.settings.model import ProgrammeSettings
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.toml.edit import set_settings


class Standing(Struct, frozen=True):
    """Where one is in the programme that is on, and its next session as this body does it now."""

    programme: Programme
    found: Progress
    session: StepSession
    plan: Plan

    @property
    def place(self) -> str:
        """`Step 3 of 8, second session of three: 7 min`."""
        return place_words(self.programme, self.found, self.plan.seconds if self.plan.entries else None)

    @property
    def short_place(self) -> str:
        """The same without how long it takes: `Step 3 of 8, second session of three`."""
        return place_words(self.programme, self.found)

    @property
    def next(self) -> str:
        """What the last session led to, and what comes next, in a sentence or two."""
        return next_words(self.programme, self.found)

    @property
    def changes(self) -> tuple[str, ...]:
        """What is other in this session than the programme has it, a line each."""
        resting = tuple(f"Without {stretch.name}: it hurt lately." for stretch in self.session.resting)
        made = self.session.made
        return (*resting, *made.notes, *(f"{change}. {change.reason}" for change in made.changes))


def programme_on(context: Context) -> Programme | None:
    """The programme that is on; None where none is, or the catalogue has it no more."""
    return context.user.catalogue.programmes.get(context.user.settings.programme.id)


def standing(context: Context) -> Standing | None:
    """Where one is in the programme that is on; None where none is. Reads the history."""
    programme = programme_on(context)
    return standing_in(programme, context, context.user.settings.programme.since) if programme else None


def standing_in(programme: Programme, context: Context, since: date | None = None) -> Standing:
    """Where the sessions from a day on lead in a programme, whether or not it is on. Reads the history.

    A history that can't be read counts as none: it is told elsewhere.
    """
    user, services = context.user, context.services
    ends = user.settings.day_ends_at
    found = progress(programme, _records(context, since), services.clock.now(), since=since, day_ends_at=ends)
    session = step_session(
        programme, found.step, user.body, user.catalogue, doses=user.doses, painful=pain_now(context)
    )
    plan = plan_for(user.with_sides(session.entries), user.timing, session.routine)
    return Standing(programme, found, session, plan)


def place_in(records: Sequence[SessionRecord], context: Context) -> str:
    """Where some sessions lead in the programme that is on, in words; empty where none is."""
    programme = programme_on(context)
    if programme is None:
        return ""
    settings = context.user.settings
    now, since = context.services.clock.now(), settings.programme.since
    return place_words(programme, progress(programme, records, now, since=since, day_ends_at=settings.day_ends_at))


def has_sessions(programme: Programme, context: Context) -> bool:
    """True if the history has sessions of a programme, so that it can be taken up again. Reads the history."""
    return any(record.routine == programme.id for record in _records(context, None))


def first_day(programme: Programme, context: Context) -> date | None:
    """The day of the first session of a programme, from which on the history has it; None without any. Reads it all.

    Whoever takes it up again keeps that day, so that no later look has to read so much.
    """
    ends = context.user.settings.day_ends_at
    found = (record.started for record in _records(context, None) if record.routine == programme.id)
    return min((day_at(started, ends) for started in found), default=None)


def start(programme: Programme, context: Context, *, since: date | None = None) -> Write:
    """Turn a programme on, from its first step, or from where the sessions since a day have led; what writes that down.

    Another that was on is so no more: there is one at a time.
    """
    today = day_at(context.services.clock.now(), context.user.settings.day_ends_at)
    return _turn(ProgrammeSettings(programme.id, since or today), context)


def stop(context: Context) -> Write:
    """Turn the programme off; what writes that down. Its sessions stay in the history."""
    return _turn(ProgrammeSettings(), context)


def said_after(record: SessionRecord, context: Context) -> str:
    """Where a session that is in the history now has led; empty where it was none of the programme. Reads it."""
    programme = programme_on(context)
    if programme is None or record.routine != programme.id or not (at := standing(context)):
        return ""
    return f"{place_words(programme, at.found)}. {at.next}"


def _turn(new: ProgrammeSettings, context: Context) -> Write:
    context.user.settings = structs.replace(context.user.settings, programme=new)
    path = context.services.places.settings
    return lambda: set_settings(path, {("programme", "id"): new.id or None, ("programme", "since"): new.since})


def _records(context: Context, since: date | None) -> tuple[SessionRecord, ...]:
    history = context.services.history
    try:
        if since is None:
            return history.all().records
        # a day may begin a day earlier elsewhere: what is too old is left out by its own date
        first = datetime.combine(since, datetime.min.time(), context.services.clock.now().tzinfo) - timedelta(days=2)
        return history.since(first).records
    except (StorageError, OverflowError):
        return ()
