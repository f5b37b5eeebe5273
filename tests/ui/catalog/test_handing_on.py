"""A routine's sheet and its file for somebody else, by a key each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.ui.app import StretchApp
from stretchtui.ui.catalog.detail import RoutineScreen

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
