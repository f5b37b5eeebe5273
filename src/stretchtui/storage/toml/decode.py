"""From a TOML table to a frozen type, telling every mistake at once in words a person can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from stretchtui.core.typed import convert
from stretchtui.core.words import nearest, plural

if TYPE_CHECKING:
    from stretchtui.storage.toml.positions import Where

T = TypeVar("T", bound=msgspec.Struct)
Tell = Callable[[str | None, str], None]
"""Takes a key of the table (with dots where it leads further in: `range.hold`, `steps.2`), or none for the table
as a whole, and what is wrong with it."""

_WORDS = {"int": "a whole number", "float": "a number", "str": "text", "bool": "true or false"}
_WORDS |= {"array": "a list", "object": "a table", "datetime": "a date and time with its offset"}
_WORDS |= {"date": "a date", "time": "a time"}
_LONGEST = 60
_HUGE = 10**15


def decode(table: Any, kind: type[T], tell: Tell) -> T | None:
    """The table as `kind`; or none, after each mistake in it was told."""
    if not isinstance(table, dict):
        tell(None, f"expected a table, not {shown(table)}")
        return None
    try:
        return convert(table, kind)
    except msgspec.ValidationError:
        for where, message in mistakes(table, kind):
            tell(".".join(map(str, where)) or None, message)
    return None


def mistakes(table: dict[str, Any], kind: type[msgspec.Struct]) -> list[tuple[Where, str]]:
    """All that keeps a table from being of a kind: the way to each mistake, and what it is."""
    try:
        convert(table, kind)
    except msgspec.ValidationError as error:
        return list(_in_table(table, kind, ())) or [((), _plain(str(error), kind, table))]
    return []


def shown(value: Any) -> str:
    """A value as one writes it in TOML, short and on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < _HUGE else "so large a number"
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…")
    if isinstance(value, float):
        return str(value)
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    return _WORDS.get(type(value).__name__, "nothing")


def _in_table(table: dict[str, Any], kind: type[msgspec.Struct], where: Where) -> Iterator[tuple[Where, str]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    inside = f"{_label(where)}: " if where else ""
    for key in table:
        if key not in fields and kind.__struct_config__.forbid_unknown_fields:
            near = nearest(key, fields)
            hint = f"did you mean {near!r}?" if near else "take it out"
            yield (*where, key), f"{inside}unknown key {shown(key)}; {hint}"
    for key, field in fields.items():
        if key in table:
            yield from _in_value(table[key], field.type, (*where, key))
        elif field.required:
            yield where, f"{inside}{key!r} is missing; {_wanted(field.type)}"


def _in_value(value: Any, kind: Any, where: Where) -> Iterator[tuple[Where, str]]:
    inner = list(_within(value, kind, where))
    yield from inner
    try:
        convert(value, kind)
    except msgspec.ValidationError as error:
        if not inner or (isinstance(value, list) and " - at `$" not in str(error)):
            yield where, f"{_label(where)}: {_plain(str(error), kind, value)}"


def _within(value: Any, kind: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """The mistakes in the keys of a table, or the entries of a list."""
    whole = _bare(kind)
    for bare in get_args(whole) if get_origin(whole) in (Union, UnionType) else (whole,):
        of, parts = get_origin(bare), get_args(bare)
        if isinstance(value, dict) and isinstance(bare, type) and issubclass(bare, msgspec.Struct):
            yield from _in_table(value, bare, where)
        elif isinstance(value, dict) and of is dict:
            for key, one in value.items():
                yield from _in_value(one, parts[1], (*where, key))
        elif isinstance(value, list) and of is tuple:
            kinds = parts[:1] * len(value) if parts[-1] is ... else parts
            for number, (one, of_one) in enumerate(zip(value, kinds, strict=False)):
                yield from _in_value(one, of_one, (*where, number))


def _bare(kind: Any) -> Any:
    """A kind without its limits."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _wanted(kind: Any) -> str:
    """What a value of a kind looks like."""
    bare = _bare(kind)
    if choices := list(_literals(bare)):
        return f"expected one of {', '.join(choices)}"
    try:
        convert(None, bare)
    except msgspec.ValidationError as error:
        return _plain(str(error)).partition(", not")[0]
    return "add it"


def _plain(message: str, kind: Any = None, value: Any = None) -> str:
    """What msgspec says, for people who write TOML and not Python."""
    text = message.partition(" - at `$")[0]
    if text.startswith("Invalid enum value"):
        return f"{shown(value)} is not known{_choices(kind, value)}"
    if "matching regex" in text:
        described = (m.description for m in getattr(kind, "__metadata__", ()) if isinstance(m, msgspec.Meta))
        return f"expected {next(filter(None, described), 'another form')}, not {shown(value)}"
    if found := re.match(r"Expected `(\w+)` (of length )?([<>]=?) (\S+)", text):
        return _out_of_bounds(found[1], found[3], int(float(found[4])), value)
    if found := re.match(r"Expected `array` of length (\d+)", text):
        return f"expected a list of {found[1]}"
    if found := re.match(r"Expected `([^`]*)`, got|Invalid RFC3339 encoded (\w+)", text):
        wanted = [_WORDS.get(word, word) for word in (found[1] or found[2]).split(" | ") if word != "null"]
        return f"expected {' or '.join(wanted)}, not {shown(value)}"
    return f"{text[:1].lower()}{text[1:]}"


def _out_of_bounds(kind: str, sign: str, bound: int, value: Any) -> str:
    least = "at least" if ">" in sign else "at most"
    if kind == "str":
        return "expected text, not nothing" if bound == 1 else f"expected {least} {plural(bound, 'letter')}"
    if kind == "array":
        return f"expected {least} {plural(bound, 'entry', 'entries')}, not {len(value) or 'none'}"
    return f"expected {least} {bound}, not {shown(value)}"


def _label(where: Where) -> str:
    """The way to a value in words: `'range.hold'`, `'steps' number 3`."""
    words = ""
    keys: list[str] = []
    for part in where:
        if isinstance(part, int):
            words, keys = f"{words}{_quoted(keys)} number {part + 1}, ", []
        else:
            keys.append(part)
    return f"{words}{_quoted(keys)}" if keys else words.removesuffix(", ")


def _quoted(keys: list[str]) -> str:
    return shown(".".join(keys)) if keys else ""


def _choices(kind: Any, value: Any) -> str:
    """The values that a `Literal` allows, the nearest first where there is one."""
    words = list(_literals(kind))
    near = nearest(value, words) if isinstance(value, str) else None
    return f"; did you mean {near!r}?" if near else f"; expected one of {', '.join(words)}"


def _literals(kind: Any) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from map(str, get_args(kind))
        return
    for argument in get_args(kind):
        yield from _literals(argument)
