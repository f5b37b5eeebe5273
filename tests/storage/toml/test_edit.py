"""Changing one key: every other byte stays, or nothing is changed at all."""

import os
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchtui.storage.files.atomic import write_atomic
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.toml import edit as settings_edit
from stretchtui.storage.toml.edit import set_setting, set_settings, take_out_table

MINE = """# My settings

theme   =  "paper"   # the light one
bell = true

# How long
[session]   # in seconds
  ready = 10	# tab before me
# rest is as it was


[goal]
days_per_week = 5
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    ("keys", "value", "before", "after"),
    [
        (["theme"], "ink", '"paper"', '"ink"'),
        (["bell"], False, "true", "false"),
        (["session", "ready"], 3, "10", "3"),
        (["goal", "days_per_week"], 6, "5", "6"),
        (["session", "rest"], 2, "# rest is as it was\n", "# rest is as it was\nrest = 2\n"),
        (["goal", "x"], [1, "a"], "= 5\n", '= 5\nx = [1, "a"]\n'),
        (["mouse"], True, "\n# How long", "\nmouse = true\n\n# How long"),
        (["body", "conditions"], ["a"], "= 5\n", '= 5\n\n[body]\nconditions = ["a"]\n'),
    ],
)
def test_nothing_else_changes(path: Path, keys: list[str], value: object, before: str, after: str) -> None:
    for mark, ending in (("", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")):
        set_setting(written(path, mark + MINE.replace("\n", ending)), keys, value)
        expected = mark + MINE.replace(before, after, 1).replace("\n", ending)
        assert path.read_bytes().decode() == expected


def test_setting_what_is_set_writes_nothing(path: Path) -> None:
    written(path, MINE)
    os.utime(path, (1, 1))
    set_setting(path, ["theme"], "paper")
    assert (path.read_text(), path.stat().st_mtime) == (MINE, 1)


def test_a_new_file_is_made_for_its_owner_only(path: Path) -> None:
    set_setting(path, ["session", "rest"], 3)
    assert path.read_text() == "[session]\nrest = 3\n"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    set_setting(path, ["theme"], "ink")
    assert path.read_text() == 'theme = "ink"\n\n[session]\nrest = 3\n'


@pytest.mark.parametrize(
    "text",
    ["theme =", "a = 1\na = 2\n", "theme = 'x\n", "\x00", "[session", "a = " + "[" * 9999, "x = " + "9" * 5000],
)
def test_a_broken_file_is_refused_with_its_line_and_left(path: Path, text: str) -> None:
    with pytest.raises(StorageError) as caught:
        set_setting(written(path, text), ["theme"], "ink")
    assert str(caught.value).startswith(f"{path}:")
    assert path.read_text() == text


def test_text_that_is_not_utf8_is_refused_and_left(path: Path) -> None:
    written(path, "").write_bytes(b"a = 1\nb = '\xff'\n")
    with pytest.raises(StorageError, match=r":2: not UTF-8"):
        set_setting(path, ["theme"], "ink")
    assert path.read_bytes() == b"a = 1\nb = '\xff'\n"


@pytest.mark.parametrize("text", ["a = 1\nsession = 3\n", "a = 1\nsession = []\n", "a = 1\n[[session]]\nx = 1\n"])
def test_a_key_within_what_is_no_table_is_refused(path: Path, text: str) -> None:
    with pytest.raises(StorageError) as caught:
        set_setting(written(path, text), ["session", "rest"], 3)
    assert str(caught.value) == f"{path}:2: can't be changed: write 'session' as a table, [session]"
    assert path.read_text() == text


def test_what_the_editor_does_not_know_is_refused_and_left(path: Path) -> None:
    text = "a = { x = 1,\n y = 2,\n}\n"  # of TOML 1.1, which readers know before editors do
    try:
        set_setting(written(path, text), ["theme"], "ink")
    except StorageError as error:
        assert str(error).startswith(f"{path}: can't be changed")  # noqa: PT017
        assert path.read_text() == text
    else:
        assert tomli.loads(path.read_text()) == {"a": {"x": 1, "y": 2}, "theme": "ink"}


def test_an_edit_that_would_change_more_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_edit, "_set", lambda *_: "theme = 'ink'\n")
    with pytest.raises(StorageError, match="other keys would change"):
        set_setting(written(path, MINE), ["theme"], "ink")
    assert path.read_text() == MINE


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = written(tmp_path / "dotfiles" / "my.toml", MINE)
    path.parent.mkdir()
    path.symlink_to("../dotfiles/my.toml")
    set_setting(path, ["theme"], "ink")
    assert path.readlink() == Path("../dotfiles/my.toml")
    assert real.read_text() == MINE.replace("paper", "ink")


def test_the_mode_of_a_file_stays(path: Path) -> None:
    written(path, MINE).chmod(0o644)
    set_setting(path, ["theme"], "ink")
    assert path.stat().st_mode & 0o777 == 0o644


def test_someone_who_was_quicker_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, others = write_atomic, iter(["theme = 'a'\nx = 1\n", "theme = 'b'\ny = 2\n"])

    def slow(target: Path, data: bytes, **how: object) -> None:
        if other := next(others, None):
            target.write_text(other)
        real(target, data, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(settings_edit, "write_atomic", slow)
    set_setting(written(path, MINE), ["theme"], "ink")
    assert tomli.loads(path.read_text()) == {"theme": "ink", "y": 2}


def test_someone_who_never_stops_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = write_atomic

    def late(target: Path, data: bytes, **how: object) -> None:
        target.write_text(target.read_text() + "#\n")
        real(target, data, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(settings_edit, "write_atomic", late)
    with pytest.raises(StorageError, match="keeps replacing it"):
        set_setting(written(path, MINE), ["theme"], "ink")
    assert 'theme   =  "paper"' in path.read_text()


def test_a_table_is_taken_out_and_comments_stay(path: Path) -> None:
    text = "# top\n\n# a\n[a]\nx = 1  # one\n# between\ny = 2\n\n# b\n[b]\nx = 3\n"
    take_out_table(written(path, text), "a")
    assert path.read_text() == "# top\n\n# a\n# between\n\n# b\n[b]\nx = 3\n"
    take_out_table(path, "nobody")
    take_out_table(path, "b")
    assert tomli.loads(path.read_text()) == {}
    assert "# b\n" in path.read_text()


def test_a_table_over_many_lines_that_cannot_be_cut_out_is_left(path: Path) -> None:
    text = '[a]\nx = """\n[b]\n"""\n[b]\ny = 1\n'
    with pytest.raises(StorageError, match="correct it by hand"):
        take_out_table(written(path, text), "a")
    assert path.read_text() == text


def test_several_keys_are_set_or_taken_out_at_once(path: Path) -> None:
    set_settings(
        written(path, MINE), {("theme",): None, ("session", "ready"): 3, ("body", "x"): None, ("goal", "y"): 1}
    )
    assert path.read_text() == (
        MINE.replace('theme   =  "paper"   # the light one\n', "").replace("10", "3").replace("= 5\n", "= 5\ny = 1\n")
    )


_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_values = st.integers(-99, 99) | st.booleans() | _texts | st.lists(_texts, max_size=3)


@given(st.sampled_from([["theme"], ["session", "ready"], ["new"], ["body", "new"], ["session", "new"]]), _values)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_what_is_set_is_read_back_and_all_other_lines_stay(path: Path, keys: list[str], value: object) -> None:
    set_setting(written(path, MINE), keys, value)
    after, table = path.read_text(), tomli.loads(path.read_text())
    for key in keys:
        table = table[key]
    assert table == value
    lines = [line for line in MINE.splitlines() if not line.strip().startswith(keys[-1])]
    kept = iter(after.split("\n"))
    assert all(line in kept for line in lines)  # all of them, in their order
