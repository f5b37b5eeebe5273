"""A desk break: a few minutes of what is due and can be done on or beside the chair."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from msgspec import Struct, structs

from stretchtui.core.care.conditions import Body, movements_first, overall, suggestible, verdict
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.history.recency import Past, done_today, past_of, reason, recency, region_recency
from stretchtui.core.session.fit import Ladder, fit, ladder
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for
from stretchtui.core.session.record import BREAKS, DESK_BREAK, SessionRecord
from stretchtui.core.words import clock, listed, plural

ROUTINE = DESK_BREAK

ALWAYS = frozenset({"neck", "upper-back"})
"""Regions of which one is in every break: they suffer first from a screen."""

TYPING, SCREEN_REGIONS = "desk-worker", frozenset({"wrists-hands", "jaw-eyes"})
"""Who sits at a desk has hands and eyes first, once a day; for the rest of it they are due like all others."""

OVER = 10
"""Seconds by which a break may pass its minutes at the most."""

LONGEST = 30
"""Minutes of the longest break."""

SHARE = 45
"""Seconds for which a break takes in one stretch."""

CHANGE_BODY = "What you said of your body: {key:body} in the app, or [body] in settings.toml."


class Wish(Struct, frozen=True):
    """What the user asks of a break: `regions` (none means all), only `standing` stretches, others `left_out`.

    `shuffles` counts how often another set was asked for. `kept` are the stretches that stay, in their order, with None
    for the one that another takes the place of; `swapped` are those that were changed for others, until the next
    shuffle. `routine` is what the history will call it, `seconds` its length where that is known better than in
    minutes, else 0.
    """

    minutes: int = 3
    regions: tuple[str, ...] = ()
    standing: bool = False
    left_out: frozenset[str] = frozenset()
    shuffles: int = 0
    kept: tuple[str | None, ...] = ()
    swapped: frozenset[str] = frozenset()
    seconds: int = 0
    routine: str = DESK_BREAK

    @property
    def length(self) -> int:
        """Seconds that are asked for."""
        return self.seconds or self.minutes * 60

    def shuffled(self) -> "Wish":
        """Another set of stretches."""
        return structs.replace(self, shuffles=self.shuffles + 1, kept=(), swapped=frozenset())

    def without(self, stretch: str) -> "Wish":
        """The same without one stretch."""
        return structs.replace(self, left_out=self.left_out | {stretch}, kept=())

    def swapping(self, stretch: str, of: "DeskBreak") -> "Wish":
        """The same break, with another in the place of one stretch of it."""
        kept = tuple(None if pick.stretch.id == stretch else pick.stretch.id for pick in of.picks)
        return structs.replace(self, swapped=self.swapped | {stretch}, kept=kept)

    def longer(self, minutes: int) -> "Wish":
        """So many minutes longer, or shorter; the same where it can't be."""
        wanted = min(LONGEST, max(1, round(self.length / 60) + minutes))
        if wanted * 60 == self.length:
            return self
        return structs.replace(self, minutes=wanted, seconds=0, kept=())

    def turned(self) -> "Wish":
        """Standing alone, or on the chair as well."""
        return structs.replace(self, standing=not self.standing, kept=())


class User(Struct, frozen=True):
    """What a break heeds of the user's settings."""

    conditions: tuple[str, ...] = ()
    timing: Timing = Timing()
    doses: Mapping[str, Dose] = {}
    day_ends_at: int = 0
    acute: bool = False
    flare_up: bool = False
    allowed: tuple[str, ...] = ()
    taken_back: Mapping[str, datetime] = {}
    """Stretches whose pain does not count any more, up to a moment."""
    chairs_first: bool = False
    """Prefer what is done sitting, where it makes no other difference."""

    @property
    def body(self) -> Body:
        """What care goes by."""
        return Body(self.conditions, self.acute, self.flare_up, self.allowed)


class Pick(Struct, frozen=True):
    """One stretch of a break: its dose, the `reason` why it is in it, and how to do it where it wants `care`."""

    stretch: Stretch
    entry: PlannedStretch
    reason: str
    care: tuple[str, ...] = ()


class DeskBreak(Struct, frozen=True):
    """A break, in the order in which it is done. Where nothing is possible `plan` is none: `why`, and `remedy`."""

    picks: tuple[Pick, ...] = ()
    plan: Plan | None = None
    why: str = ""
    remedy: str = ""

    @property
    def ids(self) -> frozenset[str]:
        """The stretches in it."""
        return frozenset(pick.stretch.id for pick in self.picks)


def compose(
    catalogue: Catalogue,
    records: Collection[SessionRecord],
    wish: Wish,
    now: datetime,
    user: User = User(),  # noqa: B008 - frozen
    *,
    whole: bool = True,
) -> DeskBreak:
    """The break that is due; the same for the same arguments.

    `records` are the newest sessions in any order, all there are where `whole`. Only stretches at the desk that care
    allows to suggest and that did not hurt lately; the least recently done first; the neck or upper back in it where
    one is possible; not the stretches of the break before, while there are others. It takes `OVER` seconds more
    than its minutes at the most, with doses lowered within their range where they must be.
    """
    past = past_of(records, now, whole=whole, day_ends_at=user.day_ends_at, taken_back=user.taken_back)
    sieve = _sift(catalogue, past, wish, user)
    if not sieve.left:
        return DeskBreak(why=sieve.why, remedy=sieve.remedy)
    limit = wish.length + OVER
    timing = _fitting_timing(sieve.left, wish, user, limit)
    ladders = {s.id: ladder(s, user.doses.get(s.id), timing) for s in sieve.left}
    possible = [s for s in sieve.left if ladders[s.id].least <= limit]
    if not possible:
        return _too_short(wish, min(one.least for one in ladders.values()))
    chosen = _Chooser(possible, ladders, past, wish, limit, user=user, now=now).choose(_stretches_before(records))
    entries = fit([ladders[stretch.id] for stretch in chosen], limit) or ()
    picks = tuple(
        Pick(
            stretch,
            entry,
            _reason(stretch, past, catalogue, now, first=entry is entries[0] and not wish.regions),
            verdict(stretch, user.body, catalogue).care,
        )
        for stretch, entry in zip(chosen, entries, strict=True)
    )
    ordered = _in_order(picks, user.body)
    return DeskBreak(ordered, plan_for([pick.entry for pick in ordered], timing, wish.routine))


class _Chooser:
    """Chooses the stretches of a break among those that are possible."""

    def __init__(
        self,
        possible: list[Stretch],
        ladders: Mapping[str, Ladder],
        past: Past,
        wish: Wish,
        limit: float,
        *,
        user: User,
        now: datetime,
    ) -> None:
        self._body, self._chairs_first, self._now = user.body, user.chairs_first, now
        self._possible, self._ladders, self._past, self._wish, self._limit = possible, ladders, past, wish, limit
        self._most = max(2, round(wish.length / SHARE))
        self._shown: dict[str, int] = {}

    def choose(self, before: frozenset[str]) -> list[Stretch]:
        """The stretches, in the order in which they were chosen, after as many shuffles as were asked for."""
        if self._wish.kept:
            return self._swapped()
        chosen = self._unlike(before)
        for shuffle in range(1, self._wish.shuffles + 1):
            ids = frozenset(stretch.id for stretch in chosen)
            self._shown |= dict.fromkeys(ids, shuffle)
            chosen = self._unlike(ids)
        return chosen

    def _swapped(self) -> list[Stretch]:
        """Those that are kept, and the first by rank that fits in the place of the one that is not.

        It is one of the neck or upper back where none is left otherwise.
        """
        known = {stretch.id: stretch for stretch in self._possible}
        kept = [known[name] for name in self._wish.kept if name in known]
        seconds = sum(self._ladders[stretch.id].least for stretch in kept)
        free = [s for s in self._possible if s not in kept and seconds + self._ladders[s.id].least <= self._limit]
        if not any(map(self._is_anchor, kept)):
            free = [s for s in free if self._is_anchor(s)] or free
        if not free:
            return kept
        at = min(self._wish.kept.index(None), len(kept)) if None in self._wish.kept else len(kept)
        return [*kept[:at], min(free, key=lambda s: self._rank(s, kept)), *kept[at:]]

    def _unlike(self, before: frozenset[str]) -> list[Stretch]:
        """What is due, but not the same stretches as before, if anything else is possible."""
        chosen = self._due()
        if {s.id for s in chosen} != before or not {s.id for s in self._possible} - before:
            return chosen
        anchored = any(map(self._is_anchor, chosen))
        others = [self._due(without=stretch.id) for stretch in reversed(chosen)]
        others = [other for other in others if other and any(map(self._is_anchor, other)) == anchored]
        fresh = (other for other in others if not {s.id for s in other} <= before)
        return next(fresh, others[0] if others else chosen)

    def _due(self, without: str | None = None) -> list[Stretch]:
        """The first by rank, one of the neck or upper back before all others; then whatever still fits."""
        left = [s for s in self._possible if s.id != without]
        chosen: list[Stretch] = []
        seconds = 0.0
        while len(chosen) < self._most:
            fitting = [s for s in left if seconds + self._ladders[s.id].least <= self._limit]
            if not chosen:
                fitting = [s for s in fitting if self._is_anchor(s)] or fitting
            if not fitting:
                break
            nearest = min(fitting, key=lambda s: self._rank(s, chosen))
            left.remove(nearest)
            chosen.append(nearest)
            seconds += self._ladders[nearest.id].least
        return chosen

    def _rank(self, stretch: Stretch, chosen: list[Stretch]) -> tuple[float, ...]:
        """Not yet shown, of the regions asked for, hands and eyes of a desk's, then the least recently done.

        Among equals other regions come first, and short ones.
        """
        return (
            self._shown.get(stretch.id, 0),
            bool(self._wish.regions) and stretch.region not in self._wish.regions,
            movements_first(stretch, self._body),
            self._chairs_first and stretch.position != "chair",
            not self._is_for_screens(stretch, chosen),
            recency(stretch, self._past),
            sum(other.region == stretch.region for other in chosen),
            region_recency(stretch, self._past),
            self._ladders[stretch.id].least,
        )

    def _is_for_screens(self, stretch: Stretch, chosen: list[Stretch]) -> bool:
        """True for hands and eyes of someone at a desk for which nothing was done today, nor is in this break."""
        if TYPING not in self._body.conditions or stretch.region not in SCREEN_REGIONS:
            return False
        return not any(s.region == stretch.region for s in chosen) and not done_today(stretch, self._past, self._now)

    def _is_anchor(self, stretch: Stretch) -> bool:
        return not self._wish.regions and stretch.region in ALWAYS


class _Sieve(Struct, frozen=True):
    """The stretches that are left, or why none is, and what helps."""

    left: tuple[Stretch, ...] = ()
    why: str = ""
    remedy: str = ""


def _sift(catalogue: Catalogue, past: Past, wish: Wish, user: User) -> _Sieve:
    """What may be in a break at all; the first rule that leaves nothing says so."""
    here = tuple(s for s in catalogue.stretches.values() if s.at_desk)
    if wish.standing:
        here = tuple(s for s in here if s.position == "standing")
    if wish.regions:
        here = tuple(s for s in here if any(region in wish.regions for region in s.regions))
    if not here:
        return _Sieve((), *_nothing_here(catalogue, wish))
    allowed = tuple(s for s in here if suggestible(s, user.body, catalogue))
    if not allowed:
        return _Sieve(
            why=_against_all(here, user, catalogue),
            remedy=f"Walk about for some minutes instead{_widen(wish)}. {CHANGE_BODY}",
        )
    painless = tuple(s for s in allowed if s.id not in past.painful)
    if not painless:
        return _Sieve(
            why=f"{_count(len(allowed))} hurt in the last 7 days.",
            remedy=f"Give it rest and walk about for some minutes{_widen(wish)}. If pain stays, have it looked at.",
        )
    left = tuple(s for s in painless if s.id not in wish.left_out and s.id not in wish.swapped)
    if not left:
        return _Sieve(why="You left out all that is possible now.", remedy="{key:shuffle} brings it back.")
    return _Sieve(left)


def _against_all(here: Iterable[Stretch], user: User, catalogue: Catalogue) -> str:
    if why := overall(user.body, catalogue):
        return why
    speaking = [c for c in user.conditions if any(c in (*s.avoid_if, *s.care_if) for s in here)]
    names = (catalogue.conditions[c].name.lower() if c in catalogue.conditions else c for c in speaking)
    return f"Your conditions speak against all of it: {listed(names)}."


def _nothing_here(catalogue: Catalogue, wish: Wish) -> tuple[str, str]:
    where = "standing at the desk" if wish.standing else "at the desk"
    names = listed((catalogue.region_name(region).lower() for region in wish.regions), "or")
    why = f"There is no stretch{f' for the {names}' if names else ''} that can be done {where}."
    remedy = "Ask for another region" if wish.regions else "Add a stretch of your own to the catalogue"
    return why, f"{remedy}{', or sit down' if wish.standing else ''}."


def _widen(wish: Wish) -> str:
    if wish.regions:
        return ", or ask for another region"
    return ", or sit down" if wish.standing else ""


def _count(number: int) -> str:
    return "The only stretch that is possible here" if number == 1 else f"All {number} stretches possible here"


def _too_short(wish: Wish, least: float) -> DeskBreak:
    enough = -(-(int(least) - OVER) // 60)
    return DeskBreak(
        why=f"Nothing fits into {plural(wish.minutes, 'minute')}: the shortest takes {clock(least)}.",
        remedy=f"Take {plural(enough, 'minute')} (--minutes {enough}).",
    )


def _fitting_timing(left: Iterable[Stretch], wish: Wish, user: User, limit: float) -> Timing:
    """The user's waits; no longer than usual where with longer ones not even one stretch would fit that should."""
    needed = [s for s in left if not wish.regions and s.region in ALWAYS] or list(left)
    if any(ladder(s, user.doses.get(s.id), user.timing).least <= limit for s in needed):
        return user.timing
    own, usual = user.timing, Timing()
    return Timing(min(own.ready, usual.ready), min(own.rest, usual.rest), min(own.switch, usual.switch))


def _stretches_before(records: Collection[SessionRecord]) -> frozenset[str]:
    """The stretches of the last break, or of the last session where no break is known."""
    breaks = [r for r in records if r.routine in BREAKS and r.stretches] or [r for r in records if r.stretches]
    last = max(breaks, key=lambda record: record.started, default=None)
    return frozenset(s.id for s in last.stretches) if last else frozenset()


def _reason(stretch: Stretch, past: Past, catalogue: Catalogue, now: datetime, *, first: bool) -> str:
    if first and stretch.region in ALWAYS and done_today(stretch, past, now):
        return f"{catalogue.region_name(stretch.region)}: in every break"
    return reason(stretch, past, catalogue, now)


def _in_order(picks: tuple[Pick, ...], body: Body) -> tuple[Pick, ...]:
    """As chosen, but one gets up or sits down once at the most, and what is moved comes before what is held."""
    position = picks[0].stretch.position
    return tuple(
        sorted(picks, key=lambda pick: (pick.stretch.position != position, movements_first(pick.stretch, body)))
    )
