"""What is written to a terminal, taken apart; and what the parts that only pass through do to it."""

import re
from enum import Enum, auto
from typing import Final

from rich.cells import split_graphemes

TOKEN: Final = re.compile(
    r"""
      \x1b\[ (?P<sgr> [0-9;]* ) m
    | \x1b\[ (?P<row> [0-9]* ) (?: ; (?P<column> [0-9]* ) )? [Hf]
    | (?P<text> [^\x00-\x1f\x7f-\x9f]+ )
    | (?P<newline> \n ) (?= \x1b\[ [0-9]+ ; [0-9]+ H )
    | \x1b\]8; (?P<link> [^\x07\x1b]* ) (?: \x1b\\ | \x07 )
    | (?P<sync> \x1b\[\?2026[hl] )
    | (?P<other>
          \x1b\[ [<=>?]? [0-9;:]* [ -/]* [@-~]
        | \x1b\] [^\x07\x1b]* (?: \x1b\\ | \x07 )
        | \x1b[PX^_] (?: [^\x1b] | \x1b(?!\\) )* \x1b\\
        | \x1b [ -/]* [0-~]
        | [\x00-\x1f\x7f-\x9f]
      )
    """,
    re.VERBOSE,
)
"""The group that matched tells what it is; `newline` is one that a cursor address makes void."""

SGR, ROW, COLUMN, TEXT, NEWLINE, LINK, SYNC, OTHER = range(1, 9)
"""The groups of `TOKEN`."""


class Effect(Enum):
    """What a part that is passed through may do to what is known of the terminal."""

    NONE = auto()
    ASKS = auto()
    """Nothing, but the answer or the effect depends on cursor and style, which have to be right."""
    MOVES = auto()
    """The cursor is somewhere else."""
    NEW_SCREEN = auto()
    """Another screen, where the style may be another too."""
    SCRAMBLES = auto()
    """Cells, cursor and style are others."""
    LASTS = auto()
    """From now on what is written may mean something else."""


_SILENT_MODES: Final = frozenset(map(str, (1, 7, 12, 25, *range(1000, 1008), 1015, 1016, 1034, 2004, 2027, 2031, 2048)))
_SCREEN_MODES: Final = frozenset(("47", "1047", "1049"))
_CONTROLS: Final = {
    **dict.fromkeys("nc", Effect.ASKS),
    **dict.fromkeys("ABCDEFGd`ae", Effect.MOVES),
    **dict.fromkeys("JKXLMP@STsub", Effect.SCRAMBLES),
}
_CONTROL: Final = re.compile(r"\x1b\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])\Z")
_SILENT: Final = ("\x1b=", "\x1b>", "\x1b\\", "\x07", "\x00")
_SCRAMBLING: Final = ("\n", "\t", "\x1b7", "\x1b8", "\x1bM", "\x1bD", "\x1bE", "\x1bc")
_STRINGS: Final = ("\x1bP", "\x1b_", "\x1b^", "\x1bX")
_PASSTHROUGH: Final = re.compile(r"\x1bP(?:tmux;|\x1b)")


def effect_of(part: str) -> Effect:
    """What a part that `TOKEN` calls other does; `LASTS` where that is not known."""
    if control := _CONTROL.match(part):
        return _control_effect(*control.groups())
    if part.startswith("\x1b]") or _PASSTHROUGH.match(part) or part in _SILENT:
        return Effect.NONE
    if part in ("\r", "\b"):
        return Effect.MOVES
    return Effect.SCRAMBLES if part in _SCRAMBLING or part[:2] in _STRINGS else Effect.LASTS


def _control_effect(prefix: str, parameters: str, between: str, final: str) -> Effect:
    if prefix == "?" and not between and final in "hl":
        return _mode_effect(set(parameters.split(";")))
    if (prefix in ("<", "=", ">") and final in "ucqmn") or between + final in (" q", "$p"):
        return Effect.NONE
    if between or final not in ("nc" if prefix == "?" else _CONTROLS) or prefix in ("<", "=", ">"):
        return Effect.LASTS
    return _CONTROLS[final]


def _mode_effect(modes: set[str]) -> Effect:
    if modes <= _SILENT_MODES:
        return Effect.NONE
    return Effect.NEW_SCREEN if modes <= _SILENT_MODES | _SCREEN_MODES else Effect.LASTS


_NARROW: Final = frozenset(
    chr(code)
    for first, last in (
        (" ", "~"),
        ("¡", "¬"),
        ("®", "\u02ff"),
        ("Ͱ", "\u0482"),
        ("‐", "‧"),
        ("‰", "⁞"),
        ("←", "⋿"),
        ("─", "◼"),
        ("⠀", "⣿"),
        # Sextants and octants, which are only written to terminals that draw them themselves.
        ("\U0001fb00", "\U0001fb3b"),
        ("\U0001fb82", "\U0001fb86"),
        ("\U0001fbe6", "\U0001fbe7"),
        ("\U0001cd00", "\U0001cde5"),
        ("\U0001cea0", "\U0001ceab"),
    )
    for code in range(ord(first), ord(last) + 1)
)
"""Characters of one cell on every terminal; not all of them."""
_WIDE: Final = (("、", "〩"), ("ぁ", "ゖ"), ("ァ", "ヺ"), ("一", "鿿"), ("가", "힣"), ("！", "～"))
"""Ranges of characters of two cells on every terminal."""


def cells(text: str) -> str | list[str]:
    """The text cell by cell: each the characters in it, an empty one for the right half of a wide character.

    Widths are Rich's, as Textual lays out with them.
    """
    if text.isascii() or _NARROW.issuperset(text):
        return text
    found: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if width:
            found.append(text[start:end])
            if width == 2:
                found.append("")
        elif found:
            at = -1 if found[-1] else -2
            found[at] += text[start:end]
    return found


def width_is_sure(text: str) -> bool:
    """Whether every terminal takes as many cells for this text as Rich does."""
    return text.isascii() or all(
        char in _NARROW or any(first <= char <= last for first, last in _WIDE) for char in text
    )
