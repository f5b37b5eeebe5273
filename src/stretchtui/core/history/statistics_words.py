"""Statistics in words, the same for `stats`, the report and whoever reads them aloud."""

from collections.abc import Iterator, Mapping, Sequence

from stretchtui.core.history.statistics import Statistics, TightnessTotal
from stretchtui.core.history.tightness import FEW
from stretchtui.core.words import clock, plural

FELT = "Numbers that you felt: they tell how it went, not why."
"""What no number of tightness is shown without."""


def span_words(found: Statistics) -> str:
    """The days that are looked at: `1 Oct to 26 Nov 2026`."""
    year = "" if found.since.year == found.until.year else f" {found.since.year}"
    return f"{found.since.day} {found.since:%b}{year} to {found.until.day} {found.until:%b %Y}"


def total_words(found: Statistics) -> str:
    """What was done in one line."""
    if not found.sessions:
        return "No session in this time."
    days = plural(found.days, "day")
    return f"{plural(found.sessions, 'session')} on {days}, {clock(found.seconds)} in holds and movements."


def planned_words(found: Statistics) -> str:
    """What was done of what was planned, and how sessions ended."""
    if not found.planned:
        return ""
    share = round(100 * found.done / found.planned)
    ends = [f"{count} {word}" for word, count in sorted(found.outcomes.items())]
    return f"{found.done} of {found.planned} repetitions done ({share} %). Sessions: {', '.join(ends)}."


def goal_words(found: Statistics) -> str:
    """How the weeks stand to the goal."""
    met = f"{found.goal_weeks} of {plural(len(found.weeks), 'week')}"
    row = f" In a row: {found.streak} now, {found.best} at best." if found.best else ""
    return f"Goal of {plural(found.goal_days, 'day')} a week: met in {met}.{row}"


def tightness_words(total: TightnessTotal) -> str:
    """The numbers of one region, or of all, in a line: careful where there are few, or where it may be chance."""
    count = plural(total.sessions, "session")
    means = f"{total.before:.1f} before, {total.after:.1f} after"
    if total.sessions < FEW:
        return f"{means} ({count}: too few to tell)"
    spread = "" if total.spread is None else f", spread {total.spread:.1f}"
    if not total.certain:
        return f"{means} ({count}{spread}; no clear change)"
    return (
        f"{means}: {abs(total.change):.1f} {'looser' if total.change < 0 else 'tighter'} on average ({count}{spread})"
    )


def trend_words(total: TightnessTotal) -> str:
    """How tight it was before a session at first and lately; empty for too few."""
    if total.first is None or total.last is None or total.sessions < 2 * FEW:
        return ""
    return f"Before a session: {total.first:.1f} in the first half of them, {total.last:.1f} in the last."


def statistics_lines(
    found: Statistics, names: Mapping[str, str], left_out: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """All of it, as lines to print; `names` are those of regions by id, `left_out` stretches and why."""
    yield span_words(found)
    yield total_words(found)
    if found.sessions:
        yield planned_words(found)
        yield goal_words(found)
        yield from _region_lines(found, names)
        yield from _tightness_lines(found, names)
        yield from _stretch_lines(found)
    if found.pain:
        yield from ("", "Said to hurt", *(f"  {mark.day:%Y-%m-%d}  {mark.name}" for mark in found.pain))
    if left_out:
        yield from ("", "Left out, and why", *(f"  {name}: {reason}" for name, reason in left_out))
    if found.notes:
        yield from ("", "Notes", *(f"  {note.day:%Y-%m-%d}  {note.text}" for note in found.notes))


def _region_lines(found: Statistics, names: Mapping[str, str]) -> Iterator[str]:
    yield from ("", "Minutes by region")
    labels = [names.get(one.region, one.region) for one in found.regions]
    wide = max(map(len, labels), default=0)
    for label, one in zip(labels, found.regions, strict=True):
        yield f"  {label:<{wide}}  {round(one.seconds / 60):>4} min  {plural(one.sessions, 'session')}"


def _tightness_lines(found: Statistics, names: Mapping[str, str]) -> Iterator[str]:
    if not found.tightness:
        return
    yield from ("", "Tightness, 0 loose to 10 as tight as can be")
    labels = [names.get(one.region, one.region) if one.region else "all" for one in found.tightness]
    wide = max(map(len, labels))
    for label, one in zip(labels, found.tightness, strict=True):
        yield f"  {label:<{wide}}  {tightness_words(one)}"
    if trend := trend_words(found.tightness[0]):
        yield f"  {trend}"
    yield f"  {FELT}"


def _stretch_lines(found: Statistics) -> Iterator[str]:
    yield from ("", "Stretches")
    wide = max((len(one.name) for one in found.stretches), default=0)
    for one in found.stretches:
        done = f"{one.done} of {one.planned} repetitions"
        yield f"  {one.name:<{wide}}  {plural(one.sessions, 'time'):>9}  {done}  {clock(one.seconds)}"
