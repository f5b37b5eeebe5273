"""The last changes of the history, kept so that they can be taken back, also after a restart.

One small file a change, numbered; the oldest go.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.diagnostics import StorageError

_SUFFIX = ".json"


class BlockChange(Struct, frozen=True, omit_defaults=True):
    """What happened to one block.

    `before` and `after` are its text, None where there was or is none. `left` and `right` are what stood
    around a block that was taken out: there it goes back to.
    """

    id: str
    before: str | None = None
    after: str | None = None
    left: str = ""
    right: str = ""


class Entry(Struct, frozen=True):
    """One change of the user's: `what` tells it in the past tense, for "took back: …"."""

    what: str
    changes: tuple[BlockChange, ...]


class UndoJournal:
    """The entries in `folder`, at most `keep` of them. Every method may raise `StorageError`."""

    def __init__(self, folder: Path, *, keep: int = 50) -> None:
        self._folder = folder
        self._keep = keep

    def push(self, entry: Entry, *, durable: bool = True) -> Path:
        """Keep an entry as the last one; `durable` waits for the disk."""
        numbers = self._numbers()
        place = self._file(numbers[-1] + 1 if numbers else 1)
        write_atomic(place, msgspec.json.encode(entry), durable=durable)
        for number in numbers[: max(0, len(numbers) + 1 - self._keep)]:
            self.drop(self._file(number))
        return place

    def last(self) -> tuple[Path, Entry] | None:
        """The last entry, and the file to drop when it is taken back. One that cannot be read is passed over."""
        for number in reversed(self._numbers()):
            place = self._file(number)
            try:
                return place, msgspec.json.decode(read_whole(place)[0], type=Entry)
            except (msgspec.DecodeError, UnicodeDecodeError):  # a power cut can empty it
                self.drop(place)
        return None

    def drop(self, place: Path) -> None:
        """Forget an entry."""
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError.of(place, error, doing="removed") from error

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
