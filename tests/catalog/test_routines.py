"""The routines: what each is made of, and how long it really takes."""

from collections.abc import Callable

import pytest

from stretchtui.core.catalog.model import AT_DESK, Catalogue, Routine, Stretch
from stretchtui.core.session.plan import Timing, plan_for, routine_entries

CONTENTS = {
    "daily-back": "cat-cow childs-pose single-knee-to-chest lying-rotation pelvic-tilt press-up",
    "neck-four": "upper-trapezius levator-scapulae chin-tuck neck-turn",
    "lower-back-four": "double-knee-to-chest lying-rotation pelvic-tilt chair-hamstring",
    "chair-sciatica": "chair-figure-four chair-hamstring seated-rotation seated-cat-cow",
    "warm-up": "trunk-turns roll-down shoulder-rolls seated-cat-cow",
    "yoga-back": "childs-pose cat-cow dog-to-cobra forward-bend eagle-arms legs-up-wall",
    "flare-up": "pelvic-tilt-pulse single-knee-to-chest seated-cat-cow legs-up-wall",
}
NUMBERS = {
    "neck-four": (4, "neck"),
    "upper-back-seven": (7, "upper-back"),
    "mid-back-eight": (8, "mid-back"),
    "lower-back-four": (4, "lower-back"),
    "lower-back-eight": (8, "lower-back"),
}
OTHERS = {"no-floor", "five-minute-lower-back", "fifteen-minute-back", "bend-backward-only", "desk-break", "evening"}
NEW = {
    "desk-hands": (6, "fist-open:4 tendon-glide:3 wrist-side:3 forearm-turn:3 wrist-extension:1 wrist-flexion:1"),
    "standing-desk": (6, "heel-toe-raise calf-wall hip-flexor-stand:2 side-bend standing-back-bend"),
    "phone-neck": (5, "chin-tuck:6 neck-turn:2 scalene-tilt:2 chest-open:3 thumb-across:3"),
    "eyes-neck-minute": (1, "look-far chin-tuck:3"),
    "strong-stable-four": (5, "pelvic-tilt bird-dog bridge side-plank-knees"),
    "before-run": (6, "ankle-circles hip-march trunk-turns leg-swing knee-hug"),
    "after-run": (9, "calf-wall:1 soleus-wall:1 standing-quad:2 hip-flexor-stand:2 hip-side-lean:1 chair-hamstring:2"),
    "after-lifting": (8, "doorway-chest crossover-arm:1 hip-flexor-kneel:1 figure-four:2 open-book childs-pose"),
    "cyclist": (8, "chest-open:3 wall-climb:2 hip-flexor-stand:2 side-lying-quad:2 open-book hip-drop-out:2"),
    "overhead": (9, "shoulder-rolls wall-angel crossover-arm doorway-chest wall-climb:2 open-book"),
    "gardener": (6, "trunk-turns:6 hip-march wrist-extension:2 standing-back-bend side-lunge:1 calf-wall:1"),
    "golfer": (6, "shoulder-rolls trunk-turns side-bend leg-swing hip-flexor-stand:1 wrist-flexion:1"),
    "morning-five": (5, "pelvic-tilt-pulse hip-drop-out:2 seated-cat-cow:5 chest-open:2 side-bend"),
    "before-sleep": (8, "single-knee-to-chest:2 hip-drop-out:2 open-book tongue-rest slow-breath"),
    "breathing-pause": (4, "tongue-rest slow-breath"),
    "long-seat": (6, "heel-toe-raise ankle-circles hip-march chest-open:3 crossed-arm-twist:3 shoulder-rolls"),
    "driver-stop": (4, "calf-wall:1 hip-flexor-stand:1 side-bend standing-back-bend chest-open:2 look-far"),
    "older-chair": (
        7,
        "shoulder-rolls:6 hip-march ankle-point-flex:5 neck-turn:1 chest-open:3 crossed-arm-twist:3 chair-hamstring:2",
    ),
    "contract-relax": (12, "heel-toe-raise hip-march calf-wall-cr hamstring-towel-cr side-lying-quad-cr"),
}
"""The minutes of each, and its stretches in their order, with repetitions of the routine's own after a colon."""

ALREADY_WARM = {"after-run", "after-lifting", "cyclist", "driver-stop", "before-sleep", "eyes-neck-minute"}
"""What begins with a hold: after sport or a walk, in bed, or with the eyes."""

SHOWN_ONLY = "contract-relax"
SOURCES = {"bend-backward-only": "qa"}
ROUNDS_THE_LOW_BACK = {
    *("cat-cow", "seated-cat-cow", "roll-down", "prayer-stretch", "childs-pose", "dog-to-cobra", "deep-squat"),
    *("pelvic-tilt", "pelvic-tilt-pulse", "figure-four", "chair-figure-four", "hamstring-towel", "lunge-twist"),
    *("legs-up-wall", "forward-reach", "head-drop", "lying-rotation", "cross-leg-twist"),
}
"""Not all say so in `avoid_if`, yet each tucks the pelvis, slumps, or draws a thigh up to the trunk."""


@pytest.fixture
def stretches(catalogue: Catalogue) -> Callable[[str], list[Stretch]]:
    def of(routine: str) -> list[Stretch]:
        return [catalogue.stretches[item.id] for item in catalogue.routines[routine].items]

    return of


def seconds(routine: Routine, catalogue: Catalogue) -> float:
    """From the first line read to the last hold, with default settings."""
    return plan_for(routine_entries(routine, catalogue), Timing()).seconds


def test_every_routine_is_there(catalogue: Catalogue) -> None:
    assert set(catalogue.routines) == {*CONTENTS, *NUMBERS, *OTHERS, *NEW}
    assert len(catalogue.routines) == 35


@pytest.mark.parametrize("routine", NEW)
def test_what_it_is_made_of_and_how_long_it_takes(routine: str, catalogue: Catalogue) -> None:
    """Its minutes were counted with eight seconds to get ready; who has more to read has more."""
    minutes, contents = NEW[routine]
    items = [item.id if item.reps is None else f"{item.id}:{item.reps}" for item in catalogue.routines[routine].items]
    assert items == contents.split()
    assert -0.5 <= seconds(catalogue.routines[routine], catalogue) / 60 - minutes <= 1.1


def test_entries_exist_once_and_their_doses_lie_in_range(catalogue: Catalogue) -> None:
    for routine in catalogue.routines.values():
        ids = [item.id for item in routine.items]
        assert len(set(ids)) == len(ids), routine.id
        for item in routine.items:
            bounds = catalogue.stretches[item.id].range
            assert item.hold is None or bounds.hold[0] <= item.hold <= bounds.hold[1], (routine.id, item)
            least = 1 if routine.id in NEW else bounds.reps[0]
            assert item.reps is None or least <= item.reps <= bounds.reps[1], (routine.id, item)


def test_sources(catalogue: Catalogue) -> None:
    for routine in catalogue.routines.values():
        assert routine.id in NEW or SOURCES.get(routine.id, "guide") in routine.sources, routine.id
        assert routine.sources, routine.id
        assert set(routine.sources) <= set(catalogue.sources), routine.id


@pytest.mark.parametrize("routine", CONTENTS)
def test_contents(routine: str, catalogue: Catalogue) -> None:
    assert {item.id for item in catalogue.routines[routine].items} == set(CONTENTS[routine].split())


@pytest.mark.parametrize("routine", NUMBERS)
def test_as_many_as_its_name_says_all_felt_there(routine: str, catalogue: Catalogue) -> None:
    number, region = NUMBERS[routine]
    items = catalogue.routines[routine].items
    assert len(items) == number
    assert all(region in catalogue.stretches[item.id].regions for item in items)


@pytest.mark.parametrize(
    ("routine", "least", "most"),
    [
        ("five-minute-lower-back", 240, 300),
        ("fifteen-minute-back", 780, 900),
        ("desk-break", 120, 300),
        ("warm-up", 120, 420),
        ("flare-up", 120, 420),
        ("evening", 600, 900),
    ],
)
def test_real_length(routine: str, least: int, most: int, catalogue: Catalogue) -> None:
    assert least <= seconds(catalogue.routines[routine], catalogue) <= most


def test_no_routine_takes_more_than_a_quarter_of_an_hour(catalogue: Catalogue) -> None:
    too_long = {r.id: s for r in catalogue.routines.values() if (s := seconds(r, catalogue)) > 900}
    assert not too_long


def test_movement_comes_before_holding(catalogue: Catalogue, stretches: Callable[[str], list[Stretch]]) -> None:
    for routine in catalogue.routines.keys() - ALREADY_WARM:
        assert stretches(routine)[0].technique == "dynamic", routine


def test_nobody_gets_down_to_the_floor_twice(catalogue: Catalogue, stretches: Callable[[str], list[Stretch]]) -> None:
    for routine in catalogue.routines:
        floor = [not stretch.off_floor for stretch in stretches(routine)]
        downs = sum(now and not before for before, now in zip([False, *floor], floor, strict=False))
        assert downs <= 1, routine


def test_contract_relax_is_in_no_routine_but_its_own(
    catalogue: Catalogue, stretches: Callable[[str], list[Stretch]]
) -> None:
    for routine in catalogue.routines.keys() - {SHOWN_ONLY}:
        assert all(stretch.technique != "contract-relax" for stretch in stretches(routine)), routine


def test_no_floor(stretches: Callable[[str], list[Stretch]]) -> None:
    eight = stretches("no-floor")
    assert len(eight) == 8
    assert all(stretch.off_floor and set(stretch.props) <= {"chair"} for stretch in eight)


def test_five_minutes_go_to_the_lower_back(stretches: Callable[[str], list[Stretch]]) -> None:
    assert all("lower-back" in stretch.regions for stretch in stretches("five-minute-lower-back"))


def test_fifteen_minutes_reach_every_region(catalogue: Catalogue, stretches: Callable[[str], list[Stretch]]) -> None:
    elsewhere = {"wrists-hands", "calves-feet", "jaw-eyes", "breathing"}
    assert {stretch.region for stretch in stretches("fifteen-minute-back")} == set(catalogue.regions) - elsewhere


def test_warm_up_only_moves(stretches: Callable[[str], list[Stretch]]) -> None:
    assert all(stretch.technique == "dynamic" for stretch in stretches("warm-up"))


def test_desk_break_stays_at_the_desk_and_reaches_neck_and_upper_back(
    stretches: Callable[[str], list[Stretch]],
) -> None:
    chosen = stretches("desk-break")
    assert all(stretch.position in AT_DESK and stretch.at_desk for stretch in chosen)
    assert {"neck", "shoulders-chest", "upper-back", "lower-back"} <= {
        region for stretch in chosen for region in stretch.regions
    }


def test_evening_is_lying_down_with_long_holds(catalogue: Catalogue, stretches: Callable[[str], list[Stretch]]) -> None:
    assert all(stretch.position == "lying-back" for stretch in stretches("evening"))
    planned = routine_entries(catalogue.routines["evening"], catalogue)
    assert all(entry.hold >= 30 for entry in planned if entry.technique == "static")
    assert sum(entry.technique == "dynamic" for entry in planned) == 1


def test_flare_up_is_gentle(catalogue: Catalogue) -> None:
    """No hold is longer than half the usual, as far as its range goes."""
    for entry in routine_entries(catalogue.routines["flare-up"], catalogue):
        usual = catalogue.stretches[entry.id]
        if entry.technique == "static":
            assert entry.hold <= max(usual.hold // 2, usual.range.hold[0])
            assert entry.hold * entry.reps <= usual.hold * usual.reps / 2
    assert "first days after an injury" in catalogue.routines["flare-up"].summary


def test_what_rounds_the_low_back_says_so(catalogue: Catalogue) -> None:
    named = {s.id for s in catalogue.stretches.values() if "flexion-intolerance" in (*s.avoid_if, *s.care_if)}
    assert named >= ROUNDS_THE_LOW_BACK
    care = {s.id for s in catalogue.stretches.values() if "flexion-intolerance" in s.care_if}
    at_the_hips = {*("towel-calf", "sole-pull", "butterfly", "doorway-hamstring", "chair-back-hinge", "knee-hug")}
    at_the_hips |= {"pendulum", "hamstring-towel-cr", "doorway-hamstring-cr"}
    assert care <= ROUNDS_THE_LOW_BACK | {"seated-rotation"} | at_the_hips, "which only slumps, or bends at the hips"


def test_bend_backward_only_never_rounds_the_lower_back(stretches: Callable[[str], list[Stretch]]) -> None:
    chosen = stretches("bend-backward-only")
    assert not [s.id for s in chosen if "flexion-intolerance" in s.avoid_if or s.id in ROUNDS_THE_LOW_BACK]
    assert {"press-up", "chair-extension"} <= {stretch.id for stretch in chosen}


def test_moves_only_before_a_run(stretches: Callable[[str], list[Stretch]]) -> None:
    assert all(stretch.technique == "dynamic" for stretch in stretches("before-run"))


def test_on_a_chair_one_stays_on_the_chair(stretches: Callable[[str], list[Stretch]]) -> None:
    for routine in ("older-chair", "long-seat", "desk-hands", "phone-neck", "eyes-neck-minute", "breathing-pause"):
        assert {stretch.position for stretch in stretches(routine)} == {"chair"}, routine
