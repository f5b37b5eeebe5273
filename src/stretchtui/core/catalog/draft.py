"""A routine being put together: a list that changes by small steps, each giving a new one."""

import re
import unicodedata
from collections.abc import Container
from typing import Self

from msgspec import Struct, structs

from stretchtui.core.catalog.dose import clamp
from stretchtui.core.catalog.model import Catalogue, Routine, RoutineStretch

UNNAMED = "My routine"
LONGEST_ID = 60


class Draft(Struct, frozen=True):
    """The routine so far. `id` is that of the routine being edited, none for a new one."""

    items: tuple[RoutineStretch, ...] = ()
    name: str = ""
    summary: str = ""
    id: str | None = None

    def added(self, stretch: str) -> Self:
        """With a stretch at its end."""
        return structs.replace(self, items=(*self.items, RoutineStretch(stretch)))

    def without(self, at: int) -> Self:
        """Without the stretch at a place."""
        return structs.replace(self, items=(*self.items[:at], *self.items[at + 1 :]))

    def moved(self, at: int, step: int) -> Self:
        """With the stretch at a place moved by some places; not past either end."""
        to = clamp(at + step, (0, len(self.items) - 1))
        items = [*self.items]
        items.insert(to, items.pop(at))
        return structs.replace(self, items=tuple(items))

    def dosed(self, at: int, hold: int, reps: int) -> Self:
        """With a dose of its own for the stretch at a place."""
        items = [*self.items]
        items[at] = structs.replace(items[at], hold=hold, reps=reps)
        return structs.replace(self, items=tuple(items))

    def named(self, name: str) -> Self:
        """With another name."""
        return structs.replace(self, name=name.strip())

    def routine(self, taken: Container[str] = ()) -> Routine:
        """The routine that it makes, with an id that is not `taken` where it is new."""
        name = self.name or UNNAMED
        return Routine(
            id=self.id or free_id(name, taken),
            name=name,
            summary=self.summary or "A routine of your own.",
            stretches=tuple(item.id if item.hold is None and item.reps is None else item for item in self.items),
        )


def draft_of(routine: Routine, *, own: bool) -> Draft:
    """A routine to be edited; one that is not the user's own becomes a copy with a name of its own."""
    if own:
        return Draft(routine.items, routine.name, routine.summary, routine.id)
    return Draft(routine.items, f"My {routine.name[:1].lower()}{routine.name[1:]}", routine.summary)


def known_only(draft: Draft, catalogue: Catalogue) -> Draft:
    """Without what the catalogue has no more."""
    return structs.replace(draft, items=tuple(item for item in draft.items if item.id in catalogue.stretches))


def free_id(name: str, taken: Container[str] = ()) -> str:
    """An id made from a name: small letters, digits and hyphens; with a number where that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[: LONGEST_ID - 4].strip("-") or "my-routine"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
