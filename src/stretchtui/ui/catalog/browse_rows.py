"""Rows of the first screen's second list: stretches, routines, and what is due, with their marks; its heading."""

from collections.abc import Iterator
from textwrap import wrap

from stretchtui.application.context import Context
from stretchtui.application.suitability import AVOID, NONE, STAR, mark_of, mark_of_routine
from stretchtui.application.today import DueEntry, Today
from stretchtui.core.catalog.browse import DUE, FAVOURITES, FOUND, RECENT, ROUTINES, SHORT_POSITIONS, Look, Shelf
from stretchtui.core.catalog.dose import short_dose
from stretchtui.core.catalog.model import Routine, Stretch
from stretchtui.core.words import minutes, plural
from stretchtui.ui.common.rows import Row

ENTRIES = ("entry", "entries")
NOUNS = {ROUTINES: ("routine", "routines"), **dict.fromkeys((FAVOURITES, FOUND, RECENT), ENTRIES)}
"""What is on shelves that hold more than stretches."""


class EntryRows:
    """Makes the rows of a shelf, of what a look at the catalogue found and the history says.

    `today` is None until the history was read; `columns` are those that a line of words may take; `narrowed` is true
    where a filter leaves things out.
    """

    def __init__(self, context: Context, look: Look, today: Today | None, columns: int, *, narrowed: bool) -> None:
        self._context, self._look, self._today = context, look, today
        self._columns, self._narrowed = columns, narrowed

    def of(self, shelf: str) -> Iterator[Row]:
        """The rows of a shelf, by its id."""
        if shelf == DUE:
            yield from self._due()
        else:
            yield from map(self._row, self._look.on(shelf))

    def heading(self, shelf: Shelf) -> str:
        """The name of a shelf and what stands on it; of what is due only what there is, self-tests too."""
        named = plural(shelf.count, *NOUNS.get(shelf.id, ("stretch", "stretches")))
        if shelf.id == DUE:
            tests = self._due_besides("measure")
            named = ", ".join(([named] if shelf.count else []) + ([plural(tests, "self-test")] if tests else []))
        return f"{shelf.name} · {named}" if named else shelf.name

    def count(self, shelf: Shelf) -> str:
        """How many entries a shelf has, once that is known; what is due are also self-tests and a programme."""
        if shelf.id != DUE:
            return f"{shelf.count:>2}"
        return f"{shelf.count + self._due_besides('measure', 'programme'):>2}" if self._today else ""

    def _due_besides(self, *kinds: str) -> int:
        """How many of these kinds are due, which no filter finds."""
        due = self._today.due if self._today and not self._narrowed else ()
        return sum(entry.kind in kinds for entry in due)

    def _due(self) -> Iterator[Row]:
        left = {entry.id for entry in self._look.on(DUE)}
        for entry in self._today.due if self._today else ():
            there = entry.stretch in left if entry.kind in ("break", "stretch") else True
            if there and (entry.kind == "stretch" or not self._narrowed):
                yield Row(entry.key, (entry.name, "", entry.amount, ""), self._mark_of_due(entry))
                yield Row(None, (f" {entry.reason}",), note=True)
        if self._today and self._today.nothing and all(entry.kind == "measure" for entry in self._today.due):
            yield from (Row(None, (line,)) for line in wrap(self._today.nothing, self._columns))

    def _row(self, entry: Stretch | Routine) -> Row:
        return self._stretch(entry) if isinstance(entry, Stretch) else self._routine(entry)

    def _stretch(self, stretch: Stretch) -> Row:
        cells = (
            stretch.name,
            SHORT_POSITIONS[stretch.position],
            short_dose(self._context.user.planned(stretch)),
            self._since(stretch.id),
        )
        mark = self._mark(stretch)
        return Row(stretch.id, cells, mark, muted=mark == AVOID)

    def _routine(self, routine: Routine) -> Row:
        plan = self._context.user.plan(routine.id)
        length = minutes(plan.seconds) if plan else ""
        count = len(plan.entries) if plan else 0
        mark = self._mark(routine)
        cells = (routine.name, plural(count, "stretch", "stretches"), f"{length:>6}")
        return Row(routine.id, cells, mark, muted=mark == AVOID)

    def _since(self, stretch: str) -> str:
        """Days since it was done last."""
        if self._today is None:
            return ""
        own, ends = self._today.own.get(stretch), self._context.user.settings.day_ends_at
        return f"{own.days(self._context.services.clock.now(), ends)}d".rjust(4) if own else "–".rjust(4)

    def _mark(self, entry: Stretch | Routine) -> str:
        mark = mark_of(entry, self._context) if isinstance(entry, Stretch) else mark_of_routine(entry, self._context)
        return STAR if mark == NONE and entry.id in self._context.user.favourites else mark

    def _mark_of_due(self, entry: DueEntry) -> str:
        stretch = self._context.user.catalogue.stretches.get(entry.stretch)
        return self._mark(stretch) if stretch and entry.kind == "stretch" else NONE
