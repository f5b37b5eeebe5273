"""The days of a week as solid marks: those with a session, today's added with a plus, and those still to come."""

from textual.content import Content

from stretchtui.core.history.week import Week

DONE, ADDED, OPEN = "  ", "+ ", "░░"
MOST = 7


def week_marks(week: Week) -> Content:
    """A mark of two cells a day, apart by one; solid ones are reversed, so that no colours are needed."""
    marks = [(DONE, "$done reverse")] * week.before
    marks += [(ADDED, "$hold bold reverse")] if week.today else []
    marks += [(OPEN, "$to-come")] * week.open
    parts: list[str | tuple[str, str]] = []
    for mark in marks[:MOST]:
        parts += [mark, " "]
    return Content.assemble(*parts[:-1])
