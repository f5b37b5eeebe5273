"""Routines and favourites of the user's own: written, changed and taken out, with all else as it was."""

from pathlib import Path

import pytest

from stretchtui.core.catalog.model import Routine, RoutineStretch
from stretchtui.storage.catalog.favourites import load_favourites, save_favourites
from stretchtui.storage.catalog.routines import delete_routine, find_routine, save_routine
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import shipped

MINE = Routine(
    id="mine", name="Mine", summary="For me.", stretches=("chin-tuck", RoutineStretch("cat-cow", 6, 5), "chin-tuck")
)
SHEET = """\
# from Anna, March
[[routine]]
id = "hers"   # keep
name = "Hers"
summary = "s"
stretches = ["chin-tuck"]

[[routine]]
# mine
id = "mine"
name = "Old"
summary = "s"
sources = ["guide"]
stretches = [
    "neck-turn",
]
# the end
"""


def loaded(folder: Path) -> dict[str, Routine]:
    found = load_catalogue(shipped("catalog"), folder)
    assert not found.problems
    return {name: routine for name, routine in found.catalogue.routines.items() if name in found.own}


def test_a_new_routine_gets_a_file_and_is_loaded(tmp_path: Path) -> None:
    path = save_routine(tmp_path, MINE)
    assert path == tmp_path / "routines" / "mine.toml"
    assert loaded(tmp_path) == {"mine": MINE}
    assert find_routine(tmp_path, "mine") == path


def test_a_changed_routine_stays_where_it_is_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(SHEET)
    assert save_routine(tmp_path, MINE) == path
    text = path.read_text()
    assert text.startswith(SHEET[: SHEET.index("# mine")])
    assert "# mine" in text
    assert "# the end" in text
    assert loaded(tmp_path)["mine"] == MINE
    assert loaded(tmp_path)["hers"].name == "Hers"


def test_deleting_takes_one_out_and_the_file_away_only_where_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(SHEET)
    assert delete_routine(tmp_path, "mine") == path
    assert list(loaded(tmp_path)) == ["hers"]
    assert "from Anna" in path.read_text()
    assert delete_routine(tmp_path, "hers") == path
    assert "from Anna" in path.read_text(), "a comment of the user's is kept"
    own = save_routine(tmp_path, MINE)
    assert delete_routine(tmp_path, "mine") == own
    assert not own.exists()
    assert delete_routine(tmp_path, "mine") is None


def test_a_broken_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    broken = tmp_path / "routines" / "mine.toml"
    broken.write_text("[[routine]\n")
    with pytest.raises(StorageError, match="is there already"):
        save_routine(tmp_path, MINE)
    assert broken.read_text() == "[[routine]\n"


def test_of_two_with_one_id_the_last_counts(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SHEET)
    (tmp_path / "b.toml").write_text(SHEET.replace('"hers"', '"other"'))
    assert save_routine(tmp_path, MINE) == tmp_path / "b.toml"


def test_favourites(tmp_path: Path) -> None:
    path = tmp_path / "favourites.toml"
    assert load_favourites(path) == ((), [])
    save_favourites(path, ["cat-cow", "daily-back"])
    assert load_favourites(path) == (("cat-cow", "daily-back"), [])
    path.write_text(path.read_text() + "# my own words\n")
    save_favourites(path, ["daily-back"])
    assert path.read_text().endswith("# my own words\n")
    path.write_text("favourites = 3\n")
    ids, problems = load_favourites(path)
    assert ids == ()
    assert str(problems[0]) == f'{path}:1: favourites: expected a list of ids, such as ["cat-cow"]'
    path.write_text("favourites = [\n")
    with pytest.raises(StorageError):
        save_favourites(path, [])
    assert path.read_text() == "favourites = [\n"
