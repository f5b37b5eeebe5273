"""A theme file as a theme of Textual, and the colours of the app's own roles as variables of its style sheets.

In a style sheet: `$hold`, `$rest`, `$ready`, `$done`, `$to-come`, `$caution`, `$track`, `$heat-0` to `$heat-4`,
`$figure`, `$figure-near`, `$figure-far`, `$figure-stretch`, `$solid-near` and
the other shades of figures in solid blocks, `$muted`, `$rule` (borders), `$cursor`,
`$cursor-text`; and how text of a role looks: `text-style: $hold-style`, and so for `rest`, `ready`, `done`,
`to-come`, `caution`, `muted`, `title` and `cursor`. Write colour and style together: a theme without colours
has nothing but the style. Where a bar's two parts, or figure and ground, differ in colour, they differ in
their signs as well.

What the app does: `install` in its `__init__`, then `apply`. A theme of the terminal's own colours needs nothing
more: Textual passes `ansi_*` through as 30 to 37, 90 to 97, 39 and 49 while such a theme is on, and takes up
RGB again with the next (`App.ansi_color` must stay None for that). Only under NO_COLOR has the app to be made
with `ansi_color=True`, with which Textual takes all colours out and leaves the styles; without, it would
paint greys.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import asdict, fields
from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from stretchtui.core.themes import colour
from stretchtui.core.themes.model import HEAT_LEVELS, Roles, Styles, ThemeFile
from stretchtui.core.themes.shades import TOWARDS_BACKGROUND, figure_shades


def install(app: App[Any], themes: Iterable[ThemeFile], current: ThemeFile) -> None:
    """Make these the app's themes, and `current` the one that is on; Textual's own go, for they lack the roles."""
    names = {current.name}
    for theme in themes:
        app.register_theme(as_textual(theme))
        names.add(theme.name)
    app.register_theme(as_textual(current))
    _begin_with(app, current)
    for name in BUILTIN_THEMES.keys() - names:
        app.unregister_theme(name)


def _begin_with(app: App[Any], theme: ThemeFile) -> None:
    """Have a theme on from the start, as if it had always been.

    Assigned to `App.theme` before the app runs, it would have all style sheets read and applied a second time.
    """
    app.set_reactive(App.theme, theme.name)
    app.update_classes(
        {f"-theme-{theme.name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark}, update=False
    )
    app.stylesheet.set_variables(app.get_css_variables())
    app.mutate_reactive(App.ansi_color)  # whether colours of the terminal's own pass through hangs on the theme


def apply(app: App[Any], theme: ThemeFile) -> None:
    """Put a theme on, also when it has the name of the one that is on but other colours."""
    made = as_textual(theme)
    same_name, changed = app.theme == made.name, app.get_theme(made.name) != made
    app.register_theme(made)
    if not same_name:
        app.theme = made.name
    elif changed:
        app.mutate_reactive(App.theme)


def as_textual(theme: ThemeFile) -> Theme:
    """The same theme as Textual takes it."""
    palette, roles = theme.palette, theme.roles
    return Theme(
        name=theme.name,
        primary=css_colour(palette.accent),
        secondary=css_colour(roles.rest),
        accent=css_colour(palette.accent),
        warning=css_colour(roles.caution),
        error=css_colour(roles.caution),
        success=css_colour(roles.done),
        foreground=css_colour(palette.foreground),
        background=css_colour(palette.background),
        surface=css_colour(palette.surface),
        panel=css_colour(palette.panel),
        boost=css_colour(palette.panel),
        dark=theme.dark,
        ansi=theme.ansi,
        variables={**_derived(theme), **_own(theme), **_set_by_theme(theme)},
    )


def css_colour(text: str) -> str:
    """A theme file's colour as Textual writes it: `#rrggbb`, or `ansi_bright_red`."""
    parsed = colour.parse(text)
    return parsed.hex if isinstance(parsed, colour.Rgb) else f"ansi_{parsed.name.replace('-', '_')}"


def role_fallbacks() -> Mapping[str, str]:
    """A value for every variable of the app's own, so that a style sheet parses under any theme.

    For `App.get_theme_variable_defaults`.
    """
    names = [field.encode_name for field in fields(Roles) if field.name != "heat"]
    names += [f"heat-{level}" for level in range(HEAT_LEVELS)]
    names += ["muted", "rule", "cursor", "cursor-text", *(f"solid-{part}" for part in TOWARDS_BACKGROUND)]
    styles = {f"{field.encode_name}-style": "none" for field in fields(Styles)}
    return {**dict.fromkeys(names, "ansi_default"), **styles}


def _own(theme: ThemeFile) -> dict[str, str]:
    """The app's own variables."""
    palette = theme.palette
    roles = {field.encode_name: getattr(theme.roles, field.name) for field in fields(Roles)}
    heat = roles.pop("heat")
    roles |= {f"heat-{level}": text for level, text in enumerate(heat)}
    roles |= {"muted": palette.muted, "rule": palette.border}
    roles |= {"cursor": palette.cursor, "cursor-text": palette.cursor_text}
    roles |= {f"solid-{part}": text for part, text in figure_shades(theme).items()}
    styles = {f"{name.replace('_', '-')}-style": value for name, value in asdict(theme.styles).items()}
    return {**{name: css_colour(text) for name, text in roles.items()}, **styles}


def _set_by_theme(theme: ThemeFile) -> dict[str, str]:
    styles = {name: text for name, text in theme.variables.items() if name.endswith(("-style", "-style-hover"))}
    colours = {name: css_colour(text) for name, text in theme.variables.items() if name not in styles}
    return {**styles, **colours}


def _derived(theme: ThemeFile) -> dict[str, str]:
    """Textual's variables, all from the palette: blends of its own would melt together at 256 colours."""
    palette, cursor_style = theme.palette, theme.styles.cursor
    by_colour = (
        (palette.foreground, _FOREGROUND),
        (palette.muted, "text-muted text-disabled foreground-muted foreground-disabled markdown-h6-color"),
        (palette.accent, _ACCENT),
        (palette.background, "input-cursor-foreground background-muted ansi-background"),
        (palette.surface, _SURFACE),
        (palette.panel, _PANEL),
        (palette.border, "border-blurred scrollbar"),
        (palette.cursor, _CURSOR),
        (palette.cursor_text, _CURSOR_TEXT),
        (palette.cursor_text if theme.ansi else palette.background, "button-color-foreground"),
        (palette.background if theme.ansi else palette.accent, "input-cursor-background"),
        (theme.roles.rest, "text-secondary"),
        (theme.roles.caution, "text-warning text-error"),
        (theme.roles.done, "text-success"),
    )
    return {
        "block-cursor-text-style": cursor_style,
        "block-cursor-blurred-text-style": "none",
        "input-cursor-text-style": "reverse" if theme.ansi else "none",
        "link-style": "underline",
        "link-style-hover": cursor_style,
        "button-focus-text-style": "bold reverse",
        **{name: css_colour(text) for text, names in by_colour for name in names.split()},
    }


_FOREGROUND = """
text block-cursor-blurred-foreground footer-foreground footer-description-foreground markdown-h3-color
markdown-h4-color markdown-h5-color button-foreground ansi-foreground
"""
_ACCENT = """
text-primary text-accent border link-color footer-key-foreground scrollbar-active scrollbar-hover
markdown-h1-color markdown-h2-color
"""
_SURFACE = "scrollbar-background scrollbar-background-hover scrollbar-background-active scrollbar-corner-color"
_PANEL = """
block-cursor-blurred-background block-hover-background surface-active footer-background footer-item-background
footer-description-background footer-key-background primary-muted secondary-muted accent-muted warning-muted
error-muted success-muted primary-background secondary-background
"""
_CURSOR = "block-cursor-background input-selection-background screen-selection-background link-background-hover"
_CURSOR_TEXT = """
block-cursor-foreground input-selection-foreground screen-selection-foreground link-color-hover
"""
