"""Whether a process of anybody's still runs."""

import os
from contextlib import suppress
from pathlib import Path


class Process:
    """A process that already runs, told apart from a later one that gets its number. Raises ProcessLookupError."""

    def __init__(self, number: int) -> None:
        self.number = number
        if not _is_there(number):
            raise ProcessLookupError(f"there is no process {number}")
        self._began = _began(number)
        self.name = _name(number)

    def runs(self) -> bool:
        """Whether it still runs; a zombie, which its parent has not looked after, does not."""
        return _is_there(self.number) and _began(self.number) == self._began and _state(self.number) != "Z"


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return number < 1 << 31
    return True


def _stat(number: int) -> list[str]:
    """The fields behind the name in /proc/PID/stat; none where the system has no such file."""
    with suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text(errors="replace").rpartition(")")[2].split()
    return []


def _began(number: int) -> str:
    fields = _stat(number)
    return fields[19] if len(fields) > 19 else ""


def _state(number: int) -> str:
    return (_stat(number) or [""])[0]


def _name(number: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{number}/comm").read_text(errors="replace").strip()
    return ""
