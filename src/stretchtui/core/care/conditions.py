"""Which stretches a body should leave out, which it should do with care, and why.

The facts are those of the catalogue (`avoid_if`, `care_if`) and of its guides. What they say of whole conditions
rather than of single stretches is here:

- A broken bone, a recent operation, cancer, an inflammatory disease of the spine, Scheuermann's disease (the
  conditions that ask): see a doctor or physical therapist *before* stretching (guide). So every stretch is to be
  avoided, and nothing is suggested, as long as the condition is ticked; whoever was told that they may, unticks it
  and ticks what they were told to leave out.
- A fresh back injury: stop, and do not stretch the lower back in the first days; that can do more damage (guide).
  So all that is felt in the lower back, or is known to bend it, is to be avoided. The guide gives no number of days:
  this program takes three, then asks. The condition `acute-injury` means the same, without an end.
- A flare-up: gentle moves only, shorter holds, no end range (guide). What is gentle says the routine `flare-up`.
- Head-down positions are not for heart disease, high blood pressure or glaucoma (guide). The catalogue's rows name
  the last two; a stretch that names both is a head-down one, and so it is to be avoided with heart disease as well.
- Very loose joints, or a part of the spine that moves too much (guide): no stretch is worse than another, so it is
  an advice with each of them.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from msgspec import Struct, structs

from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.session.plan import PlannedStretch
from stretchtui.core.settings.model import BodySettings
from stretchtui.core.words import listed

ACUTE = "acute-injury"
HEART, HEAD_DOWN = "heart-disease", frozenset({"high-blood-pressure", "glaucoma"})
LOOSE = "hypermobility"

FIRST_DAYS = timedelta(days=3)
"""How long the "first days" after a low-back injury are taken to be: our number, the guide gives none."""

GENTLE = "flare-up"
"""The routine whose stretches are gentle enough for a flare-up."""

LOW_BACK = frozenset({"lower-back", "whole-back"})
BENDS_LOW_BACK = frozenset({"flexion-intolerance", "extension-intolerance"})

HEAD_DOWN_REASON = "Head-down positions are not for heart disease; legs up the wall is the gentler way."
ACUTE_REASON = "In the first days after a back injury, don't stretch the lower back: that can do more damage."
FLARE_UP_REASON = "In a flare-up: gentle moves only."
LOOSE_ADVICE = (
    "Your joints are loose: go only to the first hint of tension, stay away from the end of the movement, "
    "and ask a physical therapist which parts to leave alone."
)
FLARE_UP_ADVICE = "In a flare-up: small, easy moves, shorter holds, and stop well before the furthest you can go."


class Body(Struct, frozen=True):
    """What the user said of their body: `conditions` by id, a fresh back injury, a flare-up."""

    conditions: tuple[str, ...] = ()
    acute: bool = False
    flare_up: bool = False

    @property
    def injured(self) -> bool:
        """True in the first days after a back injury, said in either way."""
        return self.acute or ACUTE in self.conditions


class Verdict(Struct, frozen=True):
    """Reasons to `avoid` a stretch, and reasons to do it with `care`: sentences for the user."""

    avoid: tuple[str, ...] = ()
    care: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The first reason there is, those to avoid it before the others."""
        return next(iter((*self.avoid, *self.care)), "")


def body_of(settings: BodySettings) -> Body:
    """The body as the settings have it. Acute lasts until the user says that it is over."""
    return Body(settings.conditions, settings.acute_until is not None, settings.flare_up)


def ask_again_on(today: date) -> date:
    """The day on which to ask whether a back that was hurt, or still hurts, today may be stretched again."""
    return today + FIRST_DAYS


def verdict(stretch: Stretch, body: Body, catalogue: Catalogue) -> Verdict:
    """What a body has to do with a stretch."""
    avoid = tuple(_to_avoid(stretch, body, catalogue))
    care = [c for c in body.conditions if c in stretch.care_if and c not in stretch.avoid_if]
    if not care:
        return Verdict(avoid)
    return Verdict(avoid, (f"Do it with care, small and free of pain: you ticked {_names(care, catalogue)}.",))


def avoided(stretch: Stretch, body: Body, catalogue: Catalogue) -> bool:
    """True if a stretch is to be avoided: it then needs a deliberate yes."""
    return next(_to_avoid(stretch, body, catalogue), None) is not None


def suggestible(stretch: Stretch, body: Body, catalogue: Catalogue, painful: Collection[str] = ()) -> bool:
    """True if a stretch may be suggested or put into a break unasked.

    Not what is to be avoided, nor what wants care, nor what was `painful` (ids) lately; never contract-relax, which is
    risky without guidance (guide).
    """
    if (
        stretch.technique == "contract-relax"
        or stretch.id in painful
        or any(c in stretch.care_if for c in body.conditions)
    ):
        return False
    return not avoided(stretch, body, catalogue)


def advice(body: Body) -> tuple[str, ...]:
    """What to mind with every stretch."""
    return (*((LOOSE_ADVICE,) if LOOSE in body.conditions else ()), *((FLARE_UP_ADVICE,) if body.flare_up else ()))


def suits(entry_suits: Collection[str], body: Body, catalogue: Catalogue) -> str:
    """The ticked conditions that an entry is made for, in words; empty where there is none."""
    found = [c for c in body.conditions if c in entry_suits and c in catalogue.conditions]
    return listed(catalogue.conditions[c].name.lower() for c in found) if found else ""


def eased(entry: PlannedStretch, stretch: Stretch, body: Body) -> PlannedStretch:
    """A planned stretch as a flare-up has it: held half as long as usual at the most, within its range."""
    if not body.flare_up or stretch.technique == "dynamic":
        return entry
    most = max(stretch.range.hold[0], stretch.hold // 2)
    return entry if entry.hold <= most else structs.replace(entry, hold=most)


def gentle(catalogue: Catalogue) -> frozenset[str]:
    """The stretches for a flare-up."""
    routine = catalogue.routines.get(GENTLE)
    return frozenset(item.id for item in routine.items) if routine else frozenset()


def overall(body: Body, catalogue: Catalogue) -> str:
    """Why much or all is to be left out now, whatever the stretch; empty where it depends on the stretch alone."""
    if first := _asking(body, catalogue):
        return f"Ask a doctor or physical therapist before you stretch: you ticked {_names(first, catalogue)}."
    if body.injured:
        return ACUTE_REASON
    return FLARE_UP_REASON if body.flare_up else ""


def _to_avoid(stretch: Stretch, body: Body, catalogue: Catalogue) -> Iterator[str]:
    if _asking(body, catalogue):
        yield overall(body, catalogue)
    named = [c for c in body.conditions if c in stretch.avoid_if and c != ACUTE]
    if named:
        yield f"Leave it out: you ticked {_names(named, catalogue)}."
    elif HEART in body.conditions and HEAD_DOWN.issubset(stretch.avoid_if):
        yield HEAD_DOWN_REASON
    if body.injured and (_stretches_low_back(stretch) or ACUTE in stretch.avoid_if):
        yield ACUTE_REASON
    if body.flare_up and stretch.id not in gentle(catalogue):
        yield FLARE_UP_REASON


def _asking(body: Body, catalogue: Catalogue) -> list[str]:
    """The ticked conditions with which somebody is to be asked before any stretch."""
    known = catalogue.conditions
    return [c for c in body.conditions if c in known and known[c].effect == "asks"]


def _stretches_low_back(stretch: Stretch) -> bool:
    bends = BENDS_LOW_BACK.intersection((*stretch.avoid_if, *stretch.care_if))
    return bool(bends) or bool(LOW_BACK.intersection(stretch.regions))


def _names(conditions: list[str], catalogue: Catalogue) -> str:
    names = (catalogue.conditions[c].name if c in catalogue.conditions else c for c in conditions)
    return listed(f"“{name}”" for name in names)
