"""Plans, and sequences of keys and time steps, to throw at a session."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from stretchtui.core.catalog.model import DoseRange, Sides, Stretch, Technique
from stretchtui.core.session.machine import Event, Session
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for

EIGHTH = 0.125
"""A time step that floats hold exactly, so that sums of it compare with ==."""


def a_stretch(
    id: str = "chin-tuck",  # noqa: A002
    *,
    technique: Technique = "static",
    sides: Sides = "both",
    hold: int = 10,
    reps: int = 2,
    steps: tuple[str, ...] = ("Sit tall.", "Draw the chin back.", "Breathe."),
) -> Stretch:
    """A stretch of the catalogue, valid, with nothing special about it."""
    return Stretch(
        id=id,
        name=id.replace("-", " ").capitalize(),
        region="neck",
        position="chair",
        technique=technique,
        sides=sides,
        hold=hold,
        reps=reps,
        range=DoseRange(hold=(5, 60), reps=(1, 10)),
        steps=steps,
        feel="The back of the neck.",
        breath="Slow and even.",
        easier="Less far.",
        harder="Longer.",
        cautions=("Stop if it hurts.",),
        sources=("guide",),
    )


def an_entry(
    id: str = "chin-tuck",  # noqa: A002
    *,
    technique: Technique = "static",
    sides: Sides = "both",
    hold: int = 10,
    reps: int = 2,
    words: int = 0,
    press: int = 0,
    let_go: int = 0,
) -> PlannedStretch:
    """A stretch as planned: ten seconds, twice, nothing to read. With `press`, contract-relax."""
    return PlannedStretch(
        id=id,
        name=id,
        region="neck",
        technique=technique,
        sides=sides,
        hold=hold,
        reps=reps,
        words=words,
        press=press,
        let_go=let_go,
    )


entries = st.builds(
    an_entry,
    technique=st.sampled_from(("static", "dynamic", "contract-relax")),
    sides=st.sampled_from(("both", "each", "alternate")),
    hold=st.integers(1, 12),
    reps=st.integers(1, 3),
    words=st.integers(0, 20),
    press=st.integers(0, 7),
    let_go=st.integers(0, 2),
)

timings = st.builds(Timing, ready=st.integers(0, 8), rest=st.integers(0, 4), switch=st.integers(0, 5))

plans: st.SearchStrategy[Plan] = st.builds(plan_for, st.lists(entries, min_size=1, max_size=3), timings)

KEYS = ("pause", "resume", "skip", "skip_stretch", "back", "redo", "longer", "shorter", "ease")


@dataclass
class Walk:
    """A session with a clock of its own, and all that it told."""

    session: Session
    now: float
    events: list[Event] = field(default_factory=list)

    def wait(self, seconds: float, step: float = 0.5) -> None:
        """Let time pass as a live screen does, in short ticks."""
        while seconds > 0:
            self.now += min(step, seconds)
            seconds -= step
            self.events += self.session.advance(self.now)

    def press(self, key: str) -> None:
        """One key, at this moment."""
        session, now = self.session, self.now
        if key in ("longer", "shorter"):
            self.events += session.extend(now, 5.0 if key == "longer" else -5.0)
        else:
            self.events += getattr(session, key)(now)


def walk(plan: Plan, now: float = 1000.0) -> Walk:
    """A session about to begin."""
    return Walk(Session(plan, now), now)


def until_end(walk: Walk) -> None:
    """Go on to the end, and fail if there is none within twice the time it can take."""
    walk.press("resume")
    walk.wait(2 * walk.session.view(walk.now).left + 1, step=1.0)
    assert walk.session.ending
