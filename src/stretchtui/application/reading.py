"""What stands beside a list of the entry in focus: its text in parts, of which the most important never go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from stretchtui.application.context import Context
from stretchtui.application.suitability import AVOID, CARE, mark_of, reason_of_routine, reasons_for, suits_words
from stretchtui.application.today import DueEntry, Today
from stretchtui.core.catalog.browse import DUE, Shelf, where
from stretchtui.core.catalog.dose import short_dose
from stretchtui.core.catalog.model import Routine, Side, Stretch, sided
from stretchtui.core.history.own import OwnStretch
from stretchtui.core.words import clock, listed, plural

if TYPE_CHECKING:
    from stretchtui.application.measures import Choice
    from stretchtui.core.measures.model import SelfTest

Kind = Literal["mind", "care", "text", "step", "more", "quiet"]


class Part(Struct, frozen=True):
    """A paragraph: its `label`, its text, and how it is shown.

    `rank` says what goes where there is too little room: the highest first, 0 never.
    """

    kind: Kind
    text: str
    label: str = ""
    rank: int = 1


class Reading(Struct, frozen=True):
    """What is shown of one entry: its name, how much it is, what is drawn, its parts.

    Drawn is the `stretch` with this id, or the self-test, on `side` where it has sides; neither where both are empty.
    """

    name: str
    amount: str = ""
    stretch: str = ""
    parts: tuple[Part, ...] = ()
    test: SelfTest | None = None
    side: Side = "left"


def reading_of(key: str, shelf: Shelf | None, context: Context, today: Today | None) -> Reading:
    """What is told of the row with a key on a shelf; of the shelf, where there is no such row."""
    catalogue = context.user.catalogue
    due = today.entry(key) if today and shelf and shelf.id == DUE else None
    if due and today:
        return reading_of_due(due, context, today)
    if stretch := catalogue.stretches.get(key):
        return reading_of_stretch(stretch, context, today)
    if routine := catalogue.routines.get(key):
        return reading_of_routine(routine, context)
    summary = context.keys.fill(shelf.summary) if shelf else ""
    return Reading(shelf.name if shelf else "", parts=(Part("text", summary),))


def reading_of_stretch(stretch: Stretch, context: Context, today: Today | None, reason: str = "") -> Reading:
    """How a stretch goes, what to mind, and what the user did of it. `reason` says why it is due."""
    entry = context.user.planned(stretch)
    seconds = context.user.plan_of([entry]).seconds
    amount = f"{short_dose(entry)}  {clock(seconds)}"
    return Reading(stretch.name, amount, stretch.id, tuple(_of_stretch(stretch, context, today, reason)))


def _of_stretch(stretch: Stretch, context: Context, today: Today | None, reason: str) -> Iterator[Part]:
    mark = AVOID if mark_of(stretch, context) == AVOID else CARE
    for why in reasons_for(stretch, context):
        yield Part("mind", why, mark, 0)
    if made_for := suits_words(stretch.suits, context).strip():
        yield Part("quiet", made_for, rank=4)
    if reason:
        yield Part("quiet", f"{reason}.", rank=4)
    yield Part("quiet", f"{where(stretch)}.", rank=6)
    for number, step in enumerate(stretch.all_steps, start=1):
        yield Part("step", sided(step, "left"), str(number))
    yield Part("text", sided(stretch.feel, "left"), "Feel", 3)
    for caution in stretch.cautions:
        yield Part("care", sided(caution, "left"), "Care", 0)
    names = context.user.catalogue.conditions
    if avoid := [names[name].name.lower() for name in stretch.avoid_if if name in names]:
        yield Part("care", listed(avoid, "or"), "Not with", 0)
    if today:
        yield Part("text", own_words(today.own.get(stretch.id), context, whole=today.whole), "You", 2)


def own_words(own: OwnStretch | None, context: Context, *, whole: bool = True) -> str:
    """What the user did of a stretch: `14 times, last 2 days ago, 1.5 looser ▁▃▂▅▆`."""
    if own is None:
        return "not done yet" if whole else "not done for a long time"
    days = own.days(context.services.clock.now(), context.user.settings.day_ends_at)
    last = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
    chart = own.chart if context.services.terminal.unicode else ""
    said = ", ".join(
        filter(None, (f"{plural(own.times, 'time')}{'' if whole else ' or more'}", f"last {last}", own.effect))
    )
    return f"{said} {chart}".strip()


def reading_of_routine(routine: Routine, context: Context) -> Reading:
    """What a routine is made of."""
    plan = context.user.plan(routine.id)
    entries = plan.entries if plan else ()
    parts = [Part("mind", why.strip(), CARE, 0)] if (why := reason_of_routine(routine, context)) else []
    parts.append(Part("text", routine.summary))
    parts += [Part("step", f"{e.name}, {short_dose(e)}", str(n), 2) for n, e in enumerate(entries, start=1)]
    amount = clock(plan.seconds) if plan and entries else ""
    return Reading(routine.name, amount, entries[0].id if entries else "", tuple(parts))


def reading_of_due(entry: DueEntry, context: Context, today: Today) -> Reading:
    """The whole break, one of its stretches with the reason, or a self-test."""
    if entry.test:
        return _reading_of_test(entry, entry.test)
    stretch = context.user.catalogue.stretches.get(entry.stretch)
    if entry.plan is None:
        if stretch is None:
            return Reading(entry.name, entry.amount)
        return reading_of_stretch(stretch, context, today, entry.reason)
    parts = [Part("quiet", f"{entry.reason}.", rank=3)]
    if entry.kind == "programme":
        for number, planned in enumerate(entry.plan.entries, start=1):
            parts.append(Part("step", f"{planned.name}, {short_dose(planned)}", str(number), 2))
    others = [one for one in today.due if one.plan is None and one.kind == "stretch"]
    if entry.kind == "break":
        for number, one in enumerate(others, start=1):
            parts.append(Part("step", f"{one.name}, {one.amount}", str(number), 2))
    return Reading(entry.name, entry.amount, entry.stretch, tuple(parts))


def _reading_of_test(entry: DueEntry, choice: Choice) -> Reading:
    """How a self-test goes and what to mind; all of it stands on its page."""
    test = choice.test
    parts = [Part("mind", choice.reason, CARE, 0)] if choice.reason else []
    parts += [Part("quiet", f"{entry.reason.capitalize()}.", rank=4), Part("text", test.summary, rank=3)]
    parts.append(Part("text", f"{listed(test.tools)}.", "You need", 2))
    parts += [Part("step", sided(step, choice.first), str(n)) for n, step in enumerate(test.steps, start=1)]
    parts += [Part("care", caution, "Care", 0) for caution in test.cautions]
    return Reading(entry.name, entry.amount, parts=tuple(parts), test=test, side=choice.first)
