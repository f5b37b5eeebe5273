"""Small words for people: durations, doses, counts, the nearest known name."""

from collections.abc import Iterable

FEW = 16
"""Known names that fit into a message."""


def clock(seconds: float) -> str:
    """Minutes and seconds, `3:05`; from an hour on with hours, `1:02:03`."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def minutes(seconds: float) -> str:
    """About how long, `3 min`; under a minute, `40 s`."""
    return f"{round(seconds)} s" if round(seconds) < 60 else f"{round(seconds / 60)} min"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """`1 stretch`, `2 stretches`."""
    return f"{count} {noun if count == 1 else many or noun + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *most, end = [*words] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a mistyped one, if any is like it."""
    from difflib import get_close_matches  # noqa: PLC0415  (only mistakes pay for it)

    known = list(known)
    if found := get_close_matches(word.lower(), known, n=1, cutoff=0.5):
        return found[0]
    return next((k for k in known if word and word.lower() in k), None)


def unknown(noun: str, name: str, known: Iterable[str]) -> str:
    """That a name is unknown, and which known one is meant, or which there are."""
    known = [*known]
    if near := nearest(name, known):
        return f"unknown {noun} {name!r}; did you mean {near!r}?"
    some = listed(known, "or") if 0 < len(known) <= FEW else f"the id of a {noun}"
    return f"unknown {noun} {name!r}; expected {some}"
