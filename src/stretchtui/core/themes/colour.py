"""Colours as numbers: their contrast, what 256 colours leave of them, how the colour-blind see them.

Sources: contrast and luminance, WCAG 2.2; lightness and difference, CIE L*a*b* under D65; colour-blindness,
Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
2009, at full severity.
"""

import re
from colorsys import rgb_to_hls
from math import dist
from typing import Literal, NamedTuple, get_args


class Rgb(NamedTuple):
    """A colour of the screen; each part 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


class Ansi(NamedTuple):
    """A colour that the terminal's own palette decides: 0 to 15, or -1 for the terminal's default."""

    number: int

    @property
    def name(self) -> str:
        """Its name, as `parse` reads it."""
        return "default" if self.number < 0 else ANSI_NAMES[self.number]


Colour = Rgb | Ansi
Blindness = Literal["protan", "deutan", "tritan"]

BLINDNESSES: tuple[Blindness, ...] = get_args(Blindness)
ANSI_NAMES = tuple(
    bright + name
    for bright in ("", "bright-")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
PATTERN = f"^(#[0-9a-fA-F]{{3}}|#[0-9a-fA-F]{{6}}|default|{'|'.join(ANSI_NAMES)})$"
"""The texts that `parse` reads."""

VGA = tuple(
    Rgb(*((number >> bit & 1) * 0xAA + (number >> 3) * 0x55 for bit in range(3))) if number != 3 else Rgb(0xAA, 0x55, 0)
    for number in range(16)
)
"""The 16 colours of the Linux console. Other terminals have others, mostly brighter."""

_CUBE = (0, 95, 135, 175, 215, 255)
_MACHADO: dict[Blindness, tuple[tuple[float, float, float], ...]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def parse(text: str) -> Colour:
    """`#rgb`, `#rrggbb`, `default`, or a name such as `red` or `bright-blue`.

    Raises ValueError for anything else.
    """
    if not re.fullmatch(PATTERN, text):
        raise ValueError(f"{text!r} is no colour")
    if text.startswith("#"):
        digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
        return Rgb(*bytes.fromhex(digits))
    return Ansi(-1 if text == "default" else ANSI_NAMES.index(text))


def luminance(colour: Rgb) -> float:
    """Relative luminance: 0 for black, 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of WCAG: 1 for equal colours, 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Rgb) -> tuple[float, float, float]:
    """CIE L*a*b*: lightness 0 to 100, then green to red, then blue to yellow."""
    red, green, blue = _linear(colour)
    x, y, z = (
        _lab_root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047),
        _lab_root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue),
        _lab_root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883),
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: Rgb) -> float:
    """CIE L*: 0 for black, 100 for white."""
    return lab(colour)[0]


def difference(one: Rgb, other: Rgb) -> float:
    """How far apart two colours look (CIE 1976): about 2 is just to be seen, 10 is plain at a glance."""
    return dist(lab(one), lab(other))


def number_256(colour: Rgb) -> int:
    """The colour of the xterm palette, 16 to 255, that Rich (and so Textual) writes at 256 colours.

    Not always the nearest: a saturation under 15 % becomes a grey, all else a colour of the 6x6x6 cube.
    """
    _hue, light, saturation = rgb_to_hls(*(part / 255 for part in colour))
    if saturation < 0.15:
        grey = round(light * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    red, green, blue = (round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in colour)
    return 16 + 36 * red + 6 * green + blue


def from_256(number: int) -> Rgb:
    """What xterm shows for a number from 16 to 255."""
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return Rgb(grey, grey, grey)
    cube = number - 16
    return Rgb(_CUBE[cube // 36], _CUBE[cube // 6 % 6], _CUBE[cube % 6])


def at_256(colour: Rgb) -> Rgb:
    """What is left of a colour on a terminal of 256."""
    return from_256(number_256(colour))


def seen_by(colour: Rgb, blindness: Blindness) -> Rgb:
    """How someone wholly colour-blind sees a colour."""
    linear = _linear(colour)
    mixed = (sum(w * part for w, part in zip(row, linear, strict=True)) for row in _MACHADO[blindness])
    return Rgb(*(_encoded(part) for part in mixed))


def _linear(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return red, green, blue


def _encoded(linear: float) -> int:
    linear = min(max(linear, 0.0), 1.0)
    part = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(part * 255)


def _lab_root(ratio: float) -> float:
    return float(ratio ** (1 / 3)) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
