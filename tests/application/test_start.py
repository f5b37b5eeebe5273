"""`start ID` with a dose: what is taken, and what is said of it."""

from pathlib import Path

import pytest

from stretchtui.application.body import change_body
from stretchtui.application.context import Context, load_context
from stretchtui.application.start import plan_to_start
from stretchtui.storage.files.places import Places
from tests.ui.conftest import make_terminal


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return load_context(Places(tmp_path, tmp_path, tmp_path), make_terminal())


def test_a_dose_within_the_range_is_taken_without_a_word(context: Context) -> None:
    start = plan_to_start("single-knee-to-chest", 20, 3, context)
    assert (start.plan.entries[0].hold, start.plan.entries[0].reps, start.notes) == (20, 3, ())


def test_a_dose_out_of_range_is_told_with_the_range(context: Context) -> None:
    bounds = context.user.catalogue.stretches["single-knee-to-chest"].range
    start = plan_to_start("single-knee-to-chest", 1, 60, context)
    (entry,) = start.plan.entries
    assert (entry.hold, entry.reps) == (bounds.hold[0], bounds.reps[1])
    name, holds, reps = "Single knee to chest", bounds.hold, bounds.reps
    assert start.notes == (
        f"--hold 1 is out of range: taken is {holds[0]} s for {name} ({holds[0]} to {holds[1]}).",
        f"--reps 60 is out of range: taken is {reps[1]} for {name} ({reps[0]} to {reps[1]}).",
    )


def test_of_a_routine_only_those_that_differ_are_told(context: Context) -> None:
    start = plan_to_start("daily-back", 20, None, context)
    (note,) = start.notes
    for entry in start.plan.entries:
        least, most = context.user.catalogue.stretches[entry.id].range.hold
        assert (f"for {entry.name} (" in note) == (not least <= 20 <= most)


def test_a_flare_up_shortens_what_was_asked_for_and_says_so(context: Context) -> None:
    change_body(context, flare_up=True)()
    start = plan_to_start("legs-up-wall", 600, None, context)
    least = min(entry.hold for entry in start.plan.entries)
    assert any(f"in a flare-up holds stay short; taken are {least} s" in note for note in start.notes)


@pytest.mark.parametrize(
    ("id_", "settings", "said"),
    [
        ("chin-tuk", "", "did you mean Chin tuck"),
        ("daily-back", '[body]\nconditions = ["fracture"]\n', "nothing of daily-back is left."),
    ],
)
def test_what_can_not_begin_is_told_in_a_line(tmp_path: Path, id_: str, settings: str, said: str) -> None:
    (tmp_path / "settings.toml").write_text(settings)
    context = load_context(Places(tmp_path, tmp_path, tmp_path), make_terminal())
    with pytest.raises(ValueError, match=said.replace(".", r"\.")) as told:
        plan_to_start(id_, None, None, context)
    assert "\n" not in str(told.value)
