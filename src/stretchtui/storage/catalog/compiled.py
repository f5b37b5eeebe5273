"""The shipped catalogue in one file that is quick to read, made when the program is built.

Parsing 25 files of TOML takes ten times as long as reading this, and is most of what opening the catalogue takes. The
file holds the digest of what it was made from: where a shipped file has been changed since, or where there is none (a
checkout that was never built), the TOML is read instead. Nothing writes it while the program runs.
"""

from _blake2 import blake2b  # what hashlib hands out, without the OpenSSL that it loads for others
from collections.abc import Iterable
from pathlib import Path

import msgspec

from stretchtui.core.catalog.model import Catalogue
from stretchtui.core.typed import from_msgpack

FILE = Path(__file__).resolve().parents[2] / "catalogue.msgpack"
"""Where it lies: in the package, beside the code."""

_DIGEST = 32
"""Bytes at the start of the file that say what it was made from."""


def digest(folder: Path, paths: Iterable[Path]) -> bytes | None:
    """What tells one state of the shipped files from another; None where one can't be read."""
    found = blake2b(digest_size=_DIGEST)
    try:
        for path in paths:
            data = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    except OSError:
        return None
    return found.digest()


def read_compiled(folder: Path, paths: Iterable[Path], file: Path = FILE) -> Catalogue | None:
    """The catalogue made from just these files of a folder; None where there is none, or it was made from others."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if data[:_DIGEST] != digest(folder, paths):
        return None
    try:
        return from_msgpack(memoryview(data)[_DIGEST:], Catalogue)
    except (msgspec.MsgspecError, ValueError):  # made by another version of the types
        return None


def write_compiled(catalogue: Catalogue, folder: Path, paths: Iterable[Path], file: Path = FILE) -> None:
    """Keep a catalogue that these files of a folder make without a mistake. Raises OSError."""
    state = digest(folder, paths)
    if state is not None:
        part = file.with_suffix(".part")
        part.write_bytes(state + msgspec.msgpack.encode(catalogue))
        part.replace(file)
