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
from stretchtui.ui.common.rows import GAPS, Row, Rows, fitted

HELD, TIGHTNESS, OUTCOME, REGIONS = range(1, 5)
"""Columns behind the day and what was done, which is the first."""

REGIONS_WIDTH = 26
LEAST_WIDTHS = (0, 4, 3, 0, REGIONS_WIDTH)
"""Cells that the columns have at least."""

LEAST_NAMED, OFTEN_NAMED, NAMED = 36, 42, 53
"""Cells of the first column: what it needs at least, with nearly all names of the catalogue whole, and with all."""


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
        widths = self._widths = widths_for(records)
        self.rows = cast("tuple[Row, ...]", LazyRows(entries, lambda record: row_of(record, catalogue, widths)))
        self.virtual_size = Size(0, max(1, len(entries)))
        self.set_reactive(Rows.cursor, self._nearest(min(self.cursor, len(entries) - 1) if at is None else at, 1))
        self.refresh()
        self._follow()
        self.post_message(self.Highlighted(self, self.key))

    def _layout(self, room: int) -> tuple[list[int], int]:
        """Which columns are shown: the regions and the outcome only beside names that are whole."""
        shown = [column for column, width in enumerate(self._widths) if width or not column]
        for column, named in ((REGIONS, NAMED), (OUTCOME, NAMED), (TIGHTNESS, OFTEN_NAMED), (HELD, LEAST_NAMED)):
            for gap in GAPS:
                others = sum(self._widths[other] + gap for other in shown[1:])
                if (NAMED if gap > GAPS[-1] else named) + others <= room:
                    return shown, gap
            if column in shown:
                shown.remove(column)
        return shown, GAPS[-1]


def widths_for(records: Sequence[SessionRecord]) -> tuple[int, ...]:
    """Cells that the columns of these sessions need, but for the first, which takes what is left."""
    widths = [*LEAST_WIDTHS]
    for cells in {(record.seconds, record.tightness, record.outcome): record for record in records}.values():
        needed = (len(clock(cells.seconds)), len(tightness_of(cells)), len(_outcome(cells)))
        widths[HELD:REGIONS] = map(max, widths[HELD:REGIONS], needed)
    return tuple(widths)


def row_of(record: SessionRecord, catalogue: Catalogue, widths: Sequence[int]) -> Row:
    """One session as a row; its numbers end where their columns do."""
    regions = ", ".join(catalogue.region_name(region) for region in record.regions)
    return Row(
        record.id,
        (
            f"{record.started:%a %d %H:%M}  {title_of(record, catalogue)}",
            f"{clock(record.seconds):>{widths[HELD]}}",
            f"{tightness_of(record):>{widths[TIGHTNESS]}}",
            _outcome(record),
            fitted(clean(regions), widths[REGIONS]),
        ),
    )


def _outcome(record: SessionRecord) -> str:
    return "" if record.outcome == "completed" else record.outcome


def tightness_of(record: SessionRecord) -> str:
    """`6→3`, with a dash for what was not given; nothing where neither was."""
    tight = record.tightness
    if tight is None or (tight.before is None and tight.after is None):
        return ""
    before, after = ("–" if score is None else str(score) for score in (tight.before, tight.after))
    return f"{before}→{after}"
