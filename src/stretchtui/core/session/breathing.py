"""Where a breath is at a moment: a calm one beside a hold, or the paced one of an entry about breathing."""

from typing import Literal

from msgspec import Struct

from stretchtui.core.catalog.model import Stretch
from stretchtui.core.session.machine import SessionView

Way = Literal["in", "out", "wait"]

BREATH_IN, BREATH_OUT = 4, 6
"""Seconds of a calm breath; out longer than in."""

BLINK = 1e-6
"""Seconds by which a sum of floats may miss the whole second that it means."""


def breath(elapsed: float) -> tuple[str, float]:
    """Where a calm breath is after so many seconds of a hold: "in" or "out", and how full the lungs are, 0 to 1."""
    at = elapsed % (BREATH_IN + BREATH_OUT)
    return ("in", at / BREATH_IN) if at < BREATH_IN else ("out", 1 - (at - BREATH_IN) / BREATH_OUT)


class Paced(Struct, frozen=True):
    """Where a paced breath is: which `way` it goes, the second within it from 1 on, and how many it has."""

    way: Way
    count: int
    seconds: int


def paced(view: SessionView, stretch: Stretch | None) -> Paced | None:
    """Where the breath of an entry about breathing is; none for all others.

    The parts are whole seconds: what does not divide goes to the later ones, so that out is never the shorter.
    """
    if view.phase.kind != "move" or stretch is None or stretch.pace is None:
        return None
    pace = stretch.pace
    parts: tuple[tuple[Way, int], ...] = (
        ("in", pace.in_),
        ("wait", pace.full),
        ("out", pace.out),
        ("wait", pace.empty),
    )
    whole = sum(seconds for _, seconds in parts)
    length = round(view.length)
    elapsed = min(int(view.length - view.remaining + BLINK), length - 1)
    begin = past = 0
    for way, seconds in parts:
        past += seconds
        end = length * past // whole
        if elapsed < end:
            return Paced(way, elapsed - begin + 1, end - begin)
        begin = end
    return None
