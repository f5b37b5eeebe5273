"""Colours as numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem

from stretchtui.core.themes import colour
from stretchtui.core.themes.colour import Ansi, Rgb

rgbs = st.builds(Rgb, *[st.integers(0, 255)] * 3)


@given(rgbs)
def test_hex_is_read_back(rgb: Rgb) -> None:
    assert colour.parse(rgb.hex) == rgb
    assert colour.parse(rgb.hex.upper()) == rgb


def test_short_hex_doubles_each_digit() -> None:
    assert colour.parse("#f08") == Rgb(0xFF, 0, 0x88)


@pytest.mark.parametrize("number", range(-1, 16))
def test_names_of_the_terminal_are_read_back(number: int) -> None:
    assert colour.parse(Ansi(number).name) == Ansi(number)


@pytest.mark.parametrize("text", ["", "#12", "#12345g", "red ", "#fff\n", "orange", "bright-default", "ansi_red"])
def test_anything_else_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        colour.parse(text)


def test_contrast_is_that_of_wcag() -> None:
    white = Rgb(255, 255, 255)
    assert colour.contrast(white, Rgb(0, 0, 0)) == pytest.approx(21)
    assert colour.contrast(Rgb(0x76, 0x76, 0x76), white) == pytest.approx(4.54, abs=0.005)


@given(rgbs, rgbs)
def test_contrast_is_the_same_both_ways_and_within_its_range(one: Rgb, other: Rgb) -> None:
    assert 1 <= colour.contrast(one, other) == colour.contrast(other, one) <= 21.001


def test_lab_of_known_colours() -> None:
    assert colour.lab(Rgb(255, 0, 0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert colour.lab(Rgb(0, 0, 255)) == pytest.approx((32.30, 79.19, -107.86), abs=0.05)


@given(rgbs)
def test_256_colours_are_those_that_rich_writes(rgb: Rgb) -> None:
    written = Color.from_rgb(*rgb).downgrade(ColorSystem.EIGHT_BIT)
    assert colour.number_256(rgb) == written.number
    shown = Color.from_ansi(colour.number_256(rgb)).get_truecolor()
    assert colour.at_256(rgb) == tuple(shown)


@given(st.integers(0, 255).map(lambda grey: Rgb(grey, grey, grey)), st.sampled_from(colour.BLINDNESSES))
def test_greys_look_the_same_to_everyone(grey: Rgb, blindness: colour.Blindness) -> None:
    assert colour.seen_by(grey, blindness) == pytest.approx(grey, abs=1)


@pytest.mark.parametrize(
    ("blindness", "one", "other"),
    [
        ("protan", Rgb(170, 85, 0), Rgb(95, 115, 0)),
        ("deutan", Rgb(200, 80, 40), Rgb(120, 125, 0)),
        ("tritan", Rgb(0, 130, 200), Rgb(0, 135, 140)),
    ],
)
def test_colours_that_the_colour_blind_confuse_come_closer(blindness: colour.Blindness, one: Rgb, other: Rgb) -> None:
    seen = colour.difference(colour.seen_by(one, blindness), colour.seen_by(other, blindness))
    assert seen < colour.difference(one, other) / 2


def test_the_console_grows_lighter_from_black_over_grey_to_white() -> None:
    black, grey, light, white = (colour.VGA[number] for number in (0, 8, 7, 15))
    steps = [colour.lightness(each) for each in (black, grey, light, white)]
    assert all(dark < lighter for dark, lighter in pairwise(steps))
    assert colour.VGA[3] == Rgb(0xAA, 0x55, 0)
