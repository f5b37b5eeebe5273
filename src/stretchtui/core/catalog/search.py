"""Finding stretches and routines by what people type: names, yoga names, symptoms, parts of the body, misspellings.

What is typed and what it is compared with are normalised alike: case, accents, punctuation and the plural s do not
count. Words that carry nothing ("my", "the") are left out, and those that only say that something is wrong ("stiff",
"sore") need not be found. The words themselves stand in the catalogue: `also_called` and `words` of an entry, `words`
of its region.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from stretchtui.core.catalog.model import Catalogue, Position, Programme, Region, Routine, Stretch
from stretchtui.core.words import listed

T = TypeVar("T")
Found = Stretch | Routine

FILLERS = frozenset(
    {"a", "an", "the", "my", "your", "our", "i", "im", "me", "that", "this", "some"}
    | {"is", "are", "it", "its", "do", "be", "of", "in", "on", "at", "for", "from", "with", "to", "and", "or", "by"}
)
"""Words that carry nothing."""

COMPLAINTS = frozenset(
    {"stiff", "stiffness", "tight", "tightness", "tense", "tension", "bad"}
    | {"sore", "soreness", "ache", "aching", "pain", "painful", "hurt", "hurting"}
)
"""Words that say that something is wrong, and not what: they need not be found, but count where they are."""

CLOSE = 0.74
"""How alike a mistyped word and a known one must be, 0 to 1, as difflib has it."""

SUGGESTED = 3
"""Entries that are named where one was not found by its name."""

SHORTEST_PLURAL = 4

SAID: Mapping[Position, str] = {"floor-seated": "sitting", "lying-front": "face down belly", "chair": "sitting seated"}
"""What else people call positions."""


class SearchText(NamedTuple):
    """What an entry is found by, normalised."""

    names: tuple[str, ...]
    """Names and ids, whole."""
    phrases: tuple[str, ...]
    """Other words for it, whole."""
    own: frozenset[str]
    """The words of both."""
    place: frozenset[str]
    """The words of where it is felt as well."""
    about: frozenset[str]
    """The words of everything that is known of it as well."""
    text: str
    regions: tuple[frozenset[str], ...] = ()
    """The words of the name of each region it is for."""
    marks: frozenset[str] = frozenset()
    """Words that no other region's name has."""


def normal(text: str) -> str:
    """Small letters and digits, words parted by one blank: `Can’t turn` is `cant turn`."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("'", ""))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain)) if plain.isascii() else " ".join(re.findall(r"\w+", plain))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, normalised, without the s of a plural."""
    return tuple(map(_singular, normal(text).split()))


def by_rank(things: Iterable[T], typed: str, document: Callable[[T], SearchText]) -> list[T]:
    """The things that are found by what is typed, the best first; among equals the order stays."""
    return [thing for _, thing in ranked(things, typed, document)]


def ranked(things: Iterable[T], typed: str, document: Callable[[T], SearchText]) -> list[tuple[int, T]]:
    """The same with their ranks (see `Query.rank`).

    Where nothing has all of it, a mistyped word is taken for the known one most like it, and then some of it is enough.
    """
    things = list(things)
    documents = [document(thing) for thing in things]
    query = Query(typed)
    if not query.all:
        return [(0, thing) for thing in things]

    def hits(rank: Callable[[SearchText], tuple[int, int] | None]) -> list[tuple[tuple[int, int], int]]:
        return [(found, at) for at, doc in enumerate(documents) if (found := rank(doc)) is not None]

    found = hits(query.rank)
    if not found and (mended := _mended(query, documents)):
        found = hits(Query(mended).rank)
    found = found or hits(query.partly)
    return [(rank, things[at]) for (rank, _), at in sorted(found)]


class Query:
    """What is typed, and how well a document answers it."""

    def __init__(self, typed: str) -> None:
        self.whole = normal(typed)
        self.run_together = _run_together(self.whole)
        self.all = tokens(typed)
        wanted = [word for word in self.all if word not in FILLERS]
        needed = [word for word in wanted if word not in COMPLAINTS]
        self.needed = tuple(needed or wanted or self.all)
        self.welcome = tuple(word for word in wanted if word not in self.needed)

    def rank(self, doc: SearchText) -> tuple[int, int] | None:
        """How well it is found, the least best, with how many words are missing that need not be there.

        0 by a name, 1 by a phrase, 2 by how a name begins, 3 by the name of its region, 4 by words of one name, 5 by
        its own words, 6 by those of the place, 7 by all that is known of it, 8 by a part of a word; None where a word
        that is needed is nowhere.
        """
        missing = sum(not _has(doc.about, word) for word in self.welcome)
        tests: tuple[Callable[[], bool], ...] = (
            lambda: self.whole in doc.names or self.run_together in map(_run_together, doc.names),
            lambda: self.whole in doc.phrases,
            lambda: any(name.startswith(self.whole) for name in doc.names),
            lambda: any(words.issuperset(self.needed) for words in doc.regions) and not self._common(doc),
            lambda: any(self._in(frozenset(map(_singular, name.split()))) for name in doc.names),
            lambda: self._in(doc.own),
            lambda: self._in(doc.place),
            lambda: self._in(doc.about),
            lambda: all(word in doc.text for word in self.needed),
        )
        return next(((at, missing) for at, test in enumerate(tests) if test()), None)

    def partly(self, doc: SearchText) -> tuple[int, int] | None:
        """How many of the words that are needed are missing; None where more than half of them are."""
        missing = sum(not _has(doc.about, word) for word in self.needed)
        own = sum(_has(doc.own, word) for word in self.needed)
        return (9 + missing, -own) if missing * 2 <= len(self.needed) and missing < len(self.needed) else None

    def _common(self, doc: SearchText) -> bool:
        """Whether it is only what several regions are called, such as back."""
        return not any(set(self.needed) & words & doc.marks for words in doc.regions)

    def _in(self, words: frozenset[str]) -> bool:
        return all(_has(words, word) for word in self.needed)


def programme_named(typed: str, programmes: Iterable[Programme]) -> Programme | None:
    """The programme of that id or name, whatever its case and punctuation."""
    whole = normal(typed)
    return next((one for one in programmes if whole in (normal(one.id), normal(one.name))), None)


class CatalogueSearch:
    """A catalogue that is looked through again and again: what each entry is found by is put together once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._documents: dict[str, SearchText] = {}
        count = Counter(word for region in catalogue.regions.values() for word in tokens(region.name))
        self._marks = frozenset(word for word, times in count.items() if times == 1 and word not in FILLERS)

    def found(self, entries: Iterable[Found], typed: str) -> list[Found]:
        """The entries that are found, the best first."""
        return by_rank(entries, typed, self.document)

    def find(self, typed: str) -> list[Found]:
        """The same of the whole catalogue, with routines before stretches where both are found as well."""
        return self.found((*self.catalogue.routines.values(), *self.catalogue.stretches.values()), typed)

    def document(self, entry: Found) -> SearchText:
        """What an entry is found by."""
        found = self._documents.get(entry.id)
        if found is None:
            found = self._documents[entry.id] = self._made(entry)
        return found

    def named(self, typed: str) -> Found | None:
        """The entry of that id, name or other name, whatever its case and punctuation."""
        whole, catalogue = normal(typed), self.catalogue
        exact: Found | None = catalogue.routines.get(typed) or catalogue.stretches.get(typed)
        entries: tuple[Found, ...] = (*catalogue.stretches.values(), *catalogue.routines.values())
        return exact or next((entry for entry in entries if whole in self.document(entry).names), None)

    def no_such(self, typed: str) -> str:
        """That nothing has this name, and what is found by it or is called most like it, with ids."""
        entries: tuple[Found, ...] = (*self.catalogue.routines.values(), *self.catalogue.stretches.values())
        found = ranked(entries, typed, self.document) if tokens(typed) else []
        hits = [entry for rank, entry in found if rank == found[0][0]][:SUGGESTED]
        if not hits and (near := self._nearest(typed)):
            hits = [near]
        hint = f"did you mean {listed((f'{hit.name} ({hit.id})' for hit in hits), 'or')}?"
        return f"no routine or stretch {typed!r}; {hint if hits else 'see: stretchtui list'}"

    def _nearest(self, typed: str) -> Found | None:
        from difflib import get_close_matches  # noqa: PLC0415  (only mistakes pay for it)

        entries: tuple[Found, ...] = (*self.catalogue.routines.values(), *self.catalogue.stretches.values())
        names = {name: entry for entry in entries for name in self.document(entry).names}
        return next((names[name] for name in get_close_matches(normal(typed), names, n=1, cutoff=0.5)), None)

    def _made(self, entry: Found) -> SearchText:
        regions = self._regions(entry)
        place = [text for region in regions for text in (region.name, *region.words)]
        muscles = entry.muscles if isinstance(entry, Stretch) else ()
        names = (entry.name, entry.id, *entry.also_called)
        made = search_text_of(names, self._about(entry), entry.words, (*place, *muscles))
        return made._replace(regions=tuple(frozenset(tokens(r.name)) for r in regions), marks=self._marks)

    def _regions(self, entry: Found) -> list[Region]:
        """Where it is felt first; of a routine the regions that have a third of it and more."""
        known = self.catalogue.regions
        if isinstance(entry, Stretch):
            return [known[entry.region]] if entry.region in known else []
        stretches = [self.catalogue.stretches[item.id] for item in entry.items if item.id in self.catalogue.stretches]
        count = Counter(stretch.region for stretch in stretches)
        return [known[name] for name, times in count.items() if name in known and times * 3 >= len(stretches)]

    def _about(self, entry: Found) -> Iterable[str]:
        catalogue = self.catalogue
        if isinstance(entry, Routine):
            yield entry.summary
            yield from (catalogue.stretches[item.id].name for item in entry.items if item.id in catalogue.stretches)
        else:
            yield from (entry.technique, entry.position, SAID.get(entry.position, ""), *entry.props)
            for region in (catalogue.regions[r] for r in entry.also if r in catalogue.regions):
                yield from (region.name, *region.words)
        yield from (catalogue.conditions[c].name for c in entry.suits if c in catalogue.conditions)


def search_text_of(
    names: Iterable[str], about: Iterable[str] = (), words: Iterable[str] = (), place: Iterable[str] = ()
) -> SearchText:
    """What something is found by: its `names`, other `words` for it, its `place`, and what it is `about`."""
    names, words = tuple(dict.fromkeys(map(normal, names))), tuple(words)
    place, about = tuple(place), tuple(about)
    own = frozenset(word for text in (*names, *words) for word in tokens(text))
    here = own | frozenset(word for text in place for word in tokens(text))
    known = here | frozenset(word for text in about for word in tokens(text))
    text = " ".join(map(normal, (*names, *words, *place, *about)))
    return SearchText(names, tuple(map(normal, words)), own, here, known, text)


def _mended(query: Query, documents: Iterable[SearchText]) -> str:
    """The query with each unknown word replaced by the known one most like it; empty where one has none."""
    from difflib import get_close_matches  # noqa: PLC0415  (only mistakes pay for it)

    known = frozenset(word for doc in documents for word in doc.about)
    mended = []
    for word in query.all:
        if word in FILLERS | COMPLAINTS or _has(known, word):
            mended.append(word)
        elif close := get_close_matches(word, known, n=1, cutoff=CLOSE):
            mended.append(close[0])
        else:
            return ""
    return " ".join(mended) if tuple(mended) != query.all else ""


def _run_together(text: str) -> str:
    return text.replace(" ", "")


@lru_cache(maxsize=4096)
def _singular(word: str) -> str:
    return (
        word[:-1] if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us")) else word
    )


def _has(words: frozenset[str], word: str) -> bool:
    """Whether one of the words begins with it."""
    return word in words or any(known.startswith(word) for known in words)
