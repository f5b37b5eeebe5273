"""Changing one key of a TOML file, and nothing else in it: comments, order and spacing stay."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from stretchtui.core.text import clean
from stretchtui.storage.files.atomic import ChangedUnderneathError, read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.lock import locked
from stretchtui.storage.toml.lists import end_of_pair, line_start, with_list
from stretchtui.storage.toml.source import TomlSource, decoded

_TRIES = 5
_BOM = b"\xef\xbb\xbf"


def set_setting(path: Path, keys: Sequence[str], value: Any) -> None:
    """Set `keys`, such as ("body", "conditions"), to a value.

    Raises `StorageError` where the file does not parse or can't be written; it is then left as it is.
    """
    set_settings(path, {tuple(keys): value})


def set_settings(path: Path, changes: Mapping[tuple[str, ...], Any], *, new: str = "") -> None:
    """Set several keys at once, or take those out whose value is none.

    `new` is the text that a file begins with which is not there yet. Raises `StorageError` like `set_setting`.
    """

    def made(source: TomlSource) -> str:
        for keys, value in changes.items():
            source = TomlSource(path, _with(source, keys, value))
        return source.text

    _change(path, made, new)


def take_out_table(path: Path, name: str) -> None:
    """Take a table with its keys out of a file, if it is there; comments beside and between them stay.

    Raises `StorageError` like `set_setting`.
    """
    _change(path, lambda source: _without(source, name))


def _change(path: Path, make: Callable[[TomlSource], str], new: str = "") -> None:
    """Put what `make` makes of a file in its place, anew as often as another program was quicker."""
    with locked(path):
        for _ in range(_TRIES):
            data, state = read_whole(path)
            text = decoded(path, data)
            changed = make(TomlSource(path, text if state.inode else new))
            if changed == text:
                return
            with suppress(ChangedUnderneathError):
                write_atomic(path, (_BOM if data.startswith(_BOM) else b"") + changed.encode(), expected=state)
                return
    raise StorageError(Problem(path, None, "another program keeps replacing it: the file is as it was; try again"))


def _with(source: TomlSource, keys: Sequence[str], value: Any) -> str:
    *above, last = keys
    wanted = table = dict(source.data)
    for depth, key in enumerate(above, start=1):
        inner = table.get(key, {})
        if not isinstance(inner, dict):
            at = source.line_of(tuple(keys[:depth]))
            raise StorageError(Problem(source.path, at, f"can't be changed: write {key!r} as a table, [{key}]"))
        table[key] = table = dict(inner)
    if value is None:
        if last not in table:
            return source.text
        if _are_texts(table[last]) and with_list(source.text, source.line_of(tuple(keys)), table[last], []) is not None:
            table[last] = []  # its lines and comments stay
            return _checked(source, wanted, lambda: _changed(source, keys, []))
        del table[last]
        return _checked(source, wanted, lambda: _taken_out(source, keys))
    table[last] = value
    return _checked(source, wanted, lambda: _changed(source, keys, value))


def _changed(source: TomlSource, keys: Sequence[str], value: Any) -> str:
    """The text with a key set, in the way that keeps the most of it as it is."""
    *above, last = keys
    old = source.data
    for key in above:
        old = old.get(key, {})
    line = source.line_of(tuple(keys))
    if _are_texts(old.get(last)) and _are_texts(value):
        kept = with_list(source.text, line, old[last], value)
        if kept is not None:
            return kept
    if last not in old:
        if not above and source.lines.headers:
            return _above_tables(source, last, value)
        if len(above) == 1 and (placed := _behind_last_key(source, above[0], last, value)) is not None:
            return placed
    return _set(source, keys, value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _behind_last_key(source: TomlSource, table: str, key: str, value: Any) -> str | None:
    """A new key behind the last one of its table; None where the table is not written under a header of its own."""
    import tomlkit  # noqa: PLC0415

    header = source.lines.of((table,))
    begins = line_start(source.text, header)
    if not re.match(rf"[ \t]*\[[ \t]*[\"']?{re.escape(table)}[\"']?[ \t]*\]", source.text[begins:]):
        return None
    following = min((line for line in source.lines.headers if line > header), default=None)
    lines = [source.line_of((table, name)) or header for name in source.data.get(table, {})]
    last = max((line for line in lines if header < line and (following is None or line < following)), default=header)
    end = source.text.find("\n", begins) if last == header else end_of_pair(source.text, last)
    end = _below_comments(source.text, len(source.text) if end < 0 else end)
    new = tomlkit.dumps({key: value}).strip()
    carriage = source.text[end - 1 : end] == "\r"
    return _with_endings(source.text[: end - carriage] + "\n" + new + source.text[end - carriage :], source.text)


def _below_comments(text: str, end: int) -> int:
    """Where the comment lines right below a line end, if an empty line parts them from what follows."""
    found = re.compile(r"(?:\r?\n[ \t]*#[^\n]*)*(?=\r?\n[ \t]*(?:\r?\n|\Z)|\Z)").match(text, end)
    return found.end() if found else end


def _without(source: TomlSource, name: str) -> str:
    wanted = {key: value for key, value in source.data.items() if key != name}
    return _checked(source, wanted, lambda: _cut(source, name))


def _checked(source: TomlSource, wanted: dict[str, Any], make: Callable[[], str]) -> str:
    """What `make` makes of a file, if it holds just what is wanted: an edit is read again before it counts."""
    try:
        text = make()
        found = TomlSource(source.path, text).data
        if found == wanted or _comparable(found) == _comparable(wanted):
            return text
    except Exception as error:  # noqa: BLE001  (whatever the editing stumbles over, the file stays as it is)
        reason = clean(str(error)) or type(error).__name__
    else:
        reason = "other keys would change with it"
    raise StorageError(Problem(source.path, None, f"can't be changed ({reason}); correct it by hand"))


def _comparable(value: Any) -> Any:
    """The value with its floats as text: nan is not even itself."""
    if isinstance(value, dict):
        return {key: _comparable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_comparable(one) for one in value]
    return repr(value) if isinstance(value, float) else value


def _set(source: TomlSource, keys: Sequence[str], value: Any) -> str:
    import tomlkit  # noqa: PLC0415  (slow to import, and only a change needs it)

    document = tomlkit.parse(source.text)
    table: Any = document
    for key in keys[:-1]:
        if key not in table:
            table[key] = tomlkit.table()
        table = table[key]
    table[keys[-1]] = value
    return _with_endings(tomlkit.dumps(document), source.text)


def _taken_out(source: TomlSource, keys: Sequence[str]) -> str:
    import tomlkit  # noqa: PLC0415

    document = tomlkit.parse(source.text)
    table: Any = document
    for key in keys[:-1]:
        table = table[key]
    del table[keys[-1]]
    return _with_endings(tomlkit.dumps(document), source.text)


def _above_tables(source: TomlSource, key: str, value: Any) -> str:
    """A new key above the first table and the comment that belongs to it."""
    import tomlkit  # noqa: PLC0415

    lines = source.text.split("\n")
    at = source.lines.headers[0] - 1
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    new = tomlkit.dumps({key: value})
    return _with_endings("\n".join([*lines[:at], new, *lines[at:]]), source.text)


def _cut(source: TomlSource, name: str) -> str:
    """The text without the lines of a table's header and keys."""
    lines = source.text.split("\n")
    gone = source.lines.under(name)
    above = min(gone, default=0) - 1
    if above > 0 and not lines[above - 1].strip():
        gone.add(above)
    return "\n".join(line for at, line in enumerate(lines, start=1) if at not in gone)


def _with_endings(text: str, before: str) -> str:
    """Line endings as they were, where all of them were those of Windows."""
    windows = "\r\n" in before and not re.search(r"(?<!\r)\n", before)
    return re.sub(r"(?<!\r)\n", "\r\n", text) if windows else text
