"""Shared routines and programmes as files and as short text: written, read and checked, taken in and taken back."""

import hashlib
import zlib
from pathlib import Path
from typing import Any, Final

import msgspec
import tomli_w

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.catalog.share import Bundle, Share
from stretchtui.core.figures.model import Figure
from stretchtui.core.typed import from_json
from stretchtui.core.words import listed
from stretchtui.storage.catalog.stretches import Sheet, check_entries, read_sheet
from stretchtui.storage.figures import read_figures
from stretchtui.storage.files.atomic import write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.files.regular import read_regular
from stretchtui.storage.toml.decode import decode
from stretchtui.storage.toml.source import TomlSource

FOLDER: Final = "shared"
"""Within the user's catalogue: what was taken in, a file each."""
MOST_BYTES: Final = 512 * 1024
MARK: Final = "STRETCHTUI1:"
"""What the short text begins with."""
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""Base 45 (RFC 9285): the letters of which a QR code holds the most."""
TAKEN: Final = ("routine", "programme", "stretch")
"""What a shared file is about; one of these it must have."""
HEADING: Final = """\
# A {what} for stretchtui, with all that it needs. To look at it and take it in:
#     stretchtui import {file}
# Nothing of what you have is replaced, and it can be taken back: stretchtui import --undo
"""


def bundle_text(bundle: Bundle, file: str = "FILE") -> str:
    """The bundle as a file of TOML."""
    what = "programme of weeks" if bundle.programmes and not bundle.routines else "routine"
    return HEADING.format(file=file, what=what) + "\n" + tomli_w.dumps(_data(bundle), multiline_strings=False)


def read_bundle(path: Path, text: str, here: Catalogue) -> Bundle:
    """The bundle in a file's text, checked as `check` does over the catalogue that it goes into.

    Raises `StorageError` with every mistake and its line.
    """
    if len(text.encode()) > MOST_BYTES:
        raise StorageError(Problem(path, None, f"is too large; a shared routine has at most {MOST_BYTES // 1024} kB"))
    source = TomlSource(path, text)
    sheet = read_sheet(path, source)
    figures = read_figures(path, source)
    share, told = _share(source)
    lines = {problem.line for problem in sheet.problems}  # an unknown table is told by both
    others = [problem for problem in figures.problems if problem.line not in lines]
    problems = [*told, *sheet.problems, *others, *check_entries(sheet, here)]
    if not problems and not any(map(sheet.of, TAKEN)):
        kinds = listed((f"[[{kind}]]" for kind in TAKEN), "or")
        problems.append(Problem(path, None, f"has no {kinds}; there is nothing to take in"))
    if problems:
        raise StorageError(*problems)
    return _bundle(share, sheet, figures.figures)


def save_bundle(folder: Path, bundle: Bundle, state: Path) -> Path:
    """Put what is new into the user's catalogue, as one file; which that is. Raises `StorageError`."""
    first = next(iter((*bundle.routines, *bundle.programmes, *bundle.stretches)))
    path = folder / FOLDER / f"{first.id}.toml"
    number = 2
    while path.exists():
        path, number = path.with_name(f"{first.id}-{number}.toml"), number + 1
    data = ("# Taken in by stretchtui; change what you like.\n\n" + tomli_w.dumps(_data(bundle))).encode()
    write_atomic(path, data)
    write_atomic(_last(state), msgspec.json.encode({"path": str(path), "sha256": hashlib.sha256(data).hexdigest()}))
    return path


def take_back(state: Path) -> Path | None:
    """Remove what was taken in last, if it is as it was then; where that stood, None where there is nothing.

    Raises `StorageError` where it was changed since, so that nobody's work is lost.
    """
    last = _last(state)
    try:
        found: dict[str, str] = from_json(read_regular(last, own=True), dict[str, str])
        path, known = Path(found["path"]), found["sha256"]
        data = read_regular(path)
    except (OSError, ValueError, KeyError):
        return None
    if hashlib.sha256(data).hexdigest() != known:
        raise StorageError(Problem(path, None, "was changed since it was taken in; remove it by hand if you want to"))
    path.unlink()
    last.unlink()
    return path


def short_text(bundle: Bundle) -> str:
    """The bundle as one line of letters that a QR code holds well."""
    packed = zlib.compress(tomli_w.dumps(_data(bundle)).encode(), 9)
    return MARK + _base45(packed)


def from_short_text(text: str, path: Path) -> str:
    """The TOML in a short text. Raises `StorageError` where it is none, or would be too large."""
    unpacker = zlib.decompressobj()
    try:
        packed = _from_base45("".join(text.split("\n")).strip().removeprefix(MARK))
        toml = unpacker.decompress(packed, MOST_BYTES).decode()
    except (ValueError, OverflowError, zlib.error):
        toml = ""
    if not toml or not unpacker.eof:
        message = f"begins like a shared routine ({MARK}), but is not whole; copy all of it"
        raise StorageError(Problem(path, None, message))
    return toml


def _share(source: TomlSource) -> tuple[Share, list[Problem]]:
    told: list[Problem] = []

    def tell(key: str | None, message: str) -> None:
        told.append(Problem(source.path, source.line("share", 0, key), f"[share]: {message}"))

    table = source.data.get("share", {})
    return (decode(table, Share, tell) or Share()), told


def _bundle(share: Share, sheet: Sheet, figures: dict[str, Figure]) -> Bundle:
    return Bundle(
        share=share,
        routines=tuple(sheet.of("routine")),
        programmes=tuple(sheet.of("programme")),
        stretches=tuple(sheet.of("stretch")),
        figures=figures,
        sources=tuple(sheet.of("source")),
        regions=tuple(sheet.of("region")),
    )


def _data(bundle: Bundle) -> dict[str, Any]:
    """The bundle as plain tables, without what is empty."""
    tables: dict[str, Any] = {"share": _plain(bundle.share)} if bundle.share != Share() else {}
    for name, some in (
        ("routine", bundle.routines),
        ("programme", bundle.programmes),
        ("stretch", bundle.stretches),
        ("figure", bundle.figures.values()),
        ("source", bundle.sources),
        ("region", bundle.regions),
    ):
        if plain := [_plain(one) for one in some]:
            tables[name] = plain
    return tables


def _plain(value: Any) -> dict[str, Any]:
    found = _without_none(msgspec.to_builtins(value))
    assert isinstance(found, dict)  # noqa: S101 - what a struct is turned into
    return found


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_without_none(one) for one in value]
    return value


def _last(state: Path) -> Path:
    return state / "imported.json"


def _base45(data: bytes) -> str:
    letters = []
    for at in range(0, len(data) - 1, 2):
        value = data[at] * 256 + data[at + 1]
        letters += [ALPHABET[value % 45], ALPHABET[value // 45 % 45], ALPHABET[value // 2025]]
    if len(data) % 2:
        letters += [ALPHABET[data[-1] % 45], ALPHABET[data[-1] // 45]]
    return "".join(letters)


def _from_base45(text: str) -> bytes:
    digits = [ALPHABET.index(letter) for letter in text]
    data = bytearray()
    for at in range(0, len(digits), 3):
        some = digits[at : at + 3]
        value = sum(digit * 45**place for place, digit in enumerate(some))
        data += value.to_bytes(len(some) - 1, "big") if len(some) > 1 else value.to_bytes(0, "big")
    return bytes(data)
