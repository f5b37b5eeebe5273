"""Cuts what a terminal sends into text, control sequences and pastes; its answers to other programs are left out.

A terminal sends keys and answers over one line, and an answer need not be to a question of ours: another program on
the same terminal asked, or one that has gone. Taken for keys, it would press them. So what has the form of an answer
is swallowed whole, however it is cut into pieces: OSC, DCS, APC, PM and SOS strings up to BEL or ST, and private
control sequences. The form is that of ECMA-48, and how a terminal itself would read it (CAN and SUB break off).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 256
"""Characters of a control sequence that is one; what is longer is swallowed to its end."""
PASTE_END: Final = "\x1b[201~"

_STRINGS: Final = frozenset("]P_^X")
_SEVEN_BITS: Final = str.maketrans({code: f"\x1b{chr(code - 0x40)}" for code in range(0x80, 0xA0)})
"""The one-character forms of escape sequences, as they are in seven bits."""
_C1: Final = re.compile("[\x80-\x9f]")


class Kind(Enum):
    """What was found."""

    TEXT = auto()
    """Characters as they were typed, control characters among them."""
    SEQUENCE = auto()
    """A control sequence, whole: `ESC [ … final`, `ESC O x`, or ESC and the character that was typed with alt."""
    ESCAPE = auto()
    """The escape key."""
    PASTE = auto()
    """What was pasted, without what stands around it."""


class Token(NamedTuple):
    """A piece of what was sent."""

    kind: Kind
    text: str


class Unfinished(Enum):
    """What the stream is in the middle of."""

    NOTHING = auto()
    ESCAPE = auto()
    """An escape, and nothing yet of what may follow it."""
    SEQUENCE = auto()
    """Something whose end must come; without it, it was no key."""
    PASTE = auto()


class InputStream:
    """Takes what a terminal sends, in any pieces; `expire` tells it that nothing more came."""

    def __init__(self) -> None:
        self._held = ""
        """An escape and what followed it, not yet whole; of a string only its beginning."""
        self._paste: list[str] | None = None

    @property
    def waiting(self) -> Unfinished:
        """What has begun and is not whole."""
        if self._paste is not None:
            return Unfinished.PASTE
        if self._held == "\x1b":
            return Unfinished.ESCAPE
        return Unfinished.SEQUENCE if self._held else Unfinished.NOTHING

    def feed(self, text: str) -> Iterator[Token]:
        """What is whole by now."""
        if _C1.search(text):
            text = text.translate(_SEVEN_BITS)
        text, self._held = self._held + text, ""
        while text:
            if self._paste is not None:
                token, text = self._pasted(self._paste, text)
            elif text[0] == "\x1b":
                token, text = self._escaped(text)
            else:
                end = text.find("\x1b")
                end = len(text) if end < 0 else end
                token, text = Token(Kind.TEXT, text[:end]), text[end:]
            if token:
                yield token

    def expire(self) -> Iterator[Token]:
        """Nothing more came for long enough: an escape was the key; all else that is not whole means nothing."""
        held, self._held = self._held, ""
        if self._paste is not None:
            pasted, self._paste = "".join(self._paste), None
            yield Token(Kind.PASTE, pasted + held)
        elif held == "\x1b":
            yield Token(Kind.ESCAPE, held)

    def _pasted(self, paste: list[str], text: str) -> tuple[Token | None, str]:
        end = text.find(PASTE_END)
        if end < 0:
            keep = next((n for n in range(len(PASTE_END) - 1, 0, -1) if text.endswith(PASTE_END[:n])), 0)
            paste.append(text[: len(text) - keep])
            self._held = text[len(text) - keep :]
            return None, ""
        paste.append(text[:end])
        self._paste = None
        return Token(Kind.PASTE, "".join(paste)), text[end + len(PASTE_END) :]

    def _escaped(self, text: str) -> tuple[Token | None, str]:
        """What an escape at the start of a text begins, and the text behind it."""
        second = text[1:2]
        if not second:
            self._held = text
            return None, ""
        if second in "[O" or second in _STRINGS:
            cut = self._control if second == "[" else self._single_shift if second == "O" else self._string
            return cut(text)
        if second in "\x18\x1a":
            return None, text[2:]
        if second < " ":  # the escape key, and another right behind it
            return Token(Kind.ESCAPE, "\x1b"), text[1:]
        return Token(Kind.SEQUENCE, text[:2]), text[2:]

    def _single_shift(self, text: str) -> tuple[Token | None, str]:
        """ESC O and one character, or digits before it, as some terminals send modifiers."""
        at = 2
        while at < len(text) and at < 6 and (text[at].isdecimal() or text[at] == ";"):
            at += 1
        if at >= len(text):
            self._held = text
            return None, ""
        if not "!" <= text[at] <= "~":
            return None, text[at:]
        return Token(Kind.SEQUENCE, text[: at + 1]), text[at + 1 :]

    def _control(self, text: str) -> tuple[Token | None, str]:
        """ESC [, parameters, and one character that ends it."""
        if text[2:3] == "[":  # the first function keys of the Linux console
            return self._of_length(text, 4)
        if text[2:3] == "M":  # a mouse report of old
            return self._of_length(text, 6)
        at = 2
        while at < len(text) and " " <= text[at] <= "?":
            at += 1
        if at >= len(text):
            self._held = text if len(text) <= LONGEST else text[: LONGEST + 1]
            return None, ""
        if not "@" <= text[at] <= "~":  # broken off, by a key or by noise
            return None, text[at + 1 :] if text[at] in "\x18\x1a\x7f" else text[at:]
        return self._whole(text, at + 1)

    def _of_length(self, text: str, length: int) -> tuple[Token | None, str]:
        if len(text) < length:
            self._held = text
            return None, ""
        return (Token(Kind.SEQUENCE, text[:4]), text[4:]) if length == 4 else (None, text[length:])

    def _whole(self, text: str, end: int) -> tuple[Token | None, str]:
        sequence, rest = text[:end], text[end:]
        if sequence == "\x1b[200~":
            self._paste = []
            return None, rest
        if len(sequence) > LONGEST or sequence == PASTE_END:
            return None, rest
        return Token(Kind.SEQUENCE, sequence), rest

    def _string(self, text: str) -> tuple[Token | None, str]:
        """A string up to its end; none of it is a key. What no string holds, such as enter, breaks it off."""
        for at in range(2, len(text)):
            char = text[at]
            if char == "\x07":
                return None, text[at + 1 :]
            if char == "\x1b":
                following = text[at + 1 : at + 2]
                if not following:
                    self._held = text[:2] + "\x1b"
                    return None, ""
                return None, text[at + 2 :] if following == "\\" else text[at:]
            if char < " ":
                return None, text[at + 1 :] if char in "\x18\x1a" else text[at:]
        self._held = text[:2] if len(text) == 2 else text[:3]
        return None, ""
