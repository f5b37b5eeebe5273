"""What a history says: figures over records of sessions."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from stretchtui.core.record import SessionRecord


class OwnRecord(Struct, frozen=True):
    """What the user did of one stretch: how many times, and when last."""

    times: int
    last: datetime

    def last_words(self, now: datetime) -> str:
        """When last, in words: "today", "yesterday", "5 days ago"."""
        days = (now.date() - self.last.date()).days
        return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def own_record(stretch: str, records: Iterable[SessionRecord]) -> OwnRecord | None:
    """What the user did of a stretch (its id); none if nothing of it was ever done."""
    times = [r.started for r in records if any(s.id == stretch and (s.done or s.seconds) for s in r.stretches)]
    return OwnRecord(len(times), max(times)) if times else None
