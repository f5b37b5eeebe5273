"""The shades of figures in solid blocks: neighbouring parts differ in lightness, in every theme that has shades."""

from itertools import pairwise
from pathlib import Path

import pytest

from stretchtui.core.themes.colour import Rgb, lightness, parse
from stretchtui.core.themes.model import ThemeFile
from stretchtui.core.themes.shades import figure_shades
from stretchtui.storage.themes import load_themes

ROOT = Path(__file__).resolve().parents[3]
THEMES = {name: theme for name, theme in load_themes(ROOT / "themes").themes.items() if not theme.ansi}


def _lightness(text: str) -> float:
    colour = parse(text)
    assert isinstance(colour, Rgb)
    return lightness(colour)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_parts_of_the_body_differ_in_lightness_and_all_from_the_ground(theme: ThemeFile) -> None:
    shades = {part: _lightness(text) for part, text in figure_shades(theme).items()}
    ground = _lightness(theme.palette.background)
    order = [shades[part] for part in ("near", "leg", "body", "hair", "far")]
    assert all(abs(one - other) >= 8 for one, other in pairwise([*order, ground]))
    assert order == sorted(order, reverse=theme.dark)
