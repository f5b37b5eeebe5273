"""A week or a year as a small card of text, to paste to a friend.

It says how often and how long, and nothing of the body: no note, no tightness, no pain, no name of a stretch.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, Protocol, get_args

from msgspec import Struct

from stretchtui.core.history.days import WEEKDAYS, Days, Spans, best_streak, by_day, day_at, days_by_week, week_of
from stretchtui.core.history.totals import Glance, glance, goal_words, streak_words
from stretchtui.core.history.year import WEEKS, amount, held_words, level, months_words, year_of
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.words import minutes, plural

Span = Literal["week", "year"]
SPANS: tuple[Span, ...] = get_args(Span)

LONGEST = 24
"""Cells of the longest day of a week."""


class CardSigns(Struct, frozen=True):
    """What a card is drawn with: the levels of a day from none to most, a day's bar, a day without, a dash, a dot."""

    levels: str
    bar: str
    none: str
    dash: str
    dot: str


UNICODE_SIGNS = CardSigns("·░▒▓█", "█", "·", "–", "·")
ASCII_SIGNS = CardSigns(".:+*#", "#", ".", "-", "-")


class Figures(Protocol):
    """What a card tells of: the figures of the review screen are such, too."""

    @property
    def days(self) -> Days:
        """The sessions of each day that has any."""

    @property
    def today(self) -> date:
        """The last day that counts."""

    @property
    def glance(self) -> Glance:
        """The figures of this week."""

    @property
    def best(self) -> int:
        """The most weeks in a row that met the goal."""


class CardFigures(Struct, frozen=True):
    """The figures alone that a card needs, without the others of the review screen."""

    days: Days
    today: date
    glance: Glance
    best: int


def figures_of(
    records: Iterable[SessionRecord], now: datetime, goal: int, *, day_ends_at: int = 0, away: Spans = ()
) -> CardFigures:
    """Work them out from all sessions, in any order; those after `now` count for nothing."""
    done = [record for record in records if record.started <= now]
    days, today = by_day(done, day_ends_at), day_at(now, day_ends_at)
    best = best_streak(days_by_week(days), goal, away)
    return CardFigures(days, today, glance(done, today, goal, day_ends_at=day_ends_at, away=away), best)


def card(span: Span, figures: Figures, *, ascii_only: bool = False, monday: date | None = None) -> str:
    """The card of this week, or of the year that ends with the week of `monday`, usually this one; lines that end."""
    signs = ASCII_SIGNS if ascii_only else UNICODE_SIGNS
    lines = _week(figures, signs) if span == "week" else _year(figures, monday or week_of(figures.today), signs)
    return "\n".join(lines) + "\n"


def _week(figures: Figures, signs: CardSigns) -> list[str]:
    """A bar for each day up to today, then the goal, the sums, and the weeks in a row."""
    today = figures.today
    monday = week_of(today)
    until = monday + timedelta(days=6)
    month = f" {monday:%b}" if monday.month != until.month else ""
    found = [figures.days.get(monday + timedelta(days=at), ()) for at in range((today - monday).days + 1)]
    held = [amount(sessions, "minutes") or 0 for sessions in found]
    lines = [f"My week of stretching, {monday.day}{month} {signs.dash} {until.day} {until:%b %Y}", ""]
    for name, sessions, length in zip(WEEKDAYS, found, held, strict=False):
        bar = signs.bar * max(1, round(LONGEST * length / max(held))) if length else signs.bar
        lines.append(f"{name} {bar} {minutes(60 * length)}" if sessions else f"{name} {signs.none}")
    count = plural(sum(map(len, found)), "session")
    lines += ["", f" {signs.dot} ".join([goal_words(figures.glance), count, held_words(60 * sum(held))])]
    if streak := streak_words(figures.glance):
        lines.append(streak[:1].upper() + streak[1:])
    return lines


def _year(figures: Figures, monday: date, signs: CardSigns) -> list[str]:
    """A square a day, then the sums and the weeks in a row."""
    year = year_of(figures.days, monday, figures.today)
    lines = [f"My year of stretching, {months_words(year).replace('–', signs.dash)}", ""]
    for at, name in enumerate(WEEKDAYS):
        each = [year.first + timedelta(weeks=week, days=at) for week in range(WEEKS)]
        cells = [signs.levels[level(figures.days.get(day, ()))] if day <= year.last else " " for day in each]
        lines.append(f"{name} {''.join(cells)}".rstrip())
    told = [plural(year.days, "day"), plural(year.sessions, "session"), held_words(year.seconds)]
    lines += ["", f" {signs.dot} ".join(told)]
    if figures.best:
        row = f"{plural(figures.best, 'week')} in a row at best"
        now = figures.glance.streak if year.last == figures.today else 0
        lines.append(f"{row}, {now} now" if now else row)
    return lines
