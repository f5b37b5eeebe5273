"""What is told stands above the footer and the bars, and not twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widget import Widget

from stretchtui.ui.app import StretchApp
from tests.ui.conftest import HandClock, pass_time, shown

MakeApp = Callable[..., StretchApp]


def toasts(app: StretchApp) -> list[Widget]:
    """The messages that stand on the screen."""
    return list(app.screen.query("Toast"))


async def test_the_same_is_told_once_until_it_is_gone(make_app: MakeApp, hand: HandClock) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(3):
            app.notify("Kept in your history.", timeout=5)
        app.notify("Something else.", timeout=5)
        await pilot.pause()
        assert len(toasts(app)) == 2
        hand.passed += 6
        app.notify("Kept in your history.", timeout=5)
        await pilot.pause()
        assert len(toasts(app)) == 3, "what was told before may be told again later"


@pytest.mark.parametrize("size", [(40, 11), (40, 12), (50, 16), (80, 24), (120, 40)])
async def test_in_a_hold_no_message_covers_a_bar(
    make_app: MakeApp, hand: HandClock, home: Path, size: tuple[int, int]
) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app()
    app.opening = app.user.plan("upper-trapezius") or "browse"
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("enter")
        await pass_time(pilot, hand, 2)
        app.notify("Another session is running in another terminal.")
        await pilot.pause()
        (toast,) = toasts(app)
        bars = [app.screen.query_one(name) for name in ("#hold-bar", "#session-bar", "Hints")]
        assert toast.region.bottom <= min(bar.region.y for bar in bars if bar.display)
        assert toast.region.width > 0


async def test_without_a_ground_of_its_own_a_message_has_a_frame(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('theme = "ink"\n')
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("The session you did last is now in your history.")
        await pilot.pause()
        (toast,) = toasts(app)
        rows = shown(pilot).splitlines()[toast.region.y : toast.region.bottom]
        framed = [row[toast.region.x : toast.region.right] for row in rows]
        assert framed[0] == "┌" + "─" * (toast.region.width - 2) + "┐"
        assert all(row[0] == row[-1] == "│" for row in framed[1:-1])
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        (toast,) = toasts(app)
        assert (toast.region.x, toast.region.right) == (0, 40), "no end of a word looks out beside it"


@pytest.mark.parametrize("theme", ["ink", "hearth"])
async def test_no_message_lies_on_the_footer_however_its_words_wrap(make_app: MakeApp, home: Path, theme: str) -> None:
    (home / "settings.toml").write_text(f'theme = "{theme}"\n')
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for letters in range(25, 34):
            app.notify(f"Wrote {'/' * letters} stretchtui import takes it in.", markup=False)
            await pilot.pause()
            await pilot.pause()
            (toast,) = toasts(app)
            assert toast.region.bottom < 24, letters
            assert "in." in shown(pilot), "none of it is cut"
            app.clear_notifications()
            await pilot.pause()
