"""Line numbers of the keys, tables and list elements of a TOML text, which the parser does not give."""

import re

import tomli

Where = tuple[str | int, ...]
"""The way to a value: keys, and numbers from 0 for the elements of lists."""

_APART = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_APART_IN_LIST = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*("(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s.=\[\]{},"'#]+)[ \t]*""")
STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?!"")(?:\\.|[^"\\\n])*"' r"|'(?!'')[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\[\]{}#\n]+")


class TomlLines:
    """The lines, from 1, of everything in a text.

    `headers` are those of the tables; `end` is the one at which a broken text can't be understood, or at which
    a list or table opens that is never closed.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = self._counted = 0
        self._line = 1
        self._sizes: dict[Where, int] = {}
        self._found: dict[Where, int] = {}
        self._places: dict[str, list[Where]] = {}
        self.headers: list[int] = []
        self.end: int | None = None
        try:
            self._document()
        except ValueError:
            self.end = self.end or self._here()

    def of(self, where: Where) -> int:
        """The line of what is there; where it has none of its own, of the nearest thing around it."""
        while where and where not in self._found:
            where = where[:-1]
        return self._found.get(where, 1)

    def knows(self, where: Where) -> bool:
        """True if something of this name stands in the text."""
        return where in self._found

    def under(self, key: str) -> set[int]:
        """The lines at which a key of the whole text, and everything within it, begins."""
        return {line for where, line in self._found.items() if where[0] == key}

    def place(self, table: str, index: int = 0) -> Where:
        """The way to the table or list element of a dotted name that is the `index`th in the whole text."""
        places = self._places.get(table, ())
        return places[index] if index < len(places) else tuple(table.split("."))

    # -- walking the text

    def _document(self) -> None:
        table: Where = ()
        while self._skip(_APART):
            table = self._header() if self._text[self._at] == "[" else self._pair(table, table)

    def _header(self) -> Where:
        line, double = self._here(), self._text.startswith("[[", self._at)
        self.headers.append(line)
        self._at += 1 + double
        where: Where = ()
        *above, last = self._keys()
        for key in above:
            where = self._inside((*where, key), line)
        where = (*where, last)
        self._found.setdefault(where, line)
        if double:
            self._sizes[where] = self._sizes.get(where, 0) + 1
            where = (*where, self._sizes[where] - 1)
        self._note(where, line)
        self._take("]]" if double else "]")
        return where

    def _inside(self, where: Where, line: int) -> Where:
        """A part of a header: the last table of its list, where it names one."""
        self._found.setdefault(where, line)
        return (*where, self._sizes[where] - 1) if where in self._sizes else where

    def _pair(self, table: Where, after: Where) -> Where:
        """A key and its value; `after` is the table that goes on then."""
        where = self._key_of(table)
        around: list[tuple[Where, int]] = []  # lists and inline tables that are open; how many elements, -1 in a table
        while True:
            opening = self._text[self._at : self._at + 1]
            if opening in ("[", "{"):
                around.append((where, 0 if opening == "[" else -1))
                self._at += 1
            else:
                self._scalar()
            while around and self._skip(_APART_IN_LIST) and self._text[self._at] in "]}":
                around.pop()
                self._at += 1
            if not around:
                return after
            if self._at >= len(self._text):
                self.end = self.of(around[-1][0])
                raise ValueError
            where = self._next(around)

    def _next(self, around: list[tuple[Where, int]]) -> Where:
        """The element or pair that comes next in the innermost list or inline table."""
        where, size = around.pop()
        around.append((where, size + 1 if size >= 0 else size))
        if size < 0:
            return self._key_of(where)
        self._note((*where, size), self._here())
        return (*where, size)

    def _key_of(self, table: Where) -> Where:
        line, where = self._here(), table
        for key in self._keys():
            where = (*where, key)
            self._found.setdefault(where, line)
        self._take("=")
        self._skip(_APART)
        return where

    def _keys(self) -> list[str]:
        """The parts of a dotted key."""
        keys = []
        while found := _KEY.match(self._text, self._at):
            self._at = found.end()
            keys.append(tomli.loads(f"key = {found[1]}")["key"] if found[1][0] in "\"'" else found[1])
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1
        raise ValueError

    def _scalar(self) -> None:
        found = STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
        if not found or (found[0][0] in "\"'" and found.re is _BARE):
            raise ValueError
        self._at = found.end()

    # -- small steps

    def _note(self, where: Where, line: int) -> None:
        self._found.setdefault(where, line)
        self._places.setdefault(".".join(part for part in where if isinstance(part, str)), []).append(where)

    def _skip(self, what: re.Pattern[str]) -> bool:
        """Go over blanks, comments and line breaks; false at the end of the text."""
        if found := what.match(self._text, self._at):
            self._at = found.end()
        return self._at < len(self._text)

    def _take(self, mark: str) -> None:
        if not self._text.startswith(mark, self._at):
            raise ValueError
        self._at += len(mark)

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
