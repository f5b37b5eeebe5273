"""A theme of the user's that is written, broken, mended and deleted while the app runs."""

import os
from collections.abc import Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot

from stretchtui.core.themes.model import DEFAULT, NO_COLOUR, SIXTEEN, choices
from stretchtui.terminal.capabilities import Terminal
from stretchtui.ui.app import StretchApp
from stretchtui.ui.themes import watch as theme_watch
from stretchtui.ui.themes.picker import ThemePicker
from stretchtui.ui.themes.watch import TITLE, ThemeWatch
from tests.ui.conftest import findable, make_terminal, shown

SHIPPED = Path(__file__).parents[3] / "themes"
HEARTH = (SHIPPED / f"{DEFAULT}.toml").read_text()
INK = (SHIPPED / f"{NO_COLOUR}.toml").read_text()
GROUND = next(line for line in HEARTH.splitlines() if line.startswith("background = "))
BROKEN = 'name = "attic"\nsummary = "half'
GREEN, BLUE = "#102020", "#000010"
Make = Callable[..., StretchApp]


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app does not look by itself: how long a test takes is no matter."""
    monkeypatch.setattr(theme_watch, "EVERY", 3600.0)


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "themes"


_later = count(1)


def write(path: Path, text: str) -> None:
    """Write a file at a time of its own, however coarse the file system's clock is."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    at = path.stat().st_mtime_ns + next(_later) * 1_000_000_000
    os.utime(path, ns=(at, at))


def attic(ground: str, model: str = HEARTH, name: str = DEFAULT) -> str:
    """A theme called attic, with a background of its own."""
    return model.replace(f'name = "{name}"', 'name = "attic"').replace(GROUND, f'background = "{ground}"')


class Running:
    """The app with a watch that looks when it is told to."""

    def __init__(self, app: StretchApp, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot
        self._watch = ThemeWatch(app)

    async def look(self) -> None:
        """Look once; what was to be done is done."""
        self._watch.look()
        await self.pilot.pause()
        await self.pilot.pause()  # for a message: it comes with a widget of its own

    @property
    def ground(self) -> str:
        """The colour that the screen lies on, seen on screen."""
        style = self.app.screen._compositor.render_strips()[-2]._segments[0].style
        assert style
        assert style.bgcolor
        return Color.from_rich_color(style.bgcolor).hex.lower()

    @property
    def told(self) -> list[list[str]]:
        """The messages on mistakes that are shown, each in its lines."""
        return [note.message.splitlines() for note in self.app._notifications if note.title == TITLE]


@asynccontextmanager
async def running(make_app: Make, terminal: Terminal | None = None) -> Any:
    app = make_app(terminal=terminal)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        run = Running(app, pilot)
        await run.look()
        yield run


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def move(folder: Path, to: Path) -> None:
    folder.rename(to)


def choose(home: Path, theme: str) -> None:
    (home / "settings.toml").write_text(f'theme = "{theme}"\n')


async def test_a_theme_that_is_on_changes_as_its_file_is_written(make_app: Make, home: Path, folder: Path) -> None:
    choose(home, "attic")
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        assert (run.app.theme, run.ground) == ("attic", GREEN)
        write(folder / "a.toml", attic(BLUE))
        await run.look()
        assert (run.app.theme, run.ground) == ("attic", BLUE)
        assert run.told == []


async def test_a_broken_file_keeps_its_last_good_colours_until_it_is_mended(
    make_app: Make, home: Path, folder: Path
) -> None:
    choose(home, "attic")
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        bad = attic(BLUE).replace("dark = true", "dark = 1").replace("accent = ", "acent = ")
        write(folder / "a.toml", bad)
        await run.look()
        assert run.ground == GREEN
        (lines,) = run.told
        assert len(lines) == 3
        place = next(at for at, line in enumerate(bad.splitlines(), 1) if line.startswith("acent"))
        assert any(line.startswith(f"a.toml:{place}: ") and "did you mean accent" in line for line in lines)
        await run.look()
        assert run.told == [lines]
        write(folder / "a.toml", bad)
        await run.look()
        assert run.told == [lines], "saved without mending, it is told again"
        write(folder / "a.toml", BROKEN)
        await run.look()
        assert run.ground == GREEN, "broken twice, it is still what it was"
        ((line,),) = run.told
        assert line.startswith("a.toml:2: not valid TOML")
        write(folder / "a.toml", attic(BLUE))
        await run.look()
        assert run.ground == BLUE
        assert run.told == [], "what is mended is not told any longer"
        assert TITLE not in shown(run.pilot)


async def test_a_broken_theme_can_still_be_chosen_and_comes_back(make_app: Make, folder: Path) -> None:
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        write(folder / "a.toml", BROKEN)
        await run.look()
        run.app.wear("attic")
        await run.pilot.pause()
        assert run.ground == GREEN


async def test_a_file_that_was_broken_at_the_start_is_put_on_when_it_is_mended(
    make_app: Make, home: Path, folder: Path
) -> None:
    choose(home, "attic")
    write(folder / "a.toml", BROKEN)
    async with running(make_app) as run:
        assert run.app.theme == DEFAULT
        assert run.told == [], "it was told at the start"
        write(folder / "a.toml", attic(GREEN))
        await run.look()
        assert (run.app.theme, run.ground) == ("attic", GREEN)


async def test_but_not_where_another_was_chosen_meanwhile(make_app: Make, home: Path, folder: Path) -> None:
    choose(home, "attic")
    write(folder / "a.toml", BROKEN)
    async with running(make_app) as run:
        run.app.keep_theme(DEFAULT)  # the one that is on in its stead
        write(folder / "a.toml", attic(GREEN))
        await run.look()
        assert run.app.theme == DEFAULT
        assert "attic" in run.app.themes


async def test_the_folder_may_come_and_go(make_app: Make, home: Path, folder: Path) -> None:
    async with running(make_app) as run:
        await run.look()
        assert names(home) == ["notices.toml"], "looking makes nothing"
        write(folder / "a.toml", attic(GREEN))
        await run.look()
        assert run.app.theme == DEFAULT
        run.app.wear("attic")
        await run.pilot.pause()
        assert run.ground == GREEN
        move(folder, home / "elsewhere")
        await run.look()
        assert (run.app.theme, run.ground) == ("attic", GREEN), "kept until another is chosen"
        await run.pilot.press("t")
        await run.pilot.pause()
        assert "> attic" in shown(run.pilot)
        await run.pilot.press("escape")
        await run.pilot.pause()
        run.app.wear(DEFAULT)
        await run.look()
        assert "attic" not in run.app.themes


async def test_without_its_file_a_shipped_theme_is_the_shipped_one_again(make_app: Make, folder: Path) -> None:
    write(folder / "mine.toml", HEARTH.replace(GROUND, f'background = "{GREEN}"'))
    async with running(make_app) as run:
        assert run.ground == GREEN
        (folder / "mine.toml").unlink()
        await run.look()
        assert run.app.theme == DEFAULT
        assert f'"{run.ground}"' in GROUND


async def test_the_picker_shows_what_was_written(make_app: Make, folder: Path) -> None:
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        await run.pilot.press("t")
        await run.pilot.pause()
        place = [theme.name for theme in choices(run.app.themes, 256)].index("attic")
        await run.pilot.press(*["j"] * place)
        await run.pilot.pause()
        assert (run.app.theme, run.ground) == ("attic", GREEN)
        write(folder / "a.toml", attic(BLUE))
        write(folder / "b.toml", attic(GREEN).replace('"attic"', '"beam"'))
        await run.look()
        assert run.ground == BLUE
        assert "> attic" in shown(run.pilot)
        assert "beam" in shown(run.pilot)
        (folder / "a.toml").unlink()
        await run.look()
        assert "> attic" in shown(run.pilot), "it is on"
        await run.pilot.press("escape")
        await run.pilot.pause()
        assert run.app.theme == DEFAULT
        await run.look()
        assert "attic" not in run.app.themes


async def test_the_picker_returns_to_a_theme_whose_file_went_meanwhile(
    make_app: Make, home: Path, folder: Path
) -> None:
    choose(home, "attic")
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        await run.pilot.press("t", "j")
        await run.pilot.pause()
        assert run.app.theme != "attic"
        (folder / "a.toml").unlink()
        await run.look()
        await run.pilot.press("escape")
        await run.pilot.pause()
        assert run.ground == GREEN
        await run.pilot.press("t")
        await run.pilot.pause()
        assert isinstance(run.app.screen, ThemePicker)


async def test_a_picker_that_is_only_about_to_open_is_told_at_the_next_look(make_app: Make, folder: Path) -> None:
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        run.app.action_themes()
        write(folder / "b.toml", attic(GREEN).replace('"attic"', '"beam"'))
        run._watch.look()
        await run.pilot.pause()
        assert "beam" not in shown(run.pilot)
        await run.look()
        assert "beam" in shown(run.pilot)


async def test_a_theme_that_went_while_the_palette_was_open_is_not_put_on(make_app: Make, folder: Path) -> None:
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app) as run:
        found = next(entry for entry in findable(run.app) if entry.name == "attic")
        (folder / "a.toml").unlink()
        await run.look()
        found.go()
        assert run.app.theme == DEFAULT


@pytest.mark.parametrize(("environ", "stand_in"), [({"TERM": "linux"}, SIXTEEN), ({"NO_COLOR": "1"}, NO_COLOUR)])
async def test_colours_that_a_terminal_lacks_do_not_come_with_a_change(
    make_app: Make, home: Path, folder: Path, environ: dict[str, str], stand_in: str
) -> None:
    choose(home, "attic")
    write(folder / "a.toml", attic(GREEN))
    async with running(make_app, make_terminal(**environ)) as run:
        assert run.app.theme == stand_in
        write(folder / "a.toml", attic(BLUE))
        await run.look()
        assert run.app.theme == stand_in
        write(folder / "a.toml", attic("", INK, NO_COLOUR))
        await run.look()
        assert run.app.theme == "attic", "now it has none"
        write(folder / "a.toml", attic(GREEN))
        await run.look()
        assert run.app.theme == stand_in
        write(folder / "a.toml", attic("", INK, NO_COLOUR))
        await run.look()
        assert run.app.theme == "attic"


async def test_more_mistakes_than_there_is_room_for_are_counted(make_app: Make, folder: Path) -> None:
    async with running(make_app) as run:
        write(folder / "a.toml", 'name = "attic"\n[palette]\n[roles]\n')
        await run.look()
        ((*lines, last),) = run.told
        assert len(lines) == 5
        assert last.startswith("and ")
        assert "stretchtui check" in last


async def test_what_a_file_or_its_name_holds_is_shown_as_it_stands(make_app: Make, folder: Path) -> None:
    async with running(make_app) as run:
        write(folder / "[b]\x1b[31m.toml", HEARTH.replace("dark = true", 'dark = true\n"[red]\\u001b[0m" = 1'))
        await run.look()
        ((line, *_),) = run.told
        assert line.startswith("[b][31m.toml:")
        assert "\x1b" not in line
        assert "[b][31m.toml:" in shown(run.pilot)


async def test_the_picker_takes_up_what_was_written_before_it_opened(make_app: Make, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        write(folder / "a.toml", attic(GREEN))
        await pilot.press("t")
        await pilot.pause()
        assert "attic" in shown(pilot)


async def test_the_picker_keeps_looking_until_it_closes(
    make_app: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_watch, "EVERY", 0.01)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        write(folder / "a.toml", attic(GREEN))
        while "attic" not in shown(pilot):
            await pilot.pause(0.01)
        await pilot.press("escape")
        await pilot.pause()
        (folder / "a.toml").unlink()
        await pilot.pause(0.1)
        assert "attic" in app.themes, "nobody looks where nobody chooses"
        await pilot.press("t")
        await pilot.pause()
        assert "attic" not in app.themes
