"""The programmes: what each step has, as the sources that it rests on have it."""

import pytest

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.catalog.validation import check_programme

STEPS = {
    "lower-back-6": (5, 5, 5, 5, 5, 5),
    "desk-neck-4": (5, 5, 10, 10),
    "hamstrings-hips-8": (5,) * 8,
}
"""Sessions of each step."""

DOSES = {
    ("lower-back-6", 0): {"pelvic-tilt": (5, 5), "single-knee-to-chest": (10, 2), "lying-rotation": (10, 3)},
    ("lower-back-6", 3): {"single-knee-to-chest": (15, 3), "hip-flexor-stand": (15, 2), "chair-hamstring": (20, 2)},
    ("lower-back-6", 5): {"bridge": (None, 5), "bird-dog": (None, 3), "chair-hamstring": (20, 3)},
    ("desk-neck-4", 0): {"chin-tuck": (None, 5), "neck-turn": (10, 2), "shoulder-rolls": (None, 8)},
    ("desk-neck-4", 1): {"chest-open": (10, 3), "upper-trapezius": (15, 2)},
    ("desk-neck-4", 2): {"levator-scapulae": (5, 5), "doorway-chest": (30, 2)},
    ("desk-neck-4", 3): {"wall-angel": (None, 5)},
    ("hamstrings-hips-8", 1): {"hamstring-towel": (20, 2), "hip-flexor-stand": (15, 2)},
    ("hamstrings-hips-8", 3): {"hamstring-towel": (30, 2), "butterfly": (15, 2)},
    ("hamstrings-hips-8", 7): {"hamstring-towel": (30, 3), "hip-flexor-kneel": (30, 2), "figure-four": (20, 2)},
}
"""Hold and repetitions of stretches at a step (from 0)."""


def test_they_are_those_that_are_known(catalogue: Catalogue) -> None:
    assert set(catalogue.programmes) == set(STEPS)
    for name, sessions in STEPS.items():
        programme = catalogue.programmes[name]
        assert tuple(map(programme.needed, range(len(programme.steps)))) == sessions


def test_each_keeps_every_rule(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        assert not [*check_programme(programme, catalogue)]
        assert programme.sources


@pytest.mark.parametrize(("where", "doses"), DOSES.items(), ids=lambda value: str(value)[:30])
def test_doses_are_those_of_the_sources(
    catalogue: Catalogue, where: tuple[str, int], doses: dict[str, tuple[int | None, int]]
) -> None:
    name, step = where
    has = {item.id: (item.hold, item.reps) for item in catalogue.programmes[name].steps[step].stretches}
    assert {stretch: has.get(stretch) for stretch in doses} == doses


def test_no_step_has_less_than_the_one_before(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for before, after in zip(programme.steps, programme.steps[1:], strict=False):
            kept = {item.id: item for item in after.stretches}
            assert {item.id for item in before.stretches} <= set(kept)
            assert all((kept[item.id].hold or 0) >= (item.hold or 0) for item in before.stretches)
            assert all((kept[item.id].reps or 0) >= (item.reps or 0) for item in before.stretches)


def test_nobody_gets_down_to_the_floor_twice(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for stage in programme.stages:
            off = [catalogue.stretches[item.id].off_floor for item in stage.stretches]
            assert sum(a and not b for a, b in zip([True, *off], off, strict=False)) <= 1
