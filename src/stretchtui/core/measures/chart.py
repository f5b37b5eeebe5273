"""A series of measures laid out in cells: points over time, the error around the first, a norm, and what was practised.

Up is always further, whichever way the numbers of a test go. Nothing here knows a colour or a sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.history.days import WEEK
from stretchtui.core.measures.change import error_of
from stretchtui.core.measures.model import Norm, Scale
from stretchtui.core.measures.quantity import Quantity, Unit, fraction, in_unit, number_text
from stretchtui.core.measures.series import Practised, Series

if TYPE_CHECKING:
    from fractions import Fraction

MARGIN = 8
"""A part of what is shown, above and below, that is left free: one of so many."""

LEAST = 5
"""Centimetres or degrees shown above and below numbers that are all the same, where no error is known."""


class Chart(Struct, frozen=True):
    """`columns` by `rows` cells, the first row at the top.

    `points` are columns and rows, the oldest first; `band` and `norm` the first and the last row of the error around
    the first number and of a norm, None where there is none to see. `labels` are numbers by their row, `practice` how
    much was practised in the week of each column, as a part of the most, 0 to 1.
    """

    columns: int
    rows: int
    points: tuple[tuple[int, int], ...]
    band: tuple[int, int] | None
    norm: tuple[int, int] | None
    labels: dict[int, str]
    practice: tuple[float, ...]


def chart_of(
    series: Series,
    scale: Scale | None,
    norms: Iterable[Norm],
    practised: Practised,
    *,
    unit: Unit,
    size: tuple[int, int],
) -> Chart:
    """Lay a series out on `size` columns and rows, at least 1 by 2; `practised` is what was done meanwhile."""
    columns, rows = size
    sign = -1 if scale and scale.better == "less" else 1
    values = [sign * point.best.exact for point in series.points]
    error = error_of(scale) if scale else None
    wanted = [*values, *([values[0] - error, values[0] + error] if error else [])]
    low, high = min(wanted), max(wanted)
    free = (high - low) / MARGIN or fraction(LEAST)
    low, high = low - free, high + free

    def row(value: Fraction) -> int:
        return round((high - value) / (high - low) * (rows - 1))

    def inside(first: Fraction, last: Fraction) -> tuple[int, int] | None:
        """The rows from one value to another, as far as they are seen."""
        below, above = min(first, last), max(first, last)
        return None if above < low or below > high else (row(min(above, high)), row(max(below, low)))

    norm = next(iter(norms), None) if series.kind == "length" else None
    across = [_column(point.at, series, columns) for point in series.points]
    return Chart(
        columns,
        rows,
        tuple((column, row(value)) for column, value in zip(across, values, strict=True)),
        inside(values[0] - error, values[0] + error) if error else None,
        inside(*(sign * Quantity(value, "cm").exact for value in (norm.low, norm.high))) if norm else None,
        {at: _label(sign * value, unit, scale) for at, value in ((0, high), (rows - 1, low))},
        _practice(series, practised, columns),
    )


def _practice(series: Series, practised: Practised, columns: int) -> tuple[float, ...]:
    """Each week, or where there are more weeks than columns each column's time, as a part of the most."""
    first, last = series.points[0].at, series.newest.at
    weeks = max(1, min(columns, ceil((last - first) / WEEK)))
    sums = [0] * weeks
    begin, end = first.timestamp(), last.timestamp()
    if begin < end:
        for moment, seconds in practised:
            if begin <= moment <= end:
                sums[min(weeks - 1, int((moment - begin) / (end - begin) * weeks))] += seconds
    most = max(sums)
    return tuple(sums[column * weeks // columns] / most if most else 0.0 for column in range(columns))


def _column(moment: datetime, series: Series, columns: int) -> int:
    first, last = series.points[0].at.timestamp(), series.newest.at.timestamp()
    if last <= first:
        return (columns - 1) // 2
    return round((moment.timestamp() - first) / (last - first) * (columns - 1))


def _label(exact: Fraction, unit: Unit, scale: Scale | None) -> str:
    return number_text(in_unit(exact, unit), signed=bool(scale and scale.signed))
