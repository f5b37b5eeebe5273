"""The record of one self-test as the history keeps it: when, which test, the best of its tries on each side."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from stretchtui.core.catalog.model import Side
from stretchtui.core.measures.quantity import Kind, Quantity, Unit, is_sound

MeasureId = Annotated[str, Meta(min_length=1, max_length=100)]
Place = Side | None
"""A side of the body, or None for what has none."""


class Best(Struct, frozen=True, omit_defaults=True):
    """The best of the tries in `unit`: of each side, or one `value` where the test has none.

    Raises ValueError where nothing is given, or a value is no number of a tape.
    """

    unit: Unit
    left: Decimal | None = None
    right: Decimal | None = None
    value: Decimal | None = None

    def __post_init__(self) -> None:
        given = [value for value in (self.left, self.right, self.value) if value is not None]
        if not given or (self.value is not None and len(given) > 1):
            raise ValueError("expected left, right or both, or value alone")
        if not all(map(is_sound, given)):
            raise ValueError("expected numbers from -1000 to 1000 with up to 4 decimals")


class Measure(Struct, frozen=True, omit_defaults=True):
    """One self-test as it was taken. `at` is the user's local time with its offset, `test` the id of the test."""

    id: MeasureId
    at: Annotated[datetime, Meta(tz=True)]
    test: Annotated[str, Meta(min_length=1, max_length=100)]
    best: Best
    note: str | None = None

    @property
    def started(self) -> datetime:
        """When it was, under the name that sessions have for it: both stand in one file, by time."""
        return self.at

    @property
    def quantities(self) -> Iterator[tuple[Place, Quantity]]:
        """Each side that was measured, with its best."""
        best = self.best
        given: tuple[tuple[Place, Decimal | None], ...] = (
            ("left", best.left),
            ("right", best.right),
            (None, best.value),
        )
        return ((side, Quantity(value, best.unit)) for side, value in given if value is not None)

    @property
    def kind(self) -> Kind:
        """Lengths or angles."""
        return next(self.quantities)[1].kind
