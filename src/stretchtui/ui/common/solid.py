"""Solid ground: cells painted with a background. Block glyphs show gaps between cells in many fonts; grounds do not."""

from rich.style import Style


def solid(style: Style, *, reverse: bool) -> Style:
    """How a space is painted in the colour of a text: reversed where that colour is the terminal's own, or with none.

    `reverse` says that the terminal is shown no colours.
    """
    if reverse or style.color is None or style.color.is_default:
        return style + Style(reverse=True)
    return Style(color=style.color, bgcolor=style.color)
