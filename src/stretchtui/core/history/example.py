"""A made-up history, to show what the pages of the review will look like before there is anything of one's own."""

from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness

DAYS = 370
ROUTINES = ("daily-back", "desk-break")
HOURS = (9, 10, 15, 20)


def example_sessions(catalogue: Catalogue, today: date) -> tuple[SessionRecord, ...]:
    """A year of it, the newest first: most working days, looser after than before, another region each time."""
    regions = tuple(catalogue.regions)
    some = [next(s for s in catalogue.stretches.values() if s.region == region) for region in regions]
    found = []
    for back in range(1, DAYS):
        day = today - timedelta(days=back)
        chance = _scattered(back)
        if not _is_done(day, back, chance):
            continue
        for number in range(1 + (chance % 3 == 0)):
            hour = HOURS[(chance // 7 + number) % len(HOURS)]
            stretches = tuple(
                StretchRecord(one.id, one.name, one.region, 4, 4, 60 + 60 * ((chance // 11 + at) % 5))
                for at, one in enumerate((some * 2)[chance % len(some) : chance % len(some) + 1 + chance // 13 % 5])
            )
            before = 3 + chance // 17 % 4
            found.append(
                SessionRecord(
                    id=f"example-{back}-{number}",
                    started=datetime(day.year, day.month, day.day, hour, chance % 60, tzinfo=UTC),
                    seconds=sum(stretch.seconds for stretch in stretches),
                    outcome="completed",
                    stretches=stretches,
                    routine=next((r for r in ROUTINES[(chance + number) % 2 :] if r in catalogue.routines), None),
                    tightness=Tightness(before, max(0, before - 1 - chance // 19 % 2)),
                )
            )
    return tuple(sorted(found, key=lambda record: record.started, reverse=True))


def _is_done(day: date, back: int, chance: int) -> bool:
    """Four days of five, now and then one of a weekend, and a week away in the summer."""
    if 130 < back < 140:
        return False
    return chance % 5 != 0 if day.weekday() < 5 else chance % 6 == 0


def _scattered(number: int) -> int:
    """A number without a pattern, always the same for the same number."""
    return crc32(str(number).encode())
