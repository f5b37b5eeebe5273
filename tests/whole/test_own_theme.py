"""Someone writes a theme and sees it in the program that runs beside the editor."""

from pathlib import Path

import pytest

from stretchtui.core.themes.model import DEFAULT
from tests.whole.conftest import Open
from tests.whole.harness import Terminal

pytestmark = pytest.mark.whole

HEARTH = (Path(__file__).parents[2] / "themes" / f"{DEFAULT}.toml").read_text()
GROUND = next(line for line in HEARTH.splitlines() if line.startswith("background = "))
BLACK, NAVY = "000000", "00005f"
"""Colours that are the same among 256."""


def attic(ground: str) -> str:
    return HEARTH.replace(f'name = "{DEFAULT}"', 'name = "attic"').replace(GROUND, f'background = "#{ground}"')


def until_ground(screen: Terminal, colour: str) -> None:
    """Wait until the screen lies on a colour, read from the bytes that were sent."""
    screen.wait(lambda: ground(screen) == colour, f"on {colour}")


def ground(screen: Terminal) -> str:
    """The colour of a blank cell; reverse video shows it in the ink."""
    cell = screen.screen.buffer[1][0]
    return cell.fg if cell.reverse else cell.bg


def test_a_theme_is_edited_broken_and_mended_while_it_is_on(terminal: Open, home: Path) -> None:
    settings = home / "settings.toml"
    settings.write_text(f'theme = "attic"\n{settings.read_text()}')
    file = home / "themes" / "attic.toml"
    file.parent.mkdir()
    file.write_text(attic(BLACK))
    screen = terminal(LANG="C.UTF-8")
    screen.until("▸ Due now")
    until_ground(screen, BLACK)
    screen.press("t")
    screen.until("try it on", "attic")
    file.write_text(attic(NAVY))
    until_ground(screen, NAVY)
    file.write_text(attic(BLACK).replace("dark = true", "dark ="))
    screen.until("attic.toml:", "not valid TOML")
    assert ground(screen) == NAVY
    file.write_text(attic(BLACK))
    until_ground(screen, BLACK)
    screen.press("\x1b")
    screen.wait(lambda: "try it on" not in screen.text, "the picker is closed")
    screen.press("q")
    assert screen.ended() == 0
