"""Weeks that met the goal, in a row. Light: the status line works with it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from .days import week_of

WEEK = timedelta(weeks=1)


def days_by_week(days: Iterable[date]) -> dict[date, int]:
    """How many different days each week has, by its Monday."""
    counts: dict[date, int] = {}
    for day in set(days):
        counts[week_of(day)] = counts.get(week_of(day), 0) + 1
    return counts


def weeks_met(counts: Mapping[date, int], this: date, goal: int) -> tuple[int, date]:
    """How many weeks in a row met the goal of days, and the Monday of the one before that did not.

    `this` week counts once it has met it, and breaks nothing before that.
    """
    met = int(counts.get(this, 0) >= goal)
    week = this - WEEK
    while counts.get(week, 0) >= goal:
        met += 1
        week -= WEEK
    return met, week
