"""What the age changes, where the user has set it: longer holds inside the range, and chairs first. Nothing else.

Older adults may gain more from holds of 30 to 60 s than from 10 to 30 s (ACSM 2021; in all about 60 s for each stretch,
Harvard 2023), and do much of it sitting (NHS, Exercises for older people). From which age on is our choice.
"""

from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Stretch

OLDER = 65
"""Years from which on somebody counts as an older adult here."""

LONGER = 30
"""Seconds of a hold that older adults begin with."""

ADVICE = "From 65 on: sit for what you can, hold on to a chair for what you do standing, and get up slowly."


def is_older(age: int) -> bool:
    """True of the age, in years, of an older adult; 0 where it was not told."""
    return age >= OLDER


def usual_dose(stretch: Stretch, age: int) -> Dose:
    """The dose of a stretch for somebody who has not chosen one: for older adults longer holds, and so fewer of them.

    Never past the range, and never longer in all than it was, but for what the longest of one hold adds.
    """
    dose = Dose(stretch.hold, stretch.reps)
    if not is_older(age) or stretch.technique != "static" or stretch.hold >= LONGER:
        return dose
    hold = clamp(LONGER, stretch.range.hold)
    reps = clamp(-(-dose.hold * dose.reps // hold), stretch.range.reps)
    return Dose(hold, min(reps, max(dose.reps, stretch.range.reps[0])))
