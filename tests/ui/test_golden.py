"""Golden screens: what each screen shows, as plain text at four sizes, in Unicode and in ASCII.

Below each Unicode picture stands what is not in the usual colours: the row, the style by the names of the theme, and
the text that has it, so that a highlight that is lost or comes to another row is a line of the difference.

They are reviewed like code. Where a change of a screen is meant, write them anew and look at the difference:

    STRETCHTUI_GOLDEN=write pytest tests/ui/test_golden.py
"""

import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from difflib import unified_diff
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar

from stretchtui.application.start import Testing
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.session.record import WHILE, SessionRecord, StretchRecord, Tightness
from stretchtui.storage.history.serialize import block_text
from stretchtui.terminal.capabilities import LEAST
from stretchtui.ui.app import Opening, StretchApp
from stretchtui.ui.breaks.while_app import WhileApp
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.measures.trying import TryingScreen
from stretchtui.ui.session.live import LiveScreen
from stretchtui.ui.wire.ascii import ascii_cells
from tests.ui.breaks.waited import WaitedByHand
from tests.ui.conftest import START, HandClock, Load, make_terminal, pass_time, shown, styled, to_shelf, work_done

MakeApp = Callable[..., StretchApp]
Walk = Callable[["Camera", HandClock], Awaitable[None]]

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("STRETCHTUI_GOLDEN") == "write"
USUAL = (80, 24)
SIZES = {"unicode": (LEAST, (50, 16), (120, 40), USUAL), "ascii": (USUAL,)}
"""By the signs; the usual one comes last, so that a walk goes on in it. Other signs lay nothing out anew."""
CALM = 'motion = "none"\n[cues]\nflash = false\n'
"""Figures at rest, and no line that is light for a moment."""


class Camera:
    """Takes a picture of each screen at each size, and compares it with the golden one."""

    def __init__(self, pilot: Pilot[None], signs: str) -> None:
        self.pilot, self.signs = pilot, signs
        self.wrong: list[str] = []

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what they bring."""
        await self.pilot.press(*keys)
        await self.settle()

    async def find(self, name: str) -> None:
        """Go to something by its name."""
        await self.press("ctrl+p", *("space" if letter == " " else letter for letter in name), "enter")

    async def settle(self) -> None:
        """Wait for what threads look up; a flow may wait for the next key."""
        for _ in range(4):
            await work_done(self.pilot.app)
            await self.pilot.pause()

    async def take(self, name: str) -> None:
        """Compare the screen, at all sizes, with the pictures of this name."""
        pictures = []
        for columns, rows in SIZES[self.signs]:
            if self.pilot.app.size != (columns, rows):
                await self.pilot.resize_terminal(columns, rows)
                await self.settle()
            text = shown(self.pilot)
            assert not touching(self.pilot), (name, columns)
            lines = (ascii_cells(text) if self.signs == "ascii" else text).splitlines()
            assert max(map(len, lines)) <= columns
            frame = f"+{'-' * columns}+"
            pictures += [frame, *(f"|{line:<{columns}}|" for line in lines), frame]
            if self.signs == "unicode":
                pictures += styled(self.pilot)
        self._compare(GOLDEN / f"{name}.{self.signs}.txt", "\n".join(pictures) + "\n")

    def _compare(self, path: Path, text: str) -> None:
        if WRITE:
            path.write_text(text)
            return
        golden = path.read_text() if path.exists() else ""
        if text != golden:
            lines = unified_diff(golden.splitlines(), text.splitlines(), path.name, "now", lineterm="", n=2)
            self.wrong.append("\n".join(lines))


def touching(pilot: Pilot[None]) -> list[str]:
    """The lines in which a letter touches a scroll bar."""
    screen, lines = pilot.app.screen, shown(pilot).splitlines()
    found = []
    for bar in screen._compositor.visible_widgets:
        if isinstance(bar, ScrollBar) and bar.vertical:
            region = screen.find_widget(bar).region
            beside = [lines[y] for y in region.line_range if y < len(lines)]
            found += [line for line in beside if line[region.x - 1 : region.x].strip()]
    return found


def history(home: Path) -> None:
    """Sixty sessions over half a year, some of them notable."""
    blocks = []
    for number in reversed(range(60)):
        done = 10 if number % 7 else 6
        record = SessionRecord(
            id=f"s-{number}",
            started=START - timedelta(days=3 * number, hours=number % 5),
            seconds=200 + 10 * (number % 13),
            outcome="completed" if number % 7 else "stopped",
            stretches=(
                StretchRecord("chin-tuck", "Chin tuck", "neck", done, 10, 50, "easy" if number % 4 else None),
                StretchRecord("cat-cow", "Cat and cow", "whole-back", 6, 6, 150 + 10 * (number % 13)),
            ),
            routine="desk-break" if number % 2 else None,
            tightness=Tightness(4 + number % 4, 2 + number % 3),
            note="long day at the desk" if number % 10 == 1 else None,
        )
        blocks.append(block_text(record))
    (home / "history.toml").write_text("\n".join(blocks))


def measured(home: Path) -> None:
    """Two self-tests that were taken before, one of them lately."""
    measures = (
        Measure("one", START - timedelta(weeks=9), "knee-wall", Best("cm", Decimal(8), Decimal("10.5"))),
        Measure("two", START - timedelta(weeks=5), "knee-wall", Best("cm", Decimal("8.5"), Decimal(11))),
        Measure("three", START - timedelta(weeks=1), "finger-floor", Best("cm", value=Decimal(12))),
    )
    (home / "history.toml").write_text("\n".join(map(block_text, measures)))


async def browsing(camera: Camera, _: HandClock) -> None:
    await camera.take("browser")
    await camera.press("question_mark")
    await camera.take("help")
    await camera.press("escape")
    await to_shelf(camera.pilot, "lower-back")
    await camera.press("l")
    await camera.take("browser-list")
    await camera.press("a", "j", "a", "r")
    await camera.take("builder")
    await camera.press("escape")
    await camera.press("slash", *"hip", "enter")
    await camera.take("browser-filtered")
    await camera.press("escape")
    await camera.find("ear to shoulder")
    await camera.take("stretch")
    await camera.press("escape")
    await camera.find("daily back")
    await camera.take("routine")
    await camera.press("enter")
    await camera.take("before")


async def finding(camera: Camera, _: HandClock) -> None:
    await camera.press("ctrl+p")
    await camera.take("palette")
    await camera.press(*"back")
    await camera.take("palette-typed")
    await camera.press("escape", "t")
    await camera.take("theme-picker")
    await camera.press("escape", "y")
    await camera.take("body")
    await camera.press("escape", "i")
    await camera.take("learn")
    await camera.press("down", "enter")
    await camera.take("page")
    await camera.press("escape", "escape", "P")
    await camera.take("programmes")
    await camera.press("down", "enter", "enter")
    await camera.take("programme")


async def stretching(camera: Camera, hand: HandClock) -> None:
    await camera.press("enter")
    await camera.take("live-ready")
    await camera.press("enter")
    await pass_time(camera.pilot, hand, 3)
    await camera.take("live-hold")
    await camera.press("space")
    await camera.take("live-paused")
    await camera.press("space")
    await pass_time(camera.pilot, hand, 13)
    await camera.take("live-rest")
    await camera.press("n", "n", "n")
    await pass_time(camera.pilot, hand, 17)
    await camera.take("live-switch")
    await camera.press("q")
    await camera.take("confirm")
    await camera.press("enter")
    await camera.take("end")


async def looking_forward(camera: Camera, _: HandClock) -> None:
    await camera.take("history-example")
    await camera.press("2")
    await camera.take("history-example-year")


async def looking_back(camera: Camera, _: HandClock) -> None:
    await camera.take("history-sessions")
    await camera.press("2")
    await camera.take("history-year")
    await camera.press("3")
    await camera.take("history-effect")
    await camera.press("4")
    await camera.take("history-balance")
    await camera.press("1", "enter")
    await camera.take("session")
    await camera.press("e")
    await camera.take("session-edit")
    await camera.press("escape", "escape", "n", *"chin")
    await camera.take("log")
    await camera.press("enter")
    await camera.take("log-when")


async def a_break(camera: Camera, hand: HandClock) -> None:
    await camera.take("break")
    await camera.press("enter", "enter")
    await pass_time(camera.pilot, hand, 5)
    await camera.press("q", "enter")
    await camera.take("break-end")


async def beside_a_command(camera: Camera, hand: HandClock) -> None:
    app = camera.pilot.app
    assert isinstance(app, WhileApp)
    waited = app.beside.waited
    assert isinstance(waited, WaitedByHand)
    await camera.take("while-break")
    await camera.press("enter", "enter")
    await pass_time(camera.pilot, hand, 6)
    await camera.take("while-live")
    waited.become("asking", last="Password:")
    app.look()
    await camera.take("while-asking")
    waited.become("running")
    app.look()
    await camera.press("space", "q", "enter")
    await camera.take("while-end")


async def taking_up(camera: Camera, hand: HandClock) -> None:
    await camera.press("enter")
    await pass_time(camera.pilot, hand, 16)
    screen = camera.pilot.app.screen
    assert isinstance(screen, LiveScreen)
    screen.keep_work()
    screen.running.leave()
    app = camera.pilot.app
    assert isinstance(app, StretchApp)
    app.greet()
    await camera.take("resume")


async def measuring(camera: Camera, hand: HandClock) -> None:
    await camera.take("self-tests")
    await camera.press("j", "j", "j", "enter")
    await camera.take("self-test")
    await camera.press("enter")
    await camera.take("measure-warm-up")
    await camera.press("enter")
    await camera.take("measure-rest")
    await camera.press("enter")
    await pass_tries(camera, hand, 9)
    await camera.take("measure-hold")
    await pass_tries(camera, hand, 3)
    await camera.press(*"99", "enter")
    await camera.take("measure-read")
    await camera.press("backspace", "backspace", *"10.5", "enter")
    for number in ("10", "9.5", "11", "11.5", "11"):
        await camera.press("enter")
        await pass_tries(camera, hand, 11)
        await camera.press(*number, "enter")
    await camera.take("measured")


async def measured_over_months(camera: Camera, _: HandClock) -> None:
    await camera.press("5", "j")
    await camera.take("history-measures")


async def pass_tries(camera: Camera, hand: HandClock, seconds: int) -> None:
    """Let time pass in a self-test."""
    for _ in range(seconds):
        hand.passed += 1
        screen = camera.pilot.app.screen
        if isinstance(screen, TryingScreen):
            screen.tick()
    await camera.settle()


async def being_careful(camera: Camera, _: HandClock) -> None:
    await camera.take("deliberate")


async def starting(camera: Camera, _: HandClock) -> None:
    await camera.take("where")
    await camera.press("enter")
    await camera.press("enter")
    await camera.take("first-start")


WALKS: dict[str, tuple[Walk, str]] = {
    "browse": (browsing, ""),
    "palette": (finding, ""),
    "single-knee-to-chest": (stretching, ""),
    "history": (looking_back, ""),
    "no-history": (looking_forward, ""),
    "break": (a_break, ""),
    "while": (beside_a_command, ""),
    "chin-tuck": (taking_up, "[session]\nask_tightness = false\n"),
    "measures-page": (measured_over_months, ""),
    "measure": (measuring, "[measure]\nevery_weeks = 4\n"),
    "press-up": (being_careful, '[body]\nconditions = ["extension-intolerance"]\n'),
    "first-start": (starting, "[session]\nask_tightness = false\n"),
}
"""Walks by what is opened, each with settings of its own."""


@pytest.mark.parametrize("signs", ["unicode", "ascii"])
@pytest.mark.parametrize("what", WALKS)
@pytest.mark.long
async def test_screens_are_as_they_were_reviewed(
    what: str, signs: str, load: Load, home: Path, hand: HandClock
) -> None:
    walk, settings = WALKS[what]
    (home / "settings.toml").write_text(CALM + settings)
    if what in ("history", "browse"):
        history(home)
    if what in ("measure", "measures-page"):
        measured(home)
    if what == "first-start":
        (home / "notices.toml").unlink()
    terminal = make_terminal(LANG="C.UTF-8" if signs == "unicode" else "C")
    if what == "while":
        app: StretchApp = WhileApp(load(terminal), Wish(minutes=3, routine=WHILE), WaitedByHand())
    else:
        app = StretchApp(load(terminal))
        app.opening = _opening(app, what)
    async with app.run_test(size=USUAL) as pilot:
        camera = Camera(pilot, signs)
        await camera.settle()
        await walk(camera, hand)
    assert not camera.wrong, "\n\n".join(camera.wrong)


def _opening(app: StretchApp, what: str) -> Opening:
    if what in ("history", "no-history", "measures-page"):
        return "history"
    if what == "break":
        return Wish(minutes=3)
    if what == "measure":
        return Testing()
    return app.user.plan(what) or "browse"


def test_no_golden_screen_is_left_over() -> None:
    source = Path(__file__).read_text()
    names = {path.name.split(".")[0] for path in GOLDEN.glob("*.txt")}
    assert names
    assert [name for name in sorted(names) if f'take("{name}"' not in source] == []


def test_ascii_is_ascii() -> None:
    assert all(path.read_text().isascii() for path in GOLDEN.glob("*.ascii.txt"))


async def test_a_highlight_that_is_lost_is_seen(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same text in another style is another picture."""
    app = make_app()
    async with app.run_test(size=USUAL) as pilot:
        await Camera(pilot, "unicode").settle()  # what threads look up comes first
        before, text = styled(pilot), shown(pilot)
        assert [line for line in before if "on cursor" in line and "▸ Due now" in line]
        usual = Rows.get_component_rich_style
        monkeypatch.setattr(Rows, "get_component_rich_style", lambda rows, *_: usual(rows, "rows--row"))
        app.screen.query_one("#shelves").refresh()
        await pilot.pause()
        assert shown(pilot) == text
        assert styled(pilot) != before
