"""Where the user's files are."""

import sys
from pathlib import Path

import platformdirs
import pytest

from stretchtui.storage.files.places import find_places, shipped

NAMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@pytest.mark.skipif(sys.platform == "darwin", reason="asks platformdirs itself")
@pytest.mark.parametrize("value", [None, "", "/somewhere/else", "relative/folder"])
def test_they_are_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    environ = {"HOME": "/home/someone"}
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            environ[name] = value
    for name, one in environ.items():
        monkeypatch.setenv(name, one)
    places, dirs = find_places(environ), platformdirs.PlatformDirs("stretchtui", appauthor=False)
    assert places == (dirs.user_config_path, dirs.user_data_path, dirs.user_state_path)


def test_one_variable_puts_all_in_one_folder() -> None:
    places = find_places({"STRETCHTUI_HOME": "/a/home", "XDG_DATA_HOME": "/b"})
    assert set(places) == {Path("/a/home")}
    assert places.history == Path("/a/home/history.toml")


def test_nothing_is_made_by_asking(tmp_path: Path) -> None:
    places = find_places({"STRETCHTUI_HOME": str(tmp_path / "deep" / "home")})
    assert places.settings.parent == places.catalog.parent == places.log.parent == tmp_path / "deep" / "home"
    assert [*tmp_path.iterdir()] == []


def test_a_home_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    assert find_places({"STRETCHTUI_HOME": "~/stretching"}).data == Path("/home/someone/stretching")


@pytest.mark.parametrize("folder", ["catalog", "themes"])
def test_what_ships_is_found(folder: str) -> None:
    assert [*shipped(folder).rglob("*.toml")]
