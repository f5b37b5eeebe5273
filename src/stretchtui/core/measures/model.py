"""A self-test as the catalogue has it: how it is done, how it is read, how exact it is, and who should leave it out."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from stretchtui.core.catalog.model import Entry, Id, Line, Position, Prop, Seconds, Technique
from stretchtui.core.measures.quantity import PLACES, Kind, Quantity, Unit, is_sound, quantity_of

Direction = Literal["more", "less"]


class Scale(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way to read a test, in centimetres or in degrees.

    `reads` says from where to where; `better` whether a higher number is further. What lies outside `least` to `most`
    was mistyped. `error` is the least change that is told from chance with 95 % confidence (2.77 times the standard
    error of measurement, or the published one); None where none is known, so that no change is ever told. `error_note`
    says what limits it.
    """

    kind: Kind
    reads: Line
    better: Direction
    least: Decimal
    most: Decimal
    error: Decimal | None = None
    error_note: Line | None = None
    sources: tuple[Id, ...] = ()

    def __post_init__(self) -> None:
        if not all(is_sound(value) for value in (self.least, self.most, self.error or Decimal(0))):
            raise ValueError("expected numbers with up to 4 decimals")
        if self.least >= self.most or (self.error is not None and self.error <= 0):
            raise ValueError("expected least below most, and an error above 0")

    @property
    def unit(self) -> Unit:
        """The unit of its numbers here."""
        return "deg" if self.kind == "angle" else "cm"

    @property
    def signed(self) -> bool:
        """Whether a plus tells something."""
        return self.least < 0 < self.most

    def holds(self, quantity: Quantity) -> bool:
        """Whether it can be a reading of this scale."""
        low, high = (Quantity(value, self.unit).exact for value in (self.least, self.most))
        return quantity.kind == self.kind and low <= quantity.exact <= high

    def check(self, quantity: Quantity) -> None:
        """Raise ValueError, with a line for the user, where it can't be a reading of this scale."""
        if not self.holds(quantity):
            unit = "°" if self.kind == "angle" else "cm"
            raise ValueError(f"right would be {self.least:f} to {self.most:f} {unit}")
        if quantity_of(quantity.exact, self.unit) is None:
            raise ValueError(f"right would be at most {PLACES} decimals")


class Norm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where some people were found, in centimetres: no target. `who` they were; `ages` limits whom it is shown to."""

    who: Line
    low: Decimal
    high: Decimal
    source: Id
    ages: tuple[int, int] | None = None

    def is_for(self, age: int) -> bool:
        """Whether it is shown to someone of this age; 0 where it is not told."""
        return self.ages is None or self.ages[0] <= age <= self.ages[1]


class SelfTest(Entry, frozen=True, kw_only=True):
    """One self-test. With `sides` "each" it is taken on both, and `{side}` in its texts is filled in.

    A try is `ready` seconds to get in place and `hold` seconds in the position. `sides_apart` says what was found of
    the difference between sides, if anything. The other keys are those of a stretch.
    """

    summary: Line
    region: Id
    also: tuple[Id, ...] = ()
    position: Position
    props: tuple[Prop, ...] = ()
    tools: Annotated[tuple[Line, ...], Meta(min_length=1)]
    sides: Literal["both", "each"]
    ready: Seconds = 8
    hold: Seconds = 3
    steps: Annotated[tuple[Line, ...], Meta(min_length=3, max_length=6)]
    scales: Annotated[tuple[Scale, ...], Meta(min_length=1, max_length=2)]
    norms: tuple[Norm, ...] = ()
    sides_apart: Line | None = None
    cautions: Annotated[tuple[Line, ...], Meta(min_length=1)]
    avoid_if: tuple[Id, ...] = ()
    care_if: tuple[Id, ...] = ()
    reasons: dict[Id, Line] = field(default_factory=dict)
    sources: Annotated[tuple[Id, ...], Meta(min_length=1)]
    figure: Id | None = None
    words: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        if len({scale.kind for scale in self.scales}) < len(self.scales):
            raise ValueError("expected one scale of each kind")

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions whose stretches it has to do with."""
        return (self.region, *self.also)

    @property
    def technique(self) -> Technique:
        """A test is held, if for a moment: what holds for held stretches holds for it."""
        return "static"

    def scale_of(self, kind: Kind) -> Scale | None:
        """How numbers of a kind are read."""
        return next((scale for scale in self.scales if scale.kind == kind), None)
