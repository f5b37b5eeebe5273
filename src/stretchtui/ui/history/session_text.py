"""One session in words and columns."""

from collections.abc import Iterator

from textual.content import Content

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.search import title_of
from stretchtui.core.session.record import SessionRecord, Tightness
from stretchtui.core.text import clean
from stretchtui.core.words import clock

OUTCOMES = {"completed": "", "stopped": "stopped before its end", "interrupted": "interrupted: the program ended"}


def whole_session(record: SessionRecord, catalogue: Catalogue) -> Content:
    """What was done of each stretch, how it felt, tightness and note."""
    lines = [Content.styled(title_of(record, catalogue), "bold")]
    if outcome := OUTCOMES[record.outcome]:
        lines.append(Content.styled(outcome, "$muted"))
    lines.append(Content(""))
    for stretch in record.stretches:
        count = f"{stretch.done} of {stretch.planned}"
        numbers = f"{count:>8} {clock(stretch.seconds):>5}  "
        lines.append(Content.assemble((numbers, "$muted"), clean(stretch.name)))
        if stretch.left and stretch.right and stretch.left != stretch.right:
            sides = (("left", stretch.left), ("right", stretch.right))
            parts = [f"{name} {clock(side.seconds)}{f', {side.felt}' if side.felt else ''}" for name, side in sides]
            lines.append(Content.styled(f"{'':{len(numbers)}}{' · '.join(parts)}", "$muted"))
        if stretch.felt:
            style = "$caution" if stretch.felt == "pain" else "$muted"
            lines.append(Content.styled(f"{'':{len(numbers)}}felt {stretch.felt}", style))
    if tight := [*_tightness(record.tightness or Tightness(), catalogue)]:
        labels = ("Tightness", *("" for _ in tight[1:]))
        told = zip(labels, tight, strict=True)
        lines += [Content(""), *(Content.assemble((f"{label:<11}", "$accent"), text) for label, text in told)]
    if record.note:
        lines += [Content(""), Content.assemble(("Note  ", "$accent"), clean(record.note))]
    return Content("\n").join(lines)


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
