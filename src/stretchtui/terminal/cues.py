"""Cues for eyes that are closed or face down: what to send the terminal for each, as bytes and delays.

Pure: nothing is written and nothing waits. Bells sent in one go are heard as one, so a pattern is a row of
pulses that the caller sends with a timer of its own.
"""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from stretchtui.core.session.machine import Event, Finished, PhaseBegan, PhaseEnded

if TYPE_CHECKING:
    from stretchtui.core.session.plan import Plan
    from stretchtui.terminal.capabilities import Terminal

BELL: Final = b"\a"
BELL_SPACING: Final = 0.35
"""Seconds between the bells of a pattern: xterm drops a bell that follows another within 0.2 s."""
TITLE_LIMIT: Final = 60
BODY_LIMIT: Final = 200
"""Characters; GNU screen passes on at most 768 bytes in one piece."""


class Cue(Enum):
    """A moment of the session worth a sound."""

    HOLD_START = auto()
    HOLD_END = auto()
    SESSION_END = auto()
    TICK = auto()
    """One of the last seconds of a hold."""
    WAIT_END = auto()
    """What was waited for is over: no turn of the session, so a pattern that none of these has."""


class Pulse(NamedTuple):
    """Bytes to send, `after` seconds from the cue."""

    after: float
    data: bytes


_BELLS: Final = {
    Cue.HOLD_START: (0,),
    Cue.HOLD_END: (0, 1),
    Cue.SESSION_END: (0, 1, 2),
    Cue.TICK: (0,),
    Cue.WAIT_END: (0, 1, 4, 5),  # two, and two again
}
"""When the bells of a pattern ring, in steps of `BELL_SPACING`."""


def bells(cue: Cue, *, bell: bool = True, tick: bool = False) -> tuple[Pulse, ...]:
    """The bell pattern of a cue, in order; nothing when the user has turned it off."""
    if not bell or (cue is Cue.TICK and not tick):
        return ()
    return tuple(Pulse(step * BELL_SPACING, BELL) for step in _BELLS[cue])


def cue_of(event: Event, plan: Plan) -> Cue | None:
    """The cue of an event. Repetitions follow one another with one bell each; only the last of a side has an end."""
    if isinstance(event, Finished):
        return Cue.SESSION_END
    if isinstance(event, PhaseBegan):
        return Cue.HOLD_START if plan.phases[event.index].strains else None
    if isinstance(event, PhaseEnded) and event.how == "done" and plan.phases[event.index].strains:
        after = event.index + 1
        if after < len(plan.phases) and not plan.phases[after].strains:
            return Cue.HOLD_END
    return None


def notification(terminal: Terminal, title: str, body: str) -> bytes:
    """The control sequence for one desktop notification; empty where the terminal has none."""
    if terminal.notifications == "none":
        return b""
    title, body = clean(title, TITLE_LIMIT), clean(body, BODY_LIMIT)
    if terminal.notifications == "osc777":
        # The title ends at the first semicolon.
        payload = f"777;notify;{title.replace(';', ',')};{body}"
    else:
        text = ": ".join(part for part in (title, body) if part)
        # Some terminals take OSC 9 followed by a digit for an order (9;4 is a progress bar).
        payload = f"9;{'stretchtui: ' if text[:1].isdigit() else ''}{text}"
    # Ended by BEL, not ST: an ST would end the wrapping as well.
    sequence = b"\x1b]" + payload.encode(terminal.encoding, "replace") + BELL
    return passed_through(terminal, sequence)


def passed_through(terminal: Terminal, sequence: bytes) -> bytes:
    """Wrap a sequence so that tmux or screen hands it on to the terminal outside.

    tmux does so where `allow-passthrough` is on, and drops it silently otherwise.
    """
    if terminal.passthrough == "tmux":
        return b"\x1bPtmux;" + sequence.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
    if terminal.passthrough == "screen":
        return b"\x1bP" + sequence + b"\x1b\\"
    return sequence


def clean(text: str, limit: int) -> str:
    """The text on one line without control or formatting characters, at most `limit` characters.

    Control characters would end the sequence and start another; bidirectional overrides would disguise it.
    """
    kept = (" " if unicodedata.category(each)[0] in "CZ" else each for each in text)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 3].rstrip() + "..."
