"""Days away: what is proposed where one asks for them, and the change in the settings."""

from datetime import date

from stretchtui.application.context import Context, Write
from stretchtui.application.settings import change_setting
from stretchtui.core.history.days import day_at
from stretchtui.core.settings.away import EXAMPLE, USUAL, Span, away_words, parse_away, span_on, to_come
from stretchtui.core.settings.options import option_named


def today(context: Context) -> date:
    """The day that it is for the user."""
    return day_at(context.services.clock.now(), context.user.settings.day_ends_at)


def away_until(context: Context) -> date | None:
    """The last day of the span that today is in; None where the user is not away."""
    span = span_on(today(context), context.user.settings.away)
    return span and span[1]


def proposed(context: Context) -> str:
    """What the field has at first: the days away that are not over, or else a week from today on."""
    now = today(context)
    return away_words(to_come(context.user.settings.away, now) or ((now, now + USUAL),))


def change_away(context: Context, text: str) -> tuple[tuple[Span, ...], Write]:
    """Take what was typed for the days away that are not over, nothing meaning none; those that are over stay.

    All that are to come, and what writes them down. Raises ValueError with a line that says what would be right.
    """
    now, known = today(context), context.user.settings.away
    try:
        typed = parse_away(text)
    except ValueError:
        raise ValueError(f"{text.strip()!r} is not it; right would be {EXAMPLE}.") from None
    over = tuple(span for span in known if span not in to_come(known, now))
    write = change_setting(context, option_named("away"), (*over, *typed))
    return to_come(typed, now), write
