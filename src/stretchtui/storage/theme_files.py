"""Themes from files: those that ship with the program, and the user's own over them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from stretchtui.core.theme import ThemeFile, build
from stretchtui.core.theme_mistakes import Mistake, find_mistakes
from stretchtui.storage.errors import Problem, StorageError, problem_of
from stretchtui.storage.toml_source import TomlSource


class LoadedThemes(Struct, frozen=True):
    """The themes by name, the shipped first; what was wrong in files, and the names that are the user's own."""

    themes: Mapping[str, ThemeFile]
    problems: tuple[Problem, ...] = ()
    own: frozenset[str] = frozenset()


def load_themes(shipped: Path, own: Path | None = None) -> LoadedThemes:
    """All themes. A file with a mistake in it is left out and told; the user's replace shipped ones by name."""
    base, problems = _load_folder(shipped)
    mine, more = _load_folder(own) if own else ({}, [])
    return LoadedThemes({**base, **mine}, (*problems, *more), frozenset(mine))


def themes_by_need(shipped: Path, own: Path | None = None) -> LoadedThemes:
    """As `load_themes`, but a shipped theme is read only when it is asked for."""
    mine, problems = _load_folder(own) if own else ({}, [])
    return LoadedThemes(_ByNeed(shipped, mine), tuple(problems), frozenset(mine))


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
    """Tells whether a folder's themes changed. Looks only when asked, for instance once a second."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = _stamps(folder)

    def changed(self) -> bool:
        """Whether a theme came, went or was written since the last time this was asked."""
        before, self._seen = self._seen, _stamps(self._folder)
        return self._seen != before


def _load_folder(folder: Path) -> tuple[dict[str, ThemeFile], list[Problem]]:
    themes: dict[str, ThemeFile] = {}
    origins: dict[str, Path] = {}
    problems: list[Problem] = []
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError as error:
        return {}, [problem_of(folder, error, doing="read")]
    for path in paths:
        try:
            theme = read_theme(path)
        except StorageError as error:
            problems += error.problems
            continue
        if theme.name in themes:
            taken = f'the name "{theme.name}" is already that of {origins[theme.name].name}; give it another'
            problems.append(Problem(path, None, taken))
            continue
        themes[theme.name], origins[theme.name] = theme, path
    return themes, problems


def _line(source: TomlSource, mistake: Mistake) -> int | None:
    """Where a mistake stands: its key's line, or else its table's, however the table is written."""
    match mistake.keys:
        case (table, key):
            return source.line(table, None, key) or source.line("", None, table)
        case (key,):
            return source.line(key) or source.line("", None, key)
        case _:
            return 1


def _stamps(folder: Path) -> Mapping[str, tuple[int, int, int]]:
    stamps = {}
    try:
        paths = list(folder.glob("*.toml"))
    except OSError:
        return {}
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        stamps[path.name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return stamps
