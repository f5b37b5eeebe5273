"""One session in words and columns."""

from collections.abc import Iterator
from itertools import zip_longest

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.search import title_of
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness
from stretchtui.core.text import clean
from stretchtui.core.words import clock
from stretchtui.ui.common.paragraphs import BLANK, Paragraph

OUTCOMES = {"completed": "", "stopped": "stopped before its end", "interrupted": "interrupted: the program ended"}

NUMBERS, TIGHTNESS, NOTE = 16, 11, 6
"""Cells before a stretch, before what was said of tightness, and before the note."""


def whole_session(record: SessionRecord, catalogue: Catalogue) -> Iterator[Paragraph]:
    """What was done of each stretch, how it felt, tightness and note."""
    yield Paragraph(title_of(record, catalogue), style="bold", indent=0)
    if outcome := OUTCOMES[record.outcome]:
        yield Paragraph(outcome, style="$muted", indent=0)
    yield BLANK
    for stretch in record.stretches:
        yield from _done_of(stretch)
    if tight := [*_tightness(record.tightness or Tightness(), catalogue)]:
        yield BLANK
        for label, text in zip_longest(("Tightness",), tight, fillvalue=""):
            yield Paragraph(text, label, indent=TIGHTNESS)
    if record.note:
        yield BLANK
        yield Paragraph(clean(record.note), "Note", indent=NOTE)


def _done_of(stretch: StretchRecord) -> Iterator[Paragraph]:
    count = f"{stretch.done} of {stretch.planned}"
    yield Paragraph(clean(stretch.name), f"{count:>8} {clock(stretch.seconds):>5}", "$muted")
    if stretch.left and stretch.right and stretch.left != stretch.right:
        sides = (("left", stretch.left), ("right", stretch.right))
        parts = [f"{name} {clock(side.seconds)}{f', {side.felt}' if side.felt else ''}" for name, side in sides]
        yield Paragraph(" · ".join(parts), style="$muted")
    if stretch.felt:
        yield Paragraph(f"felt {stretch.felt}", style="$caution" if stretch.felt == "pain" else "$muted")


def _tightness(tight: Tightness, catalogue: Catalogue) -> Iterator[str]:
    """What was said of all together, or the means of the regions, and of each region."""
    if tight.before is not None or tight.after is not None:
        yield f"{_score(tight.before)} before, {_score(tight.after)} after"
    for one in tight.regions:
        yield f"{clean(catalogue.region_name(one.id))} {_score(one.before)} → {_score(one.after)}"


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)


def said_of(record: SessionRecord, catalogue: Catalogue) -> str:
    """A session in a message: `Sat 21 Nov, Daily back`."""
    return f"{record.started:%a %d %b}, {title_of(record, catalogue)}"
