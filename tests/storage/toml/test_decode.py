"""Every mistake of a table in words that say what would be right, and the way to where it stands."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from stretchtui.storage.toml.decode import decode, mistakes, shown


class Inner(Struct, forbid_unknown_fields=True):
    least: Annotated[int, Meta(ge=1)]
    most: int = 9


class Outer(Struct, forbid_unknown_fields=True):
    id: Annotated[str, Meta(pattern="^[a-z-]+$", description="small letters")]
    name: Annotated[str, Meta(min_length=1, max_length=5)] = "x"
    count: Annotated[int, Meta(ge=1, le=600)] = 1
    kind: Literal["static", "dynamic"] = "static"
    lines: Annotated[tuple[str, ...], Meta(min_length=2, max_length=3)] = ("a", "b")
    pair: tuple[int, int] = (1, 2)
    inner: Inner | None = None
    items: tuple[str | Inner, ...] = ()
    keys: dict[str, str] = {}
    flag: bool = True
    share: float = 0.5
    quiet: tuple[Annotated[str, Meta(pattern="^..:..$", description="a time")], str] | None = None
    until: date | None = None


def told(**table: Any) -> list[tuple[str | None, str]]:
    """What is told of a table that is right but for these keys."""
    found: list[tuple[str | None, str]] = []
    decoded = decode({"id": "a", **table}, Outer, lambda key, message: found.append((key, message)))
    assert (decoded is None) == bool(found)
    return found


@pytest.mark.parametrize(
    ("table", "key", "message"),
    [
        ({"id": "A b"}, "id", "'id': expected small letters, not 'A b'"),
        ({"name": ""}, "name", "'name': expected text, not nothing"),
        ({"name": "too long"}, "name", "'name': expected at most 5 letters"),
        ({"name": 3}, "name", "'name': expected text, not 3"),
        ({"name": date(2026, 1, 2)}, "name", "'name': expected text, not a date"),
        ({"count": 0}, "count", "'count': expected at least 1, not 0"),
        ({"count": 601}, "count", "'count': expected at most 600, not 601"),
        ({"count": 1 << 99}, "count", "'count': expected at most 600, not so large a number"),
        ({"count": 1 << 99999}, "count", "'count': expected at most 600, not so large a number"),
        ({"count": 1.5}, "count", "'count': expected a whole number, not 1.5"),
        ({"count": float("nan")}, "count", "'count': expected a whole number, not nan"),
        ({"count": True}, "count", "'count': expected a whole number, not true"),
        ({"count": "x" * 9999}, "count", f"'count': expected a whole number, not '{'x' * 59}…'"),
        ({"count": []}, "count", "'count': expected a whole number, not a list"),
        ({"count": {}}, "count", "'count': expected a whole number, not a table"),
        ({"flag": "yes"}, "flag", "'flag': expected true or false, not 'yes'"),
        ({"share": "half"}, "share", "'share': expected a number, not 'half'"),
        ({"kind": "statc"}, "kind", "'kind': 'statc' is not known; did you mean 'static'?"),
        ({"kind": "qq"}, "kind", "'kind': 'qq' is not known; expected one of static, dynamic"),
        ({"lines": ["a"]}, "lines", "'lines': expected at least 2 entries, not 1"),
        ({"lines": []}, "lines", "'lines': expected at least 2 entries, not none"),
        ({"lines": "a"}, "lines", "'lines': expected a list, not 'a'"),
        ({"lines": ["a", 2]}, "lines.1", "'lines' number 2: expected text, not 2"),
        ({"pair": [1]}, "pair", "'pair': expected a list of 2"),
        ({"pair": [1, "x"]}, "pair.1", "'pair' number 2: expected a whole number, not 'x'"),
        ({"inner": {"least": 0}}, "inner.least", "'inner.least': expected at least 1, not 0"),
        ({"inner": {"lest": 1, "least": 1}}, "inner.lest", "'inner': unknown key 'lest'; did you mean 'least'?"),
        ({"inner": {}}, "inner", "'inner': 'least' is missing; expected a whole number"),
        ({"inner": 3}, "inner", "'inner': expected a table, not 3"),
        (
            {"items": ["a", {"least": "x"}]},
            "items.1.least",
            "'items' number 2, 'least': expected a whole number, not 'x'",
        ),
        ({"items": [3]}, "items.0", "'items' number 1: expected text or a table, not 3"),
        ({"keys": {"quit": 3}}, "keys.quit", "'keys.quit': expected text, not 3"),
        ({"quiet": ["22", "x"]}, "quiet.0", "'quiet' number 1: expected a time, not '22'"),
        ({"quiet": "22"}, "quiet", "'quiet': expected a list, not '22'"),
        ({"quiet": []}, "quiet", "'quiet': expected a list of 2"),
        ({"until": "x"}, "until", "'until': expected a date, not 'x'"),
        ({"nme": "x"}, "nme", "unknown key 'nme'; did you mean 'name'?"),
        ({"zzz": "x"}, "zzz", "unknown key 'zzz'; take it out"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_what_would_be_right(table: dict[str, Any], key: str, message: str) -> None:
    assert told(**table) == [(key, message)]


def test_a_missing_key_belongs_to_its_table() -> None:
    found = []
    assert decode({}, Outer, lambda key, message: found.append((key, message))) is None
    assert found == [(None, "'id' is missing; expected text")]


@pytest.mark.parametrize("table", [3, "x", [], None, True])
def test_what_is_no_table_is_told(table: Any) -> None:
    found = []
    assert decode(table, Outer, lambda key, message: found.append((key, message))) is None
    assert found == [(None, f"expected a table, not {shown(table)}")]


def test_all_mistakes_are_told_at_once() -> None:
    keys = [key for key, _ in told(id="B", count=0, lines=[1, 2, 3, 4], inner={"least": 0, "x": 1}, zzz=1)]
    assert sorted(map(str, keys)) == [
        "count",
        "id",
        "inner.least",
        "inner.x",
        "lines",
        "lines.0",
        "lines.1",
        "lines.2",
        "lines.3",
        "zzz",
    ]


def test_what_is_right_is_decoded() -> None:
    table = {"id": "a", "inner": {"least": 2}, "items": ["x", {"least": 3}], "lines": ["a", "b"]}
    assert decode(table, Outer, lambda *_: None) == Outer("a", inner=Inner(2), items=("x", Inner(3)))
    assert mistakes(table, Outer) == []


_keys = st.sampled_from([*Outer.__struct_fields__, "least", "most"])
_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3) | _keys, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_keys | st.text(max_size=3), _anything, max_size=6))
def test_any_table_is_decoded_or_told(table: dict[str, Any]) -> None:
    found: list[tuple[str | None, str]] = []
    decoded = decode(table, Outer, lambda key, message: found.append((key, message)))
    assert (decoded is None) == bool(found)
    assert all("\n" not in message and "\x1b" not in message and len(message) < 300 for _, message in found)
    assert bool(mistakes(table, Outer)) == bool(found)


@given(_anything)
def test_values_are_shown_short_and_harmless(value: Any) -> None:
    assert len(shown(value)) < 400
    assert shown(value).isprintable()
