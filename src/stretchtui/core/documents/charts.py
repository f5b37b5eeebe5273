"""Charts of the report, readable without colour: bars of weeks, tightness before and after, bars of regions."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from stretchtui.core.graphics import Fill, Label, Picture, Primitive, Stroke, hull, rectangle
from stretchtui.core.history.statistics import RegionTotal, ScoredDay, Week
from stretchtui.core.words import plural

WIDE: Final = 480.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 8.0, 10.0, 20.0
TEXT: Final = 10.0
ROW: Final = 18.0
MOST_LABELS: Final = 9
TIGHTEST: Final = 10


def week_chart(weeks: Sequence[Week], goal: int) -> Picture:
    """Minutes of each week as a bar with its days above it; a full bar met the goal, a pale one did not."""
    high = 105.0
    most = max((week.seconds for week in weeks), default=0) / 60
    top = _round_up(most)
    slot = (WIDE - LEFT - RIGHT) / max(1, len(weeks))
    painted = _grid(high, top, "min")
    for at, week in enumerate(weeks):
        x, tall = LEFT + at * slot, (high - TOP - BOTTOM) * week.seconds / 60 / top
        bar = rectangle(x + slot * 0.15, high - BOTTOM - tall, slot * 0.7, tall)
        if tall:
            painted.append(Fill("ink" if week.days >= goal else "pale", (bar,)))
        if week.days and slot >= TEXT:
            painted.append(Label(str(week.days), (x + slot / 2, high - BOTTOM - tall - 2), 8, "middle"))
    painted += _dates([week.monday for week in weeks], slot, high)
    total = round(sum(week.seconds for week in weeks) / 60)
    alt = f"Minutes of stretching in {plural(len(weeks), 'week')}: {total} in all. The number on a bar counts its days."
    return Picture(WIDE, high, tuple(painted), alt)


def tightness_chart(points: Sequence[ScoredDay]) -> Picture:
    """Before (open rings) and after (dots) over time, from 0 (loose) at the bottom to 10; one pair a day."""
    high = 115.0
    painted = _grid(high, TIGHTEST, "")
    first, last = (points[0].day, points[-1].day) if points else (date.min, date.min)
    room, span = high - TOP - BOTTOM, max(1, (last - first).days)
    for point in points:
        x = LEFT + 6 + (WIDE - LEFT - RIGHT - 12) * (point.day - first).days / span
        ends = [high - BOTTOM - room * value / TIGHTEST for value in (point.before, point.after)]
        painted.append(Stroke("prop", (((x, ends[0]), (x, ends[1])),)))
        painted.append(Fill("prop", (hull([(x, ends[0], 2.6)]),)))
        painted.append(Fill("ink", (hull([(x, ends[1], 2.6)]),)))
    if points:
        painted.append(Label(_day(first), (LEFT + 6, high - 6), TEXT))
    if last > first:
        painted.append(Label(_day(last), (WIDE - RIGHT - 6, high - 6), TEXT, "end"))
    days = plural(len(points), "day")
    alt = f"Tightness before (rings) and after (dots) on {days}, 0 loose to 10 as tight as can be."
    return Picture(WIDE, high, tuple(painted), alt)


def region_chart(regions: Sequence[tuple[str, RegionTotal]]) -> Picture:
    """Minutes of each region, by its name, as a bar that goes to the right."""
    high = TOP + ROW * max(1, len(regions))
    name_room = 120.0
    most = max((total.seconds for _, total in regions), default=0) or 1
    painted: list[Primitive] = []
    for at, (name, total) in enumerate(regions):
        y = TOP / 2 + at * ROW
        long = (WIDE - name_room - 60) * total.seconds / most
        painted.append(Label(name, (0, y + ROW * 0.68), TEXT))
        painted.append(Fill("ink", (rectangle(name_room, y + 3, max(long, 0.5), ROW - 7),)))
        painted.append(Label(f"{round(total.seconds / 60)} min", (name_room + long + 5, y + ROW * 0.68), TEXT))
    alt = "Minutes by region: " + ", ".join(f"{name} {round(total.seconds / 60)}" for name, total in regions)
    return Picture(WIDE, high, tuple(painted), alt)


def _grid(high: float, top: float, unit: str) -> list[Primitive]:
    """Lines at nothing, half and all of the scale, with their numbers."""
    painted: list[Primitive] = []
    for share in (0.0, 0.5, 1.0):
        y = high - BOTTOM - (high - TOP - BOTTOM) * share
        painted.append(Stroke("pale", (((LEFT, y), (WIDE - RIGHT, y)),)))
        value = f"{top * share:g}"
        painted.append(Label(f"{value} {unit}".strip() if share == 1 else value, (LEFT - 4, y + 3), 8, "end"))
    return painted


def _dates(days: Sequence[date], slot: float, high: float) -> list[Primitive]:
    """The first days of some of the weeks, as many as there is room for."""
    every = -(-len(days) // MOST_LABELS)
    return [
        Label(_day(day), (LEFT + (at + 0.5) * slot, high - 6), 8, "middle")
        for at, day in enumerate(days)
        if at % every == 0
    ]


def _round_up(value: float) -> float:
    """The end of a scale: the next round number."""
    for step in (10, 20, 40, 60, 100, 150, 200, 300, 400, 600, 1000):
        if value <= step:
            return step
    return -(-value // 1000) * 1000


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
