"""The list of sessions, the newest first, under headings of months; a row is made when it is seen."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import cast, overload

from textual.geometry import Size

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.history.search import title_of
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.text import clean
from stretchtui.core.words import clock
from stretchtui.ui.common.rows import Row, Rows, fitted

WIDTHS = (36, 5, 5, 11, 26)
"""Least cells of the columns: day and what was done; held; tightness; outcome; regions."""

HELD = 1
"""The column that is as wide as the longest session takes."""

NAMED = 50
"""Cells of the first column in which the longest name of the catalogue stands whole, behind the day."""


class LazyRows(Sequence[Row]):
    """Rows that are made of sessions on demand, so that ten years of them cost no more than one screen."""

    def __init__(self, entries: Sequence[SessionRecord | Row], make: Callable[[SessionRecord], Row]) -> None:
        self._entries = entries
        self._make = make

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return LazyRows(self._entries[at], self._make)
        entry = self._entries[at]
        return entry if isinstance(entry, Row) else self._make(entry)


class SessionRows(Rows):
    """Sessions as rows, moved through like any other list."""

    def show_sessions(
        self, records: Sequence[SessionRecord], catalogue: Catalogue, *, key: str | None = None, months: bool = True
    ) -> None:
        """Show sessions, in the order given, with the cursor on `key` or where it was."""
        key = key or self.key
        entries: list[SessionRecord | Row] = []
        for month, some in groupby(records, lambda record: (record.started.year, record.started.month)):
            sessions = list(some)
            if months:
                entries.append(Row(None, (f"{sessions[0].started:%B} {month[0]}",)))
            entries += sessions
        # a Row's key is the session's id; looked up here without making all rows
        at = next((i for i, e in enumerate(entries) if not isinstance(e, Row) and e.id == key), None)
        longest = max((record.seconds for record in records), default=0)
        held = max(WIDTHS[HELD], len(clock(longest)))
        self.rows = cast("tuple[Row, ...]", LazyRows(entries, lambda record: row_of(record, catalogue, held)))
        self._widths = (*WIDTHS[:HELD], held, *WIDTHS[HELD + 1 :])
        self.virtual_size = Size(0, max(1, len(entries)))
        self.set_reactive(Rows.cursor, self._nearest(min(self.cursor, len(entries) - 1) if at is None else at, 1))
        self.refresh()
        self._follow()
        self.post_message(self.Highlighted(self, self.key))

    def _layout(self, room: int) -> tuple[list[int], int]:
        """Which columns are shown: the regions only beside names that are whole."""
        shown, gap = super()._layout(room)
        others = sum(self._widths[column] + gap for column in shown[1:])
        if len(shown) == len(WIDTHS) and room - others < NAMED:
            shown = shown[:-1]
        return shown, gap


def row_of(record: SessionRecord, catalogue: Catalogue, held: int = WIDTHS[HELD]) -> Row:
    """One session as a row; `held` is how many cells its length has."""
    regions = ", ".join(catalogue.region_name(region) for region in record.regions)
    return Row(
        record.id,
        (
            f"{record.started:%a %d %H:%M}  {title_of(record, catalogue)}",
            f"{clock(record.seconds):>{held}}",
            f"{tightness_of(record):>{WIDTHS[2]}}",
            "" if record.outcome == "completed" else record.outcome,
            fitted(clean(regions), WIDTHS[4]),
        ),
    )


def tightness_of(record: SessionRecord) -> str:
    """`6→3`, with a dash for what was not given; nothing where neither was."""
    tight = record.tightness
    if tight is None or (tight.before is None and tight.after is None):
        return ""
    before, after = ("–" if score is None else str(score) for score in (tight.before, tight.after))
    return f"{before}→{after}"
