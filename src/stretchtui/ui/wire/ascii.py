"""Text for terminals of few characters: one for each cell, so that nothing moves."""

import unicodedata
from typing import Final

from rich.cells import get_character_cell_size

_ALIKE: Final = {
    "x": "×✕✖✗✘",
    "-": "▹·‐‑‒–—―−─┄┈╌╴╶⎯",
    "~": "…≈∼",
    "|": "│┃┆┊║╎▏▕▌▐",
    "=": "━═┅┉╍▬≡",
    ">": "▶▸►›»→⇒❯",
    "<": "◀◂◄‹«←⇐❮",
    "^": "▲△▴↑⇑",
    "v": "▼▽▾↓⇓",
    "#": "█▓■▇▆▉▊▋▀▄",
    ":": "▒",
    ".": "░▁▂∙",
    "_": "▃▅",
    "o": "●○◉◎•◦◌°⬤",
    "*": "★☆✓✔✦",
    "@": "◆",
    "+": "┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬±",
    "'": "‘’′`´",
    '"': "“”„″",
    "/": "÷⁄╱",
    "\\": "╲",
    " ": "\u00a0\u2002\u2003\u2009\u202f⠀",
    "s": "ß",
    "l": "ł",
    "O": "Ø",
}
_BRAILLE_DENSITY: Final = " ...:::##"
"""By the number of dots."""


_IN_CONSOLE_FONTS: Final = "─│┌┐└┘├┤┬┴┼░▒▓█▄▀▌▐←↑→↓·°±"
"""What the fonts of the Linux console have beside letters, be it the kernel's own or one of 256 glyphs."""


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _stand_in(chr(code))
        return found


class _ConsoleTable(_Table):
    """The same, but with the letters of western Europe and a few signs left as they are."""

    def __missing__(self, code: int) -> str:
        self[code] = found = chr(code) if code < 256 and chr(code).isalpha() else _TABLE[code]
        return found


def _stand_in(char: str) -> str:
    width = get_character_cell_size(char)
    if width != 1:
        return "?" * width
    if "\u2800" <= char <= "\u28ff":
        return _BRAILLE_DENSITY[(ord(char) & 0xFF).bit_count()]
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() and base.isprintable() else "?"


_TABLE: Final = _Table({code: chr(code) for code in range(128)})
_TABLE.update({ord(char): stand_in for stand_in, chars in _ALIKE.items() for char in chars})
_CONSOLE: Final = _ConsoleTable({ord(char): char for char in (*map(chr, range(128)), *_IN_CONSOLE_FONTS)})


def ascii_cells(text: str) -> str:
    """The text in ASCII, as wide as before; what joins or modifies other characters is left out."""
    return text if text.isascii() else text.translate(_TABLE)


def console_cells(text: str) -> str:
    """The text in the characters of the Linux console, as wide as before."""
    return text if text.isascii() else text.translate(_CONSOLE)
