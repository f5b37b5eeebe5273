"""Themes from files: the user's over the shipped, mistakes told with their lines, changes noticed."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.themes.model import DEFAULT
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.themes import ThemeWatcher, load_themes, read_theme, themes_again, themes_by_need

SHIPPED = Path(__file__).parents[2] / "themes"
GOOD = (SHIPPED / f"{DEFAULT}.toml").read_text()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def line_of(text: str, start: str) -> int:
    return next(at for at, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_the_shipped_themes_load_without_a_word() -> None:
    loaded = load_themes(SHIPPED)
    assert loaded.problems == ()
    assert set(loaded.themes) == {path.stem for path in SHIPPED.glob("*.toml")}
    assert loaded.own == frozenset()


def test_a_folder_that_is_not_there_has_no_themes(tmp_path: Path) -> None:
    loaded = load_themes(SHIPPED, tmp_path / "none")
    assert loaded.problems == ()
    assert not (tmp_path / "none").exists()


def test_a_theme_of_the_users_own_is_added(tmp_path: Path) -> None:
    write(tmp_path, "attic.toml", GOOD.replace(f'name = "{DEFAULT}"', 'name = "attic"'))
    loaded = load_themes(SHIPPED, tmp_path)
    assert loaded.problems == ()
    assert "attic" in loaded.themes
    assert loaded.own == {"attic"}


def test_a_theme_with_a_shipped_name_takes_its_place(tmp_path: Path) -> None:
    write(tmp_path, "mine.toml", GOOD.replace("dark = true", "dark = false"))
    assert not load_themes(SHIPPED, tmp_path).themes[DEFAULT].dark


def test_every_mistake_is_told_with_its_line_and_the_file_left_out(tmp_path: Path) -> None:
    bad = GOOD.replace("accent =", "acent =").replace("dark = true", "dark = 1").replace("hold = ", "hold = 7 #")
    path = write(tmp_path, "bad.toml", bad)
    write(tmp_path, "good.toml", GOOD.replace(f'name = "{DEFAULT}"', 'name = "attic"'))
    loaded = load_themes(SHIPPED, tmp_path)
    assert loaded.themes[DEFAULT] == load_themes(SHIPPED).themes[DEFAULT]
    assert loaded.own == {"attic"}
    told = [str(problem) for problem in loaded.problems]
    for start, words in (
        ("dark", "dark must be true or false"),
        ("[palette]", "accent is missing"),
        ("acent", "did you mean accent?"),
        ("hold", "no colour"),
    ):
        place = f"{path}:{line_of(bad, start)}: "
        assert any(line.startswith(place) and words in line for line in told), (place, words, told)
    assert len(told) == 4
    assert [p.line for p in loaded.problems] == sorted(p.line or 0 for p in loaded.problems)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name = \n", "not valid TOML"),
        (b"name = 'x'\n\xff\xfe", "UTF-8"),
        (b"", "missing"),
    ],
)
def test_what_is_no_theme_at_all_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        read_theme(path)
    assert all(words in problem.message and problem.line for problem in caught.value.problems)


def test_mistakes_in_inline_and_dotted_tables_have_lines_too(tmp_path: Path) -> None:
    text = GOOD + '\n[styles]\nhold = "loud"\n'
    text = 'variables = { bordr = "#fff" }\n' + text
    path = write(tmp_path, "x.toml", text)
    with pytest.raises(StorageError) as caught:
        read_theme(path)
    assert [problem.line for problem in caught.value.problems] == [1, len(text.splitlines())]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    (problem,) = load_themes(SHIPPED, tmp_path).problems
    assert problem.path.name == "gone.toml"


def test_two_files_with_one_name_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", GOOD)
    write(tmp_path, "b.toml", GOOD)
    (problem,) = load_themes(SHIPPED, tmp_path).problems
    assert problem.path.name == "b.toml"
    assert "a.toml" in problem.message


def test_the_watcher_tells_each_change_once(tmp_path: Path) -> None:
    watcher = ThemeWatcher(tmp_path)
    assert not watcher.changed()
    path = write(tmp_path, "a.toml", GOOD)
    write(tmp_path, "b.toml", GOOD)
    assert watcher.changed() == {"a.toml", "b.toml"}
    assert not watcher.changed()
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    assert watcher.changed() == {"a.toml"}
    path.unlink()
    assert watcher.changed() == {"a.toml"}
    assert not watcher.changed()


def test_files_that_an_editor_writes_for_itself_are_no_themes(tmp_path: Path) -> None:
    watcher = ThemeWatcher(tmp_path)
    (tmp_path / ".#mine.toml").symlink_to("someone@somewhere.1")
    write(tmp_path, ".mine.toml", "half a")
    write(tmp_path, "mine.toml~", "half a")
    assert not watcher.changed()
    assert load_themes(SHIPPED, tmp_path).problems == ()


def test_read_again_a_broken_file_is_told_and_counts_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", GOOD.replace(f'"{DEFAULT}"', '"attic"'))
    loaded = before = themes_again(SHIPPED, tmp_path)
    for _ in range(2):
        write(tmp_path, "a.toml", "name = ")
        loaded = themes_again(SHIPPED, tmp_path, loaded)
        (problem,) = loaded.problems
        assert problem.path == path
        assert loaded.themes["attic"] == before.themes["attic"]
        assert loaded.own == {"attic"}
    path.unlink()
    assert "attic" not in themes_again(SHIPPED, tmp_path, loaded).themes


def test_read_again_a_theme_in_use_stays_without_its_file(tmp_path: Path) -> None:
    own = read_theme(write(tmp_path, "a.toml", GOOD.replace(f'"{DEFAULT}"', '"attic"')))
    other = replace(own, name=DEFAULT, summary="Mine.")  # the user's own instead of a shipped one
    before = themes_again(SHIPPED, tmp_path)
    (tmp_path / "a.toml").unlink()
    loaded = themes_again(SHIPPED, tmp_path, before, [own, other])
    assert loaded.themes["attic"] == own
    assert loaded.gone == {"attic"}
    assert loaded.themes[DEFAULT] == read_theme(SHIPPED / f"{DEFAULT}.toml")
    assert "attic" not in themes_again(SHIPPED, tmp_path, loaded).themes


def test_the_watcher_waits_for_a_folder_to_come(tmp_path: Path) -> None:
    watcher = ThemeWatcher(tmp_path / "themes")
    assert not watcher.changed()
    (tmp_path / "themes").mkdir()
    write(tmp_path / "themes", "a.toml", GOOD)
    assert watcher.changed()


def test_by_need_there_are_the_same_themes() -> None:
    whole, by_need = load_themes(SHIPPED).themes, themes_by_need(SHIPPED).themes
    assert list(by_need) == sorted(whole)
    assert dict(by_need) == whole
    assert len(by_need) == len(whole)
    assert "no such" not in by_need


def test_by_need_the_users_own_come_first(tmp_path: Path) -> None:
    name = DEFAULT
    text = (SHIPPED / f"{name}.toml").read_text()
    (tmp_path / "mine.toml").write_text(text.replace("dark = true", "dark = false", 1))
    themes = themes_by_need(SHIPPED, tmp_path)
    assert themes.own == {name}
    assert themes.themes[name] == read_theme(tmp_path / "mine.toml")
    assert len(themes.themes) == len(themes_by_need(SHIPPED).themes)
