"""favourites.toml: the ids of stretches and routines that the user marked."""

from collections.abc import Iterable
from pathlib import Path

from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.toml.edit import set_settings
from stretchtui.storage.toml.source import open_source

KEY = "favourites"
_HEADING = "# Favourites of stretchtui: ids of stretches and routines.\n"


def load_favourites(path: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """The ids, in the order in which they were marked; a file that is wrong is told, and counts as empty."""
    try:
        source = open_source(path)
    except StorageError as error:
        return (), list(error.problems)
    ids = source.data.get(KEY, []) if source else []
    if not isinstance(ids, list) or not all(isinstance(name, str) for name in ids):
        line = source.line_of((KEY,)) if source else None
        return (), [Problem(path, line, f'{KEY}: expected a list of ids, such as ["cat-cow"]')]
    return tuple(dict.fromkeys(ids)), []


def save_favourites(path: Path, ids: Iterable[str]) -> None:
    """Keep them; comments stay. Raises `StorageError` where the file does not parse or can't be written."""
    set_settings(path, {(KEY,): list(ids)}, new=_HEADING)
