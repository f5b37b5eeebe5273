"""Routines of the user's own, written and taken out again; whatever else a file holds stays as it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from stretchtui.core.catalog.model import Routine
from stretchtui.storage.catalog.stretches import toml_files
from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.lock import locked
from stretchtui.storage.toml.source import TomlSource, decoded, read_text

FOLDER = "routines"
HEADING = "# A routine of your own, written by stretchtui; change it here or in the app.\n"


def find_routine(folder: Path, id: str) -> Path | None:  # noqa: A002
    """The file in the user's catalogue that has a routine; the last one, which counts, where several do."""
    found = None
    for path in toml_files(folder):
        try:
            if any(table.get("id") == id for table in _routines(TomlSource(path).data)):
                found = path
        except StorageError:
            continue
    return found


def save_routine(folder: Path, routine: Routine) -> Path:
    """Write a routine where it stands already, or into a new file; where that is.

    Raises `StorageError` where a file can't be read or written, or would change in more than this routine.
    """
    table = _table(routine)
    if path := find_routine(folder, routine.id):
        _edit(path, lambda document: _put(document, routine.id, table), _replaced(routine.id, table))
        return path
    path = folder / FOLDER / f"{routine.id}.toml"
    if path.exists():
        raise StorageError(Problem(path, None, "is there already, without this routine in it; give it another name"))
    write_atomic(path, (HEADING + "\n" + tomli_w.dumps({"routine": [table]})).encode())
    return path


def delete_routine(folder: Path, id: str) -> Path | None:  # noqa: A002
    """Take a routine out of its file, and the file away where nothing else is in it; where it stood.

    Raises `StorageError` like `save_routine`.
    """
    path = find_routine(folder, id)
    if path is None:
        return None
    _edit(path, lambda document: _take(document, id), _removed(id))
    rest = read_text(path)
    if not rest.strip() or rest.strip() == HEADING.strip():
        path.unlink()
    return path


def _table(routine: Routine) -> dict[str, Any]:
    table: dict[str, Any] = msgspec.to_builtins(routine)
    table["stretches"] = [
        {key: value for key, value in item.items() if value is not None} if isinstance(item, dict) else item
        for item in table["stretches"]
    ]
    return {key: value for key, value in table.items() if value not in (None, [], ())}


def _routines(data: dict[str, Any]) -> list[dict[str, Any]]:
    tables = data.get("routine")
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def _edit(path: Path, change: Callable[[Any], None], expected: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Change a file by its syntax tree, and write it only if it then says just what it should."""
    import tomlkit  # noqa: PLC0415  (slow to import, and only a change needs it)

    with locked(path):
        data, state = read_whole(path)
        source = TomlSource(path, decoded(path, data))
        wanted = expected(source.data)
        try:
            document = tomlkit.parse(source.text)
            change(document)
            text = tomlkit.dumps(document)
            same = TomlSource(path, text).data == wanted
        except Exception as error:  # noqa: BLE001  (whatever the editing stumbles over, the file stays as it is)
            reason = str(error).splitlines()[0]
            raise StorageError(Problem(path, None, f"can't be changed ({reason}); correct it by hand")) from None
        if not same:
            raise StorageError(Problem(path, None, "can't be changed without changing more; correct it by hand"))
        write_atomic(path, text.encode(), expected=state)


def _place(tables: Any, id: str) -> int:  # noqa: A002
    return max(at for at, table in enumerate(tables) if table.get("id") == id)


def _put(document: Any, id: str, table: dict[str, Any]) -> None:  # noqa: A002
    old = document["routine"][_place(document["routine"], id)]
    for key in [key for key in old if key not in table]:
        del old[key]
    for key, value in table.items():
        if key not in old or old[key] != value:
            old[key] = value


def _take(document: Any, id: str) -> None:  # noqa: A002
    tables = document["routine"]
    del tables[_place(tables, id)]
    if not len(tables):
        del document["routine"]


def _replaced(id: str, table: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:  # noqa: A002
    def made(data: dict[str, Any]) -> dict[str, Any]:
        tables = list(data["routine"])
        tables[_place(tables, id)] = table
        return {**data, "routine": tables}

    return made


def _removed(id: str) -> Callable[[dict[str, Any]], dict[str, Any]]:  # noqa: A002
    def made(data: dict[str, Any]) -> dict[str, Any]:
        tables = list(data["routine"])
        del tables[_place(tables, id)]
        rest = {key: value for key, value in data.items() if key != "routine"}
        return {**rest, "routine": tables} if tables else rest

    return made
