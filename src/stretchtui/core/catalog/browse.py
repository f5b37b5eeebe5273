"""Which stretches and routines to show: shelves of the catalogue, narrowed by what the user asks for."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, structs

from stretchtui.core.catalog.model import Catalogue, Evidence, Position, Routine, Stretch
from stretchtui.core.catalog.search import CatalogueSearch
from stretchtui.core.words import listed

EVERYTHING = "everything"
ROUTINES = "routines"
FAVOURITES = "favourites"
RECENT = "recent"
DUE = "due"
FOUND = "found"

FOUND_SHELF = (FOUND, "Found", "What was found, the best first.")
"""The shelf that is there while words are looked for."""

FIRST_SHELVES = (
    (DUE, "Due now", "What a desk break would take now, and why. {key:open} twice begins it."),
    (ROUTINES, "Routines", "Several stretches, one after the other."),
    (FAVOURITES, "Favourites", "What you marked with {key:star}, stretches and routines."),
)
LAST_SHELVES = (
    (RECENT, "Recently done", "What you did last, the newest first."),
    (EVERYTHING, "Everything", "All stretches, from the neck down."),
)
"""Shelves that are no region, before the regions and after them: id, name, and what is on them."""


POSITION_WORDS: dict[Position, str] = {
    "chair": "on a chair",
    "standing": "standing",
    "wall": "at a wall",
    "floor-seated": "sitting on the floor",
    "kneeling": "kneeling",
    "all-fours": "on all fours",
    "lying-back": "lying on the back",
    "lying-front": "lying on the front",
    "lying-side": "lying on the side",
}
"""Positions as one says them."""

SHORT_POSITIONS: dict[Position, str] = {
    "chair": "chair",
    "standing": "standing",
    "wall": "wall",
    "floor-seated": "floor",
    "kneeling": "kneeling",
    "all-fours": "all fours",
    "lying-back": "lying",
    "lying-front": "face down",
    "lying-side": "on the side",
}
"""Positions in one or two words, for lists."""


SHORT, SHORT_ROUTINE = 120, 300
"""Seconds of holds that a short stretch, and a short routine, has at the most."""

NO_PROP = "no-prop"


class Chip(NamedTuple):
    """Something to narrow the lists by, on or off."""

    id: str
    label: str


def chips_of(catalogue: Catalogue) -> tuple[Chip, ...]:
    """All there is to narrow by: where, how long, and with what, the props that are used most first."""
    props = Counter(prop for stretch in catalogue.stretches.values() for prop in stretch.props)
    return (
        Chip("at-desk", "at the desk"),
        Chip("off-floor", "no floor"),
        Chip("short", "short"),
        Chip(NO_PROP, "without props"),
        *(Chip(prop, f"with a {prop}") for prop, _ in props.most_common()),
    )


class Narrowing(Struct, frozen=True):
    """What the user looks for: `words` that must all be found, at the desk, without the floor, short, by prop."""

    words: str = ""
    at_desk: bool = False
    off_floor: bool = False
    short: bool = False
    prop: str = ""
    """A prop that is needed, or `NO_PROP`."""

    @property
    def active(self) -> bool:
        """True if anything at all is asked for."""
        return bool(self.words.strip()) or self.chips != frozenset()

    @property
    def chips(self) -> frozenset[str]:
        """The ids of the chips that are on."""
        on = {"at-desk": self.at_desk, "off-floor": self.off_floor, "short": self.short, self.prop: bool(self.prop)}
        return frozenset(name for name, is_on in on.items() if is_on)

    def toggled(self, chip: str) -> "Narrowing":
        """With a chip turned on or off; of the props one at the most is on."""
        if chip == "at-desk":
            return structs.replace(self, at_desk=not self.at_desk)
        if chip == "off-floor":
            return structs.replace(self, off_floor=not self.off_floor)
        if chip == "short":
            return structs.replace(self, short=not self.short)
        return structs.replace(self, prop="" if self.prop == chip else chip)

    def takes(self, stretch: Stretch) -> bool:
        """Whether a stretch is left by the chips."""
        if (self.at_desk and not stretch.at_desk) or (self.off_floor and not stretch.off_floor):
            return False
        if self.short and work_seconds(stretch) > SHORT:
            return False
        return not self.prop or (not stretch.props if self.prop == NO_PROP else self.prop in stretch.props)

    def takes_routine(self, routine: Routine, catalogue: Catalogue) -> bool:
        """Whether a routine is left by the chips: all of it possible there, one of its stretches with the prop."""
        stretches = [catalogue.stretches[item.id] for item in routine.items]
        place = structs.replace(self, short=False, prop=NO_PROP if self.prop == NO_PROP else "")
        if not all(map(place.takes, stretches)):
            return False
        if self.short and sum(map(work_seconds, stretches)) > SHORT_ROUTINE:
            return False
        return self.prop in ("", NO_PROP) or any(self.prop in stretch.props for stretch in stretches)


def work_seconds(stretch: Stretch) -> int:
    """Seconds of its holds or movements, with the dose of the catalogue, both sides counted."""
    return stretch.hold * stretch.reps * (2 if stretch.sides == "each" else 1)


class Shelf(Struct, frozen=True):
    """One row of the region browser: a region, everything, or the routines; with how much is on it."""

    id: str
    name: str
    summary: str
    count: int


class Own(Struct, frozen=True):
    """What is the user's own, by ids: shelves in the order to show them, and entries that they made."""

    favourites: tuple[str, ...] = ()
    """Without any there is no such shelf."""
    recent: tuple[str, ...] = ()
    """Without any there is no such shelf."""
    routines: frozenset[str] = frozenset()
    """Routines that they made stand before the shipped ones; other ids may be among these."""
    due: tuple[str, ...] | None = None
    """Stretches that are due; None where that is not worked out yet."""


class Look(Struct, frozen=True):
    """All shelves in their order, and what the narrowing leaves on each."""

    shelves: tuple[Shelf, ...]
    contents: Mapping[str, tuple[Stretch | Routine, ...]]

    def on(self, shelf: str) -> tuple[Stretch | Routine, ...]:
        """What is on a shelf; nothing, on one that is not there."""
        return self.contents.get(shelf, ())

    def shelf(self, id: str) -> Shelf | None:  # noqa: A002
        """A shelf by its id."""
        return next((shelf for shelf in self.shelves if shelf.id == id), None)


class Shelving:
    """A catalogue that is looked through again and again."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.finder = CatalogueSearch(catalogue)

    def look(self, narrowing: Narrowing, own: Own = Own()) -> Look:  # noqa: B008 - frozen
        """All shelves, after one walk through the catalogue; where words are looked for, what they find comes first."""
        catalogue = self.catalogue
        left = [s for s in catalogue.stretches.values() if narrowing.takes(s)]
        routines = [r for r in catalogue.routines.values() if narrowing.takes_routine(r, catalogue)]
        found: list[Stretch | Routine] = []
        if narrowing.words.strip():
            found = self.finder.found((*routines, *left), narrowing.words)
            ids = {entry.id for entry in found}
            left = [s for s in left if s.id in ids]
            routines = [r for r in routines if r.id in ids]
        firsts: dict[str, list[Stretch | Routine]] = {region: [] for region in catalogue.regions}
        others: dict[str, list[Stretch | Routine]] = {region: [] for region in catalogue.regions}
        for stretch in left:
            firsts.setdefault(stretch.region, []).append(stretch)
            for region in stretch.also:
                others.setdefault(region, []).append(stretch)
        every: dict[str, Stretch | Routine] = {s.id: s for s in left} | {r.id: r for r in routines}
        on: dict[str, tuple[Stretch | Routine, ...]] = {
            FOUND: tuple(found),
            **{region: (*firsts[region], *others[region]) for region in catalogue.regions},
            EVERYTHING: tuple(left),
            ROUTINES: tuple(sorted(routines, key=lambda routine: routine.id not in own.routines)),
            FAVOURITES: tuple(every[name] for name in own.favourites if name in every),
            RECENT: tuple(every[name] for name in own.recent if name in every),
            DUE: tuple(every[name] for name in own.due or () if name in every),
        }
        empty = {name for name, ids in ((FAVOURITES, own.favourites), (RECENT, own.recent)) if not ids}
        named = [FOUND_SHELF] if narrowing.words.strip() else []
        named += [shelf for shelf in FIRST_SHELVES if shelf[0] not in empty]
        named += [(region.id, region.name, region.summary) for region in catalogue.regions.values()]
        named += [shelf for shelf in LAST_SHELVES if shelf[0] not in empty]
        return Look(tuple(Shelf(*shelf, len(on[shelf[0]])) for shelf in named), on)


EVIDENCE_WORDS: dict[Evidence, str] = {
    "published": "",
    "clinic": "A clinic's or a coach's page gives its dose; no study of it was found.",
    "traditional": "Traditional: no published dose was found, so it has that of the general rule.",
}


def about(stretch: Stretch) -> list[tuple[str, str]]:
    """What else there is to say of a stretch, each with its label: other names, strength, what its dose rests on."""
    said = [("Also", listed(stretch.also_called))] if stretch.also_called else []
    if stretch.strength:
        said.append(("Kind", "It strengthens more than it stretches."))
    if rests_on := EVIDENCE_WORDS[stretch.evidence]:
        said.append(("Dose", rests_on))
    return said


def where(stretch: Stretch) -> str:
    """Where a stretch is done, and with what: "Lying on the back, with a towel"."""
    props = [f"a {prop}" for prop in stretch.props if prop not in ("wall", "doorway") or stretch.position != prop]
    text = POSITION_WORDS[stretch.position].capitalize()
    return f"{text}, with {listed(props)}" if props else text
