"""Harmless text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.text import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("long day", "long day"),
        ("Rücken – 👩‍👩‍👧 伸ばす", "Rücken – 👩‍👩‍👧 伸ばす"),
        ("\x1b[31mred\x1b]0;title\x07", "[31mred]0;title"),
        ("\x9b2Jgone\x7f\x00", "2Jgone"),
        ("one\n  two\r\n\r\nthree\tfour", "one two three four"),
        ("a\u202eb\u2066c\ufeff\U000e0041", "abc"),
        ("a\u2028b\x85c", "a b c"),
        ("x\udc80", "x\ufffd"),
        ("[red]x[/red]", "[red]x[/red]"),
        ("  kept  blanks ", "  kept  blanks "),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI"} for c in shown)
    shown.encode()
