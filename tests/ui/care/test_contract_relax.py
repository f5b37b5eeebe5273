"""Contract-relax in the app: opened only for whoever was shown it, its parts one after the other; breaths in pace."""

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from stretchtui.application.body import change_body
from stretchtui.ui.app import StretchApp
from stretchtui.ui.care.body import BodyScreen
from stretchtui.ui.care.deliberate import ShownScreen
from stretchtui.ui.session.big_text import BigText
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import HandClock, pass_time, shown

MakeApp = Callable[..., StretchApp]

SHEET = """
[[stretch]]
id = "own-calf"
name = "Own calf"
region = "legs"
position = "wall"
technique = "contract-relax"
sides = "each"
hold = 20
reps = 1
range = { hold = [20, 45], reps = [1, 4] }
contract = { press = 5, let_go = 2, pressing = "Press it.", letting_go = "Loosen it.", going_further = "Lean on." }
steps = ["Stand.", "Step your {side} foot back.", "Lean."]
feel = "The calf."
breath = "Out."
easier = "Less."
harder = "More."
cautions = ["Only once shown."]
sources = ["guide"]

[[stretch]]
id = "own-breath"
name = "Own breath"
region = "whole-back"
position = "chair"
technique = "dynamic"
sides = "both"
hold = 10
reps = 2
range = { hold = [6, 12], reps = [1, 4] }
pace = { in = 5, out = 5 }
steps = ["Sit.", "Breathe in.", "Breathe out."]
feel = "The belly."
breath = "By the nose."
easier = "Less."
harder = "More."
cautions = ["Stop if dizzy."]
sources = ["guide"]
"""


@pytest.fixture
def own(home: Path) -> Path:
    """Two entries of the user's own, and a session that asks nothing and waits for nothing."""
    (home / "catalog").mkdir()
    (home / "catalog" / "own.toml").write_text(SHEET)
    (home / "settings.toml").write_text("[session]\nask_tightness = false\nready = 0\nrest = 0\nswitch = 0\n")
    return home


def opened(app: StretchApp, name: str) -> StretchApp:
    """The app, opening at a stretch."""
    assert not app.context.problems
    plan = app.context.user.plan(name)
    assert plan
    app.opening = plan
    return app


async def test_it_is_opened_once_a_therapist_has_shown_it_and_the_yes_is_remembered(
    make_app: MakeApp, own: Path
) -> None:
    app = opened(make_app(), "own-calf")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ShownScreen)
        assert "risky without guidance" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        assert isinstance(app.screen, ShownScreen), "enter is no yes"
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, LiveScreen)
        assert "body" not in tomli.loads((own / "settings.toml").read_text())
    app = opened(make_app(), "own-calf")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert tomli.loads((own / "settings.toml").read_text())["body"]["contract_relax"] is True
    app = opened(make_app(), "own-calf")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen), "asked once"


async def test_it_can_be_taken_back(make_app: MakeApp, own: Path) -> None:
    app = make_app()
    change_body(app.context, contract_relax=True)()
    async with app.run_test(size=(80, 60)) as pilot:
        app.push_screen(BodyScreen())
        await pilot.pause()
        assert "[x] A therapist has shown me contract-relax" in shown(pilot)
        await pilot.press("end", "space")
        await pilot.pause()
        assert "[ ] A therapist has shown me contract-relax" in shown(pilot)
        assert not app.context.user.settings.body.contract_relax


async def test_it_is_pressed_let_go_and_taken_further(make_app: MakeApp, own: Path, hand: HandClock) -> None:
    app = make_app()
    change_body(app.context, contract_relax=True)()
    async with opened(app, "own-calf").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        for words in (
            ("Press 1 of 1", "Press it.", "Next: let go"),
            ("Let go 1 of 1", "Loosen it.", "Next: go further"),
            ("Go further 1 of 1", "Lean on.", "Next: press 1 of 1, right side"),
        ):
            text = shown(pilot)
            assert all(word in text for word in words), text
            screen = app.screen
            assert isinstance(screen, LiveScreen)
            await pass_time(pilot, hand, screen.session.view(hand.elapsed()).remaining)


async def test_a_breath_is_paced_large(make_app: MakeApp, own: Path, hand: HandClock) -> None:
    app = opened(make_app(), "own-breath")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert app.screen.query_one(BigText).texts == ("IN", "1")
        await pass_time(pilot, hand, 3)
        assert app.screen.query_one(BigText).texts == ("IN", "4")
        assert "Breath 1 of 2" in shown(pilot)
        await pass_time(pilot, hand, 2)
        assert app.screen.query_one(BigText).texts == ("OUT", "1")
        assert "Breathe out." in shown(pilot)
