"""What to do next after a session, from the history."""

from collections.abc import Collection, Mapping
from datetime import datetime

from stretchtui.core.care.conditions import Body, suggestible
from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.recency import past_of, reason, recency, region_recency
from stretchtui.core.session.record import SessionRecord


def next_step(
    done: SessionRecord,
    before: Collection[SessionRecord],
    now: datetime,
    catalogue: Catalogue,
    body: Body,
    *,
    whole: bool = True,
    day_ends_at: int = 0,
    taken_back: Mapping[str, datetime] | None = None,
) -> str:
    """One line: the region that has waited longest, with a stretch for it; or what to do after pain.

    `before` are the sessions before this one, `whole` tells whether these are all. Empty where nothing may be
    suggested.
    """
    if any(stretch.felt == "pain" for stretch in done.stretches):
        return "Next: rest what hurts. Pain that stays is a reason to stop, and to ask."
    past = past_of([done, *before], now, whole=whole, day_ends_at=day_ends_at, taken_back=taken_back)
    reached = set(done.regions)
    left = [
        stretch
        for stretch in catalogue.stretches.values()
        if stretch.region not in reached and suggestible(stretch, body, catalogue, past.painful)
    ]
    if not left:
        return ""
    due = min(left, key=lambda stretch: (region_recency(stretch, past), recency(stretch, past)))
    return f"Next time: {due.name}. {reason(due, past, catalogue, now)}."
