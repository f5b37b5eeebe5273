"""A routine's sheet, and the file of a routine or a programme for somebody else, by a key each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.application.sharing import incoming
from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.detail import RoutineScreen
from stretchtui.ui.programmes.choice import ProgrammesScreen
from stretchtui.ui.programmes.programme import ProgrammeScreen

MakeApp = Callable[..., StretchApp]


async def test_a_routine_becomes_a_page_and_a_file(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await app.push_screen(RoutineScreen(app.user.catalogue.routines["daily-back"]))
        await pilot.press("p")
        await pilot.pause()
        assert any("Wrote " in str(n.message) for n in app._notifications)
        await pilot.press("o")
        await pilot.pause()
    assert "Daily back" in (tmp_path / "sheet-daily-back.html").read_text()
    assert 'id = "daily-back"' in (tmp_path / "daily-back.toml").read_text()


async def test_a_programme_becomes_a_file_that_can_be_taken_in(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("P", "down", "enter", "o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ProgrammeScreen)
        path = tmp_path / f"{screen.programme.id}.toml"
        assert any(path.name in str(n.message) for n in app._notifications)
        found = incoming(app.context, path.read_text(), path)
        assert [arrival.mark for arrival in found.arrivals if arrival.id == screen.programme.id] == ["="]
        await pilot.press("P", "P", "P")
        assert isinstance(app.screen, ProgrammesScreen), "the list of all, and not one more of it"


async def test_where_it_cannot_be_written_it_says_so(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sheet-daily-back.html").mkdir()
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await app.push_screen(RoutineScreen(app.user.catalogue.routines["daily-back"]))
        await pilot.press("p")
        await pilot.pause()
        assert any("sheet-daily-back.html" in str(n.message) for n in app._notifications)
        assert app.is_running
