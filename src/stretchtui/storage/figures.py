"""The figures' files: TOML to `Figure`, each mistake told with its line."""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from stretchtui.core.figures.model import Figure, Pose
from stretchtui.core.figures.pose.check import faults
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.folders import toml_files_in
from stretchtui.storage.toml.decode import decode
from stretchtui.storage.toml.source import TomlSource, read_text

BESIDE = frozenset({"share", "region", "condition", "source", "stretch", "routine", "programme"})
"""Tables of a shared routine that are not figures."""

_BLOCK = re.compile(r"^\[\[figure\]\][^\n]*$", re.MULTILINE)

_BLANK_POSES: list[dict[str, Any]] = [{}, {}]


class LoadedFigures(msgspec.Struct, frozen=True):
    """Figures by id, and what was wrong in their files."""

    figures: dict[str, Figure]
    problems: tuple[Problem, ...] = ()


def load_figures(*folders: Path) -> LoadedFigures:
    """All figures of the folders; one of a later folder takes the place of one with its id.

    A figure with a mistake in it is left out and told; the others work. Of a folder that cannot be read the catalogue's
    loader tells.
    """
    found: dict[str, Figure] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in toml_files_in(folder).paths:
            read = read_figures(path)
            found |= read.figures
            problems += read.problems
    return LoadedFigures(found, tuple(problems))


def find_figure(name: str, folders: Sequence[Path], likely: str = "") -> Figure | None:
    """One figure by its id, from the last folder that has it; `likely` names the file to look in first.

    Parses no more than it must: all figures of a file take longer than a screen may wait.
    """
    for folder in reversed(folders):
        for path in sorted(toml_files_in(folder).paths, key=lambda path: path.stem != likely):
            if found := _find_in(path, name):
                return found
    return None


def _find_in(path: Path, name: str) -> Figure | None:
    """A figure of a file: its own block is parsed alone, and the whole file where that does not tell enough."""
    try:
        text = read_text(path)
    except StorageError:
        return None
    if name not in text:
        return None
    for block in _BLOCK.split(text):
        if re.match(rf"\s*id\s*=\s*[\"']{re.escape(name)}[\"']", block):
            with suppress(StorageError):
                alone = read_figures(path, TomlSource(path, f"[[figure]]{block}"))
                if found := alone.figures.get(name):
                    return found
    return read_figures(path).figures.get(name)


def figure_folders(shipped: Path, own: Path) -> list[Path]:
    """Where figures are looked for, of the shipped and the user's own catalogue; a later one counts."""
    return [shipped / "figures", own / "shared", own / "figures"]


def read_figures(path: Path, source: TomlSource | None = None) -> LoadedFigures:
    """The figures of one file, which may hold entries of the catalogue too; `source` where it was parsed already."""
    try:
        source = source or TomlSource(path)
    except StorageError as error:
        return LoadedFigures({}, error.problems)
    reader = _Reader(source)
    for key, value in source.data.items():
        if key in BESIDE:
            continue
        if key != "figure":
            at = source.line(key) or source.line("", None, key)
            reader.tell(at, f"unknown table [[{key}]]; expected [[figure]]")
        elif not isinstance(value, list):
            reader.tell(source.line(key), "write [[figure]], with two brackets")
        else:
            for number, table in enumerate(value):
                reader.read(number, table)
    return LoadedFigures(reader.figures, tuple(reader.problems))


class _Reader:
    """Reads the figures of a file one by one; `poses` counts those that stand before the figure at hand."""

    def __init__(self, source: TomlSource) -> None:
        self.source = source
        self.figures: dict[str, Figure] = {}
        self.problems: list[Problem] = []
        self.poses = 0

    def tell(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(self.source.path, line, message))

    def read(self, number: int, table: Any) -> None:
        """Take one figure, or tell what is wrong with it."""
        before, who = len(self.problems), "figure"
        if isinstance(table, dict) and isinstance(table.get("id"), str):
            who = f"figure {table['id']!r}"

        def tell(key: str | None, message: str) -> None:
            self.tell(self.source.line("figure", number, key), f"{who}: {message}")

        poses: list[Any] = []
        first = self.poses
        read_poses: list[Pose | None] = []
        if isinstance(table, dict) and isinstance(table.get("pose"), list):
            poses = table["pose"]
            read_poses = [self._pose(first + k, pose, f"{who}, pose {k + 1}") for k, pose in enumerate(poses)]
            self.poses += len(poses)
            table = {**table, "pose": _BLANK_POSES if 2 <= len(poses) <= 6 else poses}
        figure = decode(table, Figure, tell)
        if figure is None or len(self.problems) > before:
            return
        figure = msgspec.structs.replace(figure, pose=tuple(pose for pose in read_poses if pose))
        for fault in faults(figure):
            if fault.pose is None:
                tell(fault.key, fault.message)
            else:
                at = self._pose_line(first + fault.pose, _said(poses[fault.pose], fault.key))
                self.tell(at, f"{who}, pose {fault.pose + 1}: {fault.message}")
        if figure.id in self.figures:
            tell("id", "stands twice; ids are unique")
        if len(self.problems) == before:
            self.figures[figure.id] = figure

    def _pose(self, number: int, table: Any, who: str) -> Pose | None:
        return decode(table, Pose, lambda key, message: self.tell(self._pose_line(number, key), f"{who}: {message}"))

    def _pose_line(self, number: int, key: str | None) -> int | None:
        """The line of a key in a pose; a pose written in a list within its figure has none of its own."""
        return self.source.line("figure.pose", number, key)


def _said(pose: dict[str, Any], key: str | None) -> str | None:
    """The word by which a pose says something of one side: its own, or the one for both sides."""
    if key is None or key in pose:
        return key
    part = key.partition("_")[2]
    return "feet" if part == "foot" else f"{part}s"
