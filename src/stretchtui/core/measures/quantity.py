"""Lengths and angles as people read them off a tape: units, exact conversion, numbers to read.

An inch is 2.54 cm by definition, so nothing is rounded but what is shown.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

if TYPE_CHECKING:  # imported where it is used: whoever only reads a history must not wait for it
    from fractions import Fraction

Unit = Literal["cm", "in", "deg"]
Kind = Literal["length", "angle"]

UNITS: tuple[Unit, ...] = get_args(Unit)
KINDS: dict[Unit, Kind] = {"cm": "length", "in": "length", "deg": "angle"}
KIND_UNITS: dict[Kind, Unit] = {"length": "cm", "angle": "deg"}
"""The unit in which all numbers of a kind are compared."""

SIGNS: dict[Unit, str] = {"cm": " cm", "in": " in", "deg": "°"}

MOST = 1000
"""Above this no length of a body or angle is, in any unit."""

PLACES = 4
"""Decimal places of a value at the most: a sixteenth of an inch has four."""

_BASE: dict[Unit, tuple[int, int]] = {"cm": (1, 1), "in": (254, 100), "deg": (1, 1)}
"""A unit in centimetres or degrees, as numerator and denominator."""


class Quantity(Struct, frozen=True):
    """A value in the unit in which it was read."""

    value: Decimal
    unit: Unit

    @property
    def kind(self) -> Kind:
        """What can be compared with it."""
        return KINDS[self.unit]

    @property
    def exact(self) -> Fraction:
        """In centimetres, or in degrees; nothing is rounded."""
        return fraction(self.value) * base_of(self.unit)

    def as_unit(self, unit: Unit) -> Fraction:
        """In another unit of the same kind; nothing is rounded."""
        return in_unit(self.exact, unit)


def in_unit(exact: Fraction, unit: Unit) -> Fraction:
    """Centimetres or degrees in a unit."""
    return exact / base_of(unit)


def base_of(unit: Unit) -> Fraction:
    """A unit in centimetres or degrees."""
    return fraction(*_BASE[unit])


def fraction(value: Decimal | int, denominator: int = 1) -> Fraction:
    """A number that is never rounded."""
    from fractions import Fraction  # noqa: PLC0415

    return Fraction(value) / denominator


def quantity_of(exact: Fraction, unit: Unit) -> Quantity | None:
    """Centimetres or degrees as a quantity in a unit; None where no decimal of `PLACES` says it exactly."""
    scaled = in_unit(exact, unit) * 10**PLACES
    return Quantity(_plain(Decimal(scaled.numerator).scaleb(-PLACES)), unit) if scaled.denominator == 1 else None


def is_sound(value: Decimal) -> bool:
    """Whether a value may stand in a history: finite, of a body's size, with no more decimals than a tape has."""
    if not value.is_finite() or abs(value) > MOST:
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= PLACES


def number_text(value: Fraction | Decimal, *, signed: bool = False, places: int = 1) -> str:
    """A number to read: `9.5`, `12`, `-3`; with `signed`, `+3`. Rounded to `places`."""
    exact = (fraction(value) if isinstance(value, Decimal) else value) * 10**places
    rounded = Decimal(round(exact)).scaleb(-places)
    text = f"{_plain(rounded):f}"
    return f"+{text}" if signed and rounded > 0 else text


def quantity_text(quantity: Quantity, unit: Unit | None = None, *, signed: bool = False) -> str:
    """A quantity to read, in another unit of its kind if one is given: as it was read, or rounded to a tenth."""
    unit = unit if unit and KINDS[unit] == quantity.kind else quantity.unit
    places = PLACES if unit == quantity.unit else 1
    return number_text(quantity.as_unit(unit), signed=signed, places=places) + SIGNS[unit]


def _plain(value: Decimal) -> Decimal:
    """The same number without zeros at its end, and never as `1E+2` or `-0`."""
    normal = value.normalize() + 0
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
