"""The one type for what is wrong in a file (path, line, what, what would be right), and the error that carries it."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from msgspec import Struct

from stretchtui.core.text import clean
from stretchtui.storage.files.regular import UnusableFileError

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Problem(Struct, frozen=True):
    """One thing wrong with a file; `line` counts from 1, and is None where the whole file is meant."""

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        """`path:line: what is wrong, and what would be right`, on one line, whatever path and message hold."""
        place = str(self.path) if self.line is None else f"{self.path}:{self.line}"
        return clean(f"{place}: {self.message}")


class StorageError(Exception):
    """Something could not be read or written: `problems` says what, one line each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))

    @classmethod
    def of(cls, path: Path, error: OSError, *, doing: str = "written") -> Self:
        """Put what the system said about `path` in words; `doing` is "read", "written" and the like."""
        return cls(problem_of(path, error, doing=doing))


def problem_of(path: Path, error: OSError, *, doing: str = "written") -> Problem:
    """Tell what the system refused, and what would help."""
    if isinstance(error, UnusableFileError):
        return Problem(path, None, error.strerror or str(error))
    what = error.strerror or str(error) or type(error).__name__
    kept = "" if doing == "read" else "the file is as it was; "
    return Problem(path, None, f"cannot be {doing} ({what.lower()}): {kept}{_leads_to(path)}{_remedy(error)}")


def _leads_to(path: Path) -> str:
    """Where a link leads: what helps has to be done there."""
    with suppress(OSError):
        if path.is_symlink():
            return f"it is a link to {os.path.realpath(path)}; "
    return ""


def _remedy(error: OSError) -> str:
    if error.errno in _NO_SPACE:
        return "free some space and try again"
    if error.errno in _NO_RIGHT:
        return "its folder and the file must be yours to read and write"
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return "a part of its path is a file where a folder should be"
    if error.errno == errno.EISDIR:
        return "a folder stands where the file should be"
    if error.errno == errno.ELOOP:
        return "its link leads back to itself; point it at a file"
    return "see that its disk is there and works"
