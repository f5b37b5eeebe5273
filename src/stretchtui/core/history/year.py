"""A year of days as figures: totals, the amount of each day and week, the hours of the day; in three measures."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from stretchtui.core.history.days import WEEK, Days, week_of
from stretchtui.core.session.record import SessionRecord

WEEKS = 53
"""Weeks of a year that ends with any day."""

Measure = Literal["minutes", "sessions", "tightness"]
"""What is counted: minutes held, sessions, or how tight it was before them, from 0 to 10."""

MEASURES: tuple[Measure, ...] = get_args(Measure)

STEPS: dict[Measure, tuple[int, int, int]] = {"minutes": (5, 10, 20), "sessions": (2, 3, 4), "tightness": (3, 5, 7)}
"""Amounts from which a day is one level higher than one with any amount at all."""

LEVELS = 5
"""Levels of a day, with that of nothing."""

_NICE: dict[Measure, tuple[int, ...]] = {
    "minutes": (10, 20, 30, 40, 60, 90, 120, 180, 240, 300, 420, 600),
    "sessions": (4, 6, 10, 15, 20, 30, 40, 60),
    "tightness": (10,),
}


class Year(Struct, frozen=True):
    """The days from `first` (a Monday) to `last`: how many had a session, the sessions, their seconds.

    `weeks` is the amount of each week from the first, None where nothing was done (or, for tightness, said); `hours`
    are the sessions that began in each hour of the day, 0 to 23; `workdays` those from Monday to Friday.
    """

    first: date
    last: date
    days: int
    sessions: int
    seconds: int
    weeks: tuple[float | None, ...]
    hours: tuple[int, ...]
    workdays: int


class Scale(NamedTuple):
    """Words for the levels of a day, from none to most, and for what the numbers of a day and of a week are."""

    levels: tuple[str, ...]
    day: str
    week: str


def amount(sessions: Sequence[SessionRecord], measure: Measure) -> float | None:
    """How much there is of some sessions; None for none, or for none with a tightness before it."""
    if not sessions:
        return None
    if measure == "minutes":
        return sum(session.seconds for session in sessions) / 60
    if measure == "sessions":
        return len(sessions)
    said = [s.tightness.before for s in sessions if s.tightness and s.tightness.before is not None]
    return sum(said) / len(said) if said else None


def level(sessions: Sequence[SessionRecord], measure: Measure = "minutes") -> int:
    """The level of a day with these sessions, from 0 (none) to 4 (most)."""
    found = amount(sessions, measure)
    return 0 if found is None else 1 + sum(found >= step for step in STEPS[measure])


def year_of(days: Days, monday: date, today: date, measure: Measure = "minutes") -> Year:
    """The year that ends with the week of `monday`; days after today count for nothing."""
    first = monday - WEEK * (WEEKS - 1)
    last = min(monday + timedelta(days=6), today)
    found = {day: sessions for day, sessions in days.items() if first <= day <= last}
    every = [session for sessions in found.values() for session in sessions]
    weeks: list[list[SessionRecord]] = [[] for _ in range(WEEKS)]
    for day, sessions in found.items():
        weeks[(week_of(day) - first).days // 7] += sessions
    hours = [0] * 24
    for session in every:
        hours[session.started.hour] += 1
    return Year(
        first=first,
        last=last,
        days=len(found),
        sessions=len(every),
        seconds=sum(session.seconds for session in every),
        weeks=tuple(amount(some, measure) for some in weeks),
        hours=tuple(hours),
        workdays=sum(len(sessions) for day, sessions in found.items() if day.weekday() < 5),
    )


def scale_of(measure: Measure) -> Scale:
    """What the levels of a day mean in a measure."""
    one, two, three = STEPS[measure]
    if measure == "minutes":
        return Scale(("none", f"under {one}", f"{one}+", f"{two}+", f"{three}+"), "minutes a day", "minutes a week")
    if measure == "sessions":
        return Scale(("none", "1", f"{one}", f"{two}", f"{three}+"), "sessions a day", "sessions a week")
    return Scale(
        ("not said", f"under {one}", f"{one}+", f"{two}+", f"{three}+"), "tightness, of 10", "tightness before, mean"
    )


def top_of(values: Sequence[float | None], measure: Measure) -> int:
    """A round number that no value is above, for the end of an axis."""
    most = max((value for value in values if value is not None), default=0)
    return next((nice for nice in _NICE[measure] if nice >= most), -(-int(most + 1) // 60) * 60)


def held_words(seconds: float) -> str:
    """A long time in short: `41 h`, `2.5 h`, `12 min`."""
    hours = seconds / 3600
    if hours < 1:
        return f"{round(seconds / 60)} min"
    return f"{hours:.1f} h" if hours < 10 else f"{round(hours)} h"


def months_words(year: Year) -> str:
    """The months that it reaches from and to: `Nov 2025 – Nov 2026`."""
    return f"{year.first:%b %Y} – {year.last:%b %Y}"


def part_of_day(hours: Sequence[int]) -> str:
    """When of the day most sessions begin, in words, with the share of them; nothing where there are few."""
    if (count := sum(hours)) < 5:
        return ""
    parts: dict[str, Callable[[int], bool]] = {
        "in the morning": lambda hour: 5 <= hour < 12,
        "in the afternoon": lambda hour: 12 <= hour < 18,
        "in the evening": lambda hour: 18 <= hour < 23,
        "at night": lambda hour: hour >= 23 or hour < 5,
    }
    shares = {name: sum(n for hour, n in enumerate(hours) if within(hour)) / count for name, within in parts.items()}
    name = max(shares, key=lambda one: shares[one])
    return f"{round(100 * shares[name])} % {name}"
