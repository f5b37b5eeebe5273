"""The undo journal of the history: one JSON file a change, kept across restarts.

One small file a change, numbered. Of those that hold no text the oldest go; an entry that holds the only copy of a
block (one that was deleted, or what it was before an edit) stays until it is taken back.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from stretchtui.core.typed import from_json
from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.regular import MOST_HISTORY

_SUFFIX = ".json"


class BlockChange(Struct, frozen=True, omit_defaults=True):
    """What happened to one block.

    `started`, in seconds since 1970, tells it from another with the same id, as a copied block has. `before` and
    `after` are its text, None where there was or is none. `left` and `right` are what stood around a block that was
    taken out: there it goes back to.
    """

    id: str
    before: str | None = None
    after: str | None = None
    left: str = ""
    right: str = ""
    started: float | None = None


class Patch(Struct, frozen=True, omit_defaults=True):
    """What a change did to the bytes at one place: `old` became `new`, at offset `at` of the changed file.

    `left` and `right` are what stands around it there. All texts are bytes, read as Latin-1.
    """

    at: int
    old: str = ""
    new: str = ""
    left: str = ""
    right: str = ""


class UndoEntry(Struct, frozen=True, omit_defaults=True):
    """One change of the user's: `what` tells it in the past tense, for "took back: …".

    `patches` take it back byte for byte where the file is as the change left it there; `changes` do it by the sessions
    where it is not.
    """

    what: str
    changes: tuple[BlockChange, ...]
    patches: tuple[Patch, ...] = ()

    @property
    def holds_text(self) -> bool:
        """Whether it has text that the file has no more."""
        return any(change.before is not None for change in self.changes)


class UndoJournal:
    """The entries in `folder`; at most `keep` that hold no text. Every method may raise `StorageError`."""

    def __init__(self, folder: Path, *, keep: int = 50) -> None:
        self._folder = folder
        self._keep = keep

    def push(self, entry: UndoEntry, *, durable: bool = True) -> Path:
        """Keep an entry as the last one; `durable` waits for the disk."""
        numbers = self._numbers()
        place = self._file(numbers[-1] + 1 if numbers else 1)
        write_atomic(place, msgspec.json.encode(entry), durable=durable, own=True)
        for number in numbers[: max(0, len(numbers) + 1 - self._keep)]:
            found = self._read(self._file(number))
            if found is not None and not found.holds_text:
                self.drop(self._file(number))
        return place

    def last(self) -> tuple[Path, UndoEntry] | None:
        """The last entry, and the file to drop when it is taken back. One that cannot be read is passed over."""
        for number in reversed(self._numbers()):
            place = self._file(number)
            if (entry := self._read(place)) is not None:
                return place, entry
            self.set_aside(place)
        return None

    def set_aside(self, place: Path) -> Path:
        """Pass an entry over from now on, without losing what it holds; its new name."""
        aside = place.with_suffix(".kept")
        try:
            place.replace(aside)
        except OSError as error:
            raise StorageError.of(place, error, doing="renamed") from error
        return aside

    def drop(self, place: Path) -> None:
        """Forget an entry."""
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError.of(place, error, doing="removed") from error

    def _read(self, place: Path) -> UndoEntry | None:
        try:
            return from_json(read_whole(place, MOST_HISTORY, own=True)[0], UndoEntry)
        except (msgspec.DecodeError, UnicodeDecodeError):  # a power cut can empty it
            return None

    def _file(self, number: int) -> Path:
        return self._folder / f"{number:09}{_SUFFIX}"

    def _numbers(self) -> list[int]:
        try:
            names = [entry.name for entry in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StorageError.of(self._folder, error, doing="read") from error
        stems = [name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)]
        return sorted(int(stem) for stem in stems if stem.isascii() and stem.isdigit())
