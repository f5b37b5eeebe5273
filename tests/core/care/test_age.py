"""Age lengthens holds within their range, keeps the total about the same, and does nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.care.age import LONGER, OLDER, is_older, usual_dose
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import DoseRange, Stretch
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped
from tests.core.strategies import a_stretch

STRETCHES = tuple(load_catalogue(shipped("catalog")).catalogue.stretches.values())


def own(stretch: Stretch) -> Dose:
    return Dose(stretch.hold, stretch.reps)


@given(st.sampled_from(STRETCHES), st.integers(0, 120))
def test_only_held_stretches_of_older_adults_change(stretch: Stretch, age: int) -> None:
    dose = usual_dose(stretch, age)
    assert stretch.range.hold[0] <= dose.hold <= stretch.range.hold[1]
    assert stretch.range.reps[0] <= dose.reps <= stretch.range.reps[1]
    assert dose.hold >= stretch.hold
    assert dose.reps <= stretch.reps
    if not is_older(age) or stretch.technique != "static":
        assert dose == own(stretch)
    if dose != own(stretch) and dose.reps > stretch.range.reps[0]:
        assert dose.hold * dose.reps - stretch.hold * stretch.reps < dose.hold, "about as much in all"


def test_holds_begin_at_thirty_seconds_where_the_range_allows() -> None:
    older = {s.id: usual_dose(s, OLDER) for s in STRETCHES if s.technique == "static" and s.range.hold[1] >= LONGER}
    assert all(dose.hold >= LONGER for dose in older.values())
    assert older["neck-turn"] == Dose(30, 2)
    short = a_stretch(hold=15, reps=3)
    assert usual_dose(short, OLDER) == Dose(30, 2)
    narrow = Stretch(**{f: getattr(short, f) for f in short.__struct_fields__} | {"range": DoseRange((5, 20), (2, 5))})
    assert usual_dose(narrow, OLDER) == Dose(20, 3)
