"""Where keys stand, in every way that TOML can be written; and files that can't be read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.toml.positions import TomlLines, Where
from stretchtui.storage.toml.source import TomlSource, open_source

TRICKY = '''# [[stretch]] in a comment, """ too
title = "a # b [c] = \\" d"
"quoted key" = 'it = x'
dotted . "x.y" . z = 1_000
numbers = [ # why
    [1,
     2], 3.5,   # = 4
    [
        -inf,
    ],
    { a = 1, b.c = [
        "]", \'\'\'}\'\'\',
    ] },
]
stamp = 2026-11-21 09:30:00Z
text = """
[not-a-table]
key = 1 \\
"quoted" and ""two"" \\""" end"""
raw = \'\'\'
[[nor-this]]\'\'\'\'\'
after = true

 [ spaced . "out" ]   # here
inner = {}

[[ stretch ]]
id = "one"
range.hold = [1, 2]
  [stretch.more]
  x = { y = { z = "far" } }

[[stretch]]
  id="two"
  [[stretch.pose]]
  name = "p"
  [[stretch.pose]]
  name = "q"
  [stretch.pose.deep]
  name = "r"
[spaced]
last = 0'''


def ways(value: Any, where: Where = ()) -> Iterator[Where]:
    """The way to everything within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*where, key)
        yield from ways(one, (*where, key))


def check_every_line(text: str) -> None:
    """Everything is known, stands within the text, not before what it is in, and keys on a line that names them."""
    lines, rows = TomlLines(text), text.split("\n")
    for where in ways(tomli.loads(text)):
        assert lines.knows(where), where
        at = lines.of(where)
        assert lines.of(where[:-1]) <= at <= len(rows)
        if isinstance(key := where[-1], str) and key.isascii() and key.isidentifier():
            assert key in rows[at - 1], (where, at, rows[at - 1])


def test_everything_stands_where_it_is_written() -> None:
    check_every_line(TRICKY)
    lines, rows = TomlLines(TRICKY), TRICKY.split("\n")
    for where, start in {
        ("quoted key",): '"quoted key"',
        ("dotted", "x.y", "z"): "dotted .",
        ("numbers", 0, 1): "     2], 3.5",
        ("numbers", 1): "     2], 3.5",
        ("numbers", 2): "    [",
        ("numbers", 2, 0): "        -inf",
        ("numbers", 3, "b", "c", 1): '        "]"',
        ("after",): "after",
        ("spaced", "out"): " [ spaced",
        ("stretch", 0): "[[ stretch",
        ("stretch", 0, "range", "hold", 1): "range.hold",
        ("stretch", 0, "more", "x", "y", "z"): "  x =",
        ("stretch", 1): "[[stretch]]",
        ("stretch", 1, "id"): '  id="two"',
        ("stretch", 1, "pose", 1, "name"): '  name = "q"',
        ("stretch", 1, "pose", 1, "deep", "name"): '  name = "r"',
        ("stretch", 1, "pose", 1, "missing"): "  [[stretch.pose]]",
        ("spaced", "last"): "last = 0",
    }.items():
        assert rows[lines.of(where) - 1].startswith(start), where


def test_line_endings_of_windows_do_not_move_lines() -> None:
    for where in ways(tomli.loads(TRICKY)):
        assert TomlLines(TRICKY.replace("\n", "\r\n")).of(where) == TomlLines(TRICKY).of(where)


def test_line_breaks_that_are_none_in_toml_do_not_count(tmp_path: Path) -> None:
    source = TomlSource(tmp_path / "x", 'a = "x\x85y\u2028z"\n# \u2029\x85\nb = 1\n')
    assert source.line("", None, "b") == 3


def test_lines_by_table_number_and_key() -> None:
    source = TomlSource(Path("x"), TRICKY)
    rows = TRICKY.split("\n")

    def row(*place: Any) -> str:
        return rows[(source.line(*place) or 0) - 1].strip()

    assert row("stretch", 1) == "[[stretch]]"
    assert row("stretch", 1, "id") == 'id="two"'
    assert row("stretch", 1, "no-such-key") == "[[stretch]]"
    assert row("stretch.pose", 1, "name") == 'name = "q"'
    assert row("stretch", 0, "range.hold.1") == "range.hold = [1, 2]"
    assert row("", None, "after") == "after = true"
    assert source.line("no-such-table", None, "x") is None
    assert source.line("", None, "no-such-key") == source.line() == 1


_words = st.sampled_from(["a", "b", '"a b"', "'='", "a.b", '"#"', "'[c]'"])
_scalars = st.sampled_from(
    ["1", "0x1f", "true", '"x"', "'y'", '"""\nm\n"""', "'''\n[n]\n'''", '"\\"]"', "2026-01-02 03:04:05", "nan"]
)
_gaps = st.sampled_from([" ", "", "\n", " # ,]\n", "\t"])


def _list_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(_gaps, values, _gaps).map("".join), max_size=3)
    return items.map(lambda some: "[" + ",".join(some) + "]")


def _table_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(_words, values).map(lambda pair: " {} = {} ".format(*pair)), max_size=2)
    return items.map(lambda some: "{" + ",".join(some) + "}")


_values = st.recursive(_scalars, lambda inner: _list_of(inner) | _table_of(inner), max_leaves=6)
_statements = (
    st.tuples(_words, _values).map(" = ".join)
    | _words.map("[{}]".format)
    | _words.map(" [[ {} ]] # x".format)
    | st.sampled_from(["", "# [x]", "  "])
)


@given(st.lists(_statements, max_size=8).map("\n".join))
def test_every_valid_text_is_understood(text: str) -> None:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        TomlLines(text)
        return
    check_every_line(text)


@given(st.text("a1=.[]{},\"'#\n\r\t \\", max_size=60))
def test_no_text_raises_or_hangs(text: str) -> None:
    lines = TomlLines(text)
    assert 1 <= lines.of(("a", 0)) <= text.count("\n") + 1
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    assert lines.end is None
    assert all(lines.knows(where) for where in ways(data))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\nb = tru\nc = 2\n", 2, "true and false"),
        ('a = 1\nb = "x\nc = 2\n', 2, "close the quotes"),
        ("a = 1\nb = 2\na = 3\nc = 4\n", 3, "stands above"),
        ('a = 1\nb = """x\n\nc = 2\n\n', 2, "close it"),
        ("a = 1\nb = [1,\n2,\n", 2, "]"),
        ("a = 1\r\nb = {x = 1\r\n", 2, "}"),
        ("a = 1\n[b\n", 2, "bracket"),
        ("[a]\nx = 1\n\n[a]\n", 4, "keep one"),
        ("a = 1\nb = " + "9" * 5000 + "\n", 2, "smaller"),
        ("a = " + "[" * 5000, None, "nested too deeply"),
        ("a = " + "{a = " * 5000, None, "nested too deeply"),
        ("a" + ".a" * 5000 + " = 1", None, "nested too deeply"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(StorageError) as caught:
        TomlSource(Path("x.toml"), text)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert words in problem.message
    assert "\n" not in str(problem)


def test_deep_but_valid_text_has_lines() -> None:
    source = TomlSource(Path("x"), "a = " + "[\n" * 300 + "]" * 300)
    assert source.line_of(("a", *[0] * 299)) == 300


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin, folder, pipe = tmp_path / "latin", tmp_path / "folder", tmp_path / "pipe"
    latin.write_bytes("a = 1\nb = 'ü'\n".encode("latin-1"))
    folder.mkdir()
    os.mkfifo(pipe)
    for path, words in (
        (latin, f"{latin}:2: not UTF-8"),
        (folder, "no ordinary file"),
        (pipe, "no ordinary file"),  # and nobody waits for the other end
        (tmp_path / "none", "no such file"),
        (latin / "below", "cannot be read"),
    ):
        with pytest.raises(StorageError) as caught:
            TomlSource(path)
        assert words in str(caught.value)
        assert str(caught.value).startswith(str(path))


def test_a_file_need_not_be_there(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    assert open_source(path) is None
    assert open_source(path / "below") is None
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")  # with the mark that Windows editors begin with
    source = open_source(path)
    assert source is not None
    assert source.data == {"a": 1}
    path.write_text("a =")
    with pytest.raises(StorageError):
        open_source(path)
