"""Today at a glance: how the week stands, what is due now and why, and what was done of each stretch.

`look` reads the history: call it from a thread. What it finds is plain data for the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from stretchtui.application.away import away_until
from stretchtui.application.breaks import next_break, usual_wish
from stretchtui.application.context import Context
from stretchtui.application.programmes import standing
from stretchtui.core.breaks.desk_break import DeskBreak
from stretchtui.core.breaks.due import seconds_left, span_left
from stretchtui.core.breaks.status import Status, status_of
from stretchtui.core.catalog.dose import short_dose
from stretchtui.core.history.own import OwnStretch, own_stretches
from stretchtui.core.history.recency import recently_done
from stretchtui.core.session.plan import Plan
from stretchtui.core.words import clock, minutes, plural
from stretchtui.storage.files.diagnostics import StorageError

if TYPE_CHECKING:
    from datetime import date, datetime

    from stretchtui.application.measures import Choice

RECORDS = 400
"""Sessions that are read: half a year even of many breaks a day."""

BREAK, PROGRAMME = "desk-break", "programme"
"""The keys of the rows that begin a break, and the next session of the programme that is on."""

MEASURE = "measure:"
"""What the keys of the rows of self-tests begin with; the id of the test follows."""


class DueEntry(Struct, frozen=True):
    """A row of what is due: what it is called, how much it is, and why it is due.

    A row with a `plan` begins it at once, one with a `test` opens that self-test; any other opens the page of its
    `stretch`, which is also what is drawn.
    """

    key: str
    """Unlike that of any other row."""
    kind: Literal["break", "programme", "stretch", "measure"]
    name: str
    amount: str
    reason: str
    stretch: str = ""
    plan: Plan | None = None
    test: Choice | None = None


class Today(Struct, frozen=True):
    """What the first screen shows of the history, as it was when that was read.

    `nothing` says why nothing is due that could be done; `own` is by the id of a stretch; `recent` are ids, the last
    done first. `whole` is false where older sessions were not read.
    """

    status: Status
    due: tuple[DueEntry, ...] = ()
    nothing: str = ""
    own: Mapping[str, OwnStretch] = {}
    recent: tuple[str, ...] = ()
    whole: bool = True

    def entry(self, key: str) -> DueEntry | None:
        """The row of what is due that has this key."""
        return next((entry for entry in self.due if entry.key == key), None)


def look(context: Context) -> Today:
    """Read the newest sessions, and work out what is due. A history that can't be read counts as none."""
    settings, now = context.user.settings, context.services.clock.now()
    try:
        page = context.services.history.newest(RECORDS)
        records, whole = page.records, not page.more
    except StorageError:
        records, whole = (), False
    coming = next_break(context, usual_wish(context), records, whole=whole)
    status = status_of(
        [record.started for record in records],
        now,
        goal=settings.goal.days_per_week,
        every_minutes=settings.break_.every_minutes,
        day_ends_at=settings.day_ends_at,
        whole=whole,
        away=settings.away,
    )
    return Today(
        status,
        (*programme_due(context), *due_now(coming), *measures_due(context)),
        context.keys.fill(f"{coming.why} {coming.remedy}".strip()),
        own_stretches(records, now),
        recently_done(records, context.user.catalogue),
        whole,
    )


def programme_due(context: Context) -> tuple[DueEntry, ...]:
    """The next session of the programme that is on, where one of today still counts. Reads the history."""
    at = standing(context)
    if at is None or not at.plan.entries or not at.found.due or at.found.finished:
        return ()
    first = at.plan.entries[0].id
    return (
        DueEntry(PROGRAMME, "programme", at.programme.name, minutes(at.plan.seconds), at.short_place, first, at.plan),
    )


def due_now(coming: DeskBreak) -> tuple[DueEntry, ...]:
    """A break as rows: the whole of it, which begins at once, then its stretches with the reason for each."""
    if coming.plan is None:
        return ()
    count = plural(len(coming.picks), "stretch", "stretches")
    first = DueEntry(
        BREAK, "break", "Begin the break", clock(coming.plan.seconds), f"{count} at the desk",
        coming.picks[0].stretch.id, coming.plan,
    )  # fmt: skip
    return (
        first,
        *(
            DueEntry(one.stretch.id, "stretch", one.stretch.name, short_dose(one.entry), one.reason, one.stretch.id)
            for one in coming.picks
        ),
    )


def measures_due(context: Context) -> tuple[DueEntry, ...]:
    """The self-tests that are due again, each a row. Reads the history where the user wants them at all."""
    if not context.user.settings.measure.every_weeks:
        return ()
    from stretchtui.application.measures import due_tests  # noqa: PLC0415  (most people have none)

    return tuple(
        DueEntry(f"{MEASURE}{one.test.id}", "measure", one.test.name, "self-test", f"taken {one.due.ago}", test=one)
        for one in due_tests(context)
        if one.due
    )


def later(status: Status, now: datetime, every_minutes: int) -> Status:
    """The same figures some minutes later: only what is left until a break is due is less."""
    left = seconds_left(status.last, now, every_minutes)
    return status._replace(left=left)


def week_words(context: Context, status: Status) -> Sequence[str]:
    """The week in words, from the longest to the shortest: days of the goal, weeks in a row, when a break is due."""
    beyond = status.days > status.goal
    days = f"{plural(status.days, 'day')}, goal {status.goal}" if beyond else f"{status.days} of {status.goal} days"
    row = f"{status.streak}{'+' if status.longer else ''}"
    row_words = f"{row} {'week' if row == '1' else 'weeks'} in a row" if status.streak else ""
    gone = away_until(context)
    left = span_left(status.left)
    due = "break due" if left == "now" else f"due in {left}"
    if gone:
        due = f"away until {_day(gone)}"
    return [
        " · ".join(filter(None, parts))
        for parts in (
            (f"{days} this week", row_words, due if gone or left == "now" else f"break {due}"),
            (days, row_words, due),
            (days, f"{row} wk" if status.streak else "", due),
            (days.removesuffix(" days"), f"{row} wk" if status.streak else "", due),
            (f"{status.days}/{status.goal}", f"{row} wk" if status.streak else "", due.replace(" in ", " ")),
            (days.removesuffix(" days"), due),
            (days.removesuffix(" days"),),
        )
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
