"""A TOML file with the lines of its keys, so that a mistake can be told where it stands."""

import re
from codecs import BOM_UTF8
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli

from stretchtui.storage.files.diagnostics import Problem, StorageError, problem_of
from stretchtui.storage.files.regular import read_regular
from stretchtui.storage.toml.positions import TomlLines, Where

_REMEDIES = {
    "Invalid value": "text stands in quotes; numbers, true and false do not",
    "Illegal character '\\n'": "close the quotes on the line that opens them",
    "Unterminated string": "close it with the quotes that open it",
    "Unclosed array": "put a comma between two entries, and ] at the end",
    "Unclosed inline table": "put a comma between two keys, and } at the end",
    "Unescaped '\\'": "write two backslashes for one, or use 'single quotes'",
    "Expected '='": "write key = value",
    "Expected ']": "close the name of a table with the brackets that open it",
    "Expected newline": "put each key on a line of its own, and text in one pair of quotes",
    "Invalid statement": "write key = value, or [table]",
    "Cannot overwrite": "a key or table of this name stands above; keep one",
    "Cannot declare": "keep one",
    "Invalid date": "write 2026-11-21, or 2026-11-21T09:30:00+01:00",
}
_KEYS = re.compile(r"\('[^)]*\)")
_KEY = re.compile(r"'([^']*)'")
_HUGE = re.compile(r"[0-9][0-9_]{4000,}")


class TomlSource:
    """A parsed file: `data` as tomli gives it, and `line` to find where a key stands.

    Raises `StorageError` naming file and line where it can't be read as UTF-8 TOML.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self.text = read_text(path) if text is None else text
        try:
            self.data: dict[str, Any] = tomli.loads(self.text)
        except RecursionError:
            raise StorageError(Problem(path, None, "not valid TOML: nested too deeply; make it simpler")) from None
        except ValueError as error:
            raise StorageError(self._unparsed(error)) from None

    def line(self, table: str = "", index: int | None = None, key: str | None = None) -> int | None:
        """The line, from 1, of a key in a table; of the table's header where the key is not there.

        `table` is a dotted name, `index` its number in the file, of those that are written as lists. `key` may
        lead further in, as in `range.hold` or `steps.2`. None where there is no such table.
        """
        where = self.lines.place(table, index or 0) if table else ()
        if where and not self.lines.knows(where):
            return None
        return self.line_of((*where, *self._way(where, key))) if key else self.lines.of(where)

    def line_of(self, where: Where) -> int:
        """The line of what is there, or of the nearest thing around it."""
        return self.lines.of(where)

    @cached_property
    def lines(self) -> TomlLines:
        """Where everything stands; looked up only where something is wrong."""
        return TomlLines(self.text)

    def _way(self, where: Where, key: str) -> Where:
        if self.lines.knows((*where, key)):
            return (key,)
        return tuple(int(part) if part.isdecimal() and part.isascii() else part for part in key.split("."))

    def _unparsed(self, error: ValueError) -> Problem:
        if not isinstance(error, tomli.TOMLDecodeError):  # Python's own limit to the digits of a number
            found = _HUGE.search(self.text)
            line = self.text.count("\n", 0, found.start()) + 1 if found else None
            return Problem(self.path, line, "not valid TOML: a number has thousands of digits; write a smaller one")
        line, message = error.lineno, error.msg
        if error.pos >= len(error.doc) and self.lines.end not in (None, line):
            line = self.lines.end  # what is never closed is told where it opens, not at the end of the file
            message = message if message.startswith("Un") else "Unclosed array or inline table"
        message = plain_message(message)
        remedy = next((words for start, words in _REMEDIES.items() if message.startswith(start)), None)
        message = f"{message[:1].lower()}{message[1:]}"
        return Problem(self.path, line, f"not valid TOML: {message}" + (f"; {remedy}" if remedy else ""))


def plain_message(message: str) -> str:
    """What the parser says, with a key as one writes it: `[session]` for `('session',)`."""
    return _KEYS.sub(lambda found: f"[{'.'.join(_KEY.findall(found[0]))}]", message)


def open_source(path: Path) -> TomlSource | None:
    """A file of the user's that need not be there; none where it is not. Raises `StorageError` like `TomlSource`."""
    try:
        return TomlSource(path, decoded(path, read_regular(path)))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageError(problem_of(path, error, doing="read")) from None


def read_text(path: Path) -> str:
    """A file's text; raises `StorageError` where it can't be read, or is not UTF-8."""
    try:
        return decoded(path, read_regular(path))
    except OSError as error:
        raise StorageError(problem_of(path, error, doing="read")) from None


def decoded(path: Path, data: bytes) -> str:
    """The text of a file's bytes; raises `StorageError` where they are not UTF-8."""
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise StorageError(Problem(path, line, "not UTF-8 text; save it as UTF-8")) from None
