"""Lists and tables with comments in them: what is changed is changed, and every comment stays."""

import re
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.storage.catalog.favourites import load_favourites, save_favourites
from stretchtui.storage.toml.edit import set_settings

LISTS = [
    'favourites = [\n    # morning\n    "a",  # good\n    "b",\n\n    # evening\n    "c", # best\n]\n',
    'favourites = [\n  "a", # one\n  "b",\n  "c" # last\n]\n# below\n',
    'favourites = [ "a", # x\n "b", "c", # y\n] # end\n',
    'favourites = ["a", "b",\n    "c",\n    # nothing more\n]\n[other]\nx = 1\n',
    "favourites = [\r\n  'a', # it's\r\n  'b',\r\n  'c',\r\n]\r\n",
    'favourites = [\n"a" # one, two\n, "b"\n, "c" # ] not the end\n]\n',
]


@pytest.mark.parametrize("text", LISTS)
@pytest.mark.parametrize(
    "ids", [["a", "b", "c", "d"], ["b", "c"], ["a", "c"], ["a", "b"], ["b"], [], ["a", "c", "d", "e"], ["d"]]
)
def test_a_list_keeps_its_comments(tmp_path: Path, text: str, ids: list[str]) -> None:
    path = tmp_path / "favourites.toml"
    path.write_bytes(text.encode())
    save_favourites(path, ids)
    new = path.read_bytes().decode()
    assert load_favourites(path) == (tuple(ids), [])
    for comment in re.findall(r"#[^\r\n]*", text):
        assert comment in new
    assert ("\r\n" in new) == ("\r\n" in text)
    assert new.startswith("favourites = [")


@pytest.mark.parametrize("text", LISTS)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), unique=True), min_size=1, max_size=4))
def test_a_list_is_changed_as_often_as_one_likes(
    tmp_path_factory: pytest.TempPathFactory, text: str, changes: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("f") / "favourites.toml"
    path.write_bytes(text.encode())
    for ids in changes:
        save_favourites(path, ids)
        assert load_favourites(path) == (tuple(ids), [])


@given(st.lists(st.sampled_from("abcde"), unique=True, min_size=1), st.lists(st.sampled_from("abcdefg"), unique=True))
def test_any_list_becomes_any_other(tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str]) -> None:
    path = tmp_path_factory.mktemp("f") / "favourites.toml"
    path.write_text("favourites = [\n" + "".join(f'  "{one}", # {one}!\n' for one in old) + "]\n")
    save_favourites(path, new)
    assert load_favourites(path)[0] == tuple(new)


TABLES = [
    '[body]\nconditions = [\n    "x", # since always\n]\n\n# how I break\n[break]\nminutes = 5\n',
    "[body]\n\n# how I break\n[break]\nminutes = 5\n",
    "[body] # mine\nacute = true # now\n\n\n# how I break\n# or not\n[break]\nminutes = 5\n",
    "[body]\r\nacute = true\r\n\r\n# how I break\r\n[break]\r\nminutes = 5\r\n",
    '# top\n[break]\nminutes = 5\n\n[body]\nnote = """\n[x]\n"""\n# at the end\n',
    "[body]",
]


@pytest.mark.parametrize("text", TABLES)
def test_a_new_key_stands_with_the_keys_of_its_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode())
    set_settings(path, {("body", "flare_up"): True})
    new = path.read_bytes().decode()
    old = tomli.loads(text)
    assert tomli.loads(new) == {**old, "body": {**old["body"], "flare_up": True}}
    line_break = "\r\n" if "\r\n" in text else "\n"
    lines, kept = new.split(line_break), text.split(line_break)
    at = lines.index("flare_up = true")
    assert lines[:at] + lines[at + 1 :] == kept
    assert "# how I break" not in lines[:at]


def test_conditions_that_are_all_unticked_leave_their_comments(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[body]\nconditions = [\n    # ask the doctor again in May\n    "x", # since always\n]\n')
    set_settings(path, {("body", "conditions"): None})
    assert tomli.loads(path.read_text()) == {"body": {"conditions": []}}
    assert "# ask the doctor again in May" in path.read_text()
    assert "# since always" in path.read_text()
