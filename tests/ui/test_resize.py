"""A screen that was made larger or smaller is as if it had been opened at that size: nothing is cut, nothing is old."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.ui.app import Opening, StretchApp
from tests.ui.conftest import HandClock, pass_time, shown
from tests.ui.test_golden import CALM, Camera, history

MakeApp = Callable[..., StretchApp]

SIZES = ((40, 11), (80, 24), (120, 40), (200, 60))

WALKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "the browser": ("browse", ()),
    "a list": ("browse", ("j", "l", "j")),
    "a stretch": ("browse", ("j", "l", "j", "enter")),
    "a routine": ("browse", ("slash", *"daily", "enter", "enter")),
    "getting ready": ("single-knee-to-chest", ("enter",)),
    "a hold": ("single-knee-to-chest", ("enter", "enter")),
    "a page": ("browse", ("i", "enter")),
    "the year": ("history", ("2",)),
    "the effect": ("history", ("3",)),
    "the balance": ("history", ("4",)),
}
"""What is opened, and the keys that lead to each screen."""


async def at(
    app: StretchApp, hand: HandClock, keys: tuple[str, ...], first: tuple[int, int], then: tuple[int, int]
) -> str:
    """What a screen shows that was opened at one size and has another now."""
    async with app.run_test(size=first) as pilot:
        camera = Camera(pilot, "unicode")
        await camera.settle()
        for key in keys:
            await camera.press(key)
        await pass_time(pilot, hand, 0)
        await pilot.resize_terminal(*then)
        await camera.settle()
        return shown(pilot)


def opening(app: StretchApp, what: str) -> Opening:
    return "history" if what == "history" else app.user.plan(what) or "browse"


@pytest.mark.parametrize("where", WALKS)
@pytest.mark.long
async def test_another_size_is_as_if_opened_at_it(where: str, make_app: MakeApp, home: Path, hand: HandClock) -> None:
    (home / "settings.toml").write_text(CALM)
    history(home)
    what, keys = WALKS[where]
    found = {}
    for size in SIZES:
        app = make_app()
        app.opening = opening(app, what)
        found[size] = await at(app, hand, keys, size, size)
    for first, then in ((SIZES[2], SIZES[1]), (SIZES[1], SIZES[2]), (SIZES[3], SIZES[0])):
        app = make_app()
        app.opening = opening(app, what)
        assert await at(app, hand, keys, first, then) == found[then], (first, then)
