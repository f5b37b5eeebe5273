"""The TOML files in a folder; the folders that cannot be read are told, and end nothing."""

import errno
import os
from pathlib import Path

from msgspec import Struct

from stretchtui.storage.files.diagnostics import Problem, problem_of


class TomlFiles(Struct, frozen=True):
    """Paths in the order of their names, and a problem for each folder that is there and cannot be read."""

    paths: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def toml_files_in(folder: Path, *, deep: bool = False) -> TomlFiles:
    """The TOML files in a folder, with `deep` also those in folders within it.

    Files that begin with a dot are not meant: editors put their own there.
    """
    refused: list[OSError] = []
    found: list[Path] = []
    for place, within, names in os.walk(folder, onerror=refused.append):
        named = (*names, *within)  # a folder with such a name is told by whoever reads it
        found += [Path(place, name) for name in named if name.endswith(".toml") and not name.startswith(".")]
        if not deep:
            within.clear()
    problems = [
        problem_of(Path(os.fsdecode(error.filename or folder)), error, doing="read")
        for error in refused
        if error.errno not in (errno.ENOENT, errno.ENOTDIR)
    ]
    return TomlFiles(tuple(sorted(found)), tuple(problems))
