"""What two numbers of a test can tell: a change only beyond the measurement error, and then in careful words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from stretchtui.core.catalog.model import Side
from stretchtui.core.measures.model import Scale, SelfTest
from stretchtui.core.measures.quantity import SIGNS, Quantity, Unit, in_unit, number_text, quantity_of, quantity_text
from stretchtui.core.measures.record import Best, Measure, Place

if TYPE_CHECKING:
    from fractions import Fraction

Told = Literal["further", "less-far", "within", "unknown"]
"""Whether a change is beyond the error, and which way; unknown where nobody has shown how large the error is."""


class Change(Struct, frozen=True):
    """From one number to another: `by` how much further, in centimetres or degrees, and what that tells."""

    by: Fraction
    error: Fraction | None
    told: Told


def change(old: Quantity, new: Quantity, scale: Scale) -> Change:
    """Compare two numbers of the kind of the scale. A change as large as the error is none."""
    by = (new.exact - old.exact) * (1 if scale.better == "more" else -1)
    error = error_of(scale)
    if error is None:
        return Change(by, None, "unknown")
    if abs(by) <= error:
        return Change(by, error, "within")
    return Change(by, error, "further" if by > 0 else "less-far")


def error_of(scale: Scale) -> Fraction | None:
    """The measurement error in centimetres or degrees, if it is known."""
    return None if scale.error is None else Quantity(scale.error, scale.unit).exact


def error_text(scale: Scale, unit: Unit) -> str:
    """The measurement error to read, `1.9 cm`; empty where it is not known."""
    return "" if scale.error is None else quantity_text(Quantity(scale.error, scale.unit), unit)


def change_words(found: Change, since: str, unit: Unit) -> str:
    """A change in a sentence; `since` says of what day the other number is, such as `3 Nov 2026`."""
    by = _length(abs(found.by), unit)
    error = "" if found.error is None else _length(found.error, unit)
    if found.told == "unknown":
        what = "The same" if found.by == 0 else f"{by} {_way(found)}"
        return f"{what} as on {since}." if found.by == 0 else f"{what} than on {since}; {UNKNOWN}"
    if found.by == 0:
        return f"The same as on {since}."
    if found.told == "within":
        return f"{by} {_way(found)} than on {since}: within the measurement error of {error}, so no change to speak of."
    verdict = "probably better" if found.told == "further" else "probably worse"
    return f"{by} {_way(found)} than on {since}: beyond the measurement error of {error}, so {verdict}."


UNKNOWN = "how exact this reading is is not known, so it tells no change."


def sides_words(left: Quantity, right: Quantity, scale: Scale, unit: Unit) -> str:
    """What left and right differ by, and whether that is more than the error; empty where they do not differ."""
    apart = change(left, right, scale)
    if apart.by == 0:
        return ""
    further = "right" if apart.by > 0 else "left"
    by = _length(abs(apart.by), unit)
    if apart.told == "unknown":
        return f"Left and right are {by} apart; how exact this reading is is not known."
    error = _length(apart.error or apart.by, unit)
    if apart.told == "within":
        return f"Left and right are {by} apart: within the measurement error of {error}, so the same to this test."
    return (
        f"{further.capitalize()} goes {by} further: beyond the measurement error of {error}, so probably a difference."
    )


def worse_side(measure: Measure, test: SelfTest) -> Side | None:
    """The side that went less far in a measure; None where both went as far, or not both were measured."""
    scale = test.scale_of(measure.kind)
    sides = dict(measure.quantities)
    left, right = sides.get("left"), sides.get("right")
    if scale is None or left is None or right is None or left.exact == right.exact:
        return None
    return "right" if best_of((left, right), scale) is left else "left"


def best_of(tries: Iterable[Quantity], scale: Scale) -> Quantity | None:
    """The best of some tries of a kind, the first of equals; None where there is none."""
    sign = 1 if scale.better == "more" else -1
    return max(tries, key=lambda quantity: sign * quantity.exact, default=None)


def best_record(found: Sequence[tuple[Place, Quantity]]) -> Best:
    """The best of each side as it is kept: in the unit they were read in, in centimetres where there were two.

    Raises ValueError where there is nothing.
    """
    units = {quantity.unit for _, quantity in found}
    unit: Unit = units.pop() if len(units) == 1 else "cm"
    exact = [(side, quantity_of(quantity.exact, unit)) for side, quantity in found]
    values = {side or "value": quantity.value for side, quantity in exact if quantity is not None}
    return Best(unit, **values)


def reading(best: Quantity, test: SelfTest, unit: Unit) -> str:
    """A number of a test to read, with its sign where that tells something."""
    scale = test.scale_of(best.kind)
    return quantity_text(best, unit, signed=bool(scale and scale.signed))


def _way(found: Change) -> str:
    return "further" if found.by > 0 else "less far"


def _length(exact: Fraction, unit: Unit) -> str:
    """Centimetres or degrees to read; a tenth more exact where a tenth would make nothing of it."""
    places = 1
    value = in_unit(exact, unit)
    if 0 < value < 0.05:
        places = 2
    return number_text(value, places=places) + SIGNS[unit]
