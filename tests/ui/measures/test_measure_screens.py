"""Self-tests on the screen: chosen, read, taken with a clock moved by hand, and kept in a real history."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from stretchtui.application.measures import tests_of
from stretchtui.application.start import Testing
from stretchtui.core.measures.record import Best, Measure
from stretchtui.storage.files.diagnostics import Problem, StorageError
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from stretchtui.terminal.capabilities import LEAST
from stretchtui.ui.app import StretchApp
from stretchtui.ui.care.deliberate import DeliberateScreen, RedFlagsScreen, WarningScreen
from stretchtui.ui.catalog.browser import BrowseScreen
from stretchtui.ui.common.confirm import ConfirmScreen
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.measures.choosing import ChoosingScreen
from stretchtui.ui.measures.measured import MeasuredScreen
from stretchtui.ui.measures.reading import SelfTestScreen
from stretchtui.ui.measures.trying import TryingScreen
from tests.ui.conftest import START, HandClock, shown
from tests.ui.test_sizes import sizes_of

MakeApp = Callable[..., StretchApp]


def earlier(home: Path) -> None:
    """A measure of four weeks ago."""
    old = Measure("old", START - timedelta(weeks=4), "knee-wall", Best("cm", Decimal(8), Decimal(11)))
    (home / "history.toml").write_text(block_text(old))


def measures(home: Path) -> tuple[Measure, ...]:
    return HistoryLog(home / "history.toml", home / "undo").measures()


async def pass_seconds(pilot: Pilot[None], hand: HandClock, seconds: float) -> None:
    """Let time pass, a tick each second."""
    while seconds > 0:
        hand.passed += min(1.0, seconds)
        seconds -= 1
        if isinstance(pilot.app.screen, TryingScreen):
            pilot.app.screen.tick()
        await pilot.pause()


async def found(pilot: Pilot[None]) -> None:
    """Wait for what threads look up; a flow lasts as long as its screens."""
    if workers := [worker for worker in pilot.app.workers if worker.group != "flows"]:
        await pilot.app.workers.wait_for_complete(workers)
    await pilot.pause()


async def one_try(pilot: Pilot[None], hand: HandClock, number: str) -> None:
    await pilot.press("enter")
    await pass_seconds(pilot, hand, 11)
    assert isinstance(pilot.app.focused, Input)
    await pilot.press(*number, "enter")
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_what_to_mind_of_a_self_test_is_in_sight_whole(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        assert isinstance(pilot.app, StretchApp)
        for test in tests_of(pilot.app.context).values():
            pilot.app.push_screen(SelfTestScreen(test))
            for _ in range(2):
                await found(pilot)
            text = shown(pilot)
            told = " ".join(line.strip() for line in text.splitlines())
            assert all(caution in told for caution in test.cautions), (test.id, text)
            assert "Not with" in text or not test.avoid_if
            assert "▾ more below" in text
            await pilot.press("escape")


async def begun(pilot: Pilot[None]) -> TryingScreen:
    """From the page of a test past the warm-up."""
    await pilot.pause()
    assert isinstance(pilot.app.screen, SelfTestScreen)
    await pilot.press("enter")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, TryingScreen)
    await pilot.press("enter")
    await pilot.pause()
    return screen


@pytest.mark.long
async def test_from_the_list_to_the_history_and_back(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    earlier(home)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChoosingScreen)
        await found(pilot)
        await pilot.pause()
        assert "left 8 cm, right 11 cm" in shown(pilot)
        await pilot.press("j", "j", "j", "enter")
        await pilot.pause()
        assert "Knee to the wall" in shown(pilot)
        assert "five minutes" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "WARM UP" in shown(pilot)
        await pass_seconds(pilot, hand, 300)
        assert "READY?" in shown(pilot)
        for number in ("10", "10.5", "9"):
            await one_try(pilot, hand, number)
        assert "RIGHT ▶" in shown(pilot)
        for number in ("11", "11", "12"):
            await one_try(pilot, hand, number)
        assert isinstance(pilot.app.screen, MeasuredScreen)
        text = shown(pilot)
        assert "2.5 cm further than on 24 Oct 2026: beyond the measurement error" in text
        assert "probably better" in text
        assert "within the measurement error" in text, "a centimetre on the right is no change"
        assert len(measures(home)) == 1, "not kept before that is said"
        await pilot.press(*"warm", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChoosingScreen)
        assert pilot.app.screen.query_one(Rows).key == "knee-wall"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BrowseScreen)
    _, new = measures(home)
    assert new.best == Best("cm", Decimal("10.5"), Decimal(12))
    assert (new.test, new.note) == ("knee-wall", "warm")


async def test_a_wrong_number_is_told_and_an_empty_one_leaves_the_try_out(make_app: MakeApp, hand: HandClock) -> None:
    async with make_app(Testing("knee-wall")).run_test(size=(80, 24)) as pilot:
        screen = await begun(pilot)
        await one_try(pilot, hand, "far")
        assert "is no number" in shown(pilot)
        await pilot.press("backspace", "backspace", "backspace", *"99", "enter")
        assert "right would be 0 to 30 cm" in shown(pilot)
        await pilot.press("backspace", "backspace", *"3.5 in".replace(" ", "_").split("_")[0], "space", *"in", "enter")
        await pilot.pause()
        assert screen.course.view(hand.elapsed()).tried[0] is not None
        assert "so far 3.5 in" in shown(pilot) or "so far 8.9 cm" in shown(pilot)
        await one_try(pilot, hand, "")
        assert "left out" in shown(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert screen.course.view(hand.elapsed()).done == 1


async def test_the_shell_gets_a_line_and_the_app_ends(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    app = make_app(Testing("finger-floor"))
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        for number in ("12", "11", "13"):
            await one_try(pilot, hand, number)
        await pilot.press("enter")
        await pilot.pause()
    assert app.summary == "Fingers to the floor: 11 cm. To take it back: stretchtui log undo"
    assert measures(home)[0].best == Best("cm", value=Decimal(11))


@pytest.mark.long
async def test_inches_for_whoever_wants_them(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    (home / "settings.toml").write_text('[measure]\nunit = "in"\n')
    earlier(home)
    async with make_app(Testing("knee-wall")).run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        for number in ("4", "4.25", "4", "4", "4", "4"):
            await one_try(pilot, hand, number)
        assert "4.25 in" in shown(pilot)
        assert "1.1 in further" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert measures(home)[1].best == Best("in", Decimal("4.25"), Decimal(4))


async def test_what_a_body_bars_needs_a_deliberate_yes(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text('[body]\nconditions = ["knee-pain"]\n')
    async with make_app(Testing("knee-wall")).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Knee pain" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DeliberateScreen)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, DeliberateScreen), "enter is no yes"
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TryingScreen)


async def test_pain_ends_it_and_keeps_nothing(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    async with make_app(Testing("knee-wall")).run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await one_try(pilot, hand, "9")
        await pilot.press("enter")
        await pass_seconds(pilot, hand, 9)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RedFlagsScreen)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WarningScreen)
        assert "Knee to the wall hurt." in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert measures(home) == ()


async def test_leaving_with_numbers_is_asked_and_keeps_nothing(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    async with make_app(Testing("knee-wall")).run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await one_try(pilot, hand, "9")
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TryingScreen)
        await pilot.press("q", "enter")
        await pilot.pause()
    assert measures(home) == ()


async def test_a_disk_that_refuses_is_told_and_asked_again(
    make_app: MakeApp, home: Path, hand: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = HistoryLog.append, [1]

    def append(log: HistoryLog, record: Measure) -> object:
        if refusals.pop() if refusals else 0:
            raise StorageError(Problem(log.path, None, "the disk is full"))
        return real(log, record)

    monkeypatch.setattr(HistoryLog, "append", append)
    async with make_app(Testing("finger-floor")).run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        for number in ("12", "11", "13"):
            await one_try(pilot, hand, number)
        await pilot.press(*"mine", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MeasuredScreen)
        assert "the disk is full" in shown(pilot)
        assert pilot.app.screen.query_one(Input).value == "mine"
        await pilot.press("enter")
        await pilot.pause()
    assert [one.note for one in measures(home)] == ["mine"]


async def test_a_program_that_is_ended_keeps_what_was_measured(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    app = make_app(Testing("finger-floor"))
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        for number in ("12", "11", "13"):
            await one_try(pilot, hand, number)
        app.keep_work()
    assert len(measures(home)) == 1


async def test_what_is_due_again_is_told_in_the_list(make_app: MakeApp, home: Path) -> None:
    (home / "settings.toml").write_text("[measure]\nevery_weeks = 4\n")
    earlier(home)
    async with make_app(Testing()).run_test(size=(80, 24)) as pilot:
        await found(pilot)
        await pilot.pause()
        assert "due again" in shown(pilot)
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert "Taken 4 weeks ago." in " ".join(shown(pilot).split())


async def first_screen(pilot: Pilot[None]) -> Rows:
    """The list of what is due, with the cursor on the self-test."""
    for _ in range(3):
        await found(pilot)
    await pilot.press("enter")
    rows = pilot.app.screen.query_one("#entries", Rows)
    for _ in rows.rows:
        if rows.key == "measure:knee-wall":
            break
        await pilot.press("j")
    await found(pilot)
    return rows


@pytest.mark.long
async def test_what_is_due_again_is_a_row_of_the_first_screen(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    (home / "settings.toml").write_text('[measure]\nevery_weeks = 4\n[session]\nfirst_side = "stiff"\n')
    old = Measure("old", START - timedelta(weeks=4), "knee-wall", Best("cm", Decimal(11), Decimal(8)))
    (home / "history.toml").write_text(block_text(old))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        rows = await first_screen(pilot)
        assert rows.key == "measure:knee-wall"
        text = " ".join(shown(pilot).split())
        assert "taken 4 weeks ago" in text
        assert "Kneel" in text or "knee" in text, "its steps are beside it"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SelfTestScreen)
        assert app.screen.first == "right"
        await begun(pilot)
        assert "RIGHT ▶" in shown(pilot)
        for number in ("9", "9", "9", "11", "11", "11"):
            await one_try(pilot, hand, number)
        await pilot.press("enter")
        for _ in range(3):
            await found(pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert "measure:knee-wall" not in {row.key for row in rows.rows}, "it was taken"
    assert measures(home)[-1].best == Best("cm", Decimal(11), Decimal(9))


@pytest.mark.parametrize("size", [(40, 11), (44, 13), (80, 24)])
async def test_the_row_is_whole_on_small_screens(make_app: MakeApp, home: Path, size: tuple[int, int]) -> None:
    (home / "settings.toml").write_text("[measure]\nevery_weeks = 4\n")
    earlier(home)
    async with make_app().run_test(size=size) as pilot:
        await first_screen(pilot)
        text = shown(pilot)
        row = next(line for line in text.splitlines() if "▸ Knee to the wall" in line)
        assert "self-test" in row
        assert "taken 4 weeks ago" in text
        assert "stretches, 1 self-test" in text
        due = next(row for row in pilot.app.screen.query_one("#shelves", Rows).rows if row.key == "due")
        assert int(due.cells[1]) == 1 + int(re.findall(r"(\d+) stretches, 1 self-test", text)[0])
        await pilot.press("slash", *"neck")
        await found(pilot)
        assert "self-test" not in shown(pilot), "words narrow it away"


async def test_what_is_said_of_each_test_is_whole_at_every_size(make_app: MakeApp, home: Path) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await found(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ChoosingScreen)
        for size in (LEAST, (40, 13), (50, 16), (64, 20), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.press("home")
            for choice in screen.found.values():
                await pilot.pause()
                text = " ".join(shown(pilot).split())
                assert choice.test.summary in text, size
                assert ("whether something changed." in text) == (size[1] > 13), size
                assert f"▸ {choice.test.name}" in text, size
                await pilot.press("down")


@pytest.mark.parametrize("more", ["", '[body]\nconditions = ["knee-pain"]\n'])
async def test_a_test_is_no_row_where_nobody_asked_or_the_body_bars_it(
    make_app: MakeApp, home: Path, more: str
) -> None:
    (home / "settings.toml").write_text(f"[measure]\nevery_weeks = 4\n{more}" if more else "")
    earlier(home)
    async with make_app().run_test(size=(80, 24)) as pilot:
        rows = await first_screen(pilot)
        assert all("Knee to the wall" not in row.cells for row in rows.rows)
        assert len(rows.rows) > 2


@pytest.mark.long
async def test_every_size(make_app: MakeApp, home: Path, hand: HandClock) -> None:
    earlier(home)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await found(pilot)
        await sizes_of(pilot, "Self-tests", "▸ Fingers to the floor", "Neck rotation", "enter read")
        await pilot.press("j", "j", "j", "enter")
        await sizes_of(pilot, "Knee to the wall", "enter begin")
        await pilot.press("enter")
        await pilot.pause()
        await sizes_of(pilot, "WARM UP", "Move easily", "enter go on")
        await pilot.press("enter")
        await sizes_of(pilot, "◀ LEFT", "READY?", "try 1 of 3", "Enter begins")
        await pilot.press("enter")
        await sizes_of(pilot, "GET IN PLACE", "x it hurts")
        await pass_seconds(pilot, hand, 9)
        await sizes_of(pilot, "STAY")
        await pass_seconds(pilot, hand, 3)
        await pilot.press("9")
        await sizes_of(pilot, "READ IT", "big toe", "9", "enter keep the number", last="esc leave")
        await pilot.press("enter")
        for number in ("8", "8", "9", "10", "11"):
            await one_try(pilot, hand, number)
        await sizes_of(pilot, "Left", "9 cm.", "a note, if you like", "enter keep", last="esc throw away")
