"""Paragraphs on how a routine was changed to fit the user's body, and on what to mind with it."""

from collections.abc import Iterator

from stretchtui.application.care import NOTHING_LEFT
from stretchtui.application.context import Context
from stretchtui.application.suitability import CARE
from stretchtui.core.care.adapt import Adapted
from stretchtui.core.care.conditions import advice
from stretchtui.ui.common.paragraphs import BLANK, Paragraph


def adaptation(made: Adapted, context: Context) -> Iterator[Paragraph]:
    """What is different from the routine as it is written, and why; the advice that goes with the body."""
    lines = [f"{change}. {change.reason}" for change in made.changes]
    if not made.routine.stretches:
        lines = [
            NOTHING_LEFT,
            *dict.fromkeys(c.reason for c in made.changes),
        ]
    lines += [*made.notes, *advice(context.user.body)]
    yield from (Paragraph(line, CARE, "$caution", indent=3) for line in lines)
    if lines:
        yield BLANK
