"""Changing one key in the text of a block, and no other line of it.

No knowledge of TOML's grammar is needed: a change is tried where it should be, and taken only if what is
parsed then differs from before in that key alone.
"""

import re
from collections.abc import Iterator
from typing import Any

import tomli

from stretchtui.storage.history.blocks import ORDERS, kind_of, raw_record
from stretchtui.storage.toml.positions import STRING

_MOST_LINES = 400  # over which a value is looked for
_PARTS = re.compile(rf"{STRING.pattern}|#[^\n]*", re.DOTALL)


def with_key(text: str, key: str, value: str | None) -> str:
    """The block with `key` set to `value` (TOML), or without it.

    Raises `ValueError` where the text holds no record.
    """
    old = raw_record(text.encode())
    if old is None:
        raise ValueError("no record")
    wanted = {name: one for name, one in old.items() if name != key}
    if value is not None:
        wanted[key] = tomli.loads(f"x = {value}")["x"]
    if key not in old and value is None:
        return text
    tries = _replaced(text, key, old[key], value) if key in old else _inserted(text, key, value or "")
    for attempt in tries:
        if _same(raw_record(attempt.encode()), wanted):
            return attempt
    return _written_anew(text, wanted)


def _replaced(text: str, key: str, old: Any, value: str | None) -> Iterator[str]:
    lines = text.split("\n")
    begins = re.compile(rf"[ \t]*(?:{key}|\"{key}\"|'{key}')[ \t]*=[ \t]*")
    for first, line in enumerate(lines):
        found = begins.match(line)
        if found is None:
            continue
        for last in range(first, min(len(lines), first + _MOST_LINES)):
            comment = _comment(lines[first : last + 1], key, old)
            end = "\r" if lines[last].endswith("\r") else ""
            if value is not None:
                new = [found[0] + value + comment.rstrip("\r") + end]
            else:
                new = [comment.lstrip()] if comment.strip() else []
            yield "\n".join([*lines[:first], *new, *lines[last + 1 :]])


def _inserted(text: str, key: str, value: str) -> Iterator[str]:
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    order = ORDERS[kind_of(text.encode())]
    later = order[order.index(key) + 1 :] if key in order else ()
    places = [n for name in later for n, line in enumerate(lines) if n and re.match(rf"[ \t]*{name}[ \t]*[=.]", line)]
    behind = len(lines) - 1 if not lines[-1] else len(lines)
    for place in (*places, behind, 1):
        yield "\n".join([*lines[:place], f"{key} = {value}{end}", *lines[place:]])


def _comment(lines: list[str], key: str, old: Any) -> str:
    """The comment behind a value, with the blanks before it; nothing where there is none."""
    text = "\n".join(lines)
    behind = next((found for found in reversed(list(_PARTS.finditer(text))) if found[0][0] == "#"), None)
    if behind is None or behind.end() < len(text):
        return ""
    before = text[: behind.start()].rstrip(" \t")
    return text[len(before) :] if _same(_parsed(before), {key: old}) else ""


def _written_anew(text: str, record: dict[str, Any]) -> str:
    """The block in TOML's plainest form, its comment lines first: for forms of writing that we do not expect."""
    import tomli_w  # noqa: PLC0415 - hardly ever needed

    header, _, body = tomli_w.dumps({kind_of(text.encode()): [record]}).partition("\n")
    comments = "".join(f"{line.strip()}\n" for line in text.split("\n") if line.lstrip().startswith("#"))
    return f"{header}\n{comments}{body}"


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return None


def _same(one: dict[str, Any] | None, other: dict[str, Any]) -> bool:
    """Equal but for the order of keys; by their look, since nan is not equal to itself."""
    return one is not None and one.keys() == other.keys() and all(repr(one[k]) == repr(other[k]) for k in one)
