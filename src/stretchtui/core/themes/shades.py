"""The colours of figures in solid blocks: shades between the theme's colours for figures and its background.

A filled body covers much more of the screen than a drawing in dots, so all but arms and face are taken back
towards the background; and neighbouring parts must differ in lightness, also where only 256 colours are left.
"""

from typing import Final

from stretchtui.core.themes.colour import Rgb, parse
from stretchtui.core.themes.model import ThemeFile

TOWARDS_BACKGROUND: Final = {
    "near": ("figure_near", 0.08),
    "leg": ("figure", 0.16),
    "body": ("figure", 0.40),
    "hair": ("figure_far", 0.30),
    "far": ("figure_far", 0.52),
    "prop": ("rest", 0.62),
    "stretch": ("figure_stretch", 0.0),
    "arrow": ("hold", 0.0),
}
"""For each part: the theme's colour it is made of, and the share of the background in it."""


def figure_shades(theme: ThemeFile) -> dict[str, str]:
    """A colour for each part; a theme of the terminal's own colours has no shades, and gives them as they are."""
    background = parse(theme.palette.background)
    found = {}
    for part, (name, share) in TOWARDS_BACKGROUND.items():
        text: str = getattr(theme.roles, name)
        colour = parse(text)
        if isinstance(colour, Rgb) and isinstance(background, Rgb):
            text = Rgb(*(round(c + (b - c) * share) for c, b in zip(colour, background, strict=True))).hex
        found[part] = text
    return found
