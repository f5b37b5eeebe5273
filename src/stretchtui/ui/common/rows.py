"""A list of rows in columns, moved through by keys; each row is one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from stretchtui.ui.common.scrolling import bar_in_place
from stretchtui.ui.settings.bindings import bound

POINTER, IDLE_POINTER = "▸", "▹"
"""What stands before what has the cursor, so that it is told without colour: with the focus, and without."""

GAPS = (2, 1)
"""Blank cells between two columns: where there is room, and where there is little."""

TEXT = 2
"""Cells before the text of a row: the pointer and the mark."""


class Row(Struct, frozen=True):
    """One line: its `key`, and the text of its columns. A row without a key can't be chosen: a heading, a blank.

    `mark` is one character at the start of the row, such as a star or a warning. A `note` says more of the row above
    it, and is kept in sight with that.
    """

    key: str | None
    cells: tuple[str, ...]
    mark: str = " "
    muted: bool = False
    note: bool = False


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows in columns.

    The first column takes the room that's left. Where there is none, other columns are left out: those in
    `drop` first, then from the last on.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--cursor", "rows--muted", "rows--heading"}

    BINDINGS = bound(
        "list",
        up="move(-1)",
        down="move(1)",
        page_up="page(-1)",
        page_down="page(1)",
        first="end(-1)",
        last="end(1)",
        open="choose",
    )

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class Highlighted(Message):
        """The cursor came to another row."""

        rows: "Rows"
        key: str | None

        @property
        def control(self) -> "Rows":
            """The list it happened in."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a row."""

        rows: "Rows"
        key: str

        @property
        def control(self) -> "Rows":
            """The list it happened in."""
            return self.rows

    @dataclass
    class Resized(Message):
        """The list has other columns or rows than before."""

        rows: "Rows"

        @property
        def control(self) -> "Rows":
            """The list it happened to."""
            return self.rows

    def __init__(
        self,
        *,
        empty: str = "",
        drop: tuple[int, ...] = (),
        driven: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """With `driven`, what has the focus moves the cursor, so that it shows as if it were here."""
        super().__init__(id=id)
        self.driven = driven
        self.empty = empty
        self.drop = drop
        self.rows: tuple[Row, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._room = Size(0, 0)
        """The size that was told last."""

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.rows[self.cursor].key if self.cursor < len(self.rows) else None

    @property
    def nearby(self) -> list[str]:
        """The keys of the rows below and above the cursor, to which a key leads."""
        at = {self._nearest(self.cursor + step, step) for step in (1, -1)} - {self.cursor}
        return [key for row in sorted(at, reverse=True) if row < len(self.rows) and (key := self.rows[row].key)]

    @property
    def cursor_cell(self) -> Offset:
        """Where the text of the row under the cursor begins."""
        return Offset(TEXT, self.cursor - round(self.scroll_offset.y))

    def show(self, rows: Sequence[Row], key: str | None = None) -> None:
        """Show other rows, with the cursor on `key`, or where it was."""
        key = key or self.key
        self.rows = tuple(rows)
        columns = max((len(row.cells) for row in rows if row.key), default=0)
        self._widths = tuple(
            max(cell_len(row.cells[c]) for row in rows if row.key and c < len(row.cells)) for c in range(columns)
        )
        self.virtual_size = Size(0, max(1, len(self.rows)))
        keys = [row.key for row in self.rows]
        at = keys.index(key) if key in keys and key else min(self.cursor, len(keys) - 1)
        self.set_reactive(Rows.cursor, self._nearest(max(0, at), 1))
        self.refresh()
        self._follow()
        self.post_message(self.Highlighted(self, self.key))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows that changed, no more."""
        for at in (old, new):
            self._refresh_row(at)
        self._follow()
        self.post_message(self.Highlighted(self, self.key))

    def action_move(self, step: int) -> None:
        """Move the cursor by a row."""
        self.cursor = self._nearest(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Move the cursor by as many rows as one sees."""
        self.cursor = self._nearest(self.cursor + step * max(1, self.size.height - 1), step)

    def action_end(self, step: int) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = self._nearest(len(self.rows) - 1 if step > 0 else 0, -step)

    def action_choose(self) -> None:
        """Tell that the row under the cursor was chosen."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def on_resize(self) -> None:
        before, self._room = self._room, self.size
        if before and before != self._room:
            self.post_message(self.Resized(self))
        self._follow()

    def watch_show_vertical_scrollbar(self) -> None:
        bar_in_place(self)

    def on_focus(self) -> None:
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        self._refresh_row(self.cursor)

    def render_line(self, y: int) -> Strip:
        """One row as a strip, the cursor's told by its mark as well as by its colour."""
        width = self.scrollable_content_region.width
        at = y + round(self.scroll_offset.y)
        if not self.rows and at == 0:
            return self._strip(" " * TEXT + self.empty, "rows--muted", width)
        if at >= len(self.rows):
            return self._strip("", "rows--row", width)
        row = self.rows[at]
        if row.key is None:
            return self._strip(" " * TEXT + "".join(row.cells), "rows--heading", width)
        here, live = at == self.cursor, self.has_focus or self.driven
        style = "rows--cursor" if here and live else "rows--muted" if row.muted else "rows--row"
        pointer = " " if not here else POINTER if live else IDLE_POINTER
        return self._strip(f"{pointer}{row.mark}{self._columns(row, width - 3)} ", style, width)

    def _columns(self, row: Row, room: int) -> str:
        """The columns that fit, the first one filled with what room is left."""
        shown, gap = self._layout(room)
        others = [set_cell_size(row.cells[c], self._widths[c]) for c in shown if c and c < len(row.cells)]
        first = fitted(row.cells[0] if row.cells else "", room - sum(map(cell_len, others)) - gap * len(others))
        return (" " * gap).join([first, *others])

    def _layout(self, room: int) -> tuple[list[int], int]:
        """Which columns are shown, and the gap between them."""
        shown = list(range(len(self._widths)))
        for column in (*self.drop, *reversed(shown)):
            for gap in GAPS:
                if sum(self._widths[c] for c in shown) + gap * (len(shown) - 1) <= room:
                    return shown, gap
            if column in shown and column:
                shown.remove(column)
        return shown, GAPS[-1]

    def _strip(self, text: str, style: str, width: int) -> Strip:
        return Strip([Segment(fitted(text, width), self.get_component_rich_style(style))], width)

    def _nearest(self, at: int, step: int) -> int:
        """The row at `at`, or the next one in the direction of `step` that can be chosen, or else before it."""
        order = range(at, len(self.rows)) if step > 0 else range(min(at, len(self.rows) - 1), -1, -1)
        found = next((i for i in order if 0 <= i < len(self.rows) and self.rows[i].key), None)
        return self.cursor if found is None and self.cursor < len(self.rows) else found or 0

    def _follow(self) -> None:
        """Keep the row under the cursor in sight, with what says more of it and its heading as far as there is room."""
        room = self.size.height
        if not room:
            return  # not laid out yet; comes here again when it is
        rows = self.rows
        below = takewhile(lambda at: rows[at].note, range(self.cursor + 1, len(rows)))
        above = takewhile(lambda at: rows[at].key is None and not rows[at].note, range(self.cursor - 1, -1, -1))
        height = min(1 + sum(1 for _ in below), room)
        heading = min(sum(1 for _ in above), room - height)
        region = Region(0, self.cursor - heading, 1, heading + height)
        self.scroll_to_region(region, animate=False, force=True)

    def _refresh_row(self, at: int) -> None:
        y = at - round(self.scroll_offset.y)
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))


def fitted(text: str, width: int) -> str:
    """Text filled or cut to `width` cells; a cut is shown by an ellipsis."""
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, max(0, width))
