"""Themes in a Textual app: every variable there, the real bytes at 256 and 16 colours and without, the picker."""

import os
import pty
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.color import Color
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.widgets import Static

from stretchtui.core.themes import colour
from stretchtui.core.themes.model import DEFAULT, NO_COLOUR, SIXTEEN, choices, shown_as
from stretchtui.core.themes.validation import VARIABLES
from stretchtui.storage.themes import load_themes
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.themes.picker import ThemePicker
from stretchtui.ui.themes.theming import apply, as_textual, css_colour, install, role_fallbacks

ROOT = Path(__file__).parents[3]
THEMES = load_themes(ROOT / "themes").themes
RGB = [name for name, theme in THEMES.items() if not theme.ansi]

SHOW = """
import sys
from pathlib import Path
from textual.app import App
from textual.widgets import Static
from stretchtui.storage.themes import load_themes
from stretchtui.ui.themes.theming import install, apply

THEMES = load_themes(Path(sys.argv[1])).themes
NAMES = sys.argv[2].split(",")
ROLES = ("background", "surface", "panel", "cursor", "hold", "caution")

class Show(App):
    CSS = '''
    Screen { background: $background; color: $foreground; }
    #surface { background: $surface; }
    #panel { background: $panel; }
    #cursor { background: $cursor; color: $cursor-text; text-style: $cursor-style; }
    #hold { color: $hold; text-style: $hold-style; }
    #caution { color: $caution; text-style: $caution-style; }
    '''
    def __init__(self):
        super().__init__(ansi_color=True if len(sys.argv) > 3 else None)
        install(self, THEMES.values(), THEMES[NAMES[0]])
        self.left = list(NAMES)
    def compose(self):
        for role in ROLES:
            yield Static(id=role)
    def on_ready(self):
        self.step()
    def on_key(self):
        self.step()
    def step(self):
        if not self.left:
            self.exit()
            return
        name = self.left.pop(0)
        apply(self, THEMES[name])
        self.call_after_refresh(self.tell, name)
    def tell(self, name):
        for role in ROLES:
            self.query_one("#" + role, Static).update(f"{name}:{role}")

Show().run()
"""


def bytes_of(names: list[str], tmp_path: Path, *arguments: str, **environ: str) -> str:
    """What the app above writes to a real terminal, theme after theme: a key brings the next."""
    script = tmp_path / "show.py"
    script.write_text(SHOW)
    kept = {k: v for k, v in os.environ.items() if k not in {"COLORTERM", "NO_COLOR", "TERM"}}
    child, terminal = pty.fork()
    if child == 0:
        words = [sys.executable, str(script), str(ROOT / "themes"), ",".join(names), *arguments]
        os.execve(sys.executable, words, {**kept, "PYTHONPATH": str(ROOT / "src"), **environ})
    written, left = b"", list(names)
    try:
        while chunk := os.read(terminal, 65536):
            written += chunk
            if left and f"{left[0]}:caution".encode() in written:
                del left[0]
                os.write(terminal, b" ")
    except OSError:
        pass  # how Linux tells that the child has gone
    finally:
        os.close(terminal)
    assert os.waitpid(child, 0)[1] == 0, written.decode(errors="replace")
    return written.decode()


def sgr_of(written: str, text: str) -> list[str]:
    """The graphic rendition that a text was first written with; later the next theme paints over it."""
    found: list[str] = re.findall(rf"\x1b\[([0-9;]*)m{re.escape(text)}", written)
    return found[0].split(";")


def test_surfaces_differ_in_the_bytes_written_at_256_colours(tmp_path: Path) -> None:
    written = bytes_of(RGB, tmp_path, TERM="xterm-256color")
    assert "48;2;" not in written
    for name in RGB:
        grounds = {}
        for role in ("background", "surface", "panel", "cursor"):
            sgr = sgr_of(written, f"{name}:{role}")
            at = sgr.index("48")
            assert sgr[at + 1] == "5"
            grounds[role] = int(sgr[at + 2])
            wanted = shown_as(getattr(THEMES[name].palette, role), dark=True)
            assert grounds[role] == colour.number_256(wanted)
        assert len(set(grounds.values())) == 4, (name, grounds)


def test_rgb_is_written_as_it_stands_in_the_file(tmp_path: Path) -> None:
    written = bytes_of([DEFAULT], tmp_path, TERM="xterm-256color", COLORTERM="truecolor")
    for role in ("surface", "panel"):
        rgb = colour.parse(getattr(THEMES[DEFAULT].palette, role))
        assert ";".join(["48", "2", *map(str, rgb)]) in ";".join(sgr_of(written, f"{DEFAULT}:{role}"))


@pytest.mark.parametrize("term", ["linux", "xterm-256color"])
def test_sixteen_colours_are_passed_through(tmp_path: Path, term: str) -> None:
    written = bytes_of([DEFAULT, SIXTEEN], tmp_path, TERM=term)
    assert {"39", "49"} <= set(sgr_of(written, f"{SIXTEEN}:surface"))
    assert {"30", "46"} <= set(sgr_of(written, f"{SIXTEEN}:cursor"))
    assert {"1", "96", "49"} <= set(sgr_of(written, f"{SIXTEEN}:hold"))


def test_without_colours_the_styles_are_left(tmp_path: Path) -> None:
    written = bytes_of([NO_COLOUR], tmp_path, "native", TERM="xterm-256color", NO_COLOR="1")
    assert set(re.findall(r"\x1b\[([0-9;]*)m", written)) <= {"", "0", "39;49", "1;39;49", "7;39;49", "1;7;39;49"}
    assert "7" in sgr_of(written, f"{NO_COLOUR}:cursor")
    assert {"1", "7"} <= set(sgr_of(written, f"{NO_COLOUR}:caution"))


@pytest.mark.parametrize("name", THEMES)
def test_every_variable_is_there_and_a_colour_that_textual_reads(name: str) -> None:
    theme = as_textual(THEMES[name])
    variables = {**theme.to_color_system().generate(), **theme.variables}
    assert role_fallbacks().keys() <= variables.keys()
    assert VARIABLES.keys() <= variables.keys()
    assert BUILTIN_THEMES["ansi-dark"].variables.keys() <= variables.keys()
    for variable, value in theme.variables.items():
        if "style" not in variable:
            Color.parse(value)


def test_names_of_textual_for_the_colours_of_the_terminal() -> None:
    assert css_colour("bright-red") == "ansi_bright_red"
    assert css_colour("default") == "ansi_default"
    assert css_colour("#ABC") == "#aabbcc"


class Themed(BaseApp):
    """An app with the themes and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str | None] = []
        install(self, THEMES.values(), THEMES[DEFAULT])

    def compose(self) -> ComposeResult:
        yield Static("body")

    def pick(self, colours: int = 256) -> None:
        picker = ThemePicker(choices(THEMES, colours), THEMES[self.theme])
        self.push_screen(picker, self.kept.append)


async def test_textuals_own_themes_are_gone() -> None:
    app = Themed()
    async with app.run_test():
        assert app.theme == DEFAULT
        assert app.available_themes.keys() == THEMES.keys()


async def test_a_theme_that_was_written_anew_is_put_on_anew() -> None:
    app = Themed()
    async with app.run_test() as pilot:
        theme = THEMES[DEFAULT]
        apply(app, replace(theme, palette=replace(theme.palette, background="#262626")))
        await pilot.pause()
        assert Color.parse(app.theme_variables["background"]) == Color.parse("#262626")


async def test_the_picker_shows_each_theme_as_the_cursor_comes_to_it_and_esc_returns() -> None:
    app = Themed()
    names = [theme.name for theme in choices(THEMES, 256)]
    async with app.run_test() as pilot:
        app.pick()
        await pilot.pause()
        for key, place in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", -1)):
            await pilot.press(key)
            await pilot.pause()
            assert app.theme == names[place]
        assert app.screen.query_one("#theme-box").styles.background == Color.parse(app.theme_variables["surface"])
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == DEFAULT
        assert app.kept == [None]


async def test_enter_keeps_the_theme() -> None:
    app = Themed()
    wanted = choices(THEMES, 256)[2].name
    async with app.run_test() as pilot:
        app.pick()
        await pilot.pause()
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        assert app.theme == wanted
        assert app.kept == [wanted]


@pytest.mark.parametrize("size", [(40, 11), (50, 16), (80, 24), (200, 60)])
async def test_the_marked_row_and_the_keys_are_seen_at_every_size(size: tuple[int, int]) -> None:
    app = Themed()
    async with app.run_test(size=size) as pilot:
        app.pick()
        await pilot.pause()
        for theme in choices(THEMES, 256):
            text = text_of(app.screen)
            marked = [line for line in text.splitlines() if re.match(r"(.*│)? *> ", line)]
            assert len(marked) == 1
            assert theme.name in marked[0]
            assert "esc back" in text
            assert "? keys" in text
            await pilot.press("j")
            await pilot.pause()


async def test_the_picker_takes_up_a_file_that_changed() -> None:
    app = Themed()
    async with app.run_test() as pilot:
        app.pick()
        await pilot.pause()
        await pilot.press("j")
        await pilot.pause()
        picker = app.screen
        assert isinstance(picker, ThemePicker)
        offered = choices(THEMES, 256)
        before = offered[1]
        redder = replace(before, palette=replace(before.palette, background="#262626"))
        picker.renew([offered[0], *offered[2:], redder])
        await pilot.pause()
        assert app.theme == before.name
        assert Color.parse(app.theme_variables["background"]) == Color.parse("#262626")
        assert f"> {before.name}" in text_of(app.screen)


def text_of(screen: Screen[Any]) -> str:
    return "\n".join(strip.text for strip in screen._compositor.render_strips())
