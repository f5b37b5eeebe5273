"""The sheet for the wall: stretches with figures, doses, steps and care, and boxes to tick."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from stretchtui.core.catalog.dose import whole_dose
from stretchtui.core.catalog.model import Catalogue, Stretch, sided
from stretchtui.core.documents.model import (
    Block,
    Card,
    Document,
    Field,
    Fields,
    Heading,
    Items,
    Paper,
    ProseBlock,
    Shown,
)
from stretchtui.core.session.plan import PlannedStretch
from stretchtui.core.words import listed

EMERGENCY: Final = (
    "Call your emergency number at once for pain in the chest, numbness between the legs, weakness or numbness in both "
    "legs, or when you can no longer control bladder or bowels."
)
"""Those of the NHS page on back pain."""

HURTS: Final = (
    "A stretch may pull. It must not hurt: if it does, stop and go back slowly.",
    "Leave that one out for a week. Where it hurts again or goes on, ask your doctor or physiotherapist.",
    "Stop too when an arm or a leg tingles or goes numb, or when you get dizzy.",
    EMERGENCY,
)
"""What to do when it hurts."""

OTHER_SIDE: Final = "Then the same on the other side."


class SheetWishes(NamedTuple):
    """What stands on the sheet beside the stretches: whom it is `for`, a `note`, the `date`, and days to tick."""

    title: str
    name: str = ""
    note: str = ""
    date: str = ""
    days: int = 0
    paper: Paper = "a4"
    mono: bool = False


def sheet(
    entries: Sequence[PlannedStretch],
    catalogue: Catalogue,
    pictures: Mapping[str, tuple[Shown, ...]],
    wishes: SheetWishes,
) -> Document:
    """The document: a card for each planned stretch, with its `pictures` by the stretch's id."""
    stretches = [(catalogue.stretches[entry.id], entry) for entry in entries]
    head = (Field("Name", wishes.name), Field("Date", wishes.date))
    blocks: list[Block] = [Heading(wishes.title, 1), Fields(head)]
    if wishes.note:
        blocks.append(ProseBlock(wishes.note, "strong"))
    blocks += [card(stretch, entry, catalogue, pictures.get(entry.id, ()), wishes.days) for stretch, entry in stretches]
    blocks += [Heading("When it hurts"), Items(HURTS)]
    if told := sources(catalogue, [stretch for stretch, _ in stretches]):
        blocks.append(ProseBlock(f"Sources: {told}", "small"))
    blocks.append(ProseBlock("Made with stretchtui. It is no substitute for a doctor or a physiotherapist.", "small"))
    return Document(wishes.title, tuple(blocks), wishes.paper, wishes.mono)


def card(stretch: Stretch, entry: PlannedStretch, catalogue: Catalogue, pictures: tuple[Shown, ...], days: int) -> Card:
    """One stretch with its dose, its steps for the left side, and what to mind."""
    steps = [sided(step, "left") for step in stretch.all_steps]
    if stretch.sides == "each":
        steps.append(OTHER_SIDE)
    notes = [("Feel", sided(stretch.feel, "left")), ("Care", " ".join(sided(c, "left") for c in stretch.cautions))]
    if avoid := [catalogue.conditions[c].name.lower() for c in stretch.avoid_if if c in catalogue.conditions]:
        notes.append(("Not with", f"{listed(avoid, 'or')}."))
    notes.append(("Easier", sided(stretch.easier, "left")))
    return Card(stretch.name, whole_dose(entry), pictures, tuple(steps), tuple(notes), days)


def sources(catalogue: Catalogue, stretches: Sequence[Stretch]) -> str:
    """The titles of all sources of some stretches, each once."""
    ids = dict.fromkeys(name for stretch in stretches for name in stretch.sources)
    return "; ".join(catalogue.sources[name].title for name in ids if name in catalogue.sources)
