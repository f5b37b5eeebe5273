"""Left against right over a while."""

from datetime import date, datetime, timedelta, timezone

from stretchtui.core.history.sides import FEW, compared, side_by_side, side_lines
from stretchtui.core.history.tightness import effects
from stretchtui.core.session.record import (
    Felt,
    RegionTightness,
    SessionRecord,
    SideRecord,
    StretchRecord,
    Tightness,
    tightness_of,
)

START = datetime(2026, 11, 1, 9, tzinfo=timezone(timedelta(hours=1)))


def a_session(day: int, left: int, right: int, felt: Felt | None = None) -> SessionRecord:
    part = StretchRecord(
        "a", "Hamstring", "legs", 4, 4, left + right, felt, SideRecord(2, left), SideRecord(2, right, felt)
    )
    plain = StretchRecord("b", "Chin tuck", "neck", 4, 4, 20)
    return SessionRecord(f"{day}", START + timedelta(days=day), left + right, "completed", (part, plain))


def test_each_side_is_summed_and_what_was_said_of_it_counted() -> None:
    records = [a_session(0, 30, 40, "hard"), a_session(1, 30, 20, "pain"), a_session(2, 30, 30)]
    (one,) = side_by_side(records, date(2026, 11, 1))
    assert (one.times, one.left.seconds, one.right.seconds, one.right.hard, one.right.pain) == (3, 90, 90, 1, 1)
    assert side_lines([one]) == ("Hamstring: left 1:30, right 1:30; right hurt 1 time, right hard 1 time",)
    (later,) = side_by_side(records, date(2026, 11, 2))
    assert later.times == FEW - 1
    assert not compared([later])


def test_tightness_by_region_gives_its_mean_and_counts_for_its_region_alone() -> None:
    tight = tightness_of(None, None, [RegionTightness("legs", 6, 3), RegionTightness("neck", 3, 3)])
    assert tight == Tightness(5, 3, (RegionTightness("legs", 6, 3), RegionTightness("neck", 3, 3)))
    record = SessionRecord("x", START, 60, "completed", a_session(0, 1, 1).stretches, tightness=tight)
    found = {effect.region: [(c.before, c.after) for c in effect.changes] for effect in effects([record])}
    assert found == {None: [(5, 3)], "legs": [(6, 3)], "neck": [(3, 3)]}


def test_what_was_not_said_is_none() -> None:
    assert tightness_of(None, None) is None
    assert tightness_of(4, None) == Tightness(4)
    assert tightness_of(None, None, [RegionTightness("neck")]) is None
