"""A plan: stretches with their dose, laid out as a flat list of timed phases."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Literal

from msgspec import Struct, structs

from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Catalogue, Routine, Side, Sides, Stretch, Technique, other_side
from stretchtui.core.settings.model import FirstSide

PhaseKind = Literal["ready", "press", "let-go", "hold", "move", "rest", "switch"]

READING_SPEED = 3
"""Words read in a second, slowly enough to picture the movement."""


class Timing(Struct, frozen=True):
    """Seconds between holds: `ready` to read and get in place (at least), `rest`, `switch` of sides."""

    ready: int = 8
    rest: int = 4
    switch: int = 5


class PlannedStretch(Struct, frozen=True, omit_defaults=True):
    """A stretch as it will be done, with all that a session and its record need of it.

    It stands for itself, so that a session can be taken up after the catalogue changed. `press` and `let_go` are the
    first seconds of each `hold` in contract-relax, 0 in all else.
    """

    id: str
    name: str
    region: str
    technique: Technique
    sides: Sides
    hold: int
    reps: int
    words: int = 0
    press: int = 0
    let_go: int = 0
    first: Side = "left"
    """The side that is done first, where each side is."""
    extra: Side | None = None
    """The side that has one repetition more, because it is the stiffer one."""

    @property
    def contracts(self) -> bool:
        """True where each repetition is pressed, let go and then taken further."""
        return self.press > 0 and self.press + self.let_go < self.hold

    @property
    def repetitions(self) -> int:
        """Repetitions with both sides counted."""
        return sum(map(self.reps_on, self.order))

    @property
    def order(self) -> tuple[Side | None, ...]:
        """The sides in the order in which they're done; `None` where both are done at once."""
        if self.sides != "each":
            return (None,)
        return (self.first, other_side(self.first))

    def reps_on(self, side: Side | None) -> int:
        """Repetitions of a side: one more on the stiffer one."""
        return self.reps + (side is not None and side == self.extra)


class Phase(Struct, frozen=True):
    """One timed part of a session. `rep` counts from 1 within the side; in a rest, the one just done.

    A repetition of contract-relax is three phases: `press`, `let-go`, and a `hold` that goes further.
    """

    kind: PhaseKind
    seconds: float
    entry: int
    side: Side | None = None
    rep: int = 1

    @property
    def works(self) -> bool:
        """True for a hold or a movement, the phases that count as a repetition."""
        return self.kind in ("hold", "move")

    @property
    def strains(self) -> bool:
        """True while a muscle is held, moved or pressed: these seconds count."""
        return self.kind in ("hold", "move", "press")

    @property
    def follows(self) -> bool:
        """True for what belongs to the phase before it: the rest after a hold, the letting go after a press."""
        return self.kind in ("rest", "let-go")


class Plan(Struct, frozen=True):
    """`entries` in their order, and their `phases` one after the other; `routine` is an id."""

    entries: tuple[PlannedStretch, ...]
    phases: tuple[Phase, ...]
    timing: Timing
    routine: str | None = None

    @property
    def seconds(self) -> float:
        """How long it takes, everything included."""
        return sum(phase.seconds for phase in self.phases)

    def seconds_of(self, entry: int) -> float:
        """How long one of its stretches takes, getting ready and rests included."""
        return sum(phase.seconds for phase in self.phases if phase.entry == entry)


def planned(stretch: Stretch, dose: Dose | None = None) -> PlannedStretch:
    """A stretch with a dose, its own where none is given, kept within its range."""
    hold, reps = (dose.hold, dose.reps) if dose else (stretch.hold, stretch.reps)
    return PlannedStretch(
        id=stretch.id,
        name=stretch.name,
        region=stretch.region,
        technique=stretch.technique,
        sides=stretch.sides,
        hold=clamp(hold, stretch.range.hold),
        reps=clamp(reps, stretch.range.reps),
        words=sum(len(step.split()) for step in stretch.all_steps),
        press=stretch.contract.press if stretch.contract else 0,
        let_go=stretch.contract.let_go if stretch.contract else 0,
    )


def with_sides(
    entries: Iterable[PlannedStretch], prefer: FirstSide, stiff: Mapping[str, Side], most: Mapping[str, int] | None
) -> tuple[PlannedStretch, ...]:
    """The stretches with the side that each begins with, and one repetition more on the stiffer side.

    `prefer` is the side to begin with, or `stiff` for the stiffer one (the left where none is known); `stiff` has the
    stiffer side by the id of the stretch, `most` the greatest number of repetitions that each may have, which is kept.
    Without `most` no side has more than the other.
    """
    made = []
    for entry in entries:
        side = stiff.get(entry.id) if entry.sides == "each" else None
        first = (side or "left") if prefer == "stiff" else prefer
        more = side if most is not None and entry.reps < most.get(entry.id, 0) else None
        made.append(structs.replace(entry, first=first, extra=more) if entry.sides == "each" else entry)
    return tuple(made)


def plan_for(entries: Iterable[PlannedStretch], timing: Timing, routine: str | None = None) -> Plan:
    """Lay out the phases of some stretches: get ready, the repetitions of each side, rests between."""
    entries = tuple(entries)
    phases = tuple(p for index, entry in enumerate(entries) for p in _phases(index, entry, timing))
    return Plan(entries, phases, timing, routine)


def routine_entries(
    routine: Routine, catalogue: Catalogue, doses: dict[str, Dose] | None = None
) -> tuple[PlannedStretch, ...]:
    """A routine's stretches: the routine's own dose first, then the user's, then the stretch's.

    A routine may have fewer repetitions than the stretch's range: other stretches of it serve the same part.
    """
    chosen = []
    for item in routine.items:
        stretch = catalogue.stretches[item.id]
        own = (doses or {}).get(item.id, Dose(stretch.hold, stretch.reps))
        entry = planned(stretch, Dose(item.hold or own.hold, item.reps or own.reps))
        few = item.reps is not None and item.reps < entry.reps
        chosen.append(structs.replace(entry, reps=item.reps) if few else entry)
    return tuple(chosen)


def _phases(index: int, entry: PlannedStretch, timing: Timing) -> Iterator[Phase]:
    yield Phase("ready", max(timing.ready, ceil(entry.words / READING_SPEED)), index, entry.order[0])
    dynamic = entry.technique == "dynamic"
    for turn, side in enumerate(entry.order):
        if turn and timing.switch:
            yield Phase("switch", timing.switch, index, side)
        reps = entry.reps_on(side)
        for rep in range(1, reps + 1):
            if entry.contracts:
                yield Phase("press", entry.press, index, side, rep)
                if entry.let_go:
                    yield Phase("let-go", entry.let_go, index, side, rep)
                yield Phase("hold", entry.hold - entry.press - entry.let_go, index, side, rep)
            else:
                yield Phase("move" if dynamic else "hold", entry.hold, index, side, rep)
            if rep < reps and timing.rest and not dynamic:
                yield Phase("rest", timing.rest, index, side, rep)
