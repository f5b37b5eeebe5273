"""Every mistake that a theme file can have, in words that say what would be right."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from stretchtui.core.catalog.model import Id, Line
from stretchtui.core.themes.model import (
    HEAT_LEVELS,
    STYLE_WORDS,
    TEXT_ROLES,
    Colour,
    Palette,
    Roles,
    Style,
    Styles,
    ThemeFile,
    build,
    colours,
    legibilities,
)
from stretchtui.core.typed import convert
from stretchtui.core.words import nearest

_COLOUR_HELP = 'write "#rgb", "#rrggbb", "default", or a name such as "red" or "bright-blue"'


class Mistake(NamedTuple):
    """What is wrong in a file, and the keys that lead there; none for the file as a whole."""

    keys: tuple[str, ...]
    message: str


_COLOUR_VARIABLES = """
text text-muted text-disabled text-primary text-secondary text-warning text-error text-success text-accent
foreground-muted foreground-disabled primary-muted secondary-muted accent-muted warning-muted error-muted
success-muted block-cursor-foreground block-cursor-background block-cursor-blurred-foreground
block-cursor-blurred-background block-hover-background border border-blurred surface-active scrollbar
scrollbar-hover scrollbar-active scrollbar-background scrollbar-background-hover scrollbar-background-active
scrollbar-corner-color link-background-hover link-color link-color-hover footer-foreground footer-background
footer-key-foreground footer-key-background footer-description-foreground footer-description-background
footer-item-background input-cursor-background input-cursor-foreground input-selection-background
input-selection-foreground markdown-h1-color markdown-h2-color markdown-h3-color markdown-h4-color
markdown-h5-color markdown-h6-color button-foreground button-color-foreground screen-selection-background
screen-selection-foreground
"""
_STYLE_VARIABLES = """
block-cursor-text-style block-cursor-blurred-text-style link-style link-style-hover input-cursor-text-style
markdown-h1-text-style markdown-h2-text-style markdown-h3-text-style markdown-h4-text-style
markdown-h5-text-style markdown-h6-text-style button-focus-text-style
"""
VARIABLES: Mapping[str, Any] = dict.fromkeys(_COLOUR_VARIABLES.split(), Colour) | dict.fromkeys(
    _STYLE_VARIABLES.split(), Style
)
"""The variables of Textual that a theme may set, each with what its value must be."""

_TABLES: Mapping[str, type[Struct]] = {"palette": Palette, "roles": Roles, "styles": Styles}


def find_mistakes(data: Mapping[str, Any]) -> tuple[Mistake, ...]:
    """All that is wrong in a file's data; where there is nothing, `build` takes it."""
    found = [*_top_mistakes(data)]
    for table, kind in _TABLES.items():
        if table in data:
            found += _table_mistakes(table, data[table], kind)
    found += _variable_mistakes(data.get("variables", {}))
    if not found:
        found += _mixture_mistakes(data)
    if not found and data.get("high-contrast"):
        found += _contrast_mistakes(build(data))
    return tuple(found)


def _top_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    known = {each.encode_name: each for each in fields(ThemeFile)}
    yield from _unknown((), data, known)
    for name, each in known.items():
        if each.required and name not in data:
            yield Mistake((), f"[{name}] is missing" if name in _TABLES else f"{name} is missing")
    if "name" in data and not _is(data["name"], Id):
        yield Mistake(("name",), "name must be small letters, digits and single hyphens, 60 at the most")
    summary = data.get("summary", "-")
    if not _is(summary, Line) or not summary.isprintable():
        yield Mistake(("summary",), "summary must be one line of text, 400 letters at the most")
    for name in ("dark", "high-contrast"):
        if not isinstance(data.get(name, True), bool):
            yield Mistake((name,), f"{name} must be true or false")


def _table_mistakes(table: str, value: object, kind: type[Struct]) -> Iterator[Mistake]:
    if not isinstance(value, Mapping):
        yield Mistake((table,), f"{table} must be a table: [{table}]")
        return
    known = {each.encode_name: each for each in fields(kind)}
    yield from _unknown((table,), value, known)
    for name, each in known.items():
        if name in value:
            yield from _value_mistakes((table, name), value[name], each.type)
        elif each.required:
            yield Mistake((table,), f"{name} is missing in [{table}]")


def _variable_mistakes(value: object) -> Iterator[Mistake]:
    if not isinstance(value, Mapping):
        yield Mistake(("variables",), "variables must be a table: [variables]")
        return
    yield from _unknown(("variables",), value, VARIABLES)
    for name, text in value.items():
        if name in VARIABLES:
            yield from _value_mistakes(("variables", name), text, VARIABLES[name])


def _value_mistakes(keys: tuple[str, ...], value: object, kind: Any) -> Iterator[Mistake]:
    name = keys[-1]
    if kind == Colour:
        if not _is(value, Colour):
            yield Mistake(keys, f"{name} is {_quoted(value)}, no colour: {_COLOUR_HELP}")
    elif kind == Style:
        if not _is(value, Style):
            words = ", ".join(STYLE_WORDS)
            yield Mistake(keys, f'{name} is {_quoted(value)}, no style: write "none", or some of {words}')
    elif not isinstance(value, Sequence) or isinstance(value, str) or len(value) != HEAT_LEVELS:
        yield Mistake(keys, f"{name} must be a list of {HEAT_LEVELS} colours, from none to most")
    else:
        for each in value:
            yield from _value_mistakes(keys, each, Colour)


def _unknown(keys: tuple[str, ...], value: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Mistake]:
    for name in value:
        if name not in known:
            near = nearest(name, known)
            known_here = f"known here: {', '.join(known)}" if len(known) < 20 else "leave it out"
            hint = f"did you mean {near}?" if near else known_here
            where = f" in [{keys[0]}]" if keys else ""
            yield Mistake((*keys, name), f"unknown key {_quoted(name)}{where}; {hint}")


def _mixture_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """RGB and the terminal's own colours can't be told apart or blended: a theme has the one or the other."""
    theme = build(data)
    own = ((("variables", name), text) for name, text in theme.variables.items())
    texts = [*colours(theme), *((keys, text) for keys, text in own if VARIABLES[keys[1]] == Colour)]
    for keys, text in texts:
        if text.startswith("#") == theme.ansi:
            kind = "a name of the terminal's colours" if theme.ansi else '"#rrggbb"'
            yield Mistake(keys, f"{keys[-1]} is {_quoted(text)}: write {kind}, as for palette.background")


def _contrast_mistakes(theme: ThemeFile) -> Iterator[Mistake]:
    for text, ground, ratio, least in legibilities(theme):
        if ratio < least:
            table = "roles" if text in TEXT_ROLES else "palette"
            need = f"a high-contrast theme needs {least:g}:1"
            yield Mistake((table, text), f"{text} on {ground} has a contrast of {ratio:.1f}:1; {need}")


def _is(value: object, kind: Any) -> bool:
    try:
        convert(value, kind)
    except ValueError:
        return False
    return not isinstance(value, str) or not value.endswith("\n")


def _quoted(value: object) -> str:
    """A value from a file, short and without control characters."""
    text = value if isinstance(value, str) else str(value)
    plain = "".join(c if c.isprintable() else "?" for c in text)
    return f'"{plain[:30]}…"' if len(plain) > 30 else f'"{plain}"'
