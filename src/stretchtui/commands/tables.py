"""Rows to print: aligned to a terminal, tab-separated to a pipe; and all text made harmless."""

import shutil
import sys
from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

from stretchtui.core.text import clean

Row = Sequence[str]


def print_rows(rows: Iterable[Row], heading: Row = (), empty: str = "") -> None:
    """Print rows of equally many cells: columns side by side, cut to the terminal's width; or tabs between, whole.

    A terminal also gets the `heading`, or `empty` where there is no row. To a pipe each row is printed as it comes.
    """
    if not to_terminal():
        for row in rows:
            print("\t".join(clean(cell).strip() for cell in row))
        return
    cleaned = [[clean(cell) for cell in row] for row in rows]
    if not cleaned:
        print(empty, end="\n" if empty else "")
        return
    if heading:
        cleaned.insert(0, [*heading])
    widths = [max(map(columns_of, column)) for column in zip(*cleaned, strict=True)]
    room = shutil.get_terminal_size().columns
    for row in cleaned:
        print(cut("  ".join(map(padded, row, widths)).rstrip(), room))


def to_terminal() -> bool:
    """Whether somebody sees stdout as it is printed."""
    return sys.stdout is not None and sys.stdout.isatty()


def print_text(lines: Iterable[str]) -> None:
    """Print lines as they are, but for what a terminal would obey."""
    for line in lines:
        print(clean(line))


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """The text with blanks behind it, up to a width in columns."""
    return text + " " * (width - columns_of(text))


def cut(text: str, room: int) -> str:
    """The text, or as much of it as fits into `room` columns and a sign that there is more."""
    if columns_of(text) <= room:
        return text
    more = "…" if "utf" in (getattr(sys.stdout, "encoding", None) or "").lower() else "~"
    while text and columns_of(text) > room - 1:
        text = text[: max(0, min(len(text) - 1, room - 1))]
    return text.rstrip() + more
