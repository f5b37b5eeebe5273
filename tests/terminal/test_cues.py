from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.terminal.capabilities import Notifications, Passthrough, Terminal, detect
from stretchtui.terminal.cues import BODY_LIMIT, Cue, bells, clean, notification

TERMINAL = detect(
    {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"},
    stdin_tty=True,
    stdout_tty=True,
    encoding="utf-8",
    size=(80, 24),
)


def terminal(notifications: Notifications, passthrough: Passthrough = "none", encoding: str = "utf-8") -> Terminal:
    return replace(TERMINAL, notifications=notifications, passthrough=passthrough, encoding=encoding)


@pytest.mark.parametrize(("cue", "count"), [(Cue.HOLD_START, 1), (Cue.HOLD_END, 2), (Cue.SESSION_END, 3)])
def test_bells_are_counted_and_spaced(cue: Cue, count: int) -> None:
    pulses = bells(cue)
    assert [pulse.data for pulse in pulses] == [b"\a"] * count
    assert pulses[0].after == 0
    assert all(later.after - sooner.after > 0.2 for sooner, later in pairwise(pulses))
    assert bells(cue, bell=False) == ()


def test_the_tick_is_asked_for() -> None:
    assert bells(Cue.TICK) == ()
    assert len(bells(Cue.TICK, tick=True)) == 1
    assert bells(Cue.TICK, bell=False, tick=True) == ()


def test_notification_sequences() -> None:
    assert notification(terminal("osc9"), "Done", "6 stretches") == b"\x1b]9;Done: 6 stretches\a"
    assert notification(terminal("osc777"), "a;b", "c;d") == b"\x1b]777;notify;a,b;c;d\a"
    assert notification(terminal("none"), "Done", "6 stretches") == b""


def test_osc9_text_is_never_taken_for_an_order() -> None:
    assert notification(terminal("osc9"), "", "4;1;50") == b"\x1b]9;stretchtui: 4;1;50\a"


def test_multiplexers_pass_it_on() -> None:
    assert notification(terminal("osc9", "tmux"), "", "Done") == b"\x1bPtmux;\x1b\x1b]9;Done\a\x1b\\"
    assert notification(terminal("osc9", "screen"), "", "Done") == b"\x1bP\x1b]9;Done\a\x1b\\"


def test_what_the_encoding_lacks_is_replaced() -> None:
    assert notification(terminal("osc9", encoding="ascii"), "", "Déjà") == b"\x1b]9;D?j?\a"


def test_clean_text() -> None:
    assert clean("a\x1b]0;evil\a\nb\x9d\u202ec  d", 50) == "a ]0;evil b c d"
    assert clean("one two three", 10) == "one two..."


@given(
    st.text(max_size=400),
    st.text(max_size=400),
    st.sampled_from(["osc9", "osc777"]),
    st.sampled_from(["none", "tmux", "screen"]),
)
def test_no_text_breaks_out(title: str, body: str, notifications: Notifications, passthrough: Passthrough) -> None:
    sequence = notification(terminal(notifications, passthrough), title, body)
    empty = notification(terminal(notifications, passthrough), "", "")
    controls = bytes(byte for byte in sequence if byte < 32 or byte == 127)
    assert controls == bytes(byte for byte in empty if byte < 32)
    assert not any(0x80 <= ord(each) < 0xA0 for each in sequence.decode())
    assert len(sequence) < 768 or not sequence.isascii()
    assert len(clean(body, BODY_LIMIT)) <= BODY_LIMIT
