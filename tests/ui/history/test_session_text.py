"""One session in words: what was said of each region stands there whether or not there is a number of all together."""

from collections.abc import Callable

import pytest

from stretchtui.application.context import Context
from stretchtui.core.session.record import RegionTightness, SessionRecord, Tightness
from stretchtui.ui.history.session_text import whole_session
from tests.ui.conftest import START

LEGS, NECK = RegionTightness("legs", 6, 3), RegionTightness("neck", None, 4)


@pytest.mark.parametrize(
    ("tightness", "said"),
    [
        (None, []),
        (Tightness(), []),
        (Tightness(5, None), [("Tightness", "5 before, – after")]),
        (
            Tightness(5, 3, (LEGS, NECK)),
            [("Tightness", "5 before, 3 after"), ("", "Legs 6 → 3"), ("", "Neck – → 4")],
        ),
        (
            Tightness(None, None, (LEGS, NECK)),
            [("Tightness", "6 before, 4 after"), ("", "Legs 6 → 3"), ("", "Neck – → 4")],
        ),
    ],
)
def test_tightness_of_all_and_of_each_region(
    load: Callable[[], Context], tightness: Tightness | None, said: list[tuple[str, str]]
) -> None:
    record = SessionRecord("a", START, 60, "completed", tightness=tightness)
    told = [(paragraph.label, paragraph.text) for paragraph in whole_session(record, load().user.catalogue)]
    assert told[2:] == ([("", ""), *said] if said else [])
