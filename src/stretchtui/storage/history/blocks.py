"""The history file as blocks: the bytes of each session and each measure, read on their own.

A block goes from its `[[session]]` or `[[measure]]` line to the next of either. It is decoded alone, so that a broken
one hides no other; what stands before the first is the preamble.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

import msgspec
import tomli
from msgspec import Struct

from stretchtui.core.measures.record import Measure
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.typed import convert
from stretchtui.storage.toml.positions import TomlLines
from stretchtui.storage.toml.source import plain_message

Kind = Literal["session", "measure"]
Record: TypeAlias = SessionRecord | Measure
"""What a block holds; both have an `id`, and `started` to stand by among the others."""

TYPES: dict[Kind, type[Record]] = {"session": SessionRecord, "measure": Measure}
HEADER = re.compile(
    rb"""^(?:\xef\xbb\xbf)?[ \t]*\[\[[ \t]*(["']?)(session|measure)\1[ \t]*\]\][ \t]*(?:\#[^\n]*)?\r?$""",
    re.MULTILINE | re.VERBOSE,
)
_MOST_JOINED = 20  # header-like lines that a text over several lines may quote
_MOST_TRIED = 3
_MOST_CUTS = 20
_KEY = re.compile(rb"[A-Za-z]+[ \t]*=|\W{,3}\[")
ORDERS: dict[Kind, tuple[str, ...]] = {
    "session": ("id", "started", "seconds", "routine", "outcome", "tightness", "note", "stretches"),
    "measure": ("id", "at", "test", "note", "best"),
}
"""The keys of a block as we write it. What it can't do without is last, and says itself where it ends: so half a block,
as a power cut leaves it, is never taken for a whole one."""

_FORM = {
    "id": 'id = "20261121T083000Z-7f3a9c", 1 to 100 characters',
    "started": "started = 2026-11-21T09:30:00+01:00, with its offset",
    "seconds": "a whole number of seconds from 0, like seconds = 184",
    "routine": 'routine = "desk-break", or no such line',
    "outcome": 'outcome = "completed", "stopped" or "interrupted"',
    "tightness": "tightness = { before = 4, after = 2 }, each a whole number from 0 to 10",
    "note": 'note = "long day", or no such line',
    "stretches": (
        'stretches = [{ id = "chin-tuck", name = "Chin tuck", region = "neck", done = 10, planned = 10, '
        'seconds = 50, felt = "easy" }], with felt easy, right, hard, pain or left out'
    ),
    "at": "at = 2026-11-21T09:30:00+01:00, with its offset",
    "test": 'test = "knee-wall", the id of a test; see: stretchtui list tests',
    "best": 'best = { left = 9.5, right = 11, unit = "cm" }, or value instead of sides; unit cm, in or deg',
}
_AT = re.compile(r" - at `\$\.(?P<key>\w+)(?P<rest>[^`]*)`")


class BlockFault(Struct, frozen=True):
    """What is wrong with a block: `line` counts from 0 at the block's first, `message` is for the user."""

    line: int
    message: str


_NO_ID = f"has no id; right would be {_FORM['id']}"


class HistoryBlock(Struct, frozen=True):
    """Bytes `start` to `end` of the data: a record, or what could not be read as one, or both faulty and read."""

    start: int
    end: int
    record: Record | None
    fault: BlockFault | None = None

    @property
    def session(self) -> SessionRecord | None:
        """The session that it holds, if it holds one."""
        return self.record if isinstance(self.record, SessionRecord) else None

    @property
    def measure(self) -> Measure | None:
        """The measure that it holds, if it holds one."""
        return self.record if isinstance(self.record, Measure) else None


def header_starts(data: bytes) -> list[int]:
    """Where the lines are that begin a block."""
    if b"session" not in data and b"measure" not in data:
        return []
    return [found.start() for found in HEADER.finditer(data)]


def blocks(data: bytes, starts: list[int] | None = None) -> Iterator[HistoryBlock]:
    """Every block in the order of the file; together they cover the data from the first header on."""
    if starts is None:
        starts = header_starts(data)
    ends = [*starts[1:], len(data)]
    index = 0
    while index < len(starts):
        block = decode(data, starts[index], ends[index])
        joined = 1
        if block.record is None:
            for more in _closing(data, block, ends[index + 1 : index + _MOST_JOINED]):
                if _is_record(data[block.start : ends[index + more - 1]]):
                    block, joined = decode(data, block.start, ends[index + more - 1]), more
                    break
        index += joined
        yield from _parted(data, block)


def preamble_fault(data: bytes) -> BlockFault | None:
    """What is wrong with the bytes before the first block: comments and keys of the user's own may be there."""
    parsed = _parse(data)
    if isinstance(parsed, BlockFault):
        return parsed
    astray = next((key for key, value in parsed.items() if _looks_like_record({key: value})), None)
    if astray is None:
        return None
    what = f"{astray!r} stands outside of any session; begin each session with a line [[session]]"
    return BlockFault(_line_of_key(data, rf"[\[ \t]*{re.escape(astray)}"), what)


def appending_fault(data: bytes) -> BlockFault | None:
    """Why no block can be put behind a preamble: sessions stand there inline, or the file is in another encoding."""
    if b"\0" in data[:4]:
        return BlockFault(0, "is not UTF-8, so nothing can be added to it; save it as UTF-8 text")
    parsed = _parse(data)
    inline = None if isinstance(parsed, BlockFault) else next((kind for kind in TYPES if kind in parsed), None)
    if inline is None:
        return None
    what = f"{inline}s stand here in another form than blocks, so no other can be added; write each under a line"
    line = TomlLines(data.decode("utf-8-sig")).of((inline,)) - 1
    return BlockFault(line, f"{what} [[{inline}]], one key a line")


def decode(data: bytes, start: int, end: int) -> HistoryBlock:
    """Read one block by itself."""
    part = data[start:end]
    kind = kind_of(part)
    if b"\n" not in part.rstrip():  # a header alone: thousands of them must not cost seconds
        return HistoryBlock(start, end, None, BlockFault(0, f"the {kind} {_NO_ID}"))
    parsed = _parse(part)
    if isinstance(parsed, BlockFault):
        return HistoryBlock(start, end, None, parsed)
    fault = _unexpected_tables(parsed, part, kind)
    records = parsed.get(kind)
    if not isinstance(records, list) or len(records) != 1:
        return HistoryBlock(start, end, None, BlockFault(0, f"is no single {kind}; begin each with a line [[{kind}]]"))
    try:
        return HistoryBlock(start, end, convert(records[0], TYPES[kind]), fault)
    except msgspec.ValidationError as error:
        return HistoryBlock(start, end, None, _invalid(str(error), part, kind))


def kind_of(part: bytes) -> Kind:
    """What a block says that it holds; a session where its header can't be read."""
    found = HEADER.match(part)
    return "measure" if found and found[2] == b"measure" else "session"


def kind_name(record: Record) -> Kind:
    """What a record is, in a word."""
    return "measure" if isinstance(record, Measure) else "session"


def _looks_like_record(table: dict[str, Any]) -> bool:
    """Whether it has the keys of a session, or holds something that has, or is a list of tables as sessions are."""
    if not table.keys().isdisjoint(("session", "measure", "id", "started", "outcome", "stretches")):
        return True
    return any(
        (isinstance(value, list) and any(isinstance(one, dict) for one in value))
        or (isinstance(value, dict) and _looks_like_record(value))
        for value in table.values()
    )


def raw_record(text: bytes) -> dict[str, Any] | None:
    """All keys of one block, unknown ones too; None where it holds no record."""
    parsed = _parse(text)
    records = None if isinstance(parsed, BlockFault) else parsed.get(kind_of(text))
    return records[0] if isinstance(records, list) and len(records) == 1 else None


def line_number(data: bytes, offset: int) -> int:
    """The line, from 1, in which byte `offset` stands."""
    return data.count(b"\n", 0, offset) + 1


def _parse(part: bytes) -> dict[str, Any] | BlockFault:
    try:
        return tomli.loads(part.removeprefix(b"\xef\xbb\xbf").decode())
    except UnicodeDecodeError as error:
        return BlockFault(part.count(b"\n", 0, error.start), "is not UTF-8; save the file as UTF-8 text")
    except tomli.TOMLDecodeError as error:
        return BlockFault(
            _line_of(error), f"is not TOML: {_small(plain_message(error.msg))}; mend this line, or take the session out"
        )
    except RecursionError:
        return BlockFault(0, "has lists within lists without end; take them out")
    except ValueError:
        return BlockFault(0, "has a number of thousands of digits; write a shorter one")


def _line_of(error: tomli.TOMLDecodeError) -> int:
    """The line of an error; of one only noticed at the end (a quote that never closes), where it begins."""
    if error.pos < len(error.doc):
        return error.lineno - 1
    lines = error.doc.rstrip("\n").split("\n")

    def is_in(count: int) -> bool:
        try:
            tomli.loads("\n".join(lines[:count]))
        except tomli.TOMLDecodeError as earlier:
            return earlier.msg == error.msg
        except (ValueError, RecursionError):
            pass
        return False

    return bisect_left(range(1, len(lines)), True, key=is_in)


def _closing(data: bytes, block: HistoryBlock, ends: list[int]) -> Iterator[int]:
    """How many blocks may be one, because a text over several lines that one opens is closed in another."""
    part = data[block.start : block.end]
    for quotes in (b'"""', b"'''"):
        if part.count(quotes) % 2:
            tried, at = 0, block.end
            for more, end in enumerate(ends, start=2):
                if data.count(quotes, at, end):
                    tried += 1
                    yield more
                if tried == _MOST_TRIED:
                    break
                at = end


def _is_record(part: bytes) -> bool:
    """Whether it can be read as one record; without the price of saying what is wrong."""
    kind = kind_of(part)
    if (b"outcome" if kind == "session" else b"best") not in part:
        return False
    try:
        parsed = tomli.loads(part.removeprefix(b"\xef\xbb\xbf").decode())
        records = parsed.get(kind)
        convert(records[0] if isinstance(records, list) and len(records) == 1 else None, TYPES[kind])
    except (ValueError, RecursionError):  # what tomli and msgspec raise are ValueErrors
        return False
    return True


def _parted(data: bytes, block: HistoryBlock) -> Iterator[HistoryBlock]:
    """Part a sound record from what a broken header line glued to it."""
    if block.fault is not None:
        for line, cut in _cuts(data, block, block.fault.line):
            if not _is_record(data[block.start : cut]):
                continue
            sound = decode(data, block.start, cut)
            if sound.record is None:
                break
            # The stretches are what a session ends with, as we write it, and the best a measure.
            ended = sound.measure is not None or bool(sound.session and sound.session.stretches)
            if ended or _begins_anew(data[cut : block.end]):
                yield sound
                yield HistoryBlock(cut, block.end, None, BlockFault(block.fault.line - line, block.fault.message))
                return
            break
    yield block


def _cuts(data: bytes, block: HistoryBlock, faulty: int) -> list[tuple[int, int]]:
    """Where a block may be parted: at the faulty line, or at a key or table above it; nearest first.

    Each is the line, counted from the block's first, and its offset.
    """
    found: list[tuple[int, int]] = []
    at = block.start
    for line in range(1, faulty + 1):
        at = data.index(b"\n", at, block.end) + 1
        if line == faulty or _KEY.match(data, at):
            found.append((line, at))
    return found[: -_MOST_CUTS - 1 : -1]


def _begins_anew(rest: bytes) -> bool:
    """Whether this was another session's, a cut-off header or a comment, and not a line of the session before."""
    line, *others = rest.split(b"\n")
    if re.match(rb"[ \t]*[\"']?id[\"']?[ \t]*=", line):
        return True
    if b"session." not in line and re.match(rb".{0,3}\[|.*(?:session|measure)[^\w]*\]", line):
        return True
    comments = all(other.lstrip().startswith(b"#") or not other.strip(b"\0 \t\r") for other in others)
    return comments and (b"=" not in line or b"#" in line.partition(b"=")[0])


def _unexpected_tables(parsed: dict[str, Any], part: bytes, kind: Kind) -> BlockFault | None:
    """Tables beside the record: most likely a `[[session]]` written wrongly."""
    for key in parsed:
        if key != kind:
            lines = part.split(b"\n")
            line = next((n for n, text in enumerate(lines) if n and text.lstrip().startswith(b"[")), 0)
            return BlockFault(line, f"{key!r} is no part of a history; begin each session with a line [[session]]")
    return None


def _invalid(message: str, part: bytes, kind: Kind) -> BlockFault:
    """What msgspec says, as the user sees the file."""
    missing = re.search(r"missing required field `(\w+)`", message)
    place = _AT.search(message)
    key = place["key"] if place else ""
    what = _small(_AT.sub("", message).replace("`", ""))
    if missing and not key:
        return BlockFault(0, f"the {kind} has no {missing[1]}; right would be {_FORM.get(missing[1], missing[1])}")
    line = _line_of_key(part, key)
    inner = re.match(r"\[(\d+)\]", place["rest"]) if place else None
    if inner:
        line = _line_of_item(part, line, int(inner[1]))
    where = f"{key}{place['rest']}" if place else kind
    return BlockFault(
        line, f"{where}: {what}; right would be {_FORM.get(key, f'as in a {kind} written by stretchtui')}"
    )


def _line_of_key(part: bytes, key: str) -> int:
    """The first line that begins with a key (a regular expression), else the first of all."""
    found = re.search(rb"^[ \t]*[\"']?(?:(?:session|measure)\.)?%s\b" % key.encode(), part, re.MULTILINE)
    return part.count(b"\n", 0, found.start()) if found else 0


def _line_of_item(part: bytes, line: int, item: int) -> int:
    """The line of a list's item, where each has its own; else the list's."""
    rows = [n for n, text in enumerate(part.split(b"\n")) if n > line and text.lstrip().startswith(b"{")]
    return rows[item] if item < len(rows) else line


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text
