"""Changing a list or a table in the text of a TOML file, where a library would lose or move the comments in it.

A list over several lines keeps its lines: what goes takes its line and leaves its comment, what comes gets a line
of its own behind the last. A new key goes behind the last key of its table, above the comment that belongs to the next.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stretchtui.storage.toml.positions import STRING

_TOKEN = re.compile(rf"(?P<text>{STRING.pattern})|(?P<comment>#[^\n]*)|[\[\]{{}},\n]|[^\"'#\[\]{{}},\n]+", re.DOTALL)


class _Item(NamedTuple):
    start: int
    end: int


class _List(NamedTuple):
    """A list of texts in a text: where it begins and ends, its brackets included, and its items."""

    start: int
    end: int
    items: tuple[_Item, ...]


def line_start(text: str, line: int) -> int:
    """Where a line begins; lines count from 1."""
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at


def end_of_pair(text: str, line: int) -> int:
    """Where a pair of key and value ends that begins in a line, its comment included; without the line break."""
    depth = 0
    at = line_start(text, line)
    for found in _TOKEN.finditer(text, at):
        if found[0] in ("[", "{"):
            depth += 1
        elif found[0] in ("]", "}"):
            depth -= 1
        elif found[0] == "\n" and depth <= 0:
            return found.start()
    return len(text)


def with_list(text: str, line: int, old: Sequence[str], new: Sequence[str]) -> str | None:
    """The text with the list of a pair changed, its comments kept.

    `line` is the one in which the pair begins, `old` what the list has. None where the list is on one line without a
    comment, has other things than texts, or where `new` is `old` in another order.
    """
    found = _list_in(text, line_start(text, line))
    if found is None or len(found.items) != len(old) or len(set(old)) != len(old):
        return None
    inside = text[found.start : found.end]
    if "\n" not in inside and "#" not in inside:
        return None
    stay = [one for one in old if one in new]
    fresh = list(new[len(stay) :])
    if list(new[: len(stay)]) != stay:
        return None
    if fresh:
        text = _added(text, found, fresh)
    for number in range(len(old) - 1, -1, -1):
        if old[number] not in new:
            text = _removed(text, found.items[number])
    return text


def _list_in(text: str, at: int) -> _List | None:
    begun = -1
    items: list[_Item] = []
    for found in _TOKEN.finditer(text, at):
        part = found[0]
        if begun < 0:
            if part == "[" and "=" in text[at : found.start()]:
                begun = found.start()
            elif part in ("\n", "{"):
                return None
        elif part == "]":
            return _List(begun, found.end(), tuple(items))
        elif found["text"]:
            items.append(_Item(found.start(), found.end()))
        elif not (found["comment"] or part in (",", "\n") or not part.strip()):
            return None
    return None


def _added(text: str, found: _List, fresh: list[str]) -> str:
    """New items behind the last one, each as the last one stands: on a line of its own, or behind a comma."""
    quoted = [_quoted(one) for one in fresh]
    if not found.items:
        break_ = "\r\n" if "\r\n" in text[found.start : found.end] else "\n"
        return text[: found.start + 1] + "".join(f"{break_}    {one}," for one in quoted) + text[found.start + 1 :]
    last = found.items[-1]
    begin = text.rfind("\n", 0, last.start) + 1
    indent = text[begin : last.start]
    comma = next(_commas(text, last.end, found.end), None)
    text = text if comma is not None else text[: last.end] + "," + text[last.end :]
    end = text.find("\n", last.end, found.end + 1)
    if indent.strip() or end < 0 or (comma is not None and comma > end):  # a comma at the beginning of the next line
        at = (comma if comma is not None else last.end) + 1
        return text[:at] + "".join(f" {one}," for one in quoted) + text[at:]
    end -= text[end - 1] == "\r"
    break_ = "\r\n" if text[end] == "\r" else "\n"
    return text[:end] + "".join(f"{break_}{indent}{one}," for one in quoted) + text[end:]


def _removed(text: str, item: _Item) -> str:
    """An item out, with its comma; its line too, unless something else is on it."""
    end = item.end
    comma = next(_commas(text, end, len(text)), None)
    if comma is not None:
        text = text[:comma] + text[comma + 1 :]
    begin = text.rfind("\n", 0, item.start) + 1
    line_end = text.find("\n", end)
    before, behind = text[begin : item.start], text[end:line_end].strip()
    if before.strip() or line_end < 0:
        return text[: item.start].rstrip(" \t") + text[end:]
    if not behind:
        return text[:begin] + text[line_end + 1 :]
    return text[: item.start] + text[end:].lstrip(" \t")


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    """Where commas stand before the next item."""
    for found in _TOKEN.finditer(text, start, end):
        if found[0] == ",":
            yield found.start()
        elif found["text"] or found[0] == "]":
            return


def _quoted(text: str) -> str:
    import tomli_w  # noqa: PLC0415 - only a change needs it

    return tomli_w.dumps({"x": text}).partition("=")[2].strip()
