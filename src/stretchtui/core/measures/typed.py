"""Lengths and angles as people type them: `9.5`, `9,5 cm`, `3 1/2 in`, `-2`."""

import re
from fractions import Fraction

from stretchtui.core.measures.quantity import MOST, PLACES, Quantity, Unit, base_of, is_sound, quantity_of

_TYPED_UNITS: dict[str, tuple[Unit, int]] = {
    "cm": ("cm", 1),
    "mm": ("cm", 10),
    "in": ("in", 1),
    "inch": ("in", 1),
    "inches": ("in", 1),
    '"': ("in", 1),
    "”": ("in", 1),
    "″": ("in", 1),
    "deg": ("deg", 1),
    "degree": ("deg", 1),
    "degrees": ("deg", 1),
    "°": ("deg", 1),
}
"""What may stand behind a number: the unit, and by what the number is divided."""

_GLYPHS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8"}
_TYPED = re.compile(
    r"(?P<sign>[+-]?)\s*"
    r"(?:(?:(?P<whole>[0-9]{1,6})\s+)?(?P<above>[0-9]{1,2})\s*/\s*(?P<below>16|8|4|2)"
    r"|(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,6})?|[.,][0-9]{1,6}))"
    r"\s*(?P<unit>[^0-9\s].*)?"
)


def parse_quantity(text: str, usual: Unit) -> Quantity:
    """A number as it is typed, such as `9.5`, `9,5 cm`, `3 1/2 in` or `-2`; without a unit it has the `usual` one.

    Raises ValueError with a line for the user.
    """
    typed = "".join(_GLYPHS.get(one, one) for one in text.strip().lower()).replace("−", "-").replace("–", "-")
    found = _TYPED.fullmatch(typed.strip())
    if not found:
        raise _no_number(text, usual)
    named = (found["unit"] or "").strip().rstrip(".")
    if named and named not in _TYPED_UNITS:
        raise ValueError(f"“{text.strip()}”: the unit can be cm, mm, in or ° (deg)")
    unit, divided = _TYPED_UNITS[named] if named else (usual, 1)
    if found["number"]:
        number = Fraction(found["number"].replace(",", "."))
    else:
        number = int(found["whole"] or 0) + Fraction(int(found["above"]), int(found["below"]))
    number = number / divided * (-1 if found["sign"] == "-" else 1)
    quantity = quantity_of(number * base_of(unit), unit)
    if quantity is None or not is_sound(quantity.value):
        raise ValueError(f"“{text.strip()}”: right would be at most {PLACES} decimals, and no more than {MOST}")
    return quantity


def _no_number(text: str, usual: Unit) -> ValueError:
    example = {"cm": "9.5 or 9.5 cm", "in": "3 1/2 or 3.5 in", "deg": "70 or 70°"}[usual]
    return ValueError(f"“{text.strip()}” is no number; right would be {example}")
