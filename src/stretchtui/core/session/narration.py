"""What to say at a moment of a session: state, count, side, the step that matters now, what comes next."""

from msgspec import Struct

from stretchtui.core.catalog.model import Side, Stretch, sided
from stretchtui.core.session.machine import View
from stretchtui.core.session.plan import Phase, Plan
from stretchtui.core.words import clock, plural

BREATH_IN, BREATH_OUT = 4, 6
"""Seconds of a calm breath; out longer than in."""

CARE = "Push only to tension, never into pain. Move in slowly. Keep breathing."


class Scene(Struct, frozen=True):
    """One moment in words.

    `number` and `side` are what must be read from far away; `instruction` is the one thing to do now;
    `steps` are all of them, filled while there is time to read.
    """

    title: str
    place: str
    state: str
    number: str
    side: Side | None
    instruction: str
    steps: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    following: str


def narrate(view: View, plan: Plan, stretch: Stretch | None, gap: float = 0.0) -> Scene:
    """Put a view into words; `stretch` is its entry in the catalogue, if it is still there."""
    phase, entry = view.phase, view.entry
    steps = tuple(sided(step, phase.side) for step in stretch.all_steps) if stretch else ()
    total = len(plan.entries)
    place = f"{phase.entry + 1} of {total} · " if total > 1 else ""
    moving = phase.kind == "move"
    return Scene(
        title=entry.name,
        place=f"{place}{clock(view.left)} left",
        state=_state(view, gap),
        number=f"{phase.rep}/{entry.reps}" if moving else str(seconds_shown(view.remaining)),
        side=phase.side,
        instruction=_instruction(phase, entry.hold, stretch),
        steps=steps if phase.kind in ("ready", "switch") else (),
        details=_details(phase, stretch),
        following=_following(view.following, plan),
    )


def seconds_shown(remaining: float) -> int:
    """Whole seconds to show: the last one is 1, and 0 is never seen for longer than a blink."""
    return int(-(-remaining // 1))


def breath(elapsed: float) -> tuple[str, float]:
    """Where a calm breath is after so many seconds of a hold: "in" or "out", and how full the lungs are, 0 to 1."""
    at = elapsed % (BREATH_IN + BREATH_OUT)
    return ("in", at / BREATH_IN) if at < BREATH_IN else ("out", 1 - (at - BREATH_IN) / BREATH_OUT)


def _state(view: View, gap: float) -> str:
    phase, reps = view.phase, view.entry.reps
    words = {
        "ready": f"Get ready · {seconds_shown(view.remaining)} s",
        "hold": f"Hold {phase.rep} of {reps}",
        "move": f"Repetition {phase.rep} of {reps}, slowly",
        "rest": f"Rest after {phase.rep} of {reps}",
        "switch": f"Switch to the {phase.side} side",
    }[phase.kind]
    if view.paused is None:
        return words
    return {
        "user": f"Paused · {words}",
        "suspended": f"Paused · {words}",
        "gap": f"Paused: the clock stood still for {clock(gap)}",
        "eased": "Eased off: go on when you like",
        "resumed": f"Go on when you like · {words}",
    }[view.paused]


def _instruction(phase: Phase, hold: int, stretch: Stretch | None) -> str:
    if phase.kind == "rest":
        return sided(stretch.release, phase.side) if stretch and stretch.release else "Let go, and breathe."
    if phase.kind == "move":
        return f"One slow repetition, {plural(hold, 'second')}."
    if phase.kind == "hold":
        return sided(stretch.steps[-1], phase.side) if stretch else "Hold still, and breathe."
    return ""


def _details(phase: Phase, stretch: Stretch | None) -> tuple[tuple[str, str], ...]:
    if stretch is None or phase.kind == "rest":
        return ()
    feel = ("Feel", sided(stretch.feel, phase.side))
    breathing = ("Breathe", sided(stretch.breath, phase.side))
    cautions = [("Care", sided(c, phase.side)) for c in stretch.cautions if not c.startswith("None known")]
    return (*cautions, feel, breathing) if phase.kind == "ready" else (feel, breathing)


def _following(phase: Phase | None, plan: Plan) -> str:
    if phase is None:
        return "Next: the end"
    entry = plan.entries[phase.entry]
    if phase.kind == "ready":
        return f"Next: {entry.name}"
    if phase.kind == "switch":
        return f"Next: the {phase.side} side"
    if phase.kind == "rest":
        return f"Next: rest, then hold {phase.rep + 1} of {entry.reps}"
    side = f", {phase.side} side" if phase.side and phase.rep == 1 else ""
    return f"Next: {'repetition' if phase.kind == 'move' else 'hold'} {phase.rep} of {entry.reps}{side}"
