"""Which stretches and routines to show: shelves of the catalogue, narrowed by what the user asks for."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from stretchtui.core.catalog.model import Catalogue, Evidence, Position, Routine, Stretch
from stretchtui.core.words import listed, nearest

T = TypeVar("T")

EVERYTHING = "everything"
ROUTINES = "routines"
FAVOURITES = "favourites"
RECENT = "recent"

OTHER_SHELVES = (
    (FAVOURITES, "Favourites", "What you marked with s, stretches and routines."),
    (RECENT, "Recently done", "What you did last, the newest first."),
    (EVERYTHING, "Everything", "All stretches, from the neck down."),
    (ROUTINES, "Routines", "Several stretches, one after the other."),
)
"""Shelves that are no region: id, name, and what is on them."""


FOUND = 5
"""Ids that fit into one line of an answer."""

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


class Narrowing(Struct, frozen=True):
    """What the user looks for: `words` that must all be found, at the desk, without the floor."""

    words: str = ""
    at_desk: bool = False
    off_floor: bool = False

    @property
    def active(self) -> bool:
        """True if anything at all is asked for."""
        return bool(self.words.strip()) or self.at_desk or self.off_floor


class Shelf(Struct, frozen=True):
    """One row of the region browser: a region, everything, or the routines; with how much is on it."""

    id: str
    name: str
    summary: str
    count: int


class Own(Struct, frozen=True):
    """Shelves of the user's own, by ids in the order to show them; where there is nothing, there is no shelf."""

    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()


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
    """A catalogue that is looked through again and again: the words to find an entry by are put together once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._words: dict[str, str] = {}

    def look(self, narrowing: Narrowing, own: Own = Own()) -> Look:  # noqa: B008 - frozen
        """All shelves, after one walk through the catalogue."""
        catalogue = self.catalogue
        left = [s for s in catalogue.stretches.values() if self._fits(s, narrowing)]
        routines = routines_on_shelf(catalogue, narrowing)
        firsts: dict[str, list[Stretch | Routine]] = {region: [] for region in catalogue.regions}
        others: dict[str, list[Stretch | Routine]] = {region: [] for region in catalogue.regions}
        for stretch in left:
            firsts.setdefault(stretch.region, []).append(stretch)
            for region in stretch.also:
                others.setdefault(region, []).append(stretch)
        every: dict[str, Stretch | Routine] = {s.id: s for s in left} | {r.id: r for r in routines}
        on: dict[str, tuple[Stretch | Routine, ...]] = {
            **{region: (*firsts[region], *others[region]) for region in catalogue.regions},
            EVERYTHING: tuple(left),
            ROUTINES: routines,
            FAVOURITES: tuple(every[name] for name in own.favourites if name in every),
            RECENT: tuple(every[name] for name in own.recent if name in every),
        }
        empty = {name for name, ids in ((FAVOURITES, own.favourites), (RECENT, own.recent)) if not ids}
        named = [(region.id, region.name, region.summary) for region in catalogue.regions.values()]
        named += [shelf for shelf in OTHER_SHELVES if shelf[0] not in empty]
        return Look(tuple(Shelf(*shelf, len(on[shelf[0]])) for shelf in named), on)

    def _fits(self, stretch: Stretch, narrowing: Narrowing) -> bool:
        if (narrowing.at_desk and not stretch.at_desk) or (narrowing.off_floor and not stretch.off_floor):
            return False
        wanted = narrowing.words.lower().split()
        if not wanted:
            return True
        words = self._words.get(stretch.id)
        if words is None:
            words = self._words[stretch.id] = _searched(stretch, self.catalogue)
        return all(word in words for word in wanted)


def shelves(catalogue: Catalogue, narrowing: Narrowing) -> tuple[Shelf, ...]:
    """The shelves of the catalogue in their order; the counts follow the narrowing."""
    return Shelving(catalogue).look(narrowing).shelves


def on_shelf(shelf: str, catalogue: Catalogue, narrowing: Narrowing) -> tuple[Stretch, ...]:
    """The stretches on a shelf that are left by the narrowing, those of the region itself first."""
    if shelf == ROUTINES:
        return ()
    some = tuple(catalogue.stretches.values()) if shelf == EVERYTHING else catalogue.in_region(shelf)
    return tuple(s for s in some if fits(s, catalogue, narrowing))


def routines_on_shelf(catalogue: Catalogue, narrowing: Narrowing) -> tuple[Routine, ...]:
    """The routines left by the narrowing: every stretch possible where asked, the words found anywhere in it."""
    left = []
    for routine in catalogue.routines.values():
        stretches = [catalogue.stretches[item.id] for item in routine.items]
        if narrowing.at_desk and not all(s.at_desk for s in stretches):
            continue
        if narrowing.off_floor and not all(s.off_floor for s in stretches):
            continue
        told = (routine.id, routine.name, routine.summary, *routine.also_called, *routine.words)
        text = " ".join([*told, *(s.name for s in stretches)]).lower()
        if all(word in text for word in narrowing.words.lower().split()):
            left.append(routine)
    return tuple(left)


def fits(stretch: Stretch, catalogue: Catalogue, narrowing: Narrowing) -> bool:
    """True if a stretch is what the user looks for: words over all that names or describes it."""
    if narrowing.at_desk and not stretch.at_desk:
        return False
    if narrowing.off_floor and not stretch.off_floor:
        return False
    wanted = narrowing.words.lower().split()
    return not wanted or all(word in _searched(stretch, catalogue) for word in wanted)


def _searched(stretch: Stretch, catalogue: Catalogue) -> str:
    position = (stretch.position, POSITION_WORDS[stretch.position], SHORT_POSITIONS[stretch.position])
    regions = [catalogue.region_name(region) for region in stretch.regions]
    own = catalogue.regions.get(stretch.region)
    strength = ("strength",) if stretch.strength else ()
    told = (stretch.id, stretch.name, stretch.technique, *position, *stretch.muscles, *stretch.props, *regions)
    return " ".join([*told, words_of(stretch), *(own.words if own else ()), *strength]).lower()


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


def words_of(entry: Stretch | Routine) -> str:
    """What else people look for an entry by: its other names, and its words."""
    return " ".join((*entry.also_called, *entry.words))


def where(stretch: Stretch) -> str:
    """Where a stretch is done, and with what: "Lying on the back, with a towel"."""
    props = [f"a {prop}" for prop in stretch.props if prop not in ("wall", "doorway") or stretch.position != prop]
    text = POSITION_WORDS[stretch.position].capitalize()
    return f"{text}, with {listed(props)}" if props else text


def meant(text: str, catalogue: Catalogue) -> str:
    """The id that is meant by an id, by a name, or by another name that people know one entry by; else the text."""
    wanted = _plainly(text)
    if text in catalogue.routines or text in catalogue.stretches:
        return text
    entries = (*catalogue.routines.values(), *catalogue.stretches.values())
    for names in (lambda e: (e.name,), lambda e: e.also_called):
        found = [e.id for e in entries if wanted in map(_plainly, names(e))]
        if len(found) == 1:
            return found[0]
    return text


def no_such(id: str, catalogue: Catalogue) -> str:  # noqa: A002
    """That an id is unknown, and which known one is nearest, or which are found by that word."""
    near = nearest(id, [*catalogue.routines, *catalogue.stretches])
    words = Narrowing(words=_plainly(id))
    found = [entry.id for entry in on_shelf(EVERYTHING, catalogue, words) or routines_on_shelf(catalogue, words)]
    hint = "see: stretchtui list"
    if near:
        hint = f"did you mean {near}?"
    elif found:
        hint = f"by that word: {listed(found[:FOUND], 'or')}{', and more' if len(found) > FOUND else ''}"
    return f"no routine or stretch {id!r}; {hint}"


def _plainly(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split())


def by_name(things: Iterable[T], words: str, name_of: Callable[[T], str], about: Callable[[T], str]) -> list[T]:
    """The things in which all words are found, the best first; among equals the order stays.

    Best is a name that begins with what was typed, then one whose words begin with the words typed, then one
    they are found in anywhere, then one with some of them only in what it is `about`.
    """
    wanted = words.lower().split()
    ranked = [(rank, thing) for thing in things if (rank := _rank(wanted, name_of(thing), about(thing))) is not None]
    return [thing for _, thing in sorted(ranked, key=lambda pair: pair[0])]


def _rank(wanted: list[str], name: str, about: str) -> int | None:
    name = name.lower()
    if name.startswith(" ".join(wanted)):
        return 0
    if all(word in name for word in wanted):
        starts = name.replace("-", " ").split()
        return 1 if all(any(start.startswith(word) for start in starts) for word in wanted) else 2
    whole = f"{name} {about.lower()}"
    return 3 if all(word in whole for word in wanted) else None
