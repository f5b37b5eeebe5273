"""Doses that the user changed: remembered, kept within range, forgotten; the user's hand in the file respected."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.dose import Dose
from stretchtui.storage.catalog.doses import dose_for, load_doses, load_stiff_sides, save_dose, save_stiff_side
from stretchtui.storage.files.diagnostics import StorageError
from tests.core.strategies import a_stretch

MUTATIONS = 3_000 if os.environ.get("STRETCHTUI_LONG_TESTS") else 150
OWN = Dose(10, 2)
"""What `a_stretch` has."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "doses.toml"


def test_nothing_is_remembered_at_first(path: Path) -> None:
    assert load_doses(path) == ({}, [])
    assert not path.exists()


def test_a_dose_is_remembered_changed_and_forgotten(path: Path) -> None:
    save_dose(path, a_stretch("a"), Dose(20, 3))
    save_dose(path, a_stretch("b"), Dose(30, 3))
    assert load_doses(path) == ({"a": Dose(20, 3), "b": Dose(30, 3)}, [])
    save_dose(path, a_stretch("a"), Dose(25, 4))
    assert load_doses(path) == ({"a": Dose(25, 4), "b": Dose(30, 3)}, [])
    save_dose(path, a_stretch("a"), OWN)
    assert load_doses(path) == ({"b": Dose(30, 3)}, [])
    save_dose(path, a_stretch("b"), OWN)
    save_dose(path, a_stretch("b"), OWN)
    assert load_doses(path) == ({}, [])
    assert path.read_text().startswith("# Holds")


def test_the_stiffer_side_is_remembered_beside_a_dose_and_without_one(path: Path) -> None:
    save_stiff_side(path, a_stretch("a"), "left")
    save_dose(path, a_stretch("b"), Dose(20, 3))
    save_stiff_side(path, a_stretch("b"), "right")
    assert load_doses(path) == ({"b": Dose(20, 3)}, [])
    assert load_stiff_sides(path) == {"a": "left", "b": "right"}
    save_dose(path, a_stretch("b"), OWN)
    assert load_stiff_sides(path) == {"a": "left", "b": "right"}
    assert load_doses(path) == ({}, [])
    save_stiff_side(path, a_stretch("a"), None)
    save_stiff_side(path, a_stretch("b"), None)
    assert load_stiff_sides(path) == {}
    assert load_doses(path) == ({}, [])


def test_a_side_that_is_none_is_told_with_its_line(path: Path) -> None:
    path.write_text('[a]\nhold = 20\nreps = 3\nstiff = "both"\n\n[b]\nstiff = 3\n')
    _, problems = load_doses(path)
    assert [(problem.line, problem.message.partition(";")[0]) for problem in problems] == [
        (4, "'a': 'stiff': 'both' is not known"),
        (7, "'b': 'stiff': expected text, not 3"),
    ]
    assert load_stiff_sides(path) == {}


def test_the_users_own_lines_stay(path: Path) -> None:
    path.write_text(
        "# mine\n[a]  # for the morning\nhold = 20 # s\nreps = 3\n\n# c is for later\n[c]\nhold = 9\nreps = 1\n"
    )
    save_dose(path, a_stretch("b"), Dose(30, 3))
    save_dose(path, a_stretch("a"), Dose(25, 3))
    save_dose(path, a_stretch("c"), OWN)
    assert path.read_text() == (
        "# mine\n[a]  # for the morning\nhold = 25 # s\nreps = 3\n\n# c is for later\n\n[b]\nhold = 30\nreps = 3\n"
    )


def test_a_wrong_entry_is_told_on_its_line_and_the_others_count(path: Path) -> None:
    path.write_text("x = 3\n[a]\nhold = 20\nreps = 3\n\n[b]\nhold = 'x'\nreps = nan\n[c]\nhold = 3\n[[d]]\n")
    doses, problems = load_doses(path)
    assert doses == {"a": Dose(20, 3)}
    assert [str(problem).removeprefix(f"{path}:") for problem in problems] == [
        "1: 'x': expected a table; write hold = 15, reps = 4 under its id",
        "7: 'b': 'hold': expected a whole number, not 'x'; write hold = 15, reps = 4 under its id",
        "8: 'b': 'reps': expected a whole number, not nan; write hold = 15, reps = 4 under its id",
        "9: 'c': 'reps' is missing; expected a whole number; write hold = 15, reps = 4 under its id",
        "11: 'd': expected a table; write hold = 15, reps = 4 under its id",
    ]
    save_dose(path, a_stretch("b"), Dose(30, 3))
    assert load_doses(path)[0] == {"a": Dose(20, 3), "b": Dose(30, 3)}


def test_a_broken_file_is_told_and_never_overwritten(path: Path) -> None:
    path.write_text("[a]\nhold = \n")
    doses, (problem,) = load_doses(path)
    assert (doses, problem.line) == ({}, 2)
    for dose in (Dose(20, 3), OWN):
        with pytest.raises(StorageError, match=":2: "):
            save_dose(path, a_stretch("a"), dose)
    assert path.read_text() == "[a]\nhold = \n"


def test_a_dose_within_what_is_no_table_is_refused(path: Path) -> None:
    path.write_text("a = 3\n")
    with pytest.raises(StorageError, match=":1: can't be changed: write 'a' as a table"):
        save_dose(path, a_stretch("a"), Dose(20, 3))
    save_dose(path, a_stretch("a"), OWN)
    assert load_doses(path) == ({}, [])


@given(st.integers() | st.sampled_from([10**30, -(10**30)]), st.integers())
def test_any_number_is_kept_within_the_range(hold: int, reps: int) -> None:
    stretch = a_stretch("a")
    dose = dose_for(stretch, {"a": Dose(hold, reps)})
    assert stretch.range.hold[0] <= dose.hold <= stretch.range.hold[1]
    assert stretch.range.reps[0] <= dose.reps <= stretch.range.reps[1]
    assert dose_for(stretch, {"b": Dose(hold, reps)}) == OWN


def test_huge_numbers_are_read(path: Path) -> None:
    path.write_text(f"[a]\nhold = 0x{'f' * 999}\nreps = -{'9' * 99}\n")
    doses, problems = load_doses(path)
    assert problems == []
    assert dose_for(a_stretch("a"), doses) == Dose(60, 1)


def test_no_damage_raises(path: Path) -> None:
    dice, data = (
        random.Random(5),
        b"# x\n[a]\nhold = 20\nreps = 3\n\n[b-c]\nhold = 3\nreps = 1\n[d]\nhold = 1\nreps = 2\n",
    )
    junk = [b"=", b"[", b"]", b'"', b"'''", b"\n", b"\xff", b"\0", b"{}", b"nan", b"\n[a]\n", b"99", b".", b"\x1b"]
    for _ in range(MUTATIONS):
        at = dice.randrange(len(data))
        bad = data[:at] + dice.choice(junk) + data[at + dice.choice([0, 1, 3, 30]) :]
        path.write_bytes(bad)
        doses, problems = load_doses(path)
        for problem in problems:
            assert str(problem).startswith(f"{path}:")
            assert str(problem).isprintable()
            assert problem.line is None or 1 <= problem.line <= bad.count(b"\n") + 1
        for dose in doses.values():
            assert dose_for(a_stretch("a"), {"a": dose})
