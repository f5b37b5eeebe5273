"""Days away: spans in which the user is not at home, read from text and shown."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

Span = tuple[date, date]
"""From one day to another, both included."""

EXAMPLE = "2026-12-24 to 2027-01-02, with commas for more"
USUAL = timedelta(days=7)
"""How long one is away, where one says nothing else."""

_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:to|until|\.\.|–|/)\s*(\d{4}-\d\d-\d\d))?")


def parse_away(text: str) -> tuple[Span, ...]:
    """Spans as they are typed, in their order in time; one day alone is a span too.

    Raises ValueError where a part is no span, or ends before it begins.
    """
    return tuple(sorted(_span(part.strip()) for part in text.split(",") if part.strip()))


def away_words(spans: Iterable[Span]) -> str:
    """Spans as `parse_away` reads them: `2026-12-24 to 2027-01-02, 2027-03-01`."""
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in spans)


def span_on(day: date, spans: Iterable[Span]) -> Span | None:
    """The span that a day is in; of several the one that lasts longest."""
    found = (span for span in spans if span[0] <= day <= span[1])
    return max(found, key=lambda span: span[1], default=None)


def to_come(spans: Iterable[Span], today: date) -> tuple[Span, ...]:
    """Those that are not over."""
    return tuple(span for span in spans if span[1] >= today)


def backwards(spans: Iterable[Span]) -> tuple[int, ...]:
    """The places of those that end before they begin."""
    return tuple(at for at, (first, last) in enumerate(spans) if last < first)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(text)
    first = date.fromisoformat(found[1])
    last = date.fromisoformat(found[2]) if found[2] else first
    if last < first:
        raise ValueError(text)
    return first, last
