"""The user's statistics: history, goal, regions and what the body leaves out, read and put together."""

from datetime import date
from typing import NamedTuple

from stretchtui.application.context import Context
from stretchtui.core.care.conditions import verdict
from stretchtui.core.history.days import day_at
from stretchtui.core.history.sides import SideBySide, side_by_side
from stretchtui.core.history.statistics import Statistics, statistics, weeks_back
from stretchtui.core.history.times import parse_since
from stretchtui.storage.files.diagnostics import StorageError

USUAL_WEEKS = 6
"""Weeks that are looked at where nothing else is asked for."""


class LeftOut(NamedTuple):
    """A stretch, by its name, that the user's body leaves out, and why."""

    name: str
    reason: str


class Told(NamedTuple):
    """Numbers, the `names` of regions by id, what is left out; `problems` of the history's file, a line each."""

    found: Statistics
    names: dict[str, str]
    left_out: tuple[LeftOut, ...]
    sides: tuple[SideBySide, ...]
    problems: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """All of it for JSON: the keys of `Statistics`, `left_out` and `sides`."""
        left_out = [one._asdict() for one in self.left_out]
        return {
            **{key: getattr(self.found, key) for key in self.found.__struct_fields__},
            "left_out": left_out,
            "sides": self.sides,
        }


def first_day(context: Context, *, since: str | None = None, weeks: int = USUAL_WEEKS) -> date:
    """The first day to look at: `since` as one types it, else so many weeks back.

    Raises ValueError with a line for the user.
    """
    now, ends = context.services.clock.now(), context.user.settings.day_ends_at
    if since is None:
        return weeks_back(day_at(now, ends), weeks)
    return day_at(parse_since(since, now, context.services.clock.zone, ends), ends)


def told(context: Context, since: date, *, notes: bool = False) -> Told:
    """Everything from a day on. Reads the whole history. Raises `StorageError` where it can't be read."""
    user, settings = context.user, context.user.settings
    page = context.services.history.all()
    if not page.known:
        raise StorageError(*page.problems)
    found = statistics(
        page.records,
        since,
        day_at(context.services.clock.now(), settings.day_ends_at),
        settings.goal.days_per_week,
        regions=user.catalogue.regions,
        day_ends_at=settings.day_ends_at,
        notes=notes,
        away=settings.away,
    )
    names = {region.id: region.name for region in user.catalogue.regions.values()}
    reasons = ((s.name, verdict(s, user.body, user.catalogue).avoid) for s in user.catalogue.stretches.values())
    left_out = tuple(LeftOut(name, " ".join(avoid)) for name, avoid in reasons if avoid)
    so_far = [record for record in page.records if record.started <= context.services.clock.now()]
    sides = side_by_side(so_far, since, settings.day_ends_at)
    return Told(found, names, left_out, sides, tuple(map(str, page.problems)))
