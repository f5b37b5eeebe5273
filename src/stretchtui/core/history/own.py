"""What the user did of each stretch: how many times, when last, how much looser it left; a small chart of that."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from stretchtui.core.history.days import day_at
from stretchtui.core.history.tightness import clear
from stretchtui.core.session.record import SessionRecord

POINTS = 8
"""Sessions that the chart shows, the newest ones."""

BARS = "▁▂▃▄▅▆▇█"
FULL = 5
"""Points of 10 that it became looser by for a whole bar; less than nothing has the least."""


class OwnStretch(Struct, frozen=True):
    """Sessions with a stretch: how many `times`, the `last` one, and by how many points of 10 it was looser after each.

    `looser` has those that were scored before and after, the oldest first; below 0 is tighter.
    """

    times: int
    last: datetime
    looser: tuple[int, ...] = ()

    def days(self, now: datetime, day_ends_at: int = 0) -> int:
        """Days since the last time, by the local date of each; none is less than 0."""
        return max(0, (day_at(now, day_ends_at) - day_at(self.last, day_ends_at)).days)

    @property
    def chart(self) -> str:
        """A bar for each of the newest scored sessions; empty for fewer than two."""
        some = self.looser[-POINTS:]
        return spark(some) if len(some) > 1 else ""

    @property
    def effect(self) -> str:
        """The mean effect, `1.5 looser`, where there are enough sessions that it is more than chance."""
        if not clear(self.looser):
            return ""
        mean = sum(self.looser) / len(self.looser)
        return f"{abs(mean):.1f} {'looser' if mean > 0 else 'tighter'}"


def own_stretches(records: Iterable[SessionRecord], now: datetime) -> dict[str, OwnStretch]:
    """What was done of each stretch, by id, in sessions of any order until now; each session counts once."""
    times: dict[str, list[SessionRecord]] = {}
    for record in records:
        if record.started <= now:
            for name in {part.id for part in record.stretches if part.done or part.seconds}:
                times.setdefault(name, []).append(record)
    return {name: _own(some) for name, some in times.items()}


def spark(values: Sequence[float]) -> str:
    """A bar for each value: the least for none or less, a whole one for `FULL` or more."""
    return "".join(BARS[max(0, min(len(BARS) - 1, round(value / FULL * (len(BARS) - 1))))] for value in values)


def _own(records: list[SessionRecord]) -> OwnStretch:
    records.sort(key=lambda record: record.started.timestamp())
    scored = (r.tightness for r in records if r.tightness)
    looser = tuple(t.before - t.after for t in scored if t.before is not None and t.after is not None)
    return OwnStretch(len(records), records[-1].started, looser)
