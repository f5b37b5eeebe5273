"""Recognises a write that was cut off: a power cut in the middle of an appended block.

Only what a cut-off append of ours can look like counts: a last block that would be TOML if more bytes followed, in a
file that is sound UTF-8 TOML before it. Everything else is the user's own text with a mistake in it, and stays.
"""

import re
from datetime import datetime

import tomli

from stretchtui.storage.history.blocks import HEADER, ORDERS, TYPES, blocks

_HEADER_LINES = tuple(f"[[{kind}]]".encode() for kind in TYPES)
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{0,3}|U[0-9A-Fa-f]{0,7})?\Z")
_MOMENT = re.compile(r"^((?:started|at)[ \t]*=[ \t]*)([0-9T:+-]+)\Z", re.MULTILINE)
_EXAMPLES = ("2000-10-10T00:00:00+00:00", "2011-11-11T11:11:11+11:11")
"""One of them completes any part of a date and time."""


def torn_at(data: bytes) -> int | None:
    """The offset at which a cut-off last block begins; None where there is none.

    Reads all of the data, but only where it does not end in a line break, which is hardly ever.
    """
    if not data or data.endswith(b"\n"):
        return None
    body = data.rstrip(b"\0")  # what a file system promised and never wrote
    has_holes = body != data
    found = list(blocks(body))
    if found and found[-1].record is not None:
        if not has_holes or found[-1].fault is not None:
            return None
        start = len(body)
    else:
        start = found[-1].start if found else body.rfind(b"\n") + 1
    part = body[start:]
    # What was parted from a sound session before it is judged with it: both were one write.
    block = body[found[-2].start :] if len(found) > 1 and _begins_key(part) else part
    if not (_begins_header(part) or (HEADER.match(block) and _is_cut(block)) or (has_holes and _is_whole(part))):
        return None
    return start if _is_whole(body[:start]) else None


def _begins_header(part: bytes) -> bool:
    return bool(part) and any(len(part) < len(line) and line.startswith(part) for line in _HEADER_LINES)


def _begins_key(part: bytes) -> bool:
    """Whether it begins as a line of a block does that we write."""
    word = re.match(rb"[a-z]*", part)
    return bool(word and word[0]) and any(
        key.encode().startswith(word[0]) for order in ORDERS.values() for key in order if word
    )


def _is_cut(part: bytes) -> bool:
    """Whether it is no TOML, and could become so by what follows its last byte."""
    try:
        text = part.decode()
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return False
        text = part[: error.start].decode()  # in the middle of a character
    else:
        if _parses(text):
            return False
    if text.rpartition("\n")[2].startswith("["):  # another table, which no append of ours begins
        return False
    text = _without_half_a_moment(_ESCAPE.sub("", text))
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return error.pos >= len(error.doc) and not error.msg.startswith("Cannot")  # a key that is there twice
    except (ValueError, RecursionError):
        return False
    return False


def _without_half_a_moment(text: str) -> str:
    """The parser does not see that a date may go on: leave out one that our form of it would complete."""
    found = _MOMENT.search(text)
    if found is None or not any(_is_moment(found[2], example) for example in _EXAMPLES):
        return text
    return text[: found.start(2)]


def _is_moment(beginning: str, example: str) -> bool:
    if len(beginning) >= len(example):
        return False
    try:
        datetime.fromisoformat(beginning + example[len(beginning) :])
    except ValueError:
        return False
    return True


def _is_whole(part: bytes) -> bool:
    try:
        return _parses(part.removeprefix(b"\xef\xbb\xbf").decode())
    except UnicodeDecodeError:
        return False


def _parses(text: str) -> bool:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
