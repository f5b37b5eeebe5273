"""Changing the text of a widget without laying the screen out anew, where its size stays the same."""

from rich.cells import cell_len
from textual.widgets import Static


def update_text(static: Static, text: str) -> None:
    """Show a text in place of the one that is shown; nothing is done where they are the same.

    `Static.update` by itself has the whole screen laid out again, each second where a clock is shown.
    """
    before = str(static.content)
    if text != before:
        static.update(text, layout=_lengths(before) != _lengths(text) or _wraps(static, text))


def _lengths(text: str) -> list[int]:
    return [cell_len(line) for line in text.split("\n")]


def _wraps(static: Static, text: str) -> bool:
    """Whether it may take other lines than it has, as a text as long as before may be wrapped elsewhere."""
    return max(_lengths(text)) > static.content_size.width
