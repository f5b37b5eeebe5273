"""Solid ground: cells painted with a background. Block glyphs show gaps between cells in many fonts; grounds do not."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style

FULL = "█"


def solid(style: Style, *, reverse: bool) -> Style:
    """How a space is painted in the colour of a text: reversed where that colour is the terminal's own, or with none.

    `reverse` says that the terminal is shown no colours.
    """
    if reverse or style.color is None or style.color.is_default:
        return style + Style(reverse=True)
    return Style(color=style.color, bgcolor=style.color)


def blocks(glyph: str, cells: int, style: Style) -> Segment:
    """Some cells of one glyph, such as `▄` or `█`, as solid as the terminal's colours allow.

    In RGB the glyph stands on a ground of its own colour: solid on the screen, and still the glyph for who reads the
    screen by ear or copies it. With no colour the full block is a blank in reverse video. In the terminal's sixteen,
    whose grounds are fewer than its inks, the glyph stands alone.
    """
    ink = style.color
    if glyph == FULL and (ink is None or ink.is_default):
        return Segment(" " * cells, solid(style, reverse=True))
    return Segment(glyph * cells, _grounded(style))


@lru_cache(maxsize=256)
def _grounded(style: Style) -> Style:
    """The style with its ink as its ground, where that is a colour of RGB; else as it is."""
    ink = style.color
    return style + Style(bgcolor=ink) if ink is not None and ink.triplet is not None else style
