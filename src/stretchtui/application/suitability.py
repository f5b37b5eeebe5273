"""Marks for lists and pages: whether a stretch or routine suits the user's body, as one sign, and the reason."""

from stretchtui.application.context import Context
from stretchtui.core.care.conditions import Body, advice, suits, verdict
from stretchtui.core.catalog.model import Routine, Stretch

AVOID, CARE, SUITS, STAR, NONE = "!", "~", "+", "*", " "


LEGEND = {AVOID: "avoid", CARE: "with care", SUITS: "made for you", STAR: "favourite"}
"""What each sign means, in the order in which a legend tells it."""


def mark_of(stretch: Stretch, context: Context) -> str:
    """One sign: to avoid, with care, made for what was ticked, or nothing of these."""
    body = context.user.body
    if body == Body():
        return NONE
    said = verdict(stretch, body, context.user.catalogue)
    if said.avoid or said.care:
        return AVOID if said.avoid else CARE
    return SUITS if suits(stretch.suits, body, context.user.catalogue) else NONE


def mark_of_routine(routine: Routine, context: Context) -> str:
    """One sign: nothing of it is left, something is changed or wants care, or it is made for what was ticked."""
    if context.user.body == Body():
        return NONE
    made = context.user.adapted(routine)
    if not made.routine.stretches:
        return AVOID
    if made.changes or made.notes:
        return CARE
    return SUITS if suits(routine.suits, context.user.body, context.user.catalogue) else NONE


def reason_of_routine(routine: Routine, context: Context) -> str:
    """The reason for the sign of a routine, as the beginning of a text; empty where it has none."""
    made = context.user.adapted(routine)
    if not made.routine.stretches:
        return f"Nothing of it is left. {made.changes[0].reason if made.changes else ''} "
    words = [*made.notes[:1], *(f"{change}." for change in made.changes)]
    return f"{' '.join(words)} " if words else suits_words(routine.suits, context)


def reasons_for(stretch: Stretch, context: Context) -> tuple[str, ...]:
    """All there is to say before a stretch is done."""
    said = verdict(stretch, context.user.body, context.user.catalogue)
    return (*said.avoid, *said.care, *advice(context.user.body))


def just_now(body: Body) -> str:
    """How the body is just now, for a title."""
    if body.injured:
        return "lower back off"
    return "flare-up: gentle moves only" if body.flare_up else ""


def suits_words(ids: tuple[str, ...], context: Context) -> str:
    """For which of the conditions that were ticked something is made, in words; empty for none."""
    found = suits(ids, context.user.body, context.user.catalogue)
    return f"Made for: {found}. " if found else ""
