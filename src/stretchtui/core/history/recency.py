"""Ranks stretches and regions by when they were last done, without those that hurt lately, and words the reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.history.days import day_at
from stretchtui.core.session.record import BREAKS, SessionRecord

MOST_RECENT = 20
"""Entries that are told as done lately."""

PAIN_REST = timedelta(days=7)
"""How long a stretch that hurt is not suggested."""


class Past(Struct, frozen=True):
    """When each stretch and each region was done last, and which stretches were `painful` lately.

    `whole` is false where older sessions were not read. A night's hours up to `day_ends_at` belong to the day before.
    """

    stretches: Mapping[str, datetime] = {}
    regions: Mapping[str, datetime] = {}
    painful: frozenset[str] = frozenset()
    whole: bool = True
    day_ends_at: int = 0

    def days(self, then: datetime, now: datetime) -> int:
        """Days from one local date to another, each by its own offset; none is less than 0."""
        return max(0, (day_at(now, self.day_ends_at) - day_at(then, self.day_ends_at)).days)


def past_of(
    records: Iterable[SessionRecord],
    now: datetime,
    *,
    whole: bool = True,
    day_ends_at: int = 0,
    taken_back: Mapping[str, datetime] | None = None,
) -> Past:
    """What the sessions of a history, in any order, say about the stretches and regions in them.

    `taken_back` are stretches whose pain, up to that moment, the user does not want to count any more.
    """
    forgiven = taken_back or {}
    stretches: dict[str, datetime] = {}
    regions: dict[str, datetime] = {}
    painful = set()
    for record in records:
        if record.started > now:  # a clock was wrong
            continue
        for part in record.stretches:
            if part.felt == "pain" and record.started >= now - PAIN_REST:
                over = forgiven.get(part.id)
                if over is None or record.started > over:
                    painful.add(part.id)
            if part.done or part.seconds:
                for last, key in ((stretches, part.id), (regions, part.region)):
                    last[key] = max(record.started, last.get(key, record.started))
    return Past(stretches, regions, frozenset(painful), whole, day_ends_at)


def recency(stretch: Stretch, past: Past) -> float:
    """A number to sort by: the stretch done least recently first, one that never was before all others."""
    return _moment(past.stretches.get(stretch.id))


def region_recency(stretch: Stretch, past: Past) -> float:
    """The same for the region of a stretch."""
    return _moment(past.regions.get(stretch.region))


def reason(stretch: Stretch, past: Past, catalogue: Catalogue, now: datetime) -> str:
    """Why a stretch is due, in words: `Mid back: not for 6 days`, `Neck: never done yet`."""
    return f"{catalogue.region_name(stretch.region)}: {_since(stretch, past, now)}"


def done_today(stretch: Stretch, past: Past, now: datetime) -> bool:
    """True if something was done for the region of a stretch today."""
    last = past.regions.get(stretch.region)
    return last is not None and past.days(last, now) == 0


def _since(stretch: Stretch, past: Past, now: datetime) -> str:
    region, own = past.regions.get(stretch.region), past.stretches.get(stretch.id)
    never = "never done yet" if past.whole else "not for a long time"
    if region is None:
        return never if own is None else _ago(past.days(own, now), own)
    if days := past.days(region, now):
        return _ago(days, region)
    return f"this one {never if own is None else _ago(past.days(own, now), own)}"


def _ago(days: int, last: datetime) -> str:
    if days == 0:
        return f"today at {last:%H:%M}"
    return "not since yesterday" if days == 1 else f"not for {days} days"


def _moment(last: datetime | None) -> float:
    return float("-inf") if last is None else last.timestamp()


def recently_done(records: Iterable[SessionRecord], catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of what was done lately, of sessions newest first: a routine by its own, else its stretches."""
    found: dict[str, None] = {}
    for record in records:
        known = record.routine in catalogue.routines and record.routine not in BREAKS
        ids = [record.routine] if known else [s.id for s in record.stretches if s.done or s.seconds]
        found |= dict.fromkeys(name for name in ids if name)
        if len(found) >= MOST_RECENT:
            break
    return tuple(found)[:MOST_RECENT]
