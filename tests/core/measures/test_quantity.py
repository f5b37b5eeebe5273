"""Numbers as people type and read them; units are converted exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.measures.quantity import (
    KINDS,
    UNITS,
    Quantity,
    Unit,
    is_sound,
    number_text,
    quantity_of,
    quantity_text,
)
from stretchtui.core.measures.typed import parse_quantity

values = st.decimals(-1000, 1000, places=4, allow_nan=False)
units = st.sampled_from(UNITS)
quantities = st.builds(Quantity, values, units)


@pytest.mark.parametrize(
    ("typed", "usual", "value", "unit"),
    [
        ("9", "cm", "9", "cm"),
        ("9.5", "in", "9.5", "in"),
        ("9,5 cm", "in", "9.5", "cm"),
        ("3 1/2 in", "cm", "3.5", "in"),
        ("3½", "in", "3.5", "in"),
        ('1/16"', "cm", "0.0625", "in"),
        ("-2", "cm", "-2", "cm"),
        ("−2 mm", "cm", "-0.2", "cm"),
        ("+ 3", "cm", "3", "cm"),
        (".5", "cm", "0.5", "cm"),
        ("62°", "cm", "62", "deg"),
        ("62 DEG", "cm", "62", "deg"),
        ("-0", "cm", "0", "cm"),
        ("007", "cm", "7", "cm"),
    ],
)
def test_what_is_typed(typed: str, usual: Unit, value: str, unit: Unit) -> None:
    assert parse_quantity(typed, usual) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("typed", ["", "x", "1 3", "3/3", "1/0", "9.99999", "1001", "1e3", "nan", "3 ell", "--3", "٣"])
def test_what_is_no_number_is_told_in_a_line(typed: str) -> None:
    with pytest.raises(ValueError, match=r"right would be|the unit can be") as told:
        parse_quantity(typed, "cm")
    assert "\n" not in str(told.value)


@given(st.text(max_size=12), units)
def test_whatever_is_typed_is_a_sound_number_or_a_line(typed: str, usual: Unit) -> None:
    try:
        found = parse_quantity(typed, usual)
    except ValueError:
        return
    assert is_sound(found.value)


@given(quantities)
def test_what_is_shown_reads_back(quantity: Quantity) -> None:
    for usual in UNITS:
        assert parse_quantity(quantity_text(quantity), usual).exact == quantity.exact


@given(quantities, units)
def test_conversion_is_exact_both_ways(quantity: Quantity, unit: Unit) -> None:
    if KINDS[unit] == quantity.kind:
        there = quantity.as_unit(unit)
        base = Quantity(Decimal(1), unit).exact
        assert there * base == quantity.exact
        back = quantity_of(quantity.exact, quantity.unit)
        assert back is not None
        assert back.exact == quantity.exact


def test_an_inch_is_two_point_five_four() -> None:
    assert Quantity(Decimal(1), "in").exact == Fraction(254, 100)
    assert quantity_of(Fraction(254, 100), "in") == Quantity(Decimal(1), "in")
    assert quantity_of(Fraction(1), "in") is None, "a centimetre is no decimal of inches"


@given(values)
def test_numbers_are_plain_and_rounded_to_the_nearest(value: Decimal) -> None:
    text = number_text(value)
    assert "e" not in text.lower()
    assert abs(Decimal(text) - value) <= Decimal("0.05")
    assert number_text(value, signed=True).startswith("+") == (Decimal(text) > 0)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1000.1", "0.00001"])
def test_what_no_tape_shows(value: str) -> None:
    assert not is_sound(Decimal(value))
