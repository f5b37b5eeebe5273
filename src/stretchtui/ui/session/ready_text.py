"""What is read while one gets ready: the steps, and what to mind, of which no line is ever cut."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from stretchtui.ui.common.paragraphs import BLANK, Paragraph

Height = Callable[[Sequence[Paragraph]], int]
"""How many rows some paragraphs take."""


class ReadyText(NamedTuple):
    """What scrolls, and what stands still below it; whether all that is to be minded is in sight."""

    scrolling: tuple[Paragraph, ...]
    standing: tuple[Paragraph, ...] = ()
    all_in_sight: bool = True


def ready_text(
    steps: Sequence[Paragraph],
    care: Sequence[Paragraph],
    others: Sequence[Paragraph],
    *,
    height: Height,
    rows: int,
    least: int,
    more: Paragraph,
) -> ReadyText:
    """All of it below one another, if it fits in so many `rows`.

    Or else the care stands still below the steps, which keep `least` rows and scroll. Where not even the care has that
    room, as much of it as does, each paragraph whole, above the line that there is `more`: that scrolls with the steps.
    """
    whole = (*steps, BLANK, *care, *others)
    if not care or height(whole) <= rows:
        return ReadyText(whole)
    below = (BLANK, *others) if others else ()
    if height(care) <= rows - least:
        return ReadyText((*steps, *below), tuple(care))
    standing = [*care]
    while standing and height([*standing, more]) > rows - least:
        standing.pop()
    rest = care[len(standing) :]
    return ReadyText((*steps, BLANK, *rest, *below), (*standing, more), all_in_sight=False)
