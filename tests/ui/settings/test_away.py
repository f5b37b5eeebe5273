"""Days away: asked for on the first screen, kept in the settings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from stretchtui.ui.app import StretchApp
from tests.ui.conftest import shown

MakeApp = Callable[..., StretchApp]

PAST = (date(2026, 7, 10), date(2026, 7, 27))


async def typed(pilot: Pilot[None], text: str) -> None:
    """Put something else into the field, and press enter."""
    await pilot.press("ctrl+u", *("space" if letter == " " else letter for letter in text), "enter")


async def test_a_key_asks_for_days_away_and_keeps_them(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text("# mine\naway = [[2026-07-10, 2026-07-27]]  # the sea\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        assert "2026-11-21 to 2026-11-28" in shown(pilot), "a week from today is proposed"
        await typed(pilot, "2026-12-24 to 2027-01-02")
        assert [*app.user.settings.away] == [PAST, (date(2026, 12, 24), date(2027, 1, 2))], "what is over stays"
        await pilot.press("g")
        await typed(pilot, "")
        assert [*app.user.settings.away] == [PAST]
    assert (home / "settings.toml").read_text().startswith("# mine\naway = [[2026-07-10, 2026-07-27]]")


async def test_what_is_no_span_is_told_and_nothing_is_lost(make_app: MakeApp, home: Path) -> None:
    app = make_app()
    for size in ((40, 11), (40, 12), (80, 24)):
        async with app.run_test(size=size) as pilot:
            await pilot.press("g")
            await typed(pilot, "2027-01-02 to 2026-12-24")
            assert "right would be" in shown(pilot)
            assert "esc leave as it was" in shown(pilot), "the answers stand below it"
            assert app.user.settings.away == ()
            await pilot.press("escape")
            assert "right would be" not in shown(pilot)
        app = make_app()
    assert not (home / "settings.toml").exists()
