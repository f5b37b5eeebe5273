"""stretchtui.log: what went wrong inside the program, for those who mend it."""

import traceback
from datetime import datetime
from pathlib import Path

from stretchtui.core.text import clean
from stretchtui.storage.files.atomic import append_durably
from stretchtui.storage.files.diagnostics import StorageError


def report_crash(error: BaseException | None, path: Path, now: datetime) -> str:
    """Write an error down; one line for the user, that says where."""
    what = clean(f"{type(error).__name__}: {error}")
    text = "".join(traceback.format_exception(error)) if error else ""
    try:
        append_durably(path, lambda _: f"{now.isoformat()} {text}\n".encode("utf-8", "replace"), own=True)
    except StorageError:
        return f"something went wrong inside ({what})"
    return f"something went wrong inside ({what}); the details are in {path}"
