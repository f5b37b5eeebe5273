"""Keys as the user wants them: which bindings each screen has, and what is wrong with a change of them."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key, key_to_character
from textual.keys import Keys as Named
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from stretchtui.application.context import Context
from stretchtui.core.catalog.validation import unknown
from stretchtui.storage.files.diagnostics import Problem
from stretchtui.storage.toml.source import TomlSource

Bound = Mapping[str, frozenset[str]]
"""The keys of each binding id."""

OURS = "stretchtui."
MODIFIERS = frozenset({"ctrl", "alt", "shift"})
ALIASES = {"esc": "escape", "return": "enter", "←": "left", "→": "right", "↑": "up", "↓": "down"}
NAMED = frozenset(key.value for key in Named) | set(KEY_NAME_REPLACEMENTS.values()) - {"<any>", "ignore"}


def own_keys(context: Context) -> dict[str, str]:
    """The user's keys by binding id, as Textual takes them; what is wrong with them is put to the problems."""
    wanted = context.user.settings.keys
    context.problems += map(str, key_problems(TomlSource(context.services.places.settings), wanted))
    return checked(wanted)[0]


def key_problems(source: TomlSource, wanted: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the keys in settings, each on its line."""
    lines = sorted((source.line_of(("keys", name)), said) for name, said in checked(wanted)[1])
    return [Problem(source.path, line, said) for line, said in lines]


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The changes that can be made, keys by binding id; and for each of the others its id and what is wrong.

    Wrong are an unknown id, an unknown key, and a key that something else has on the same screen.
    """
    screens = bindings_by_screen()
    known = sorted({name for bound in screens.values() for name in bound})
    good: dict[str, frozenset[str]] = {}
    wrong: list[tuple[str, str]] = []
    for name, text in wanted.items():
        keys, odd = _parsed(text)
        if name not in known:
            wrong.append((name, unknown("binding", name, known)))
        elif odd is not None or not keys:
            wrong.append((name, f"{name!r}: no key {odd or ''!r}; expected one such as 'x', 'f5', 'ctrl+x', 'escape'"))
        else:
            good[name] = frozenset(keys)
    clashes = [(name, said) for name in good if (said := _clash(name, good, screens))]
    for name, _ in clashes:
        del good[name]
    return {name: ",".join(_parsed(wanted[name])[0]) for name in good}, wrong + clashes


def bindings_by_screen() -> dict[str, Bound]:
    """What has a key on each screen, with its widgets and what the app has everywhere, by the screen's class name."""
    from stretchtui.ui.app import StretchApp  # noqa: PLC0415

    everywhere = _bound(StretchApp)
    found: dict[str, Bound] = {}
    for screen in _screens():
        places: list[type[DOMNode]] = [screen, *_widgets(screen)]
        own = [_bound(place) for place in places]
        found[screen.__name__] = _merged(own if issubclass(screen, ModalScreen) else [*own, everywhere])
    return found


def _clash(name: str, changed: Bound, screens: Mapping[str, Bound]) -> str | None:
    """What has one of the new keys of a binding already, on some screen where both can be pressed."""
    for screen, bound in screens.items():
        if name not in bound:
            continue
        for other, keys in bound.items():
            taken = changed.get(other, keys) & (changed[name] - bound[name])
            if other != name and taken:
                key = min(taken)
                where = screen.removesuffix("Screen").lower()
                return f"{name!r}: {key!r} is the key of {other!r} already ({where}); take another, or change both"
    return None


def _parsed(text: str) -> tuple[list[str], str | None]:
    """The keys of a list with commas, by Textual's names; and the first that is none."""
    keys = []
    for part in text.split(",") if text != "," else [text]:
        *modifiers, base = part.strip().split("+") if len(part.strip()) > 1 else [part.strip()]
        base = ALIASES.get(base, base)
        if len(base) == 1 and base.isprintable():
            base = _character_to_key(base)
        elif base not in NAMED and not key_to_character(base):
            return [], part
        if not MODIFIERS.issuperset(modifiers):
            return [], part
        keys.append("+".join([*modifiers, base]))
    return keys, None


def _screens() -> Iterator[type[Screen[Any]]]:
    from stretchtui import ui  # noqa: PLC0415

    modules = [module for package in _packages(ui) for module in _modules(package)]
    for module in modules:
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Screen) and kind.__module__ == module.__name__:
                yield kind


def _packages(package: ModuleType) -> Iterator[ModuleType]:
    for found in iter_modules(package.__path__):
        if found.ispkg:
            inner = import_module(f"{package.__name__}.{found.name}")
            yield inner
            yield from _packages(inner)


def _modules(package: ModuleType) -> list[ModuleType]:
    return [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]


def _widgets(screen: type[Screen[Any]]) -> set[type[Widget]]:
    """The app's own widgets that the module of a screen, or of one that it is a kind of, can put on it."""
    found: set[type[Widget]] = set()
    modules = [kind.__module__ for kind in screen.__mro__ if kind.__module__.startswith(OURS)]
    for module in modules:
        _gather(import_module(module), found)
    return found


def _gather(module: ModuleType, found: set[type[Widget]]) -> None:
    for kind in list(vars(module).values()):
        if isinstance(kind, type) and issubclass(kind, Widget) and not issubclass(kind, Screen):
            _take(kind, found)


def _take(kind: type[Widget], found: set[type[Widget]]) -> None:
    """A widget, those that it is made of, and those that may be in its place."""
    if kind.__module__.startswith(OURS) and kind not in found:
        found.add(kind)
        _gather(import_module(kind.__module__), found)
        if kind.__name__ == "ReviewPage":  # its kinds are imported when they are first looked at
            for page in kind.__subclasses__():
                _take(page, found)


def _bound(kind: type[DOMNode]) -> Bound:
    keys: dict[str, set[str]] = {}
    for key, bindings in kind._merge_bindings().key_to_bindings.items():  # noqa: SLF001  (no other way to all of them)
        for binding in bindings:
            if binding.id:
                keys.setdefault(binding.id, set()).add(key)
    return {name: frozenset(some) for name, some in keys.items()}


def _merged(parts: Iterable[Bound]) -> Bound:
    whole: dict[str, frozenset[str]] = {}
    for part in parts:
        for name, keys in part.items():
            whole[name] = whole.get(name, frozenset()) | keys
    return whole
