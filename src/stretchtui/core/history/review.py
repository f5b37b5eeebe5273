"""All figures of the review screen, worked out in one go from the sessions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.days import Days, Spans, best_streak, by_day, days_by_week
from stretchtui.core.history.regions import WINDOWS, Balance, balance
from stretchtui.core.history.sides import SideBySide, side_by_side
from stretchtui.core.history.tightness import TightnessEffect, effects
from stretchtui.core.history.totals import Glance, glance
from stretchtui.core.session.record import SessionRecord


class Review(Struct, frozen=True):
    """Figures over `records`, which are the newest first; all there are where `whole` is true."""

    records: tuple[SessionRecord, ...]
    today: date
    whole: bool
    glance: Glance
    best: int
    """The most weeks in a row that met the goal."""
    days: Days
    effects: tuple[TightnessEffect, ...]
    balance: Balance
    sides: Mapping[int, tuple[SideBySide, ...]] = {}
    """Left against right over each window of weeks."""


def review(
    records: Sequence[SessionRecord],
    catalogue: Catalogue,
    today: date,
    goal: int,
    *,
    day_ends_at: int = 0,
    whole: bool = True,
    now: datetime | None = None,
    away: Spans = (),
) -> Review:
    """Work everything out; the sessions come newest first. Those after `now` count for no figure of the week."""
    done = [record for record in records if now is None or record.started <= now]
    days = by_day(records, day_ends_at)
    also = {stretch.id: stretch.also for stretch in catalogue.stretches.values() if stretch.also}
    return Review(
        records=tuple(records),
        today=today,
        whole=whole,
        glance=glance(done, today, goal, day_ends_at=day_ends_at, whole=whole, away=away),
        best=best_streak(days_by_week(day for day in days if day <= today), goal, away),
        days=days,
        effects=effects(records, catalogue.regions),
        balance=balance(records, today, day_ends_at=day_ends_at, also=also),
        sides={w: side_by_side(done, today - timedelta(days=7 * w - 1), day_ends_at) for w in WINDOWS},
    )
