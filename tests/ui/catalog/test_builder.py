"""Favourites, what was done lately, and a routine of one's own, by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import tomli
from textual.pilot import Pilot

from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.catalog.builder import BuilderScreen
from stretchtui.ui.catalog.detail import RoutineScreen
from stretchtui.ui.common.confirm import ConfirmScreen
from stretchtui.ui.common.rows import Rows
from tests.ui.care.test_care_screens import sizes_of
from tests.ui.conftest import START, shown, to_shelf, work_done

MakeApp = Callable[..., StretchApp]


def keys_of(pilot: Pilot[None], rows: str) -> list[str | None]:
    """What a list has."""
    return [row.key for row in pilot.app.screen.query_one(rows, Rows).rows]


def text_of(path: Path) -> str:
    """What stands in a file."""
    return path.read_text()


async def test_a_favourite_has_a_star_and_a_shelf(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    last = [*app.user.catalogue.routines][-1]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Favourites" not in shown(pilot)
        await pilot.press("s")  # nothing on the left can be marked
        await to_shelf(pilot, "neck")
        await pilot.press("l", "s")
        await pilot.pause()
        assert "▸*Ear to shoulder" in shown(pilot)
        assert "Favourites" in shown(pilot)
        await to_shelf(pilot, "routines")
        await pilot.press("l", "end", "s")
        await to_shelf(pilot, "favourites")
        assert keys_of(pilot, "#entries") == ["upper-trapezius", last]
        await pilot.press("l", "home", "s")
        await pilot.pause()
        assert "Favourites          1" in shown(pilot) or "Favourites           1" in shown(pilot)
    assert tomli.loads((home / "favourites.toml").read_text()) == {"favourites": [last]}
    again = make_app()
    assert again.user.favourites == (last,)


async def test_what_was_done_lately_has_a_shelf(make_app: MakeApp, home: Path) -> None:
    log = HistoryLog(home / "history.toml", home / "undo")
    for days, name, routine in ((3, "chin-tuck", None), (2, "cat-cow", "daily-back")):
        started = START - timedelta(days=days)
        part = StretchRecord(name, name, "neck", 1, 1, 5)
        log.append(SessionRecord(f"{started:%Y%m%dT%H%M%SZ}-00", started, 5, "completed", (part,), routine))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await work_done(app)
        await pilot.pause()
        await to_shelf(pilot, "recent")
        assert "Recently done · 2 entries" in shown(pilot)
        assert keys_of(pilot, "#entries") == ["daily-back", "chin-tuck"]


@pytest.mark.long
async def test_a_routine_of_ones_own(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "neck")
        await pilot.press("l", "a", "j", "a")
        await pilot.press("h", "j", "l", "home", "enter")
        await pilot.press("a", "escape")  # one more, from its page
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, BuilderScreen)
        await sizes_of(pilot, "My routine", "▸", " 1  Ear to shoulder")
        rows = app.screen.query_one(Rows)
        first, second, third = (item.id for item in app.user.draft.items)
        await pilot.press("J", "J", "plus", "left")
        assert [item.id for item in app.user.draft.items] == [second, third, first]
        assert rows.cursor == 2
        moved = app.user.draft.items[2]
        assert (moved.hold, moved.reps) == (25, 2)
        await pilot.press("home", "d")
        assert [item.id for item in app.user.draft.items] == [third, first]
        await pilot.press("u")
        assert [item.id for item in app.user.draft.items] == [second, third, first]
        await pilot.press("home", "d")
        await pilot.press("enter", *"Mornings, quit, dawn")
        assert [item.id for item in app.user.draft.items] == [third, first], "its letters are no commands"
        await pilot.press(*["backspace"] * 12, "enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        await to_shelf(pilot, "routines")
        await pilot.press("l")
        assert "Mornings" in shown(pilot)
        assert not app.user.draft.items
    (routine,) = tomli.loads((home / "catalog" / "routines" / "mornings.toml").read_text())["routine"]
    assert routine["id"] == "mornings"
    assert routine["stretches"] == [third, {"id": first, "hold": 25, "reps": 2}]


@pytest.fixture
def own_routine(home: Path) -> Path:
    """A routine of the user's own."""
    folder = home / "catalog"
    folder.mkdir()
    path = folder / "mine.toml"
    path.write_text('# keep\n[[routine]]\nid = "mine"\nname = "Mine"\nsummary = "s"\nstretches = ["chin-tuck"]\n')
    return path


async def test_ones_own_is_changed_where_it_stands(make_app: MakeApp, own_routine: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(RoutineScreen(app.user.catalogue.routines["mine"]))
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, BuilderScreen)
        await pilot.press("n", "space", *"too", "enter", "right", "enter")
        await pilot.pause()
    text = text_of(own_routine)
    assert text.startswith("# keep\n")
    assert 'name = "Mine too"' in text
    assert app.user.catalogue.routines["mine"].items[0].reps == 11


async def test_a_shipped_routine_becomes_a_copy(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(RoutineScreen(app.user.catalogue.routines["daily-back"]))
        await pilot.press("d")
        assert isinstance(app.screen, RoutineScreen), "what is shipped can't be deleted"
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert app.user.catalogue.routines["my-daily-back"].name == "My daily back"
    assert (home / "catalog" / "routines" / "my-daily-back.toml").exists()


async def test_ones_own_is_deleted_and_comes_back(make_app: MakeApp, own_routine: Path, home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(RoutineScreen(app.user.catalogue.routines["mine"]))
        await pilot.press("s", "d")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        assert "mine" not in app.user.catalogue.routines
        assert text_of(own_routine).strip() == "# keep"
        assert not app.user.favourites
        assert "mine" not in (home / "favourites.toml").read_text()
        await pilot.press("u")
        await pilot.pause()
        assert app.user.catalogue.routines["mine"].name == "Mine"
        assert app.user.favourites == ("mine",)
        await pilot.press("u")
        assert len([id_ for id_ in app.user.own if id_ == "mine"]) == 1, "there is nothing more to bring back"
    assert "chin-tuck" in "".join(path.read_text() for path in (home / "catalog").rglob("*.toml"))


async def test_what_was_begun_is_not_dropped_unasked(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "neck")
        await pilot.press("l", "a")
        app.push_screen(RoutineScreen(app.user.catalogue.routines["daily-back"]))
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("escape")
        await pilot.pause()
    assert [item.id for item in app.user.draft.items] == ["upper-trapezius"]


async def test_leaving_with_a_routine_that_is_not_saved_asks(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_shelf(pilot, "neck")
        await pilot.press("l", "a", "q")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert "not saved" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        await pilot.press("q", "enter")
        await pilot.pause()
        assert app._exit
