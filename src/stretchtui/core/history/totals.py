"""Totals of a history in numbers and words: this week, weeks in a row, one session, one stretch."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from stretchtui.core.history.days import WEEK, Spans, day_at, day_of, week_of, weeks_met
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import clock, plural

USUAL_WEEKS = 4
"""Weeks before this one that say what is usual."""


class Glance(Struct, frozen=True):
    """Figures of this week and of those before it.

    `days` with a session this week, of a `goal`; `seconds` held this week. `streak` weeks in a row met the goal:
    this one counts once it has, and does not break it before; `longer` says that it may go on before what was
    read. `usual` seconds are the mean of the `weeks` before (4, or as many as there are; 0 where not known).
    """

    days: int
    goal: int
    streak: int
    longer: bool
    seconds: int
    usual: float
    weeks: int


def glance(
    records: Iterable[SessionRecord],
    today: date,
    goal: int,
    *,
    day_ends_at: int = 0,
    whole: bool = True,
    away: Spans = (),
) -> Glance:
    """The figures of the newest sessions, or of all of them (`whole`); sessions after today are left out."""
    days: defaultdict[date, set[date]] = defaultdict(set)
    seconds: defaultdict[date, int] = defaultdict(int)
    for record in records:
        day = day_of(record, day_ends_at)
        if day <= today:
            days[week_of(day)].add(day)
            seconds[week_of(day)] += record.seconds
    this = week_of(today)
    oldest = min(days, default=this)
    known = oldest if whole else oldest + WEEK  # from this week on, nothing is missing
    streak, broken = weeks_met({week: len(held) for week, held in days.items()}, this, goal, away)
    weeks = min(USUAL_WEEKS, (this - known).days // 7)
    if not whole and weeks < USUAL_WEEKS:
        weeks = 0
    before = sum(seconds.get(this - WEEK * back, 0) for back in range(1, weeks + 1))
    return Glance(
        days=len(days.get(this, ())),
        goal=goal,
        streak=streak,
        longer=not whole and broken < known,
        seconds=seconds.get(this, 0),
        usual=before / weeks if weeks else 0.0,
        weeks=max(0, weeks),
    )


def goal_words(figures: Glance, when: str = " this week") -> str:
    """`3 of 4 days this week`; beyond the goal, `6 days this week, goal 4`."""
    if figures.days > figures.goal:
        return f"{plural(figures.days, 'day')}{when}, goal {figures.goal}"
    return f"{figures.days} of {plural(figures.goal, 'day')}{when}"


def streak_words(figures: Glance, *, short: bool = False) -> str:
    """How long the goal was met week after week; nothing where it was not."""
    if figures.streak == 0:
        return ""
    if figures.streak == 1 and not figures.longer:
        return "goal met this week" if figures.days >= figures.goal else "goal met last week"
    more = "+" if figures.longer else ""
    return f"{'' if short else 'goal met '}{figures.streak}{more} weeks in a row"


def minutes_words(figures: Glance) -> str:
    """The minutes of this week, and those of a usual one: `21 min this week, 37 in a usual week`."""
    here = round(figures.seconds / 60)
    text = f"{here} min this week"
    if not figures.weeks:
        return text
    usual = round(figures.usual / 60)
    return f"{text}, {usual} {'the week before' if figures.weeks == 1 else 'in a usual week'}"


def done_words(record: SessionRecord) -> str:
    """What was done: `3:05 · 4 stretches`. The time is that of holds and movements, as in the history."""
    count = sum(1 for stretch in record.stretches if stretch.done or stretch.seconds)
    return f"{clock(record.seconds)} · {plural(count, 'stretch', 'stretches')}"


class OwnRecord(Struct, frozen=True):
    """What the user did of one stretch: how many times, and when last."""

    times: int
    last: datetime

    def last_words(self, now: datetime, day_ends_at: int = 0) -> str:
        """When last, in words: "today", "yesterday", "5 days ago"."""
        days = (day_at(now, day_ends_at) - day_at(self.last, day_ends_at)).days
        return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def own_record(stretch: str, records: Iterable[SessionRecord], now: datetime) -> OwnRecord | None:
    """What the user did of a stretch (its id) until now; none if nothing of it was ever done."""
    times = [
        r.started
        for r in records
        if r.started <= now and any(s.id == stretch and (s.done or s.seconds) for s in r.stretches)
    ]
    return OwnRecord(len(times), max(times)) if times else None
