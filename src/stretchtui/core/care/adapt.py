"""A routine made to fit a body: what it should avoid is replaced by what is nearest, or left out, and told."""

from collections.abc import Container, Sequence

from msgspec import Struct, structs

from stretchtui.core.care.conditions import FLARE_UP_REASON, GENTLE, Body, eased, suggestible, verdict
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Catalogue, Routine, RoutineStretch, Stretch
from stretchtui.core.session.plan import PlannedStretch, routine_entries
from stretchtui.core.words import listed


class Change(Struct, frozen=True):
    """A `stretch` that a routine leaves out, what it has `instead` (if anything), and why."""

    stretch: Stretch
    instead: Stretch | None
    reason: str

    def __str__(self) -> str:
        """The change in words, without its reason: `Pelvic tilt instead of Press-up`."""
        return f"{self.instead.name} instead of {self.stretch.name}" if self.instead else f"Without {self.stretch.name}"


class Adapted(Struct, frozen=True):
    """A routine as it will be done, and what is different from the one that was asked for.

    `notes` are sentences on the routine as a whole, and on stretches that want care. Its routine may be empty.
    """

    routine: Routine
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def adapted(routine: Routine, body: Body, catalogue: Catalogue) -> Adapted:
    """The routine without anything to avoid. In a flare-up any routine becomes the gentle one.

    A replacement does not send one down to the floor more often than the routine did, and does not round the low
    back in a routine that never does.
    """
    notes: list[str] = []
    care: dict[str, list[str]] = {}
    if body.flare_up and routine.id != GENTLE and (instead := catalogue.routines.get(GENTLE)):
        notes.append(f"{FLARE_UP_REASON} {instead.name} instead of {routine.name}.")
        routine = instead
    items = list(routine.items)
    stretches = [catalogue.stretches[item.id] for item in items]
    downs, rounds = _times_down(stretches), any(map(_rounds, stretches))
    changes = []
    at = 0
    while at < len(items):
        stretch = stretches[at]
        said = verdict(stretch, body, catalogue)
        if not said.avoid:
            for reason in said.care:
                care.setdefault(reason, []).append(stretch.name)
            at += 1
            continue
        taken = {item.id for item in (*routine.items, *items)}
        fitting = (
            other
            for other in nearest(stretch, body, catalogue, taken)
            if (rounds or not _rounds(other)) and _times_down([*stretches[:at], other, *stretches[at + 1 :]]) <= downs
        )
        instead_of_it = next(fitting, None)
        changes.append(Change(stretch, instead_of_it, said.reason))
        new = [instead_of_it] if instead_of_it else []
        stretches[at : at + 1] = new
        items[at : at + 1] = [RoutineStretch(other.id) for other in new]
    if changes:
        routine = structs.replace(routine, stretches=tuple(items))
    notes += [f"{listed(names)}: {reason}" for reason, names in care.items()]
    return Adapted(routine, tuple(changes), tuple(notes))


def adapted_entries(
    made: Adapted, body: Body, catalogue: Catalogue, doses: dict[str, Dose] | None = None
) -> tuple[PlannedStretch, ...]:
    """The stretches of an adapted routine with their doses: shorter ones in a flare-up."""
    entries = routine_entries(made.routine, catalogue, doses)
    return tuple(eased(entry, catalogue.stretches[entry.id], body) for entry in entries)


def nearest(stretch: Stretch, body: Body, catalogue: Catalogue, taken: Container[str] = ()) -> list[Stretch]:
    """What may be done instead of a stretch, the nearest first: of its region, not `taken`, fit to be suggested.

    Who is at a desk, or not on the floor, stays there; what strengthens takes the place only of its like. A hold is
    replaced by a hold, a movement by a movement; what bends backward never by what rounds the low back, nor the other
    way; nothing by contract-relax, which is risky without guidance (guide).
    """
    others = [
        other
        for other in catalogue.stretches.values()
        if other.id != stretch.id and other.id not in taken and _is_alike(stretch, other)
    ]
    return sorted((s for s in others if suggestible(s, body, catalogue)), key=lambda other: _distance(stretch, other))


def _is_alike(stretch: Stretch, other: Stretch) -> bool:
    stays = (other.at_desk or not stretch.at_desk) and (other.off_floor or not stretch.off_floor)
    moves = "dynamic" in (other.technique, stretch.technique)
    same_kind = (other.technique == stretch.technique) if moves else other.technique == "static"
    opposed = (_rounds(stretch) and _arches(other)) or (_arches(stretch) and _rounds(other))
    alike = other.region == stretch.region and other.strength == stretch.strength
    return alike and stays and same_kind and not opposed


def _distance(stretch: Stretch, other: Stretch) -> tuple[int, ...]:
    """How far a stretch is from another: its muscles, where and with what it is done, then how the sides alternate."""
    return (
        not {*other.muscles} & {*stretch.muscles},
        other.off_floor != stretch.off_floor,
        len({*other.props} - {*stretch.props, "mat"}),
        other.position != stretch.position,
        other.sides != stretch.sides,
    )


def _rounds(stretch: Stretch) -> bool:
    """True if it rounds the low back, as far as the catalogue says."""
    return "flexion-intolerance" in (*stretch.avoid_if, *stretch.care_if)


def _arches(stretch: Stretch) -> bool:
    """True if it bends the back backward, as far as the catalogue says."""
    return "extension-intolerance" in (*stretch.avoid_if, *stretch.care_if) and not _rounds(stretch)


def _times_down(stretches: Sequence[Stretch]) -> int:
    """How often one gets down to the floor."""
    floor = [not stretch.off_floor for stretch in stretches]
    return sum(here and not before for before, here in zip([False, *floor], floor, strict=False))
