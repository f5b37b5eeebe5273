"""Themes from files: those that ship with the program, and the user's own over them."""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from stretchtui.core.themes.model import ThemeFile, build
from stretchtui.core.themes.validation import Mistake, find_mistakes
from stretchtui.storage.files.diagnostics import Problem, StorageError, problem_of
from stretchtui.storage.toml.source import TomlSource

_Stamp = tuple[int, int, int]
"""When a file was written, its size, and its inode."""


class LoadedThemes(Struct, frozen=True):
    """The themes by name, the shipped first; what was wrong in files, and the names that are the user's own."""

    themes: Mapping[str, ThemeFile]
    problems: tuple[Problem, ...] = ()
    own: frozenset[str] = frozenset()
    files: Mapping[Path, ThemeFile] = {}
    """The user's own by their files; of a file that became bad, what it last was."""
    gone: frozenset[str] = frozenset()
    """Those that have no file any more, and are here because they are in use."""


def load_themes(shipped: Path, own: Path | None = None) -> LoadedThemes:
    """All themes. A file with a mistake in it is left out and told; the user's replace shipped ones by name."""
    base, problems, _ = _load_folder(shipped)
    mine, more, files = _load_folder(own) if own else _Folder({}, [], {})
    return LoadedThemes({**base, **mine}, (*problems, *more), frozenset(mine), files)


def themes_by_need(shipped: Path, own: Path | None = None) -> LoadedThemes:
    """As `load_themes`, but a shipped theme is read only when it is asked for."""
    mine, problems, files = _load_folder(own) if own else _Folder({}, [], {})
    return LoadedThemes(_ByNeed(shipped, mine), tuple(problems), frozenset(mine), files)


def themes_again(
    shipped: Path, own: Path, before: LoadedThemes | None = None, in_use: Collection[ThemeFile] = ()
) -> LoadedThemes:
    """As `themes_by_need`, while they are in use and the user writes at their own.

    A file that became bad is told and counts as what it was `before`; a theme `in_use` stays without its file.
    """
    mine, problems, files = _load_folder(own, before.files if before else {})
    themes = _ByNeed(shipped, mine)
    gone = {theme.name: theme for theme in in_use if not themes.has(theme.name)}
    return LoadedThemes(_ByNeed(shipped, mine | gone), tuple(problems), frozenset(mine), files, frozenset(gone))


class _ByNeed(Mapping[str, ThemeFile]):
    """Themes by name, of a folder in which each file is named like its theme; some are at hand."""

    def __init__(self, folder: Path, at_hand: Mapping[str, ThemeFile]) -> None:
        self._folder = folder
        self._known = dict(at_hand)
        self._names: list[str] | None = None

    def __getitem__(self, name: str) -> ThemeFile:
        if name not in self._known:
            if name not in self._listed():
                raise KeyError(name)
            self._known[name] = read_theme(self._folder / f"{name}.toml")
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*self._listed(), *(self._known.keys() - self._listed())])

    def __len__(self) -> int:
        return len(self._known.keys() | set(self._listed()))

    def has(self, name: str) -> bool:
        """Whether there is one of this name, without reading it."""
        return name in self._known or name in self._listed()

    def _listed(self) -> list[str]:
        if self._names is None:
            self._names = sorted(path.stem for path in self._folder.glob("*.toml"))
        return self._names


def read_theme(path: Path) -> ThemeFile:
    """One theme; raises StorageError that tells every mistake of its file, in the order of its lines."""
    source = TomlSource(path)
    if mistakes := find_mistakes(source.data):
        problems = [Problem(path, _line(source, mistake), mistake.message) for mistake in mistakes]
        raise StorageError(*sorted(problems, key=lambda problem: problem.line or 0))
    return build(source.data)


class ThemeWatcher:
    """Tells which of a folder's themes changed. Looks only when asked, for instance once a second."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: Mapping[str, _Stamp] = {}

    def changed(self) -> frozenset[str]:
        """The files that came, went or were written since this was last asked; at first all that are there."""
        before, self._seen = self._seen, _stamps(self._folder)
        return frozenset(name for name, _ in before.items() ^ self._seen.items())


class _Folder(NamedTuple):
    """What a folder holds: its themes by name, what is wrong, and its themes by file."""

    themes: dict[str, ThemeFile]
    problems: list[Problem]
    files: dict[Path, ThemeFile]


def _load_folder(folder: Path, former: Mapping[Path, ThemeFile] | None = None) -> _Folder:
    """Read a folder; a file with mistakes counts as its former self, if it has one."""
    found = _Folder({}, [], {})
    origins: dict[str, Path] = {}
    try:
        paths = sorted(folder / entry.name for entry in _theme_entries(folder))
    except OSError as error:
        found.problems.append(problem_of(folder, error, doing="read"))
        return found
    for path in paths:
        try:
            theme = read_theme(path)
        except StorageError as error:
            found.problems.extend(error.problems)
            if not (former and path in former):
                continue
            theme = former[path]
        if theme.name in found.themes:
            taken = f'the name "{theme.name}" is already that of {origins[theme.name].name}; give it another'
            found.problems.append(Problem(path, None, taken))
            continue
        found.themes[theme.name] = found.files[path] = theme
        origins[theme.name] = path
    return found


def _theme_entries(folder: Path) -> list[os.DirEntry[str]]:
    """The theme files of a folder that may not be there; not the hidden ones, which an editor writes for itself."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.name.endswith(".toml") and not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _line(source: TomlSource, mistake: Mistake) -> int | None:
    """Where a mistake stands: its key's line, or else its table's, however the table is written."""
    match mistake.keys:
        case (table, key):
            return source.line(table, None, key) or source.line("", None, table)
        case (key,):
            return source.line(key) or source.line("", None, key)
        case _:
            return 1


def _stamps(folder: Path) -> Mapping[str, _Stamp]:
    stamps = {}
    try:
        entries = _theme_entries(folder)
    except OSError:
        return {}
    for entry in entries:
        try:
            stat = entry.stat()
        except OSError:
            continue
        stamps[entry.name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return stamps
