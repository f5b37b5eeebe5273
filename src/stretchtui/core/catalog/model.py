"""What can be stretched: the entries of the catalogue, as plain frozen data.

The same types decode the files in `catalog/` and the user's own; the rules that
span several entries (ids that must exist, doses within their range) are in `validation.py`.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypeVar, get_args

from msgspec import Meta, Struct, field

type_id = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"

Id = Annotated[str, Meta(pattern=type_id, max_length=60, description="small letters, digits and single hyphens")]
Line = Annotated[str, Meta(min_length=1, max_length=400)]
Seconds = Annotated[int, Meta(ge=1, le=600, description="seconds")]
Wait = Annotated[int, Meta(ge=0, le=600, description="seconds, or 0 for none")]
Repetitions = Annotated[int, Meta(ge=1, le=60, description="repetitions, a side where each side is done")]
Weeks = Annotated[int, Meta(ge=1, le=12, description="weeks")]
AWeek = Annotated[int, Meta(ge=1, le=14, description="sessions a week")]

Position = Literal[
    "chair", "standing", "wall", "floor-seated", "kneeling", "all-fours", "lying-back", "lying-front", "lying-side"
]
Prop = Literal["chair", "wall", "doorway", "pillow", "towel", "ball", "mat", "step", "foam-roller", "strap"]
Technique = Literal["static", "dynamic", "contract-relax"]
Sides = Literal["both", "each", "alternate"]
Side = Literal["left", "right"]
Evidence = Literal["published", "clinic", "traditional"]
Group = Literal["bones-and-joints", "spine", "heart-and-eyes", "nerves-and-balance", "just-now"]

POSITIONS: tuple[Position, ...] = get_args(Position)
OFF_FLOOR: frozenset[Position] = frozenset({"chair", "standing", "wall"})
AT_DESK: frozenset[Position] = frozenset({"chair", "standing"})


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whatever the catalogue names by an id."""

    id: Id
    name: Line


class Region(Entry, frozen=True):
    """A part of the body, where a stretch is felt; `words` are what else people look for it by."""

    summary: Line
    words: tuple[Line, ...] = ()


class Condition(Entry, frozen=True):
    """What a body may have that forbids some stretches, or that some are chosen for.

    One that `asks` holds every stretch back until the user was told by somebody who treats them that they may.
    `group` is where it stands among the others to be ticked; `sources` say what it forbids.
    """

    summary: Line
    effect: Literal["forbids", "chooses", "asks"] = "forbids"
    group: Group | None = None
    sources: tuple[Id, ...] = ()


class Source(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a fact comes from: `address` is where it can be read, a link or a DOI; empty and None where unknown."""

    id: Id
    title: Line
    publisher: Line | None = None
    year: Annotated[int, Meta(ge=1900, le=2100)] | None = None
    address: Line | None = None

    @property
    def cited(self) -> str:
        """As a list of sources has it, without its address: `Back pain, NHS` or `Stretches, NHS Trust, 2020`."""
        published = self.publisher if not self.year or str(self.year) in (self.publisher or "") else None
        parts = (self.title, published or ", ".join(str(p) for p in (self.publisher, self.year) if p))
        return ", ".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """Who says it, for the end of a text: its publisher, or its title where none is known."""
        return self.publisher or self.title


class DoseRange(Struct, frozen=True, forbid_unknown_fields=True):
    """The least and the most of a dose: `hold` in seconds, `reps` a side."""

    hold: tuple[Seconds, Seconds]
    reps: tuple[Repetitions, Repetitions]


class Contract(Struct, frozen=True, forbid_unknown_fields=True):
    """How a repetition of contract-relax goes: `press` and `let_go` in seconds, and what is done in each part.

    The rest of the repetition, what is left of the stretch's `hold`, goes further.
    """

    press: Seconds
    let_go: Seconds
    pressing: Line
    letting_go: Line
    going_further: Line


class Pace(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename={"in_": "in"}):
    """The parts of one breath in seconds: `in_`, waiting `full`, `out`, waiting `empty`.

    Where a repetition is longer or shorter than they are together, each part is so in proportion.
    """

    in_: Seconds
    out: Seconds
    full: Wait = 0
    empty: Wait = 0


class Stretch(Entry, frozen=True, kw_only=True):
    """One stretch: what to do, how long, which side, and who should leave it out.

    The last of the `steps` is what counts in the stretched position; `release` is how to come out of it again, where
    that needs saying. `contract` are the parts of a contract-relax repetition, `pace` those of a breath where the
    entry is about breathing. `avoid_if`, `care_if` and `suits` are conditions: not with them, with care, made for them.
    `reasons` says of one of the first two, by its id, why, or how to do it then. `evidence` is what the dose rests on:
    a published one, a clinic's page, or custom. `strength` marks what strengthens more than it stretches. `words` and
    `also_called` are what else people look for it by.
    """

    region: Id
    also: tuple[Id, ...] = ()
    position: Position
    props: tuple[Prop, ...] = ()
    technique: Technique
    sides: Sides
    hold: Seconds
    reps: Repetitions
    range: DoseRange
    contract: Contract | None = None
    pace: Pace | None = None
    muscles: tuple[Line, ...] = ()
    steps: Annotated[tuple[Line, ...], Meta(min_length=3, max_length=6)]
    release: Line | None = None
    feel: Line
    breath: Line
    easier: Line
    harder: Line
    avoid_if: tuple[Id, ...] = ()
    care_if: tuple[Id, ...] = ()
    reasons: dict[Id, Line] = field(default_factory=dict)
    suits: tuple[Id, ...] = ()
    cautions: Annotated[tuple[Line, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Id, ...], Meta(min_length=1)]
    figure: Id | None = None
    evidence: Evidence = "published"
    strength: bool = False
    words: tuple[Line, ...] = ()
    also_called: tuple[Line, ...] = ()

    @property
    def all_steps(self) -> tuple[str, ...]:
        """From getting in place to coming out of it."""
        return (*self.steps, self.release) if self.release else self.steps

    @property
    def at_desk(self) -> bool:
        """Done on a chair or standing, with nothing but a chair."""
        return self.position in AT_DESK and set(self.props) <= {"chair"}

    @property
    def off_floor(self) -> bool:
        """Done without getting down to the floor."""
        return self.position in OFF_FLOOR

    @property
    def regions(self) -> tuple[str, ...]:
        """The region it is felt in first, then those it also serves."""
        return (self.region, *self.also)


class RoutineStretch(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stretch within a routine, with a dose of the routine's own where it has one."""

    id: Id
    hold: Seconds | None = None
    reps: Repetitions | None = None


class Routine(Entry, frozen=True, kw_only=True):
    """Stretches to be done one after the other."""

    summary: Line
    suits: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    stretches: Annotated[tuple[Id | RoutineStretch, ...], Meta(min_length=1)]
    words: tuple[Line, ...] = ()
    also_called: tuple[Line, ...] = ()

    @property
    def items(self) -> tuple[RoutineStretch, ...]:
        """Its stretches, each in the long form."""
        return tuple(RoutineStretch(s) if isinstance(s, str) else s for s in self.stretches)


class StepStretch(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stretch of a programme's step, with a dose of the programme's own where it has one.

    `instead` names, by a condition, the stretch that takes its place for whoever has it; its dose is its own.
    """

    id: Id
    hold: Seconds | None = None
    reps: Repetitions | None = None
    instead: dict[Id, Id] = field(default_factory=dict)

    def for_body(self, conditions: Iterable[str]) -> RoutineStretch:
        """As it is done by somebody with these conditions."""
        other = next((self.instead[name] for name in conditions if name in self.instead), None)
        return RoutineStretch(other) if other else RoutineStretch(self.id, self.hold, self.reps)


class Stage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many steps of a week each with the same stretches; `sessions` a step where not the programme's number."""

    stretches: Annotated[tuple[StepStretch, ...], Meta(min_length=1)]
    weeks: Weeks = 1
    sessions: AWeek | None = None
    summary: Line | None = None


class Programme(Entry, frozen=True, kw_only=True):
    """Steps of a week each, that one goes through by sessions done and how they felt, never by the calendar.

    `sessions` are those of a step; `afterwards` says in words how to keep what was gained.
    """

    summary: Line
    sessions: AWeek
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, max_length=26)] = field(name="stage")
    afterwards: Line
    suits: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()

    @property
    def steps(self) -> tuple[Stage, ...]:
        """The stage that each step belongs to, in order."""
        return tuple(stage for stage in self.stages for _ in range(stage.weeks))

    @property
    def ids(self) -> frozenset[str]:
        """The stretches of all its steps, and what may take their place."""
        items = [item for stage in self.stages for item in stage.stretches]
        return frozenset(name for item in items for name in (item.id, *item.instead.values()))

    def needed(self, step: int) -> int:
        """Sessions that a step (from 0) takes."""
        return self.steps[step].sessions or self.sessions

    def routine(self, step: int, conditions: Iterable[str] = ()) -> Routine:
        """The routine of a step (from 0), under the programme's id and name."""
        conditions = tuple(conditions)
        items = [item.for_body(conditions) for item in self.steps[step].stretches]
        once_each = tuple({item.id: item for item in items}.values())
        return Routine(id=self.id, name=self.name, summary=self.summary, suits=self.suits, stretches=once_each)


E = TypeVar("E", Region, Condition, Source, Stretch, Routine, Programme)


class Catalogue(Struct, frozen=True):
    """All entries by id, in the order in which their files list them."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    stretches: Mapping[str, Stretch] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)

    def in_region(self, region: str) -> tuple[Stretch, ...]:
        """The stretches felt in a region: those of the region first, then those that also serve it."""
        own = [s for s in self.stretches.values() if s.region == region]
        also = [s for s in self.stretches.values() if region in s.also]
        return (*own, *also)

    def region_name(self, region: str) -> str:
        """A region's name, or its id where the catalogue does not know it (an old history does)."""
        known = self.regions.get(region)
        return known.name if known else region

    def session_name(self, id: str | None) -> str | None:  # noqa: A002
        """The name of the routine or programme that a session belongs to; None where it is of none that is known."""
        known = self.routines.get(id or "") or self.programmes.get(id or "")
        return known.name if known else None


def by_id(entries: Iterable[E]) -> dict[str, E]:
    """Entries keyed by their id, the later of two with the same id in the place of the earlier."""
    return {entry.id: entry for entry in entries}


def other_side(side: Side) -> Side:
    """Right for left, and left for right."""
    return "right" if side == "left" else "left"


def sided(text: str, side: Side | None) -> str:
    """A step's words for the side being done: `{side}` and `{other side}` filled in.

    With no side (reading ahead, before a side is chosen) the left is described.
    """
    side = side or "left"
    return text.replace("{side}", side).replace("{other side}", other_side(side))
