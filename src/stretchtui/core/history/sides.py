"""Left against right: what each side had of the stretches that are done side by side, and how it felt."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from stretchtui.core.history.days import day_of
from stretchtui.core.session.record import SessionRecord, SideRecord
from stretchtui.core.words import clock, plural

FEW = 3
"""Sessions with a stretch below which its sides are not compared: our choice."""


class SideTotal(Struct, frozen=True):
    """One side of a stretch over some sessions: repetitions, seconds, and sessions in which it felt hard or hurt."""

    done: int = 0
    seconds: int = 0
    hard: int = 0
    pain: int = 0

    def plus(self, side: SideRecord) -> "SideTotal":
        """With one more session."""
        return SideTotal(
            self.done + side.done,
            self.seconds + side.seconds,
            self.hard + (side.felt == "hard"),
            self.pain + (side.felt == "pain"),
        )


class SideBySide(Struct, frozen=True):
    """The two sides of a stretch, in `times` sessions that say what each had."""

    id: str
    name: str
    times: int
    left: SideTotal
    right: SideTotal

    @property
    def words(self) -> str:
        """What is to be said of them besides the seconds; empty where there is nothing."""
        parts = []
        for name, side in (("left", self.left), ("right", self.right)):
            if side.pain:
                parts.append(f"{name} hurt {plural(side.pain, 'time')}")
            if side.hard:
                parts.append(f"{name} hard {plural(side.hard, 'time')}")
        return ", ".join(parts)


def side_by_side(records: Iterable[SessionRecord], since: date, day_ends_at: int = 0) -> tuple[SideBySide, ...]:
    """The stretches that were done side by side from a day on, those with the most time first."""
    found: dict[str, SideBySide] = {}
    for record in records:
        if day_of(record, day_ends_at) < since:
            continue
        for part in record.stretches:
            if part.left is None or part.right is None:
                continue
            old = found.get(part.id, SideBySide(part.id, part.name, 0, SideTotal(), SideTotal()))
            new = (old.times + 1, old.left.plus(part.left), old.right.plus(part.right))
            found[part.id] = SideBySide(part.id, old.name, *new)
    return tuple(sorted(found.values(), key=lambda one: -(one.left.seconds + one.right.seconds)))


def compared(found: Iterable[SideBySide]) -> tuple[SideBySide, ...]:
    """Those with enough sessions to be compared."""
    return tuple(one for one in found if one.times >= FEW)


def side_lines(found: Iterable[SideBySide]) -> tuple[str, ...]:
    """A line a stretch: `Chair hamstring: left 12:30, right 11:20; right hard 3 times`."""
    lines = []
    for one in compared(found):
        said = f"; {one.words}" if one.words else ""
        lines.append(f"{one.name}: left {clock(one.left.seconds)}, right {clock(one.right.seconds)}{said}")
    return tuple(lines)
