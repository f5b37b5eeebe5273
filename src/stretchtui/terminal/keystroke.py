"""Keys as terminals with the kitty keyboard protocol send them, and what each means under any layout and lock.

https://sw.kovidgoyal.net/kitty/keyboard-protocol/: `ESC [ code : shifted : base ; modifiers : event ; text u`, and
`ESC [ 1 ; modifiers : event X` or `ESC [ number ; modifiers : event ~` for keys that had such a form before.
"""

import re
from typing import Final

from msgspec import Struct

SHIFT, ALT, CTRL, SUPER, HYPER, META = (1 << bit for bit in range(6))
HELD: Final = 0b0011_1111
"""The modifiers that change what a key means; caps lock and num lock are told by its text already."""

_EXTENDED: Final = re.compile(r"\x1b\[([0-9:]*)(?:;([0-9:]*))?(?:;([0-9:]*))?([u~ABCDEFHPQRS])")
_RELEASED: Final = 3
_KEYPAD: Final = {
    **{57399 + digit: ord(str(digit)) for digit in range(10)},
    **dict(zip(range(57409, 57414), map(ord, "./*-+"), strict=True)),
    57414: 13,
    57415: ord("="),
    57416: ord(","),
}
"""Keys of the keypad that are keys of their own elsewhere."""
_KEYPAD_MOTIONS: Final = {
    **dict(zip(range(57417, 57421), ("1D", "1C", "1A", "1B"), strict=True)),
    **dict(zip(range(57421, 57427), ("5~", "6~", "1H", "1F", "2~", "3~"), strict=True)),
}
_FUNCTION_KEYS: Final = range(57376, 57399)
_SILENT: Final = range(57344, 63744)
"""The rest of the private area: locks, media keys, modifiers by themselves."""
_NAMED: Final = {9, 13, 27, 127}
_TILDE: Final = frozenset((*range(1, 9), *range(11, 16), *range(17, 22), *range(23, 27), 28, 29, *range(31, 35)))
"""The numbers that a key ending in ~ has."""
_SINGLE_SHIFT: Final = {"M": "\r", "X": "=", **dict(zip("jklmnopqrstuvwxy", "*+,-./0123456789", strict=True))}
"""What the keypad sends behind ESC O while a program has it in its application mode."""


_PLACES: Final = {
    **dict(zip("йцукенгшщзхъфывапролджэячсмитьбюіїў", "qwertyuiop[]asdfghjkl;'zxcvbnm,.s]o", strict=True)),
    **dict(zip("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm", strict=True)),
}
"""The Latin letters in the place of Cyrillic and Greek ones, for terminals that tell no base layout when asked."""


class Keystroke(Struct, frozen=True):
    """One key."""

    code: int
    """The code point it has without shift; 1, or a number, where `end` is not u."""
    end: str
    """The letter that ended its sequence."""
    held: int
    """The modifiers, added up."""
    text: str
    """What it typed; empty for a command."""

    def sequence(self) -> str:
        """The shortest sequence that tells the same, without locks, layouts and events."""
        text = ":".join(str(ord(char)) for char in self.text)
        held = str(self.held + 1) if self.held else ""
        if self.end not in "u~" and self.code == 1 and not held:
            return f"\x1b[{self.end}"
        parameters = f"{self.code};{held};{text}" if text else f"{self.code};{held}" if held else f"{self.code}"
        return f"\x1b[{parameters}{self.end}"


def is_keystroke(sequence: str) -> bool:
    """Whether a control sequence has the form of a key, be it one that means something or not."""
    return _EXTENDED.fullmatch(sequence) is not None or (sequence[:2] == "\x1bO" and sequence[2:] in _SINGLE_SHIFT)


def keystroke(sequence: str) -> Keystroke | None:
    """The key that such a sequence tells; none for what types and does nothing: a lock, a media key, a release.

    A key typed with ctrl, alt or super means the key in that place of a Latin keyboard where its own is no ASCII:
    ctrl+з is ctrl+p, as it is on every other terminal.
    """
    match = _EXTENDED.fullmatch(sequence)
    if match is None:
        text = _SINGLE_SHIFT.get(sequence[2:], "")
        return _of_code(ord(text), 0, 0, 0, "") if text else None
    codes, modifiers, texts, end = match.groups(default="")
    try:
        code, shifted, base = (int(part or 0) for part in f"{codes}::".split(":")[:3])
        mods, event = (int(part or 1) for part in f"{modifiers}:".split(":")[:2])
        text = "".join(chr(int(part)) for part in texts.split(":") if part)
    except (ValueError, OverflowError):
        return None
    if event == _RELEASED or mods < 1 or not (text == "" or text.isprintable()):
        return None
    held = (mods - 1) & HELD
    if end == "u":
        return _of_code(code or 1, shifted, base, held, text)
    if end == "~" and code == 27 and text:  # xterm's own form for keys with modifiers
        return _of_code(ord(text), 0, 0, held, "")
    # with numbers, R ends the answer to where the cursor is
    known = code in _TILDE if end == "~" else code in (0, 1) and (end != "R" or sequence == "\x1b[R")
    return Keystroke(code or 1, end, held, "") if known else None


def _of_code(code: int, shifted: int, base: int, held: int, text: str) -> Keystroke | None:
    if code in _KEYPAD_MOTIONS:
        number, end = _KEYPAD_MOTIONS[code][:-1], _KEYPAD_MOTIONS[code][-1]
        return Keystroke(int(number), end, held, "")
    on_keypad = code in _KEYPAD
    code = _KEYPAD.get(code, code)
    if code in _SILENT:
        return Keystroke(code, "u", held, "") if code in _FUNCTION_KEYS else None
    if code not in _NAMED and not (code <= 0x10FFFF and chr(code).isprintable()):
        return None
    commanding = held & ~SHIFT
    if commanding:
        if code > 127:
            code = base if 32 < base < 127 else ord(_PLACES.get(chr(code), chr(code)))
        return Keystroke(code, "u", held, text if not held & (CTRL | SUPER | HYPER | META) else "")
    if code in _NAMED:
        return Keystroke(code, "u", held, "")
    if not text and shifted and held & SHIFT and chr(shifted).isprintable():
        text = chr(shifted)
    if not text and (on_keypad or not held):
        text = chr(code)
    return Keystroke(code, "u", held, text)
