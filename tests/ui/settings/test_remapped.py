"""Every action has another key: it works, and no screen names the old one."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from textual.pilot import Pilot

from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.core.settings.actions import SCREENS
from stretchtui.core.settings.keys import checked, usual_keys
from stretchtui.storage.history.serialize import block_text
from stretchtui.ui.app import StretchApp
from stretchtui.ui.common.base import BaseScreen, ShapedScreen
from stretchtui.ui.common.hints import Hints
from tests.ui.conftest import START, HandClock, pass_time, shown

MakeApp = Callable[..., StretchApp]

KEYS = [
    "+".join(filter(None, parts))
    for parts in product(("", "ctrl", "alt", "shift", "ctrl+shift"), (f"f{n}" for n in range(1, 25)))
]
assert len(KEYS) >= len(usual_keys())
CHANGED = dict(zip(usual_keys(), KEYS, strict=False))
"""A key that nobody could take for another, for each action."""

OLD = re.compile(r"(?<![\w+-])(?:esc|enter|space|ctrl\+[a-z])(?![\w+-])", re.IGNORECASE)
TOLD = re.compile(
    r"(?<!\S)(?:[b-z]|esc|enter|space) (?:takes|brings|goes|opens|begins|keeps|shows|clears)\b", re.IGNORECASE
)

WALKS = {
    "browse": "",
    "help": "help",
    "chips": "close chips",
    "filter": "done filter",
    "stretch": "back first down down right open",
    "routine": "back palette :daily_back open",
    "before": "begin",
    "palette": "back back palette",
    "themes": "back theme",
    "body": "back body",
    "learn": "back learn",
    "page": "open",
    "settings": "back back settings",
    "settings-field": "down down down down down down down down open",
    "history": "back back history",
    "year": "page-year",
    "effect": "page-effect",
    "balance": "page-balance",
    "record": "page-sessions open",
    "edit": "edit",
    "log": "cancel back log",
    "break": "back back break",
}
"""What is done, action by action, to come to each screen from the one before; `:text` types."""


async def look(pilot: Pilot[None], where: str) -> str:
    """What stands on the screen; nothing of it names a key that is no longer one."""
    await pilot.pause()
    text = shown(pilot)
    assert "{key" not in text, where
    assert not TOLD.search(text), (where, TOLD.search(text))
    for hints in pilot.app.screen.query(Hints):
        named = [key for hint in hints.hints for key in hint.key.split()]
        assert set(named) <= set(KEYS), (where, hints.hints)
    return text


async def walk(pilot: Pilot[None], steps: str) -> None:
    for step in steps.split():
        if step.startswith(":"):
            await pilot.press(*("space" if letter == "_" else letter for letter in step[1:]))
        else:
            await pilot.press(CHANGED[step])
        await pilot.pause()


@pytest.mark.long
async def test_no_screen_names_a_key_by_its_old_name(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    assert checked(CHANGED).wrong == []
    lines = "\n".join(f'{name} = "{key}"' for name, key in CHANGED.items())
    (home / "settings.toml").write_text(f'motion = "none"\n[session]\nready = 0\n[keys]\n{lines}\n')
    done = StretchRecord("chin-tuck", "Chin tuck", "neck", 10, 10, 50)
    (home / "history.toml").write_text(block_text(SessionRecord("s", START, 50, "completed", (done,))))
    app = make_app()
    assert app.context.problems == []
    seen = set()
    async with app.run_test(size=(100, 40)) as pilot:
        for where, steps in WALKS.items():
            await walk(pilot, steps)
            await look(pilot, where)
            screen = app.screen
            assert isinstance(screen, ShapedScreen)
            seen.add(screen.CONTEXT)
            for found in screen.active_bindings.values():
                if found.binding.id:
                    assert found.binding.key == CHANGED[found.binding.id], (where, found.binding)
            if isinstance(screen, BaseScreen) and where not in ("palette", "filter", "settings-field"):
                await walk(pilot, "help")
                text = await look(pilot, f"help of {where}")
                assert not OLD.search(text.replace("Enter", "")), (where, OLD.search(text))
                await walk(pilot, "close")
        await walk(pilot, "back")
    assert seen <= SCREENS.keys()
    assert len(seen) > 14, sorted(seen)


async def test_a_session_is_led_by_other_keys(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    lines = "\n".join(f'{name} = "{key}"' for name, key in CHANGED.items())
    (home / "settings.toml").write_text(f'motion = "none"\n[keys]\n{lines}\n')
    app = make_app()
    app.opening = app.user.plan("chin-tuck") or "browse"
    async with app.run_test(size=(120, 24)) as pilot:  # such keys have long names
        await walk(pilot, "begin start")
        await pass_time(pilot, hand, 3)
        assert "it hurts" in await look(pilot, "live")
        await walk(pilot, "hurts")
        await look(pilot, "end")
        await walk(pilot, "save")
