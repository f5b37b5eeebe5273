"""The self-tests' files: TOML to `SelfTest`, each mistake told with its line; the user's own over the shipped ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.validation import check_test
from stretchtui.core.text import clean
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.folders import toml_files_in
from stretchtui.storage.toml.decode import decode, shown
from stretchtui.storage.toml.source import TomlSource

FOLDER = "measures"
"""Where self-tests lie in a catalogue, shipped or the user's own."""


class LoadedTests(Struct, frozen=True):
    """Self-tests by id, and what was wrong in their files."""

    tests: dict[str, SelfTest]
    problems: tuple[Problem, ...] = ()


def load_tests(shipped: Path, own: Path, catalogue: Catalogue) -> LoadedTests:
    """All self-tests of two catalogues, one of the user's own in the place of the one with its id.

    One with a mistake in it is left out and told; the others work. Of a folder that cannot be read the catalogue's
    loader tells.
    """
    tests: dict[str, SelfTest] = {}
    problems: list[Problem] = []
    for folder in (shipped / FOLDER, own / FOLDER):
        for path in toml_files_in(folder).paths:
            read = read_tests(path, catalogue)
            tests |= read.tests
            problems += read.problems
    return LoadedTests(tests, tuple(problems))


def read_tests(path: Path, catalogue: Catalogue) -> LoadedTests:
    """The self-tests of one file, over a catalogue that they may refer to."""
    try:
        source = TomlSource(path)
    except StorageError as error:
        return LoadedTests({}, error.problems)
    problems: list[Problem] = []
    for name in source.data:
        if name != "test":
            line = source.line_of((name,))
            problems.append(Problem(path, line, f"unknown table {shown(name)}; expected [[test]]"))
    tables = source.data.get("test", [])
    if not isinstance(tables, list):
        problems.append(Problem(path, source.line_of(("test",)), "write [[test]], with two brackets"))
        tables = []
    found: dict[str, SelfTest] = {}
    for number, table in enumerate(tables):
        wrong = list(_mistakes(source, number, table, found, catalogue))
        problems += wrong
        if not wrong and (test := decode(_harmless(table), SelfTest, lambda *_: None)):
            found[test.id] = test
    return LoadedTests(found, tuple(problems))


def _mistakes(
    source: TomlSource, number: int, table: Any, found: dict[str, SelfTest], catalogue: Catalogue
) -> Iterator[Problem]:
    """All that is wrong with one table."""
    label = table.get("id") if isinstance(table, dict) else None
    who = f"test {shown(label)}: " if isinstance(label, str) else "test: "
    told: list[Problem] = []

    def tell(key: str | None, message: str) -> None:
        told.append(Problem(source.path, source.line("test", number, key), who + message))

    test = decode(table, SelfTest, tell)
    if test is not None:
        for key, message in check_test(test, catalogue):
            tell(key, message)
        if test.id in found:
            tell("id", "stands above already; ids are unique")
    yield from told


def _harmless(value: Any) -> Any:
    """A value of a file with all of its texts, however deep, rid of what a terminal obeys."""
    if isinstance(value, dict):
        return {key: _harmless(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [*map(_harmless, value)]
    return clean(value) if isinstance(value, str) else value
