"""Finding things by their names, as one types."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


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
