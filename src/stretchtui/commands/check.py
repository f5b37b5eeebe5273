"""`check`: every mistake in the catalogue, figures, self-tests, themes, settings and history."""

import os
import sys
from argparse import Namespace
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from stretchtui.commands import Commands
from stretchtui.core.text import clean
from stretchtui.core.words import unknown
from stretchtui.storage.catalog.doses import load_doses
from stretchtui.storage.catalog.favourites import load_favourites
from stretchtui.storage.catalog.stretches import check_sheet, load_catalogue, read_sheet, toml_files
from stretchtui.storage.catalog.unsafe_wording import warnings_of
from stretchtui.storage.figures import LoadedFigures, figure_folders, load_figures, read_figures
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.places import Places, find_places, shipped
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.measures import FOLDER, load_tests, read_tests
from stretchtui.storage.settings.file import load_settings
from stretchtui.storage.themes import load_themes, read_theme
from stretchtui.storage.toml.positions import Where
from stretchtui.storage.toml.source import TomlSource
from stretchtui.terminal.local_time import local_now


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "validate catalogue, figures, self-tests, themes, settings and history"
    check = commands.add("check", print_check, what, "stretchtui check my-stretches.toml")
    check.add_argument("files", nargs="*", metavar="FILE", help="only these files")
    check.add_argument("--fix-order", action="store_true", help="sort the history, or the histories named, by time")


def print_check(args: Namespace) -> int:
    """Validate files, or everything; 1 where a mistake was found."""
    places = find_places(os.environ)
    paths = [Path(file) for file in args.files]
    if args.fix_order:
        return max(_put_in_order(path, places) for path in paths or [places.history])
    problems = [p for path in paths for p in check_file(path, places)] if paths else check_all(places)
    for problem in (*problems, *_warnings(paths or toml_files(places.catalog))):
        print(problem)
    _tell_disorder([path for path in paths or [places.history] if path.name.startswith("history")], places)
    if not problems:
        print("no mistakes found")
    return 1 if problems else 0


def _warnings(paths: Iterable[Path]) -> Iterable[Problem]:
    """What the user's stretches ask for that should never be done: no mistake, for a therapist may know better."""
    own = [path for path in paths if not path.name.startswith(("history", "settings", "doses"))]
    return [warning for path in own for warning in warnings_of(path)]


def _put_in_order(path: Path, places: Places) -> int:
    """Sort a history; 1 where there is none."""
    if not path.exists():
        print(f"stretchtui: {clean(str(path))}: no such file", file=sys.stderr)
        return 1
    changed = HistoryLog(path, places.state / "undo").fix_order()
    print(clean(f"{path}: {'sorted by time' if changed else 'was in order already'}"))
    return 0


def _tell_disorder(histories: Iterable[Path], places: Places) -> None:
    """Sessions in another order than time are no mistake, but a hint is due."""
    for path in histories:
        with suppress(StorageError):
            if disorder := HistoryLog(path, places.state / "undo").disorder():
                print(clean(str(disorder)), file=sys.stderr)


def check_all(places: Places) -> list[Problem]:
    """Every mistake in the shipped catalogue and themes, and in all files of the user's."""
    loaded = load_catalogue(shipped("catalog"), places.catalog)
    problems = list(loaded.problems)
    problems += check_figures(places)
    problems += load_tests(shipped("catalog"), places.catalog, loaded.catalogue).problems
    problems += load_themes(shipped("themes"), places.themes).problems
    problems += check_settings(places.settings, places)
    problems += load_doses(places.doses)[1]
    problems += load_favourites(places.favourites)[1]
    problems += _check_history(places.history, places)
    return problems


def check_file(path: Path, places: Places) -> Iterable[Problem]:
    """Every mistake in one file, read as what its name and place say it is."""
    if not os.path.exists(path):  # noqa: PTH110  (where looking is forbidden, this does not raise)
        return [Problem(path, None, "no such file; name one that is there")]
    if path.name == "settings.toml":
        return check_settings(path, places)
    if path.name in ("doses.toml", "favourites.toml"):
        return load_doses(path)[1] if path.name == "doses.toml" else load_favourites(path)[1]
    if path.name.startswith("history"):
        return _check_history(path, places)
    if path.parent.name == "themes":
        return _check_theme(path)
    return _check_entries(path, places)


def _check_history(path: Path, places: Places) -> list[Problem]:
    log = HistoryLog(path, places.state / "undo")
    problems = list(log.all().problems)
    with suppress(StorageError):  # it is among the problems
        problems += log.future(local_now())
    return problems


def _check_theme(path: Path) -> Iterable[Problem]:
    try:
        read_theme(path)
    except StorageError as error:
        return error.problems
    return ()


def _check_entries(path: Path, places: Places) -> Iterable[Problem]:
    """Figures and self-tests are known by their folder or, as such a file may lie anywhere, by what stands in it."""
    catalogue = load_catalogue(shipped("catalog"), places.catalog).catalogue
    with suppress(StorageError):
        if path.parent.name == FOLDER or "test" in TomlSource(path).data:
            return read_tests(path, catalogue).problems
        if path.parent.name == "figures" or "figure" in TomlSource(path).data:
            return read_figures(path).problems
    return [*check_sheet(path, catalogue), *_unknown_figures(path, _figures(places).figures)]


def check_figures(places: Places) -> list[Problem]:
    """Every mistake in the figures, and the stretches that name one which is not there."""
    loaded = _figures(places)
    files = [*toml_files(shipped("catalog")), *toml_files(places.catalog)]
    return [*loaded.problems, *(problem for path in files for problem in _unknown_figures(path, loaded.figures))]


def _figures(places: Places) -> LoadedFigures:
    return load_figures(*figure_folders(shipped("catalog"), places.catalog))


def _unknown_figures(path: Path, figures: Collection[str]) -> Iterable[Problem]:
    sheet = read_sheet(path)
    for number, stretch in sheet.entries.get("stretch", ()):
        if sheet.source and stretch.figure and stretch.figure not in figures:
            message = f"stretch {stretch.id!r}: {unknown('figure', stretch.figure, figures)}"
            yield Problem(path, sheet.source.line("stretch", number, "figure"), message)


def check_settings(path: Path, places: Places) -> list[Problem]:
    """Every mistake in the settings, and the names in them that mean nothing."""
    settings, problems = load_settings(path)
    catalogue = load_catalogue(shipped("catalog"), places.catalog).catalogue
    conditions, programmes = catalogue.conditions, catalogue.programmes
    themes = load_themes(shipped("themes"), places.themes).themes
    told: list[tuple[Where, str]] = [
        (("body", "conditions", number), unknown("condition", name, conditions))
        for number, name in enumerate(settings.body.conditions)
        if name not in conditions
    ]
    if settings.theme and settings.theme not in themes:
        told.append((("theme",), unknown("theme", settings.theme, themes)))
    if settings.programme.id and settings.programme.id not in programmes:
        told.append((("programme", "id"), unknown("programme", settings.programme.id, programmes)))
    if told:
        source = TomlSource(path)
        problems += [Problem(path, source.line_of(where), message) for where, message in told]
    return problems
