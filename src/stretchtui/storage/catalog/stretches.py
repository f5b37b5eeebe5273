"""The catalogue's files: the shipped ones, and the user's own over them."""

from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from stretchtui.core.catalog.model import (
    Catalogue,
    Condition,
    Entry,
    Programme,
    Region,
    Routine,
    Source,
    Stretch,
    by_id,
)
from stretchtui.core.catalog.validation import check_programme, check_routine, check_stretch
from stretchtui.core.text import clean
from stretchtui.core.typed import convert
from stretchtui.core.words import listed, nearest
from stretchtui.storage.catalog.compiled import FILE, read_compiled, write_compiled
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.folders import TomlFiles, toml_files_in
from stretchtui.storage.toml.decode import decode, mistakes, shown
from stretchtui.storage.toml.source import TomlSource

KINDS: dict[str, type[Entry] | type[Source]] = {
    "region": Region,
    "condition": Condition,
    "source": Source,
    "stretch": Stretch,
    "routine": Routine,
    "programme": Programme,
}
CHECKED = ("stretch", "routine", "programme")
"""Kinds whose entries keep rules in the company of others."""
ELSEWHERE = ("share", "figure")
"""Tables that a file of entries may have as well; others read them."""

OTHER_FOLDERS = frozenset({"figures", "measures"})
"""Folders whose files have another form."""


class Loaded(msgspec.Struct, frozen=True):
    """A catalogue, what was wrong in its files, and the ids of entries that are the user's own."""

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    own: frozenset[str] = frozenset()


class Partial(NamedTuple):
    """The entry with this number, with something in the place of the keys that are missing or of a wrong type."""

    number: int
    entry: Any
    doubtful: frozenset[str]


FILLED: dict[str, dict[str, Any]] = {
    "stretch": {
        "id": "x",
        "name": "x",
        "region": "x",
        "position": "chair",
        "technique": "static",
        "sides": "each",
        "hold": 5,
        "reps": 1,
        "range": {"hold": [5, 5], "reps": [1, 1]},
        "steps": ["x", "x", "x"],
        "feel": "x",
        "breath": "x",
        "easier": "x",
        "harder": "x",
        "cautions": ["x"],
        "sources": ["x"],
    },
    "routine": {"id": "x", "name": "x", "summary": "x", "stretches": ["x"]},
    "programme": {
        "id": "x",
        "name": "x",
        "summary": "x",
        "sessions": 1,
        "stage": [{"stretches": [{"id": "x"}]}],
        "afterwards": "x",
    },
}
"""What stands in the place of keys that can't be read; what rules say of it is not told."""

HANGS_ON = {"hold": "range", "reps": "range", "range": "hold"}
"""Keys of which a rule says something only in the company of another."""


class Sheet(msgspec.Struct):
    """One file of entries, decoded: those that can be, each with its number in the file.

    `failed` are the ids of entries that can't be, `problems` every mistake in the file by itself.
    """

    path: Path
    source: TomlSource | None = None
    entries: dict[str, list[tuple[int, Any]]] = msgspec.field(default_factory=dict)
    partial: dict[str, list[Partial]] = msgspec.field(default_factory=dict)
    """Entries that can't be decoded whole, for what else is wrong with them."""
    failed: set[str] = msgspec.field(default_factory=set)
    problems: list[Problem] = msgspec.field(default_factory=list)

    def of(self, kind: str) -> list[Any]:
        """The entries of a kind."""
        return [entry for _, entry in self.entries.get(kind, ())]

    def tell(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))


def load_catalogue(shipped: Path, own: Path | None = None) -> Loaded:
    """All entries; a file of the user's with a mistake in it is left out, and told.

    So is a folder that can't be read, be it one of figures or self-tests.
    """
    paths = toml_files(shipped)
    catalogue, problems = read_compiled(shipped, paths), list[Problem]()
    if catalogue is None:
        catalogue, problems = _from_toml(paths)
    theirs = toml_files_in(own, deep=True) if own else TomlFiles()
    sheets = [read_sheet(path) for path in _entries_of(own, theirs)] if own else []
    problems += theirs.problems
    _tell_taken(sheets)
    lost = {id for sheet in sheets for id in sheet.failed}  # noqa: A001
    # a routine may use a stretch of another file: what is left out may leave others without what they need
    while True:
        merged = _merge(catalogue, sheets)
        wrong = [(sheet, found) for sheet in sheets if (found := [*sheet.problems, *_broken(sheet, merged, lost)])]
        if not wrong:
            break
        problems += [problem for _, found in wrong for problem in found]
        lost |= {stretch.id for sheet, _ in wrong for stretch in sheet.of("stretch")}
        sheets = [sheet for sheet in sheets if not any(sheet is bad for bad, _ in wrong)]
    ids = {entry.id for sheet in sheets for kind in CHECKED for entry in sheet.of(kind)}
    return Loaded(merged, tuple(problems), frozenset(ids))


def compile_catalogue(shipped: Path, file: Path = FILE) -> None:
    """Make the file from which the shipped catalogue opens quickly. Raises ValueError where it has a mistake."""
    paths = toml_files(shipped)
    catalogue, problems = _from_toml(paths)
    if problems:
        raise ValueError(str(problems[0]))
    write_compiled(catalogue, shipped, paths, file)


def _from_toml(paths: Iterable[Path]) -> tuple[Catalogue, list[Problem]]:
    sheets = [read_sheet(path) for path in paths]
    catalogue = _merge(Catalogue(), sheets)
    return catalogue, [p for sheet in sheets for p in (*sheet.problems, *_broken(sheet, catalogue))]


def check_sheet(path: Path, catalogue: Catalogue) -> list[Problem]:
    """Every mistake in one file of stretches and routines, over a catalogue it may refer to."""
    sheet = read_sheet(path)
    return [*sheet.problems, *check_entries(sheet, catalogue)]


def check_entries(sheet: Sheet, catalogue: Catalogue) -> list[Problem]:
    """The rules that the entries of a sheet break, over a catalogue they may refer to."""
    return _broken(sheet, _merge(catalogue, [sheet]))


def read_sheet(path: Path, source: TomlSource | None = None) -> Sheet:
    """Decode one file of `[[stretch]]`, `[[routine]]` and the like; `source` where it was parsed already."""
    sheet = Sheet(path)
    try:
        sheet.source = source = source or TomlSource(path)
    except StorageError as error:
        sheet.problems.extend(error.problems)
        return sheet
    for name, tables in source.data.items():
        if name in ELSEWHERE:
            continue
        if name not in KINDS:
            near = nearest(name, KINDS)
            hint = f"did you mean [[{near}]]?" if near else f"expected {listed((f'[[{k}]]' for k in KINDS), 'or')}"
            sheet.tell(source.line_of((name,)), f"unknown table {shown(name)}; {hint}")
        elif not isinstance(tables, list):
            sheet.tell(source.line_of((name,)), f"write [[{name}]], with two brackets")
        else:
            _read_tables(sheet, source, name, tables)
    return sheet


def _read_tables(sheet: Sheet, source: TomlSource, name: str, tables: list[Any]) -> None:
    """Decode the entries of a kind; each id stands once."""
    entries = sheet.entries[name] = []
    seen: dict[str, int] = {}
    harmless = _is_harmless(source.text)
    for number, table in enumerate(tables):
        told = len(sheet.problems)
        label = table.get("id") if isinstance(table, dict) else None
        who = f"{name} {shown(label)}: " if isinstance(label, str) else f"{name}: "

        def tell(key: str | None, message: str, number: int = number, who: str = who) -> None:
            sheet.tell(source.line(name, number, key), who + message)

        entry = decode(table if harmless else _harmless(table), KINDS[name], tell)
        if entry is not None:
            entries.append((number, entry))
        elif name in FILLED and isinstance(table, dict) and (partial := _partial(table, name, number)):
            sheet.partial.setdefault(name, []).append(partial)
        if not isinstance(label, str):
            continue
        if label in seen:
            first = source.line(name, seen[label], "id") or 1
            sheet.tell(source.line(name, number, "id"), f"{who}stands on line {first} already; ids are unique")
        seen.setdefault(label, number)
        if len(sheet.problems) > told:
            sheet.failed.add(label)


def _partial(table: dict[str, Any], kind: str, number: int) -> Partial | None:
    """What can be read of an entry, so that a wrong type hides no unknown region; none where that is nothing."""
    wrong = {str(where[0]) for where, _ in mistakes(table, KINDS[kind]) if where}
    known = {field.encode_name for field in msgspec.structs.fields(KINDS[kind])}
    kept = {key: _harmless(value) for key, value in table.items() if key in known - wrong}
    filled = {key: value for key, value in FILLED[kind].items() if key not in kept}
    try:
        entry = convert({**kept, **filled}, KINDS[kind])
    except msgspec.ValidationError:
        return None
    return Partial(number, entry, frozenset(wrong | filled.keys()))


def _is_harmless(text: str) -> bool:
    """True if nothing in a file can become what a terminal obeys: the usual case, looked at once for all its texts."""
    return not any(mark in text for mark in ("\\", '"""', "'''")) and text.replace("\n", "").isprintable()


def _harmless(value: Any) -> Any:
    """A value of a file with all of its texts, however deep, rid of what a terminal obeys."""
    if isinstance(value, dict):
        return {key: _harmless(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [*map(_harmless, value)]
    return clean(value) if isinstance(value, str) else value


def _tell_taken(sheets: list[Sheet]) -> None:
    """Tell of entries that another of the user's files has already."""
    owners: dict[tuple[str, str], Path] = {}
    for sheet in sheets:
        for kind, entries in sheet.entries.items():
            for number, entry in entries:
                owner = owners.setdefault((kind, entry.id), sheet.path)
                if owner != sheet.path and sheet.source:
                    at = sheet.source.line(kind, number, "id")
                    sheet.tell(at, f"{kind} {entry.id!r}: stands in {owner.name} too; keep one")


def _broken(sheet: Sheet, catalogue: Catalogue, lost: Container[str] = ()) -> list[Problem]:
    """The rules that the entries of a sheet break, in the company of all others but the `lost`."""
    if not sheet.source:
        return []
    found = []
    for kind in CHECKED:
        whole = [Partial(number, entry, frozenset()) for number, entry in sheet.entries.get(kind, ())]
        for number, entry, doubtful in (*whole, *sheet.partial.get(kind, ())):
            breaks = check_stretch(entry, catalogue)
            if kind != "stretch":
                check: Any = check_routine if kind == "routine" else check_programme
                breaks = check(entry, catalogue, lost=lost, told=sheet.failed)
            who = f"{kind}: " if "id" in doubtful else f"{kind} {entry.id!r}: "
            for key, message in breaks:
                root = key.partition(".")[0]
                if not doubtful & {root, HANGS_ON.get(root, root)}:
                    found.append(Problem(sheet.path, sheet.source.line(kind, number, key), who + message))
    return found


def _merge(base: Catalogue, sheets: Iterable[Sheet]) -> Catalogue:
    """A catalogue with the entries of sheets added, each in the place of the one with its id."""
    entries: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for sheet in sheets:
        for kind, some in sheet.entries.items():
            entries[kind] += [entry for _, entry in some]
    regions = {**base.regions, **by_id(entries["region"])}
    order = {region: at for at, region in enumerate(regions)}
    stretches = {**base.stretches, **by_id(entries["stretch"])}
    return Catalogue(
        regions=regions,
        conditions={**base.conditions, **by_id(entries["condition"])},
        sources={**base.sources, **by_id(entries["source"])},
        stretches=dict(sorted(stretches.items(), key=lambda item: order.get(item[1].region, len(order)))),
        routines={**base.routines, **by_id(entries["routine"])},
        programmes={**base.programmes, **by_id(entries["programme"])},
    )


def toml_files(folder: Path) -> list[Path]:
    """The files of entries in a folder; figures and self-tests have a form and a loader of their own."""
    return _entries_of(folder, toml_files_in(folder, deep=True))


def _entries_of(folder: Path, found: TomlFiles) -> list[Path]:
    return [path for path in found.paths if OTHER_FOLDERS.isdisjoint(path.relative_to(folder).parts[:-1])]
