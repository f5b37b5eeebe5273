"""Which stretches a body should leave out, which it should do with care, and why.

The facts are those of the catalogue: `avoid_if`, `care_if` and `reasons` of each stretch, with their sources. What
holds for whole conditions rather than for single stretches is here:

- Conditions that ask (a broken bone, a recent operation, cancer, an inflammatory disease of the spine, Scheuermann's
  disease): see a doctor or physiotherapist *before* stretching (guide; NICE NG65 and NG234). Every stretch is to be
  avoided, and nothing is suggested, until the user says of each that they were told that they may. What a stretch
  names in `avoid_if` still holds then.
- A fresh back injury: for some days less of what hurts, all else goes on, walking, no bed rest; exercises are not
  needed yet (RACGP; NICE NG59; NEJM 1995;332:351). So all that is felt in the lower back, or is known to bend it, is to
  be avoided. No source gives a number of days: this program takes three, then asks. The condition `acute-injury` means
  the same, without an end.
- A flare-up: less for a couple of days, never nothing, then more again (Arthritis Research Campaign, Hands On 13). What
  is gentle says the routine `flare-up`.
- Head-down positions are not for high blood pressure, glaucoma or heart disease (Cleveland Clinic; PLoS One 2015
  10:e0144505). The shipped stretches name each; one of the user's own that names the first two and not the third is
  taken to be head-down, and to be avoided with heart disease as well.
- Very loose joints (nidirect): every stretch that is held is marked, to the first hint of tension and no further;
  movements come first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Protocol

from msgspec import Struct, structs

from stretchtui.core.care.age import ADVICE as AGE_ADVICE
from stretchtui.core.care.age import is_older
from stretchtui.core.catalog.model import Catalogue, Condition, Group, Stretch, Technique
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

GROUPS: dict[Group, str] = {
    "just-now": "Just now",
    "bones-and-joints": "Bones and joints",
    "spine": "Spine",
    "heart-and-eyes": "Heart and eyes",
    "nerves-and-balance": "Nerves and balance",
}
"""The groups in which conditions are ticked, in their order."""

LOW_BACK = frozenset({"lower-back", "whole-back"})
BENDS_LOW_BACK = frozenset({"flexion-intolerance", "extension-intolerance"})

HEAD_DOWN_REASON = "Not with “Heart disease”: your head goes below your heart, which strains the circulation."
ACUTE_REASON = (
    "In the first days after a back injury leave the lower back alone: keep walking, and do less of what hurts."
)
FLARE_UP_REASON = "In a flare-up: gentle moves only."
LOOSE_REASON = "go only to the first hint of tension, with no hand or prop adding force."
LOOSE_IN_SHORT = "only to the first hint of tension"
"""The reason in a line of a narrow list: the only one for which something marked is in a break."""

LOOSE_ADVICE = (
    "Your joints are loose: go only to the first hint of tension, stay away from the end of the movement, "
    "and ask a physiotherapist which parts to leave alone."
)
FLARE_UP_ADVICE = "In a flare-up: small, easy moves, shorter holds, and stop well before the furthest you can go."


class Strain(Protocol):
    """What may be too much for a body: a stretch, or a self-test."""

    @property
    def id(self) -> str:
        """Its id in the catalogue."""
        ...

    @property
    def regions(self) -> tuple[str, ...]:
        """Where it is felt."""
        ...

    @property
    def technique(self) -> Technique:
        """Whether it is held or moved."""
        ...

    @property
    def avoid_if(self) -> tuple[str, ...]:
        """Conditions with which it is left out."""
        ...

    @property
    def care_if(self) -> tuple[str, ...]:
        """Conditions with which it is marked."""
        ...

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why, by condition."""
        ...


class Body(Struct, frozen=True):
    """What the user said of their body: `conditions` by id, a fresh back injury, a flare-up.

    `allowed` are those of the conditions that ask of which the user was told that they may stretch. `older` is true of
    an older adult, where the age was set.
    """

    conditions: tuple[str, ...] = ()
    acute: bool = False
    flare_up: bool = False
    allowed: tuple[str, ...] = ()
    older: bool = False

    @property
    def injured(self) -> bool:
        """True in the first days after a back injury, said in either way."""
        return self.acute or ACUTE in self.conditions


class Marks(Struct, frozen=True):
    """What a body does to the whole catalogue: the stretches to `avoid` and those to do with `care`, with reasons."""

    avoid: tuple[tuple[Stretch, str], ...] = ()
    care: tuple[tuple[Stretch, str], ...] = ()

    def __str__(self) -> str:
        """Their numbers: `12 left out, 8 marked`."""
        numbers = ((len(self.avoid), "left out"), (len(self.care), "marked"))
        return ", ".join(f"{number} {what}" for number, what in numbers if number)


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
    acute, older = settings.acute_until is not None, is_older(settings.age)
    return Body(settings.conditions, acute, settings.flare_up, settings.allowed, older)


def ask_again_on(today: date) -> date:
    """The day on which to ask whether a back that was hurt, or still hurts, today may be stretched again."""
    return today + FIRST_DAYS


def verdict(stretch: Strain, body: Body, catalogue: Catalogue) -> Verdict:
    """What a body has to do with a stretch or a self-test."""
    return Verdict(tuple(_to_avoid(stretch, body, catalogue)), tuple(_to_mind(stretch, body, catalogue)))


def marks(body: Body, catalogue: Catalogue) -> Marks:
    """All stretches that a body leaves out, and those that it marks, in the order of the catalogue."""
    said = [(stretch, verdict(stretch, body, catalogue)) for stretch in catalogue.stretches.values()]
    return Marks(
        tuple((stretch, " ".join(found.avoid)) for stretch, found in said if found.avoid),
        tuple((stretch, " ".join(found.care)) for stretch, found in said if found.care and not found.avoid),
    )


def marks_of(condition: Condition, catalogue: Catalogue) -> Marks:
    """What a condition does by itself; of one that asks, what is left of it once one was told that one may."""
    return marks(Body((condition.id,), allowed=(condition.id,)), catalogue)


def avoided(stretch: Strain, body: Body, catalogue: Catalogue) -> bool:
    """True if a stretch is to be avoided: it then needs a deliberate yes."""
    return next(_to_avoid(stretch, body, catalogue), None) is not None


def suggestible(stretch: Stretch, body: Body, catalogue: Catalogue, painful: Collection[str] = ()) -> bool:
    """True if a stretch may be suggested or put into a break unasked.

    Not what is to be avoided, nor what names a ticked condition in `care_if`, nor what was `painful` (ids) lately;
    never contract-relax, which is risky without guidance (guide), nor breaths that wait, which are not for ill lungs.
    With very loose joints held stretches may be, marked: else only movements would be left.
    """
    waits = stretch.pace is not None and (stretch.pace.full or stretch.pace.empty)
    if stretch.technique == "contract-relax" or waits or stretch.id in painful:
        return False
    if any(c in stretch.care_if for c in body.conditions):
        return False
    return not avoided(stretch, body, catalogue)


def movements_first(stretch: Strain, body: Body) -> bool:
    """True if others come before it: with very loose joints, what is held after what is moved."""
    return LOOSE in body.conditions and stretch.technique != "dynamic"


def advice(body: Body) -> tuple[str, ...]:
    """What to mind with every stretch."""
    said = (
        (LOOSE in body.conditions, LOOSE_ADVICE),
        (body.flare_up, FLARE_UP_ADVICE),
        (body.older, AGE_ADVICE),
    )
    return tuple(line for holds, line in said if holds)


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


def asking(body: Body, catalogue: Catalogue) -> list[str]:
    """The ticked conditions with which somebody is to be asked before any stretch, and was not yet."""
    known = catalogue.conditions
    return [c for c in body.conditions if c in known and known[c].effect == "asks" and c not in body.allowed]


def overall(body: Body, catalogue: Catalogue) -> str:
    """Why much or all is to be left out now, whatever the stretch; empty where it depends on the stretch alone."""
    if first := asking(body, catalogue):
        return f"Ask a doctor or physiotherapist before you stretch: you ticked {_names(first, catalogue)}."
    if body.injured:
        return ACUTE_REASON
    return FLARE_UP_REASON if body.flare_up else ""


def _to_avoid(stretch: Strain, body: Body, catalogue: Catalogue) -> Iterator[str]:
    if asking(body, catalogue):
        yield overall(body, catalogue)
    if named := [c for c in body.conditions if c in stretch.avoid_if and c != ACUTE]:
        yield from _reasons(named, stretch, catalogue, "Not with", "Leave it out")
    if HEART in body.conditions and HEAD_DOWN.issubset(stretch.avoid_if) and HEART not in stretch.avoid_if:
        yield HEAD_DOWN_REASON
    if body.injured and (_stretches_low_back(stretch) or ACUTE in stretch.avoid_if):
        yield ACUTE_REASON
    if body.flare_up and stretch.id not in gentle(catalogue):
        yield FLARE_UP_REASON


def _to_mind(stretch: Strain, body: Body, catalogue: Catalogue) -> Iterator[str]:
    named = [c for c in body.conditions if c in stretch.care_if and c not in stretch.avoid_if]
    yield from _reasons(named, stretch, catalogue, "With care, for", "Do it with care, small and free of pain")
    if movements_first(stretch, body) and LOOSE not in (*stretch.avoid_if, *stretch.care_if):
        yield f"With care, for {_names([LOOSE], catalogue)}: {LOOSE_REASON}"


def _reasons(named: Iterable[str], stretch: Strain, catalogue: Catalogue, told: str, untold: str) -> Iterator[str]:
    """A sentence for each reason that the stretch gives, with the conditions that share it; one for all without."""
    by_reason: dict[str, list[str]] = {}
    for condition in named:
        by_reason.setdefault(stretch.reasons.get(condition, ""), []).append(condition)
    for reason, conditions in by_reason.items():
        names = _names(conditions, catalogue)
        yield f"{told} {names}: {_lower(reason)}" if reason else f"{untold}: you ticked {names}."


def _lower(sentence: str) -> str:
    """A sentence to go on with after a colon; `I` and abbreviations keep their capitals."""
    return sentence if sentence[1:2].isupper() or sentence[1:2] == " " else sentence[0].lower() + sentence[1:]


def _stretches_low_back(stretch: Strain) -> bool:
    bends = BENDS_LOW_BACK.intersection((*stretch.avoid_if, *stretch.care_if))
    return bool(bends) or bool(LOW_BACK.intersection(stretch.regions))


def _names(conditions: list[str], catalogue: Catalogue) -> str:
    names = (catalogue.conditions[c].name if c in catalogue.conditions else c for c in conditions)
    return listed(f"“{name}”" for name in names)
