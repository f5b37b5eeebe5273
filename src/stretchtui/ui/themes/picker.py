"""Choosing a theme: the list of them all beside the screen, which wears each as the cursor comes to it."""

from collections.abc import Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from stretchtui.core.settings.keys import Keys
from stretchtui.core.themes.model import HEAT_LEVELS, ThemeFile
from stretchtui.ui.common.base import BaseModal
from stretchtui.ui.settings.bindings import bound
from stretchtui.ui.themes.themed_list import ThemedList
from stretchtui.ui.themes.theming import apply

NOW_ON = "*"
"""Marks the theme that was on."""


class ThemePicker(BaseModal[str | None]):
    """Dismisses with the name of the theme that is kept, or with none after the former one is back on."""

    DEFAULT_CSS = """
    ThemePicker {
        color: $foreground;
        #theme-box {
            width: 41; max-width: 100%;
            height: 100%;
            padding: 1 2;
            background: $surface;
            border-left: solid $border;
        }
        #theme-title { color: $accent; text-style: $title-style; }
        #theme-summary { height: 3; color: $muted; text-style: $muted-style; }
        #theme-hint { color: $muted; text-style: $muted-style; margin: 1 0 0 0; }
        Label { width: 100%; }
        OptionList {
            width: 100%; height: auto; max-height: 14;
            padding: 0; border: none; background: $surface; scrollbar-size-vertical: 1;
            &:focus { border: none; background-tint: transparent; }
        }
        #theme-sample { height: auto; margin: 1 0 0 0; background: $surface; }
        #theme-sample Label { width: auto; }
        .title { text-style: $title-style; }
        .muted { color: $muted; text-style: $muted-style; }
        .hold { color: $hold; text-style: $hold-style; }
        .rest { color: $rest; text-style: $rest-style; }
        .ready { color: $ready; text-style: $ready-style; }
        .done { color: $done; text-style: $done-style; }
        .to-come { color: $to-come; text-style: $to-come-style; }
        .caution { color: $caution; text-style: $caution-style; }
        #theme-heat { height: 1; }
        #theme-heat .swatch { margin: 0 1 0 0; }
        .heat-0 { color: $heat-0; }
        .heat-1 { color: $heat-1; }
        .heat-2 { color: $heat-2; }
        .heat-3 { color: $heat-3; }
        .heat-4 { color: $heat-4; }
    }
    ThemePicker.-narrow #theme-box { width: 100%; border-left: none; padding: 0 2; }
    ThemePicker.-low #theme-sample, ThemePicker.-middle #theme-sample { display: none; }
    ThemePicker.-low #theme-summary { display: none; }
    ThemePicker.-low #theme-box { padding: 0 2; }
    ThemePicker.-low #theme-hint { margin: 0; }
    ThemePicker.-low OptionList { height: 1fr; max-height: 100%; }
    """
    HELP = (
        "Each theme is put on as you come to it; {key:open} keeps it, {key:back} goes back to the one that was on. "
        "Themes of your own lie in the themes folder of your settings."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (66, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-high")]

    CONTEXT = "themes"
    BINDINGS = bound("themes", back="leave")

    def __init__(self, themes: Sequence[ThemeFile], current: ThemeFile, keys: Keys | None = None) -> None:
        """Offer `themes`, in their order (see `core.theme.choices`).

        `current` is the theme that is on: the cursor starts there, and esc returns to it.
        `keys` are those of the actions, as the user has them.
        """
        super().__init__()
        self._keys = keys or Keys()
        self._themes = tuple(themes)
        self._former = current
        self._marked = self._place_of(current.name)

    @property
    def former(self) -> ThemeFile:
        """The theme that esc returns to."""
        return self._former

    def compose(self) -> ComposeResult:
        with Vertical(id="theme-box"):
            yield Label(f"Theme  {NOW_ON} was on", id="theme-title", markup=False)
            yield Label("", id="theme-summary", markup=False)
            yield ThemedList(*map(Option, self._rows()), id="theme-list", markup=False)
            with Vertical(id="theme-sample"):
                yield from _sample()
            keys = self._keys
            arrows = f"{keys.of('down')} {keys.of('up')}"
            hint = f"{arrows} try it on  {{key:open}} keep  {{key:back}} back  {{key:help}} keys"
            yield Label(keys.fill(hint), id="theme-hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(ThemedList).highlighted = self._marked

    def renew(self, themes: Sequence[ThemeFile]) -> None:
        """Take up themes that were read again, and put the marked one on as it is now."""
        marked = self._themes[self._marked].name
        self._themes = tuple(themes)
        self._former = next((theme for theme in themes if theme.name == self._former.name), self._former)
        self._marked = self._place_of(marked)
        options = self.query_one(ThemedList)
        options.set_options(map(Option, self._rows()))
        options.highlighted = self._marked
        self._look()

    @on(OptionList.OptionHighlighted)
    def _marked_another(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < len(self._themes):
            before, self._marked = self._marked, event.option_index
            for place in {before, self._marked}:
                event.option_list.replace_option_prompt_at_index(place, self._row(place))
            self._look()

    @on(OptionList.OptionSelected)
    def _keep(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._themes[event.option_index].name)

    def action_leave(self) -> None:
        """Put the former theme on again and go."""
        apply(self.app, self._former)
        self.dismiss(None)

    def _look(self) -> None:
        theme = self._themes[self._marked]
        self.query_one("#theme-summary", Label).update(Content(theme.summary))
        apply(self.app, theme)

    def _place_of(self, name: str) -> int:
        return next((place for place, theme in enumerate(self._themes) if theme.name == name), 0)

    def _rows(self) -> Iterator[Content]:
        return map(self._row, range(len(self._themes)))

    def _row(self, place: int) -> Content:
        theme = self._themes[place]
        mark = ">" if place == self._marked else " "
        name = theme.name + (NOW_ON if theme.name == self._former.name else "")
        return Content(f"{mark} {name:<11} {_kind(theme)}")


def _kind(theme: ThemeFile) -> str:
    """What sort of theme it is, in a word or two."""
    if theme.monochrome:
        return "no colours"
    if theme.ansi:
        return "16 colours"
    return ("dark" if theme.dark else "light") + (", high contrast" if theme.high_contrast else "")


def _sample() -> ComposeResult:
    """Every role as text that says its own name."""
    yield Label("Chin tuck", classes="title")
    yield Label("Sit tall, eyes level.")
    yield Label("second-rank text", classes="muted")
    for role, words in (
        ("ready", "ready      0:08"),
        ("hold", "hold       0:20  ########"),
        ("rest", "rest       0:04  ##"),
        ("done", "done       x 2"),
        ("to-come", "to come    x 3"),
        ("caution", "caution    never into pain"),
    ):
        yield Label(words, classes=role)
    with Horizontal(id="theme-heat"):
        yield Label("heat ")
        for level in range(HEAT_LEVELS):
            yield Label(str(level), classes="muted")
            yield Label("##", classes=f"swatch heat-{level}")
