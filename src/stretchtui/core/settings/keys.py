"""The keys that actions have: the user's own read and checked, written as people write them, filled into texts."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from stretchtui.core.settings.actions import ACTIONS, SCREENS, contexts_of
from stretchtui.core.words import unknown

MODIFIERS = frozenset({"ctrl", "alt", "shift"})
ALIASES = {"esc": "escape", "return": "enter", "del": "delete", "←": "left", "→": "right", "↑": "up", "↓": "down"}
NAMED = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"}
    | {"enter", "escape", "tab", "space"}
    | {f"f{number}" for number in range(1, 25)}
)
"""Keys that are no character, by Textual's names."""

_SHORTER = {
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "low_line": "underscore",
}
"""Names of characters that Textual has shorter ones for."""

WRITTEN = {"escape": "esc"}
ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}

PLACE = re.compile(r"\{key:([a-z-]+)\}")
"""Where the key of an action belongs in a text."""

Wrong = tuple[str, str]
"""An id in `[keys]`, and what is wrong with it."""


class Checked(NamedTuple):
    """The user's keys by action, as Textual takes them; and what is wrong with the others."""

    keys: dict[str, str]
    wrong: list[Wrong]


class Keys:
    """The keys that actions have now, as people write them. Without `arrows` the arrow keys are written in words."""

    def __init__(self, changed: Mapping[str, str] | None = None, *, arrows: bool = True) -> None:
        """`changed` are keys by action that are not the usual ones, by Textual's names with commas."""
        self.changed = changed or {}
        self.arrows = arrows

    def all_of(self, id: str, context: str = "") -> tuple[str, ...]:  # noqa: A002
        """The keys of an action, in a context where it has others than elsewhere."""
        usual = usual_keys()[id]
        keys = self.changed.get(id) or usual.get(context) or next(iter(usual.values()))
        return tuple(key_name(key, arrows=self.arrows) for key in keys.split(","))

    def of(self, id: str, context: str = "") -> str:  # noqa: A002
        """The first of them. Raises KeyError for an action that the table does not have."""
        return self.all_of(id, context)[0]

    def usual(self, pressed: str, *contexts: str) -> str:
        """The key that does by itself, in these contexts, what `pressed` does now; empty where that does nothing.

        For what hears keys without Textual. Keys are named as a keyboard sends them: `+`, `n`, `space`, `escape`.
        """
        if not self.changed:
            return pressed
        names, _ = parsed(pressed)
        for action in (action for context in contexts for action in ACTIONS[context] if action.keys):
            if set(names) & set(self.changed.get(action.id, action.keys).split(",")):
                first = action.keys.partition(",")[0]
                return _characters().get(first, first)
        return ""

    def fill(self, text: str) -> str:
        """The text with keys in the place of `{key:ID}`; at the start of a sentence a word has its capital."""

        def key(found: re.Match[str]) -> str:
            name = self.of(found[1])
            before = found.string[: found.start()].rstrip(" ")
            starts = not before or before[-1] in ".:\n"
            return name.capitalize() if starts and len(name) > 1 and name.isalpha() else name

        return PLACE.sub(key, text) if "{key:" in text else text


@lru_cache(maxsize=1)
def usual_keys() -> dict[str, dict[str, str]]:
    """The keys of each action when nobody changes them, by context."""
    usual: dict[str, dict[str, str]] = {}
    for context, actions in ACTIONS.items():
        for action in actions:
            if action.keys:
                usual.setdefault(action.id, {})[context] = action.keys
    return usual


def key_name(key: str, *, arrows: bool = True) -> str:
    """One key as people write it: `/` for `slash`, `ctrl++` for `ctrl+plus`."""
    *modifiers, base = key.split("+")
    written = (ARROWS if arrows else {}).get(base) or WRITTEN.get(base) or _characters().get(base, base)
    return "+".join([*modifiers, written])


def checked(wanted: Mapping[str, str]) -> Checked:
    """The changes that can be made; and for each of the others its id and what is wrong.

    Wrong are an unknown id, an unknown key, and a key that something else has on the same screen.
    """
    usual = usual_keys()
    good: dict[str, frozenset[str]] = {}
    wrong: list[Wrong] = []
    for name, text in wanted.items():
        keys, odd = parsed(text)
        if name not in usual:
            wrong.append((name, unknown("action", name, sorted(usual))))
        elif odd is not None or not keys:
            wrong.append((name, f"{name!r}: no key {odd or ''!r}; expected one such as 'x', 'f5', 'ctrl+x', 'escape'"))
        else:
            good[name] = frozenset(keys)
    clashes = [(name, said) for name in good if (said := _clash(name, good))]
    for name, _ in clashes:
        del good[name]
    return Checked({name: ",".join(parsed(wanted[name])[0]) for name in good}, wrong + clashes)


def parsed(text: str) -> tuple[list[str], str | None]:
    """The keys of a list with commas, by Textual's names; and the first part that is no key."""
    keys = []
    for part in text.split(",") if text != "," else [text]:
        *modifiers, base = _split(part.strip())
        base = ALIASES.get(base, base)
        if len(base) == 1 and base.isprintable() and base != " ":
            base = character_name(base)
        elif base not in NAMED and base not in _characters():
            return [], part
        if not MODIFIERS.issuperset(modifiers):
            return [], part
        keys.append("+".join([*modifiers, base]))
    return keys, None


def character_name(character: str) -> str:
    """What Textual calls the key of a character: itself, or for signs their name in Unicode."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name) or character


def _split(part: str) -> list[str]:
    """`ctrl++` and `+` end with the key plus, and `ctrl+x` with x."""
    if part == "+":
        return [part]
    return [*part[:-2].split("+"), "+"] if part.endswith("++") else part.split("+")


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """The signs of a keyboard by their keys' names."""
    return {character_name(c): c for c in map(chr, range(0x21, 0x7F)) if not c.isalnum()}


def _clash(name: str, changed: Mapping[str, frozenset[str]]) -> str | None:
    """What has one of the new keys of an action already, on some screen where both can be pressed."""
    for screen in SCREENS:
        bound = dict(_bound(screen))
        if name not in bound:
            continue
        for other, keys in bound.items():
            taken = changed.get(other, keys) & (changed[name] - bound[name])
            if other != name and taken:
                key = min(taken)
                return f"{name!r}: {key!r} is the key of {other!r} already ({screen}); take another, or change both"
    return None


def _bound(screen: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The usual keys of each action on a screen."""
    found: dict[str, frozenset[str]] = {}
    for context in contexts_of(screen):
        for action in ACTIONS[context]:
            if action.keys:
                found[action.id] = found.get(action.id, frozenset()) | frozenset(action.keys.split(","))
    yield from found.items()
