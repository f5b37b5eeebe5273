"""What a theme is: the colours of one file in `themes/`, and how readable they are."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, NamedTuple

from msgspec import Meta, Struct, field
from msgspec.structs import fields

from stretchtui.core.catalog.model import Id, Line
from stretchtui.core.themes import colour
from stretchtui.core.themes.colour import Rgb
from stretchtui.core.typed import convert

DEFAULT: Final = "hearth"
SIXTEEN: Final = "console"
NO_COLOUR: Final = "ink"
HEAT_LEVELS: Final = 5
BODY_CONTRAST: Final = 4.5
HIGH_CONTRAST: Final = 7.0
"""WCAG 2.2, level AA and level AAA, for body text."""

STYLE_WORDS = ("bold", "dim", "italic", "reverse", "underline")
_STYLE_PATTERN = "^(none|({0})( ({0}))*)$".format("|".join(STYLE_WORDS))

Colour = Annotated[str, Meta(pattern=colour.PATTERN, description="#rgb, #rrggbb or a terminal's name")]
Style = Annotated[str, Meta(pattern=_STYLE_PATTERN, description="none, or some of " + ", ".join(STYLE_WORDS))]


class Palette(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The ground and what is written on it. Text must be readable on all three surfaces."""

    background: Colour
    surface: Colour
    """A panel that lies on the background."""
    panel: Colour
    """What lies on a surface: the footer, a row that had the focus."""
    foreground: Colour
    muted: Colour
    """Second-rank text; still text, so still readable."""
    border: Colour
    accent: Colour
    """The one colour that says: here you are."""
    cursor: Colour
    """The ground of the selected row, with `cursor-text` on it."""
    cursor_text: Colour


class Roles(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What colours mean in this app. The first six are also text."""

    hold: Colour
    """What runs now: a hold or a movement."""
    rest: Colour
    ready: Colour
    done: Colour
    to_come: Colour
    caution: Colour
    track: Colour
    """The part of a bar that is not filled yet."""
    heat: Annotated[tuple[Colour, ...], Meta(min_length=HEAT_LEVELS, max_length=HEAT_LEVELS)]
    """From none to most."""
    figure: Colour
    figure_near: Colour
    """The limb nearer to the eye."""
    figure_far: Colour
    figure_stretch: Colour
    """Where the pull is felt."""


class Styles(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How text looks beside its colour, for themes that have few colours or none."""

    cursor: Style = "bold"
    title: Style = "bold"
    muted: Style = "none"
    hold: Style = "bold"
    rest: Style = "none"
    ready: Style = "none"
    done: Style = "none"
    to_come: Style = "none"
    caution: Style = "bold"


class ThemeFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One theme. Its colours are all `#…` (RGB), or all names (the terminal's own 16 and its default)."""

    name: Id
    summary: Line
    dark: bool
    palette: Palette
    roles: Roles
    high_contrast: bool = False
    styles: Styles = Styles()
    variables: Mapping[str, str] = field(default_factory=dict)
    """Variables of Textual, by name: to set what is otherwise derived from the palette."""

    @property
    def ansi(self) -> bool:
        """Whether the terminal's own palette gives the colours."""
        return not self.palette.background.startswith("#")

    @property
    def monochrome(self) -> bool:
        """Whether there is no colour in it but the terminal's default."""
        return {text for _, text in colours(self)} == {"default"}


class Legibility(NamedTuple):
    """A text on a ground: by their names, their contrast, and the least it should be."""

    text: str
    ground: str
    contrast: float
    least: float


TEXT_ROLES = ("hold", "rest", "ready", "done", "to-come", "caution")
GROUNDS = ("background", "surface", "panel")


def build(data: Mapping[str, Any]) -> ThemeFile:
    """The theme of a file without mistakes; raises msgspec.ValidationError for one with."""
    return convert(data, ThemeFile)


def legibilities(theme: ThemeFile, *, at_256: bool = False) -> Iterator[Legibility]:
    """The contrast of each text on each ground; a terminal's own colours as on the Linux console."""

    def rgb(text: str, *, ground: bool = False) -> Rgb:
        shown = shown_as(text, dark=theme.dark, ground=ground)
        return colour.at_256(shown) if at_256 else shown

    palette, roles = theme.palette, theme.roles
    body = HIGH_CONTRAST if theme.high_contrast else BODY_CONTRAST
    texts = {"foreground": palette.foreground, "muted": palette.muted, "accent": palette.accent}
    texts |= {name: getattr(roles, name.replace("-", "_")) for name in TEXT_ROLES}
    for name, text in texts.items():
        least = body if name in {"foreground", "muted"} else BODY_CONTRAST
        for ground in GROUNDS:
            under = rgb(getattr(palette, ground), ground=True)
            yield Legibility(name, ground, colour.contrast(rgb(text), under), least)
    if "reverse" not in theme.styles.cursor:
        on_cursor = colour.contrast(rgb(palette.cursor_text), rgb(palette.cursor, ground=True))
        yield Legibility("cursor-text", "cursor", on_cursor, body)


def shown_as(text: str, *, dark: bool, ground: bool = False) -> Rgb:
    """A colour as RGB. The terminal's default is taken as white on black, or black on white."""
    parsed = colour.parse(text)
    if isinstance(parsed, Rgb):
        return parsed
    if parsed.number >= 0:
        return colour.VGA[parsed.number]
    return Rgb(0, 0, 0) if dark == ground else colour.VGA[7] if dark else Rgb(255, 255, 255)


def fitting(wanted: str, themes: Mapping[str, ThemeFile], colours: int) -> ThemeFile:
    """The theme for a terminal of so many colours (1, 16, 256 or 2**24): the wanted one if it fits.

    `themes` must have those of `DEFAULT`, `SIXTEEN` and `NO_COLOUR`. An unknown name gives the default.
    """
    theme = themes.get(wanted, themes[DEFAULT])
    if _fits(theme, colours):
        return theme
    return themes[NO_COLOUR] if colours < 8 else themes[SIXTEEN]


def choices(themes: Mapping[str, ThemeFile], colours: int) -> tuple[ThemeFile, ...]:
    """The themes that fit a terminal, in the order to offer them: the default, dark, light, the special ones."""

    def rank(theme: ThemeFile) -> tuple[bool, bool, bool, bool, bool, str]:
        plain_first = (theme.monochrome, theme.ansi, theme.high_contrast, not theme.dark)
        return (theme.name != DEFAULT, *plain_first, theme.name)

    return tuple(sorted((theme for theme in themes.values() if _fits(theme, colours)), key=rank))


def _fits(theme: ThemeFile, colours: int) -> bool:
    if colours < 8:
        return theme.monochrome
    return theme.ansi or colours >= 256


def colours(theme: ThemeFile) -> Iterator[tuple[tuple[str, str], str]]:
    """Each colour of palette and roles, with the keys that lead to it."""
    for table in (theme.palette, theme.roles):
        name = "palette" if isinstance(table, Palette) else "roles"
        for each in fields(table):
            value = getattr(table, each.name)
            for text in (value,) if isinstance(value, str) else value:
                yield (name, each.encode_name), text
