"""A terminal to compare with another: cells as they look, and the cursor."""

import pyte
from pyte import modes


class _Screen(pyte.Screen):
    """Where lines do not wrap, a cursor at the margin is on the last cell, so that what erases from it erases that."""

    def draw(self, data: str) -> None:
        super().draw(data)
        if modes.DECAWM not in self.mode:
            self.cursor.x = min(self.cursor.x, self.columns - 1)


class Terminal:
    """What a terminal shows after all it was fed."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    @property
    def cursor(self) -> tuple[int, int]:
        return min(self._screen.cursor.x, self._screen.columns - 1), self._screen.cursor.y

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    def picture(self) -> list[list[tuple[object, ...]]]:
        return [[self._look(x, y) for x in range(self._screen.columns)] for y in range(self._screen.lines)]

    def _look(self, x: int, y: int) -> tuple[object, ...]:
        cell = self._screen.buffer[y][x]
        if cell.data == " " and not (cell.underscore or cell.strikethrough):
            if not cell.reverse:
                return (" ", cell.bg)  # what else is set on a blank is not seen
            if "default" not in (cell.fg, cell.bg):
                return (" ", cell.fg)
        return tuple(cell)
