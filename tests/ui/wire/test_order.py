"""What changed is written style by style where that takes less than row by row, and looks the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.figures.drawing.picture import PIXELS
from stretchtui.ui.wire import order
from stretchtui.ui.wire.filter import Wire
from stretchtui.ui.wire.parse import width_is_sure
from tests.ui.wire.wire_terminal import Terminal

COLUMNS, ROWS = 40, 12
COLOURS = tuple(f"38;5;{ink};48;5;{ground}" for ink in (200, 201, 202) for ground in (100, 101))
CELL = st.tuples(st.sampled_from(COLOURS), st.sampled_from(" ▌▙xé"))
PLACED = st.dictionaries(st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS)), CELL, min_size=60, max_size=160)


def _frame(cells: dict[tuple[int, int], tuple[str, str]]) -> str:
    return "".join(f"\x1b[{y};{x}H\x1b[{style}m{char}\x1b[0m" for (y, x), (style, char) in sorted(cells.items()))


def _blank() -> str:
    return "\x1b[?7l" + "".join(f"\x1b[{y};1H{' ' * COLUMNS}" for y in range(1, ROWS + 1))


@settings(max_examples=60)
@given(st.lists(PLACED, min_size=1, max_size=3), st.text(st.sampled_from("a字"), max_size=6))
def test_it_shows_what_was_painted(frames: list[dict[tuple[int, int], tuple[str, str]]], wide: str) -> None:
    wire = Wire(COLUMNS, ROWS + 1)
    original, diet = (Terminal(COLUMNS, ROWS + 1) for _ in range(2))
    for text in (_blank() + f"\x1b[{ROWS + 1};5H{wide}", *map(_frame, frames)):
        original.feed(text)
        diet.feed(wire.feed(text))
        assert diet.picture() == original.picture()
        assert diet.cursor == original.cursor


def _sent(frame: str) -> int:
    wire = Wire(COLUMNS, ROWS)
    wire.feed(_blank())
    return len(wire.feed(frame))


def test_colours_that_alternate_from_row_to_row_are_each_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = {(y, x): (COLOURS[x % 5], "▌") for y in range(1, ROWS + 1) for x in range(3, 30, 4)}
    by_style = _sent(_frame(cells))
    monkeypatch.setattr(order, "SORT_FROM", 10**9)
    assert by_style < 0.8 * _sent(_frame(cells))


def test_a_new_screen_is_written_from_above() -> None:
    cells = {(y, x): (COLOURS[(x + y) % 6], "x") for y in range(1, ROWS + 1) for x in range(1, COLUMNS + 1)}
    wire = Wire(COLUMNS, ROWS)
    wire.feed(_blank())
    sent = wire.feed(_frame(cells))
    assert len(sent) > order.SORT_UP_TO
    terminal = Terminal(COLUMNS, ROWS)
    terminal.feed(sent[: len(sent) // 2])
    assert terminal.lines[0] == "x" * COLUMNS
    assert terminal.lines[-1] == ""


def test_every_block_takes_one_cell() -> None:
    """Else a row with octants would be written whole at each step, with an address for each of them."""
    assert width_is_sure("".join(PIXELS))
