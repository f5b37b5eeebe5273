"""What the history says of how stretches felt: a dose to change, pain to heed, a doctor to see.

All of it is derived from the sessions; nothing is remembered elsewhere. An offer that was refused comes again only
after as many marks more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Stretch
from stretchtui.core.history.recency import PAIN_REST
from stretchtui.core.session.record import Felt, SessionRecord, StretchRecord
from stretchtui.core.words import plural

FELT: tuple[Felt, ...] = ("easy", "right", "hard", "pain")
"""What one can say of a stretch, in the order of the keys 1 to 4."""

EASY_TIMES, HARD_TIMES = 3, 2
"""Marks in a row after which one repetition more, or one fewer, is offered."""

PAINFUL, PAIN_TIMES = timedelta(days=14), 2
"""So many times within this long, and a physiotherapist should be asked."""

STIFF = 7
"""Tightness, of 10, from which on a session counts as one of a stiff back: our choice."""

LONG = timedelta(weeks=3)
"""Stiffness or pain that goes on for longer is to be discussed with a doctor (qa: three to four weeks)."""

STEADY = timedelta(days=10)
"""Days without a sign after which stiffness or pain counts as over: our choice."""


class Offer(Struct, frozen=True):
    """Another dose for a stretch, and why it is offered."""

    stretch: Stretch
    dose: Dose
    reason: str
    question: str


class Hurt(Struct, frozen=True):
    """A stretch that hurt lately: when last, and how often within `PAINFUL`."""

    last: datetime
    times: int

    @property
    def again_from(self) -> date:
        """The day from which on it may be suggested again."""
        return (self.last + PAIN_REST).date()

    @property
    def ask(self) -> bool:
        """True if a physiotherapist should be asked."""
        return self.times >= PAIN_TIMES


def offer_for(stretch: Stretch, dose: Dose, records: Iterable[SessionRecord]) -> Offer | None:
    """The dose to offer after the newest session, of sessions newest first; none where nothing is to be changed.

    Counted are marks at the user's own `dose`: those of a routine with another dose say nothing of it.
    """
    marks = list(_marks(stretch.id, records))
    if not marks or not marks[0].felt:
        return None
    sides = 2 if stretch.sides == "each" else 1
    newest = marks[0].felt
    times = _in_a_row(marks, newest, dose.reps, sides)
    if newest == "easy" and times and times % EASY_TIMES == 0:
        return _changed(stretch, dose, 1, f"{stretch.name} felt easy {plural(times, 'time')} in a row.")
    if newest == "hard" and times and times % HARD_TIMES == 0:
        return _changed(stretch, dose, -1, f"{stretch.name} felt hard {plural(times, 'time')} in a row.")
    return None


def hurt(
    stretch: str, records: Iterable[SessionRecord], now: datetime, taken_back: datetime | None = None
) -> Hurt | None:
    """What the pain in a stretch (its id) says, if it hurt within 7 days and after what was `taken_back`, if it was."""
    times = [r.started for r in records if any(s.id == stretch and s.felt == "pain" for s in r.stretches)]
    times = [time for time in times if taken_back is None or time > taken_back]
    lately = [time for time in times if now - PAINFUL <= time <= now]
    if not lately or max(lately) < now - PAIN_REST:
        return None
    return Hurt(max(lately), len(lately))


def hurt_lately(
    records: Iterable[SessionRecord], now: datetime, taken_back: Mapping[str, datetime] | None = None
) -> dict[str, Hurt]:
    """All stretches, by id, that hurt within 7 days, but for those whose pain was taken back since."""
    records = [r for r in records if any(s.felt == "pain" for s in r.stretches)]
    ids = {s.id for r in records for s in r.stretches if s.felt == "pain"}
    return {name: found for name in sorted(ids) if (found := hurt(name, records, now, (taken_back or {}).get(name)))}


def hurt_words(found: Hurt) -> str:
    """What to say of it, such as `It hurt on Sat 21 Nov: not suggested until Sat 28 Nov`."""
    line = f"It hurt on {found.last:%a %d %b}: not suggested until {found.again_from:%a %d %b}."
    return f"{line} {ask_words(found)}" if found.ask else line


def felt_words(felt: Felt) -> str:
    """How a stretch felt, and what follows from it: `pain, not suggested for 7 days`."""
    return f"pain, not suggested for {plural(PAIN_REST.days, 'day')}" if felt == "pain" else felt


def after_pain(found: Hurt) -> tuple[str, ...]:
    """What pain leads to, how to undo that, and when to see a doctor; a sentence or two each, with places for keys.

    The 7 days are our number.
    """
    left_out = f"It is left out of breaks and suggestions until {found.again_from:%a %d %b}."
    again = (ask_words(found),) if found.ask else ()
    doctor = "See a doctor if it stays for a few weeks, is worse at night, or comes with a weak or numb limb."
    return (
        f"{left_out} Your body ({{key:body}}) lists it, and takes that back.",
        *again,
        f"An ache when you get moving again is not harm. {doctor}",
    )


def ask_words(found: Hurt) -> str:
    """That it hurt too often to go on alone."""
    return f"It hurt {plural(found.times, 'time')} in 14 days: ask a physiotherapist before you do it again."


def goes_on_too_long(records: Iterable[SessionRecord], now: datetime) -> bool:
    """True if pain, or a tightness of `STIFF` and more, was told over more than `LONG` and lately still."""
    signs = sorted({r.started for r in records if r.started <= now and _is_sign(r)}, reverse=True)
    if not signs or signs[0] < now - STEADY:
        return False
    first = signs[0]
    for sign in signs[1:]:
        if first - sign > STEADY:
            break
        first = sign
    return now - first > LONG


def _is_sign(record: SessionRecord) -> bool:
    tight = record.tightness
    stiff = tight is not None and max(tight.before or 0, tight.after or 0) >= STIFF
    return stiff or any(s.felt == "pain" for s in record.stretches)


def _marks(stretch: str, records: Iterable[SessionRecord]) -> Iterator[StretchRecord]:
    """What was done of a stretch; those without a mark count only where they are the newest."""
    for at, record in enumerate(records):
        for part in record.stretches:
            if part.id == stretch and (part.felt or at == 0):
                yield part


def _in_a_row(marks: Sequence[StretchRecord], felt: Felt, reps: int, sides: int) -> int:
    """How many of the newest marks are `felt`, at so many repetitions a side; the newest has to be one of them.

    The stiffer side may have had one more: that is the same dose.
    """
    count = 0
    for at, mark in enumerate(marks):
        same = mark.planned // sides == reps
        if mark.felt != felt or (at == 0 and not same):
            break
        count += same
    return count


def _changed(stretch: Stretch, dose: Dose, step: int, reason: str) -> Offer | None:
    new = Dose(dose.hold, clamp(dose.reps + step, stretch.range.reps))
    if new == dose:
        return None
    more = "more" if step > 0 else "fewer"
    sided = " a side" if stretch.sides == "each" else ""
    return Offer(stretch, new, reason, f"One repetition {more}, {new.reps} instead of {dose.reps}{sided}?")
