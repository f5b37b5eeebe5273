"""The catalogue against the table of doses in `doses.tsv`, which was copied from the guides it rests on.

In the table `-` means none, or for the `hold` of a movement without one: as the steps ask.
"""

import csv
from pathlib import Path

import pytest

from stretchtui.core.catalog.model import Catalogue, Stretch

Row = dict[str, str]
FACTS = ("region", "position", "technique", "sides")
LISTS = ("also",)
IMPLIED: dict[str, set[str]] = {
    "chair": {"chair"},
    "wall": {"wall"},
    "standing": set(),
    **{
        floor: {"mat"} for floor in ("floor-seated", "kneeling", "all-fours", "lying-back", "lying-front", "lying-side")
    },
}
"""What a position brings along, whether or not its row names it."""

with (Path(__file__).parent / "doses.tsv").open(encoding="utf-8") as file:
    ROWS: list[Row] = [
        {key: "" if value == "-" else value for key, value in row.items()}
        for row in csv.DictReader(file, delimiter="\t")
    ]
each_row = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


def stretch_of(row: Row, catalogue: Catalogue) -> Stretch:
    assert row["id"] in catalogue.stretches, f"no stretch {row['id']} in the catalogue"
    return catalogue.stretches[row["id"]]


def test_the_catalogue_has_the_stretches_of_the_table_and_no_other(catalogue: Catalogue) -> None:
    assert set(catalogue.stretches) == {row["id"] for row in ROWS}
    assert len(ROWS) == 98


@each_row
def test_what_it_is(row: Row, catalogue: Catalogue) -> None:
    stretch = stretch_of(row, catalogue)
    assert {key: getattr(stretch, key) for key in FACTS} == {key: row[key] for key in FACTS}
    assert {key: set(getattr(stretch, key)) for key in LISTS} == {key: set(row[key].split()) for key in LISTS}


@each_row
def test_props(row: Row, catalogue: Catalogue) -> None:
    stretch = stretch_of(row, catalogue)
    needed = set(row["props"].split())
    assert needed <= set(stretch.props) <= needed | IMPLIED[stretch.position]


@each_row
def test_dose(row: Row, catalogue: Catalogue) -> None:
    stretch = stretch_of(row, catalogue)
    dose = {"reps": str(stretch.reps), "reps_range": "{}-{}".format(*stretch.range.reps)}
    if row["hold"]:
        dose |= {"hold": str(stretch.hold), "hold_range": "{}-{}".format(*stretch.range.hold)}
    assert dose == {key: row[key] for key in dose}


@each_row
def test_dose_lies_in_its_range(row: Row, catalogue: Catalogue) -> None:
    stretch = stretch_of(row, catalogue)
    assert stretch.range.hold[0] <= stretch.hold <= stretch.range.hold[1]
    assert stretch.range.reps[0] <= stretch.reps <= stretch.range.reps[1]


@each_row
def test_a_movement_without_a_hold_is_slow(row: Row, catalogue: Catalogue) -> None:
    if not row["hold"]:
        assert 3 <= stretch_of(row, catalogue).hold <= 20


@each_row
def test_sources(row: Row, catalogue: Catalogue) -> None:
    assert set(row["sources"].split()) <= set(stretch_of(row, catalogue).sources)


def test_ids_that_stretches_name_exist(catalogue: Catalogue) -> None:
    for stretch in catalogue.stretches.values():
        assert set(stretch.regions) <= set(catalogue.regions), stretch.id
        assert set(stretch.avoid_if) <= set(catalogue.conditions), stretch.id
        assert set(stretch.sources) <= set(catalogue.sources), stretch.id
        assert len(set(stretch.regions)) == len(stretch.regions), stretch.id


def test_regions(catalogue: Catalogue) -> None:
    assert list(catalogue.regions) == [
        "neck",
        "shoulders-chest",
        "upper-back",
        "mid-back",
        "lower-back",
        "hips-glutes",
        "legs",
        "whole-back",
        "wrists-hands",
        "calves-feet",
        "jaw-eyes",
        "breathing",
    ]


def test_a_minute_in_all_can_be_reached_and_older_adults_may_hold_longer(catalogue: Catalogue) -> None:
    """About 60 s for each stretch and side (Harvard 2023); holds of 30 to 60 s for older adults (ACSM 2021)."""
    held = [s for s in catalogue.stretches.values() if s.technique == "static" and not s.strength]
    assert not [s.id for s in held if s.range.hold[1] * s.range.reps[1] < 60]
    widened = "overhead-triceps lying-rotation leg-crossover figure-four chair-figure-four cross-leg-twist lunge-twist"
    for name in (*widened.split(), "hamstring-towel", "doorway-chest"):
        assert catalogue.stretches[name].range.hold == (10, 60), name
    kept = {"levator-scapulae": 30, "head-drop": 20, "chair-extension": 10, "deep-squat": 30}
    assert {name: catalogue.stretches[name].range.hold[1] for name in kept} == kept
