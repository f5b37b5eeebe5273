"""Desk breaks: what is due by the history and the user's settings, and the line that sums one up."""

from collections.abc import Iterable
from datetime import timedelta

from msgspec import structs

from stretchtui.application.context import Context
from stretchtui.core.breaks.desk_break import DeskBreak, User, Wish, compose
from stretchtui.core.breaks.next_step import next_step
from stretchtui.core.care.age import is_older
from stretchtui.core.care.conditions import body_of
from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.totals import done_words
from stretchtui.core.history.week import Week, week_at
from stretchtui.core.session.plan import plan_for
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import listed, nearest
from stretchtui.storage.files.diagnostics import StorageError

COUNTDOWN = 5
"""Seconds until a break starts by itself."""

NOTHING_ELSE = "There is nothing else for now."

RECENT = 150
"""Sessions that a break is composed from: weeks even of many breaks a day, read in a blink."""


def next_break(
    context: Context, wish: Wish, records: tuple[SessionRecord, ...] | None = None, *, whole: bool = False
) -> DeskBreak:
    """The break that is due now. A history that can't be read counts as none: it is told elsewhere.

    `records` are the newest sessions, all there are where `whole`, if they were read already.
    """
    settings = context.user.settings
    body = body_of(settings.body)
    user = User(
        body.conditions,
        context.user.timing,
        context.user.doses,
        settings.day_ends_at,
        acute=body.acute,
        flare_up=body.flare_up,
        allowed=body.allowed,
        taken_back=context.user.taken_back,
        chairs_first=is_older(settings.body.age),
    )
    if records is None:
        records, whole = _newest(context)
    found = compose(context.user.catalogue, records, wish, context.services.clock.now(), user, whole=whole)
    return _with_sides(found, context)


def _newest(context: Context) -> tuple[tuple[SessionRecord, ...], bool]:
    """The newest sessions, and whether these are all."""
    try:
        page = context.services.history.newest(RECENT)
    except StorageError:
        return (), False
    return page.records, not page.more


def _with_sides(found: DeskBreak, context: Context) -> DeskBreak:
    """The break with the side to begin with; no side has more than the other in the few minutes there are."""
    if found.plan is None:
        return found
    entries = context.user.with_sides(found.plan.entries, extra=False)
    picks = tuple(structs.replace(pick, entry=entry) for pick, entry in zip(found.picks, entries, strict=True))
    return structs.replace(found, picks=picks, plan=plan_for(entries, found.plan.timing, found.plan.routine))


def usual_wish(context: Context) -> Wish:
    """A break as the settings have it."""
    return Wish(minutes=context.user.settings.break_.minutes)


def wished(context: Context, minutes: int | None, regions: Iterable[str], *, standing: bool) -> Wish:
    """A break as the command line asks for it. Raises ValueError, with a line, for a region that nobody knows."""
    check_regions(regions, context.user.catalogue)
    return Wish(minutes or context.user.settings.break_.minutes, tuple(dict.fromkeys(regions)), standing)


def check_regions(regions: Iterable[str], catalogue: Catalogue) -> None:
    """Raise ValueError, with a line, for a region that nobody knows."""
    known = catalogue.regions
    for region in regions:
        if region not in known:
            near = nearest(region, known)
            raise ValueError(
                f"no region {region!r}; " + (f"did you mean {near}?" if near else f"known are {listed(known)}")
            )


def summary_line(context: Context, record: SessionRecord) -> str:
    """A session that is in the history, and the week with it: `3:05 · 4 stretches · 3 of 4 days this week`."""
    week = this_week(context, record)
    return f"{done_words(record)} · {week.words}" if week else done_words(record)


def this_week(context: Context, *more: SessionRecord) -> Week | None:
    """The week so far, with sessions that may not be in the history yet; None where that can't be read.

    Reads a file: call it from a thread.
    """
    settings, now = context.user.settings, context.services.clock.now()
    try:
        records = context.services.history.since(now - timedelta(days=9)).records
    except StorageError:
        return None
    return week_at([*more, *records], now, settings.goal.days_per_week, settings.day_ends_at)


def next_line(context: Context, record: SessionRecord) -> str:
    """What to do after a session that is not in the history yet. Reads a file: call it from a thread."""
    settings, now = context.user.settings, context.services.clock.now()
    try:
        page = context.services.history.newest(RECENT)
    except StorageError:
        return ""
    return next_step(
        record,
        page.records,
        now,
        context.user.catalogue,
        context.user.body,
        whole=not page.more,
        day_ends_at=settings.day_ends_at,
        taken_back=context.user.taken_back,
    )
