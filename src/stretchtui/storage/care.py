"""notices.toml: what the user was told once and has accepted, and when the advice to see a doctor was shown last.

The program's own file; losing it does no harm, the notices then come once more.
"""

import re
from datetime import date, datetime
from pathlib import Path

import msgspec
import tomli_w

from stretchtui.core.typed import convert
from stretchtui.storage.catalog.pages import first_page_file
from stretchtui.storage.files.atomic import write_atomic
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.toml.source import TomlSource, read_text

HEADER = b"# Notices that stretchtui has shown. It may be deleted: they are then shown again.\n"


class Notices(msgspec.Struct, frozen=True, omit_defaults=True):
    """`accepted` is the version of what is to be known before stretching, `accepted_on` the local date.

    `doctor_on` is the date on which the page that says to see a doctor was shown last. `taken_back` says of stretches
    that hurt, by id, up to which moment that does not count any more; losing it leaves them out once again.
    """

    accepted: int = 0
    accepted_on: date | None = None
    doctor_on: date | None = None
    taken_back: dict[str, datetime] = msgspec.field(default_factory=dict)


def first_version() -> int:
    """The version of the page that has to be accepted, without reading all of it at each start."""
    found = re.search(r"^version = (\d+)$", read_text(first_page_file()), re.MULTILINE)
    return int(found[1]) if found else 0


def load_notices(path: Path) -> Notices:
    """What was shown so far; nothing, where the file is not there or not understood."""
    try:
        return convert(TomlSource(path).data, Notices)
    except (StorageError, msgspec.ValidationError):
        return Notices()


def save_notices(path: Path, notices: Notices) -> None:
    """Keep what was shown. Raises `StorageError` where it can't be written."""
    data = {key: value for key, value in msgspec.structs.asdict(notices).items() if value is not None and value != {}}
    write_atomic(path, HEADER + tomli_w.dumps(data).encode(), own=True)
