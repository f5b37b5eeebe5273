"""What to say at a moment of a session: state, count, side, the step that matters now, what comes next."""

from msgspec import Struct

from stretchtui.core.catalog.model import Side, Stretch, sided
from stretchtui.core.session.breathing import Way, paced
from stretchtui.core.session.machine import SessionView
from stretchtui.core.session.plan import Phase, Plan, PlannedStretch
from stretchtui.core.words import clock, plural

RESTED, HELD = "Let go, and breathe.", "Hold still, and breathe."
PRESSED, LET_GO, FURTHER = "Press gently, breathing out.", "Let go.", "Ease on a little further, and rest there."
"""What to do where the catalogue has no words for it."""

PACED: dict[Way, str] = {"in": "Breathe in.", "out": "Breathe out.", "wait": "Wait, with the throat open."}
"""What to do in each part of a paced breath."""

HOW_FAR = "Push only to tension, never into pain. Move in slowly. Keep breathing."


class Scene(Struct, frozen=True):
    """One moment in words.

    `number` and `side` are what must be read from far away, and before them `cue`, where a word sets the pace;
    `instruction` is the one thing to do now;
    `steps` are all of them, filled while there is time to read. `course` are all of them at any time, `present` the
    index of the one that is done now (None where all of them are one movement), and `care` what to watch for.
    """

    title: str
    place: str
    state: str
    number: str
    side: Side | None
    cue: str
    instruction: str
    steps: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    following: str
    course: tuple[str, ...] = ()
    present: int | None = None
    care: tuple[str, ...] = ()


def narrate(view: SessionView, plan: Plan, stretch: Stretch | None, gap: float = 0.0) -> Scene:
    """Put a view into words; `stretch` is its entry in the catalogue, if it is still there."""
    phase, entry = view.phase, view.entry
    steps = tuple(sided(step, phase.side) for step in stretch.all_steps) if stretch else ()
    total = len(plan.entries)
    place = f"{phase.entry + 1} of {total} · " if total > 1 else ""
    pace = paced(view, stretch)
    number = f"{phase.rep}/{entry.reps_on(phase.side)}" if phase.kind == "move" else str(seconds_shown(view.remaining))
    return Scene(
        title=entry.name,
        place=f"{place}{clock(view.left)} to go",
        state=_state(view, gap, breath=pace is not None),
        number=str(pace.count) if pace else number,
        side=phase.side,
        cue=pace.way if pace else "",
        instruction=PACED[pace.way] if pace else _instruction(phase, entry, stretch),
        steps=steps if phase.kind in ("ready", "switch") else (),
        details=_details(phase, stretch),
        following=_following(view.following, plan, breath=pace is not None),
        course=steps,
        present=_present(phase, entry, stretch),
        care=_cautions(phase, stretch),
    )


def seconds_shown(remaining: float) -> int:
    """Whole seconds to show: the last one is 1, and 0 is never seen for longer than a blink."""
    return int(-(-remaining // 1))


def _state(view: SessionView, gap: float, *, breath: bool) -> str:
    phase, reps = view.phase, view.entry.reps_on(view.phase.side)
    words = {
        "ready": f"Get ready · {seconds_shown(view.remaining)} s",
        "press": f"Press {phase.rep} of {reps}",
        "let-go": f"Let go {phase.rep} of {reps}",
        "hold": f"{'Go further' if view.entry.contracts else 'Hold'} {phase.rep} of {reps}",
        "move": f"Breath {phase.rep} of {reps}" if breath else f"Repetition {phase.rep} of {reps}, slowly",
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


def _instruction(phase: Phase, entry: PlannedStretch, stretch: Stretch | None) -> str:
    if phase.kind == "move":
        return f"One slow repetition, {plural(entry.hold, 'second')}."
    contract = stretch.contract if stretch and entry.contracts else None
    said = {
        "rest": (stretch.release if stretch else None) or RESTED,
        "press": contract.pressing if contract else PRESSED,
        "let-go": contract.letting_go if contract else LET_GO,
        "hold": stretch.steps[-1] if stretch else HELD,
    }
    if phase.kind == "hold" and entry.contracts:
        said["hold"] = contract.going_further if contract else FURTHER
    return sided(said.get(phase.kind, ""), phase.side)


def _present(phase: Phase, entry: PlannedStretch, stretch: Stretch | None) -> int | None:
    """The step that is done now: the last before the release in a hold, the release in a rest."""
    if stretch is None or entry.contracts:  # whose presses have words of their own
        return None
    if phase.kind == "hold":
        return len(stretch.steps) - 1
    return len(stretch.steps) if phase.kind == "rest" and stretch.release else None


def _cautions(phase: Phase, stretch: Stretch | None) -> tuple[str, ...]:
    said = stretch.cautions if stretch else ()
    return tuple(sided(caution, phase.side) for caution in said if not caution.startswith("None known"))


def _details(phase: Phase, stretch: Stretch | None) -> tuple[tuple[str, str], ...]:
    if stretch is None or phase.kind == "rest":
        return ()
    feel = ("Feel", sided(stretch.feel, phase.side))
    breathing = ("Breathe", sided(stretch.breath, phase.side))
    care = [("Care", caution) for caution in _cautions(phase, stretch)] if phase.kind == "ready" else []
    return (*care, feel, breathing)


def _following(phase: Phase | None, plan: Plan, *, breath: bool) -> str:
    if phase is None:
        return "Next: the end"
    entry = plan.entries[phase.entry]
    of, side = f"of {entry.reps_on(phase.side)}", f", {phase.side} side" if phase.side and phase.rep == 1 else ""
    coming = {
        "ready": entry.name,
        "switch": f"the {phase.side} side",
        "press": f"press {phase.rep} {of}{side}",
        "let-go": "let go",
        "hold": f"go further {phase.rep} {of}" if entry.contracts else f"hold {phase.rep} {of}{side}",
        "move": f"{'breath' if breath else 'repetition'} {phase.rep} {of}{side}",
        "rest": f"rest, then {'press' if entry.contracts else 'hold'} {phase.rep + 1} {of}",
    }
    return f"Next: {coming[phase.kind]}"
