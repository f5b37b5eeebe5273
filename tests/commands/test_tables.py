"""Rows to a terminal."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.commands.tables import columns_of, cut, print_rows


class Screen(io.StringIO):
    """A terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def printed(monkeypatch: pytest.MonkeyPatch, columns: int, rows: Sequence[tuple[str, ...]]) -> str:
    """What a terminal of so many columns gets."""
    screen = Screen()
    monkeypatch.setenv("COLUMNS", str(columns))
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", screen)
        print_rows(rows)
    return screen.getvalue()


def test_columns_stand_one_below_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("a", "neck", "x"), ("伸展", "back", "y"), ("bcdef", "", "")]
    assert printed(monkeypatch, 80, rows) == "a      neck  x\n伸展   back  y\nbcdef\n"


def test_rows_are_cut_to_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("chin-tuck", "Chin tuck"), ("a", "b")]
    assert printed(monkeypatch, 12, rows) == "chin-tuck…\na          b\n"


def test_escape_sequences_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(monkeypatch, 80, [("\x1b[31mred", "a\nb")]) == "[31mred  a b\n"


def test_no_rows_are_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not printed(monkeypatch, 80, [])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])), st.integers(1, 30))
def test_a_cut_text_fits_and_one_that_fits_is_not_cut(text: str, room: int) -> None:
    shown = cut(text, room)
    assert columns_of(shown) <= room
    assert shown == text if columns_of(text) <= room else columns_of(shown) >= room - 2


def test_a_heading_and_words_where_there_is_nothing_are_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    def said(screen: io.StringIO, rows: Sequence[tuple[str, ...]]) -> str:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", screen)
            print_rows(rows, ("Id", "Name"), "There are none.")
        return screen.getvalue()

    monkeypatch.setenv("COLUMNS", "80")
    assert said(Screen(), [("chin-tuck", "Chin tuck")]) == "Id         Name\nchin-tuck  Chin tuck\n"
    assert said(Screen(), []) == "There are none.\n"
    assert said(io.StringIO(), [("chin-tuck", "Chin tuck")]) == "chin-tuck\tChin tuck\n", "in pipes as ever"
    assert said(io.StringIO(), []) == ""
