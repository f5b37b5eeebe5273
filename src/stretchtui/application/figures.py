"""How figures are drawn on a terminal: as the settings want, or as the terminal shows them best."""

from typing import Final

from stretchtui.core.settings.model import Figures
from stretchtui.core.settings.model import FigureStyle as Style
from stretchtui.terminal.capabilities import Mosaic, Terminal

BLOCKS: Final[dict[Mosaic, Style]] = {"quadrants": "solid", "sextants": "sextants", "octants": "octants"}
SHADES: Final = 256
"""Colours that solid blocks need: near and far, trunk and limbs differ by shade alone."""


def figure_style(terminal: Terminal, wanted: Figures) -> Style | None:
    """The style that fits; none where the user wants no figures. Solid blocks need shades, the others do without."""
    if wanted == "none":
        return None
    if wanted != "auto":
        return wanted
    if terminal.braille and terminal.colours >= SHADES:
        return BLOCKS[terminal.mosaic]
    return "braille" if terminal.braille else "ascii"


def kinds(terminal: Terminal) -> tuple[Style, ...]:
    """The styles that the terminal shows, or may show, the one it shows best first."""
    if not terminal.unicode:
        return ("ascii",)
    solid: tuple[Style, ...] = ("solid", "sextants", "octants") if terminal.colours >= SHADES else ()
    best = figure_style(terminal, "auto") or "ascii"
    others: tuple[Style, ...] = (*solid, "braille", "ascii")
    return (best, *(style for style in others if style != best))
