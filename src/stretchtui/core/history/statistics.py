"""Statistics of a span of days: what the review screen knows, as numbers for `stats` and the report.

Everything that both show is worked out by the functions of the review screen (`day_of`, `effects`, `weeks_met`), so
the numbers cannot differ.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from stretchtui.core.history.days import WEEK, Spans, best_streak, day_at, day_of, days_by_week, week_of, weeks_met
from stretchtui.core.history.tightness import TightnessEffect, clear, effects, mean, spread
from stretchtui.core.session.record import SessionRecord


class Week(Struct, frozen=True):
    """One week, by its `monday`: sessions, different days with one, seconds in holds and movements."""

    monday: date
    sessions: int
    days: int
    seconds: int


class RegionTotal(Struct, frozen=True):
    """What was done for a region: sessions that reached it, and seconds of its own stretches."""

    region: str
    sessions: int
    seconds: int


class StretchTotal(Struct, frozen=True):
    """One stretch: how often, repetitions `done` of those `planned` (both sides counted), seconds, marks of pain."""

    id: str
    name: str
    sessions: int
    done: int
    planned: int
    seconds: int
    pain: int


class TightnessTotal(Struct, frozen=True):
    """Tightness of the sessions scored before and after, all of them or those of one `region`; 0 loose to 10.

    Means, `change` being after minus before (below 0 is looser) and `spread` its standard deviation, None for fewer
    than two; `certain` where it is further from 0 than chance alone would explain; `first` and `last` are the means
    before a session in the first and the last half of them, None for fewer than four.
    """

    region: str | None
    sessions: int
    before: float
    after: float
    change: float
    spread: float | None
    certain: bool
    first: float | None
    last: float | None


class ScoredDay(Struct, frozen=True):
    """The means of tightness before and after over the sessions of a day that were scored both times."""

    day: date
    before: float
    after: float


class PainMark(Struct, frozen=True):
    """A stretch that was said to hurt, and on which day."""

    day: date
    id: str
    name: str


class Note(Struct, frozen=True):
    """What the user wrote of a session."""

    day: date
    text: str


class Statistics(Struct, frozen=True):
    """Numbers of the days from `since` to `until`, both included.

    `seconds` were spent in holds and movements; `done` of `planned` count repetitions. `goal_days` is the user's goal
    a week, `goal_weeks` how many weeks met it; `streak` such weeks in a row to the last one, `best` the most there
    were. Weeks are in order, the others by what is most.
    """

    since: date
    until: date
    sessions: int
    days: int
    seconds: int
    outcomes: Mapping[str, int]
    done: int
    planned: int
    goal_days: int
    goal_weeks: int
    streak: int
    best: int
    weeks: tuple[Week, ...] = ()
    regions: tuple[RegionTotal, ...] = ()
    stretches: tuple[StretchTotal, ...] = ()
    tightness: tuple[TightnessTotal, ...] = ()
    scored: tuple[ScoredDay, ...] = ()
    pain: tuple[PainMark, ...] = ()
    notes: tuple[Note, ...] = ()


def statistics(
    records: Iterable[SessionRecord],
    since: date,
    until: date,
    goal: int,
    *,
    regions: Collection[str] = (),
    day_ends_at: int = 0,
    notes: bool = False,
    away: Spans = (),
) -> Statistics:
    """Work out the numbers of the sessions (in any order) that fall into the span.

    `regions` gives the order in which those scored are told; `notes` are only taken where they are asked for; weeks in
    which the user was `away` break no row of weeks.
    """
    days: dict[date, list[SessionRecord]] = {}
    some: list[SessionRecord] = []
    for record in records:
        if since <= (day := day_of(record, day_ends_at)) <= until:
            days.setdefault(day, []).append(record)
            some.append(record)
    sums = _Sums()
    for day in sorted(days):
        sums.add(day, days[day])
    counts = days_by_week(days)
    scored = effects(some, regions)
    return Statistics(
        since=since,
        until=until,
        sessions=len(some),
        days=len(days),
        seconds=sum(record.seconds for record in some),
        outcomes=dict(Counter(record.outcome for record in some)),
        done=sum(total.done for total in sums.stretches.values()),
        planned=sum(total.planned for total in sums.stretches.values()),
        goal_days=goal,
        goal_weeks=sum(count >= goal for count in counts.values()),
        streak=weeks_met(counts, week_of(until), goal, away)[0],
        best=best_streak(counts, goal, away),
        weeks=_weeks(days, since, until),
        regions=sums.region_totals(),
        stretches=sums.stretch_totals(),
        tightness=tuple(tightness_total(effect) for effect in scored if effect.changes),
        scored=_scored(scored[0], day_ends_at),
        pain=tuple(sums.pain),
        notes=tuple(Note(day, r.note) for day in sorted(days) for r in days[day] if r.note) if notes else (),
    )


class _Sum:
    """The sums of one stretch."""

    __slots__ = ("done", "name", "pain", "planned", "seconds", "sessions")

    def __init__(self, name: str) -> None:
        self.name = name
        self.sessions = self.done = self.planned = self.seconds = self.pain = 0


class _Sums:
    """Sums over regions and stretches, taken in one walk over the days in order."""

    def __init__(self) -> None:
        self.stretches: dict[str, _Sum] = {}
        self.pain: list[PainMark] = []
        self._sessions: Counter[str] = Counter()
        self._seconds: Counter[str] = Counter()

    def add(self, day: date, sessions: Iterable[SessionRecord]) -> None:
        for record in sessions:
            reached = set()
            for part in record.stretches:
                reached.add(part.region)
                self._seconds[part.region] += part.seconds
                total = self.stretches.get(part.id)
                if total is None:
                    total = self.stretches[part.id] = _Sum(part.name)
                total.name = part.name
                total.sessions += 1
                total.done += part.done
                total.planned += part.planned
                total.seconds += part.seconds
                if part.felt == "pain":
                    total.pain += 1
                    self.pain.append(PainMark(day, part.id, part.name))
            self._sessions.update(reached)

    def region_totals(self) -> tuple[RegionTotal, ...]:
        found = [RegionTotal(region, count, self._seconds[region]) for region, count in self._sessions.items()]
        return tuple(sorted(found, key=lambda one: (-one.seconds, one.region)))

    def stretch_totals(self) -> tuple[StretchTotal, ...]:
        """Each stretch by its id, with the name it had last; the one done longest first."""
        found = [
            StretchTotal(name, s.name, s.sessions, s.done, s.planned, s.seconds, s.pain)
            for name, s in self.stretches.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.seconds, one.id)))


def tightness_total(effect: TightnessEffect) -> TightnessTotal:
    """The numbers of the changes of one region, or of all; there must be at least one."""
    changes = effect.changes
    differences = [c.after - c.before for c in changes]
    half = len(changes) // 2
    halves = (changes[:half], changes[-half:]) if half >= 2 else None
    return TightnessTotal(
        region=effect.region,
        sessions=len(changes),
        before=mean([c.before for c in changes]),
        after=mean([c.after for c in changes]),
        change=effect.mean,
        spread=spread(differences) if len(differences) > 1 else None,
        certain=clear(differences),
        first=mean(c.before for c in halves[0]) if halves else None,
        last=mean(c.before for c in halves[1]) if halves else None,
    )


def _weeks(days: Mapping[date, Sequence[SessionRecord]], since: date, until: date) -> tuple[Week, ...]:
    """Every week of the span, also those without a session."""
    found = {}
    monday = week_of(since)
    while monday <= until:
        found[monday] = Week(monday, 0, 0, 0)
        monday += WEEK
    for day, sessions in days.items():
        week = found[week_of(day)]
        seconds = week.seconds + sum(session.seconds for session in sessions)
        found[week.monday] = Week(week.monday, week.sessions + len(sessions), week.days + 1, seconds)
    return tuple(found.values())


def _scored(effect: TightnessEffect, day_ends_at: int) -> tuple[ScoredDay, ...]:
    """The means of each day with a session that was scored twice, in order."""
    days: dict[date, list[tuple[int, int]]] = {}
    for change in effect.changes:
        days.setdefault(day_at(change.started, day_ends_at), []).append((change.before, change.after))
    return tuple(
        ScoredDay(day, sum(before for before, _ in some) / len(some), sum(after for _, after in some) / len(some))
        for day, some in sorted(days.items())
    )


def weeks_back(today: date, weeks: int) -> date:
    """The first day of a span of so many weeks that ends today."""
    return today - timedelta(weeks=weeks) + timedelta(days=1)
