"""Keys in every form that terminals send them, and what is no key: through a real terminal into an app."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.pseudo_terminal import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = {
    b"a": "a",
    b"\xd0\xb7": "з",
    b"\x1b[A": "up",
    b"\x1bOB": "down",
    b"\x1b[1;5D": "ctrl+left",
    b"\x1b[15~": "f5",
    b"\x1b[Z": "shift+tab",
    b"\x10": "ctrl+p",
    b"\x1b[1079::112;5u": "ctrl+p",
    b"\x1b[1079;5u": "ctrl+p",
    b"\x1b[1~": "home",
    b"\x1b[4~": "end",
    b"\x1b[57413;129;43u": "plus",
    b"\x1b[57412;;45u": "minus",
    b"\x1b[57419;129u": "up",
    b"\x1b[27u": "escape",
    b"\x1b[106;;106u": "j",
    b"\x1b[49;2;33u": "exclamation_mark",
    b"\x1b[200~p q\r\x1b[201~": "paste 'p q\\r'",
}
"""What is sent, and what the app hears."""
SILENT = (b"\x1b[57358;;97u", b"\x1b[57360u", b"\x1b[57428;;97u", b"\x1b[57441;2u", b"\x1b[97;1:3u", b"\x1b[57454;;97u")
"""Keys that type and do nothing: locks, media, modifiers, releases."""
ENDS = (b"\x07", b"\x1b\\")


def an_answer(chance: random.Random) -> bytes:
    """What a terminal may say to another program."""
    if chance.random() < 0.3:
        marks, finals = b"<=>?", b"cRnyuxSmM"
        numbers = bytes(chance.choices(b"0123456789;", k=chance.randrange(8)))
        return b"\x1b[" + bytes([chance.choice(marks)]) + numbers + bytes([chance.choice(finals)])
    text = bytes(chance.choices(range(32, 127), k=chance.randrange(40)))
    return chance.choice((b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX")) + text + chance.choice(ENDS)


def heard(kept: Path, last: str) -> list[str]:
    """All that the app heard, once it heard this."""
    deadline = time.monotonic() + DEADLINE
    while not kept.exists() or last not in kept.read_text().splitlines():
        assert time.monotonic() < deadline, kept.read_text() if kept.exists() else ""
        time.sleep(0.01)
    return kept.read_text().splitlines()


@pytest.mark.parametrize("seed", range(4))
def test_keys_among_answers_cut_anywhere(tiny: Callable[..., Any], kept: Path, seed: int) -> None:
    chance = random.Random(seed)
    screen = tiny("keyed", SSH_TTY="x", ESCDELAY="600000")
    sent, expected = b"", []
    for _ in range(150):
        kind = chance.random()
        if kind < 0.4:
            key = chance.choice([*KEYS])
            expected.append(KEYS[key])
            sent += key
        elif kind < 0.55:
            sent += chance.choice(SILENT)
        else:
            sent += an_answer(chance)
    while sent:
        size = chance.choice((1, 2, 5, 40, 400))
        screen.type(sent[:size])
        sent = sent[size:]
    screen.type(b"\x1b[24~")
    assert heard(kept, "f12") == [*expected, "f12"]


def test_an_escape_and_its_rest_a_moment_later(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("keyed")
    screen.type(b"\x1b")
    screen.ignore(0.15)
    screen.type(b"[Bk")
    assert heard(kept, "k") == ["down", "k"]


def test_a_rest_that_comes_too_late_is_no_key_of_its_own(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("keyed")
    screen.type(b"\x1b")
    assert heard(kept, "escape") == ["escape"]
    screen.type(b"[B")
    screen.type(b"k")
    assert heard(kept, "k") == ["escape", "k"]


def test_noise_is_followed_by_the_next_key(tiny: Callable[..., Any], kept: Path) -> None:
    screen = tiny("keyed")
    screen.type(bytes(byte for byte in random.Random(5).randbytes(4000) if byte not in b"qxe\x1a\x03\x11"))
    screen.type(b"\x1b[201~\x18\x18\x1b[24~")
    assert heard(kept, "f12")[-1] == "f12"
