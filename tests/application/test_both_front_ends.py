"""One script of events played into the full screen and into line mode: both decide and record the same."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, structs
from textual.pilot import Pilot

from stretchtui.application import care
from stretchtui.application.breaks import usual_wish
from stretchtui.application.context import Context, load_context
from stretchtui.application.session import begin
from stretchtui.commands.line_mode import flow
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.lines import Lines
from stretchtui.core.session.record import Felt, SessionRecord, StretchRecord
from stretchtui.storage.files.places import Places
from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.breaks.desk_break import DeskBreakScreen
from stretchtui.ui.care.deliberate import DeliberateScreen, OfferScreen, RedFlagsScreen, WarningScreen
from stretchtui.ui.catalog.page import PageScreen
from stretchtui.ui.session.before import BeforeScreen
from stretchtui.ui.session.end import EndScreen
from stretchtui.ui.session.live import LiveScreen
from tests.ui.conftest import START, HandClock, make_terminal, pass_time

QUICK = "[session]\nready = 3\nrest = 0\nswitch = 0\n"

BREAK = "break"
"""The plan of a script that is a desk break."""

ON_SCREEN = {"+": "plus", "-": "minus"}


class Script(Struct, frozen=True):
    """What a user does, whatever the front end. `live` has keys of line mode, and seconds that pass."""

    plan: str
    live: tuple[str | float, ...] = ()
    settings: str = QUICK
    past: tuple[tuple[float, str, Felt], ...] = ()
    """Sessions before: days ago, a stretch, how it felt."""
    consents: bool = True
    before: int | None = None
    felt: int | None = None
    """The number of the answer, from 1."""
    after: int | None = None
    note: str = ""
    takes: bool = True
    """Whether an offer is taken, and a page is read."""


FIVE_WEEKS: tuple[tuple[float, str, Felt], ...] = (
    (1, "chin-tuck", "pain"),
    (8, "neck-turn", "pain"),
    (16, "chin-tuck", "pain"),
    (23, "roll-down", "pain"),
)

SCRIPTS = {
    "pain again, on the way": Script(
        "neck-four",
        ("enter", 6, "x", "n", "enter", 6, "q"),
        past=((9, "chin-tuck", "pain"),),
        before=6,
        felt=2,
        after=4,
        note="a long day",
    ),
    "pain again, at the end, not read": Script(
        "chin-tuck", (60,), past=((9, "chin-tuck", "pain"),), felt=4, takes=False
    ),
    "easy three times, taken": Script(
        "chin-tuck", (60,), past=((2, "chin-tuck", "easy"), (1, "chin-tuck", "easy")), felt=1
    ),
    "easy three times, refused": Script(
        "chin-tuck", (60,), past=((2, "chin-tuck", "easy"), (1, "chin-tuck", "easy")), felt=1, takes=False
    ),
    "easy three times, with loose joints": Script(
        "chin-tuck",
        (60,),
        QUICK + '[body]\nconditions = ["hypermobility"]\n',
        past=((2, "chin-tuck", "easy"), (1, "chin-tuck", "easy")),
        felt=1,
    ),
    "hard twice": Script("chin-tuck", ("enter", 7, "e", "N"), past=((1, "chin-tuck", "hard"),)),
    "pain for weeks": Script("chin-tuck", ("enter", 9, "q"), past=FIVE_WEEKS, after=8),
    "to be avoided, all the same": Script(
        "childs-pose", ("enter", 9, "q"), QUICK + '[body]\nconditions = ["knee-pain"]\n', before=3
    ),
    "to be avoided, and left": Script(
        "childs-pose", settings=QUICK + '[body]\nconditions = ["knee-pain"]\n', consents=False
    ),
    "all keys, marks on the way": Script(
        "neck-four",
        (
            *("enter", 6, "n", 6, "p", 2, "+", 8, "-", "r", 6, "space", 40, "space", "N", "3", "2", "enter", 6, "N"),
            *(1, "1", "enter", 5, "x", "n", 1, "enter", 7, "q"),
        ),
        felt=3,
        note="[b]bold[/b]",
    ),
    "what can't wait": Script("neck-four", ("enter", 6, "x", "y"), before=6, after=2),
    "nothing done": Script("chin-tuck", ("enter", "q"), before=2),
    "a desk break": Script(BREAK, ("enter", "enter", 6, "N", "2", "enter", 6, "q"), felt=1, after=3),
    "a desk break without questions": Script(
        BREAK, ("enter", "enter", 6, "x", "n", "enter", 6, "q"), QUICK + "ask_tightness = false\n"
    ),
}


class Told(Struct):
    """What was decided, and what stands on disk after it."""

    decisions: list[str]
    records: list[SessionRecord]
    files: dict[str, str]


# -- playing in lines


class Typist:
    """Presses the keys of a script and answers its questions, by what was asked last; lets the time pass."""

    def __init__(self, script: Script, hand: HandClock, out: io.StringIO, resume: str = "") -> None:
        self.alive = True
        self._resume = resume
        self._script, self._hand, self._out = script, hand, out
        self._live = list(script.live)

    def wait(self, seconds: float | None) -> tuple[str, ...]:
        if self._live and isinstance(self._live[0], str):
            return (str(self._live.pop(0)),)
        left = self._live[0] if self._live else 1.0
        assert isinstance(left, int | float)
        passed = min(left, 1.0 if seconds is None else seconds)
        self._hand.passed += passed
        if self._live:
            self._live[0] = left - passed
            if left - passed < 1e-9:
                self._live.pop(0)
        return ()

    @contextmanager
    def typing(self) -> Iterator[None]:
        yield

    def line(self) -> str | None:
        script, asked = self._script, self._out.getvalue().rstrip("\n").rpartition("\n")[2]
        answers = {
            "go on with it": self._resume,
            "How tight does it feel now?": _digits(script.after),
            "How tight does it feel?": _digits(script.before),
            "feel?": _digits(script.felt),
            "A note": script.note,
            "all the same": "yes" if script.consents else "",
            "read and enter": "read" if script.takes else "",
            "Type yes and enter": "yes" if script.takes else "",
        }
        return next(answer for words, answer in answers.items() if words in asked)


def in_lines(script: Script, context: Context, hand: HandClock) -> None:
    out = io.StringIO()
    line = LineContext(context, Lines(out), Typist(script, hand, out))  # type: ignore[arg-type]
    if script.plan == BREAK:
        flow.desk_break(line, usual_wish(context))
    else:
        plan = context.user.plan(script.plan)
        assert plan
        flow.session(line, plan)
    context.services.disk.drain()


# -- playing on the screen


async def on_screen(script: Script, context: Context, hand: HandClock) -> None:
    opening = usual_wish(context) if script.plan == BREAK else context.user.plan(script.plan)
    assert opening
    app = StretchApp(context, opening)
    live = list(script.live)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(1000):
            await pilot.pause()
            if app._exit:
                break
            await _answer(script, live, app, pilot, hand)
        else:
            raise AssertionError(f"never ends: {app.screen}")
    context.services.disk.drain()


async def _answer(
    script: Script, live: list[str | float], app: StretchApp, pilot: Pilot[None], hand: HandClock
) -> None:
    """Do what the screen on top is there for."""
    match app.screen:
        case DeliberateScreen():
            await pilot.press("y" if script.consents else "escape")
        case BeforeScreen():
            await pilot.press(*_digits(script.before), "enter")
        case DeskBreakScreen() | RedFlagsScreen():
            await pilot.press(str(live.pop(0)))
        case LiveScreen():
            await _live(live.pop(0) if live else 1.0, pilot, hand)
        case EndScreen():
            await _end(script, app.screen, pilot)
        case OfferScreen():
            await pilot.press("y" if script.takes else "escape")
        case WarningScreen():
            await pilot.press("i" if script.takes else "escape")
        case PageScreen():
            await pilot.press("escape")
        case other:
            raise AssertionError(f"unforeseen: {other}")


async def _live(event: str | float, pilot: Pilot[None], hand: HandClock) -> None:
    if event == "q":
        await pilot.press("q", "enter")
    elif isinstance(event, str):
        await pilot.press(ON_SCREEN.get(event, event))
    else:
        await pass_time(pilot, hand, event)


async def _end(script: Script, screen: EndScreen, pilot: Pilot[None]) -> None:
    if script.felt is not None:
        while not screen.query("#felt:focus"):
            await pilot.press("up")
        await pilot.press(str(script.felt))  # goes on to the tightness
    if screen.query("#after"):
        await pilot.press(*_digits(script.after))
    if script.note:
        await pilot.press("enter", *(ON_CHARACTERS.get(char, char) for char in script.note))
    await pilot.press("enter" if script.plan == BREAK else "escape")


ON_CHARACTERS = {
    " ": "space",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "/": "slash",
}


def _digits(score: int | None) -> str:
    return "" if score is None else str(score)


# -- comparing


@pytest.fixture
def decisions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the application decides from now on, in order, and what it is told of the answers."""
    told: list[str] = []

    def heard(name: str, decide: Callable[..., Any]) -> Callable[..., Any]:
        def deciding(*args: Any, **kwargs: Any) -> Any:
            found = decide(*args, **kwargs)
            found = tuple(found) if isinstance(found, Iterator) else found
            told.append(f"{name}: {found!r}")
            return found

        return deciding

    for name in ("consents_for", "consent_given", "lessons_of", "take_offer", "doctor_shown"):
        monkeypatch.setattr(care, name, heard(name, getattr(care, name)))
    return told


def context_in(home: Path, script: Script, hand: HandClock) -> Context:
    home.mkdir()
    (home / "notices.toml").write_text("accepted = 99\naccepted_on = 2026-01-01\n")
    (home / "settings.toml").write_text(script.settings)
    log = HistoryLog(home / "history.toml", home / "undo")
    for days, name, felt in sorted(script.past, reverse=True):
        started = START - timedelta(days=days)
        part = StretchRecord(name, name, "neck", 10, 10, 50, felt)
        log.append(SessionRecord(f"{started:%Y%m%dT%H%M%SZ}-00", started, 50, "completed", (part,)))
    return load_context(Places(home, home, home), make_terminal(), hand.clock)


def told_in(home: Path, decisions: list[str]) -> Told:
    path = home / "history.toml"
    records = HistoryLog(path, home / "undo").all().records if path.exists() else ()
    files = {
        one.name: one.read_text() for one in home.iterdir() if one.suffix == ".toml" and one.name != "history.toml"
    }
    return Told(list(decisions), [structs.replace(r, id="", started=START) for r in records], files)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.long
async def test_both_front_ends_decide_and_record_the_same(tmp_path: Path, decisions: list[str], script: Script) -> None:
    hand = HandClock()
    in_lines(script, context_in(tmp_path / "lines", script, hand), hand)
    lines = told_in(tmp_path / "lines", decisions)
    decisions.clear()
    hand = HandClock()
    await on_screen(script, context_in(tmp_path / "screen", script, hand), hand)
    screen = told_in(tmp_path / "screen", decisions)
    assert lines.decisions == screen.decisions
    assert lines.records == screen.records
    assert lines.files == screen.files
    assert "session.toml" not in lines.files


EXPECTED = {
    "pain again, on the way": "PainWarning",
    "pain again, at the end, not read": "PainWarning",
    "easy three times, taken": "take_offer",
    "easy three times, refused": "DoseOffer",
    "hard twice": "take_offer",
    "pain for weeks": "SeeDoctor",
    "to be avoided, all the same": "better not now",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_line_mode_says_what_is_decided(tmp_path: Path, decisions: list[str], name: str) -> None:
    """The scripts reach the decisions they are there for."""
    hand = HandClock()
    in_lines(SCRIPTS[name], context_in(tmp_path / "lines", SCRIPTS[name], hand), hand)
    assert EXPECTED[name] in " ".join(decisions)


@pytest.mark.parametrize("typed", ["go", "keep", "drop", ""])
def test_line_mode_offers_an_interrupted_session_first(tmp_path: Path, typed: str) -> None:
    hand = HandClock()
    home, script = tmp_path / "lines", Script("chin-tuck", ("space", 9, "q"))
    context = context_in(home, script, hand)
    plan = context.user.plan("chin-tuck")
    assert plan
    active = begin(plan, context)
    for _ in range(40):
        hand.passed += 1
        active.session.advance(hand.passed)
    active.running.save(active.session)
    active.running.leave().result()
    out = io.StringIO()
    typist = Typist(script, hand, out, typed)
    result = flow.offer_resume(LineContext(context, Lines(out), typist))  # type: ignore[arg-type]
    context.services.disk.drain()
    assert "A session was interrupted." in out.getvalue()
    outcomes = [record.outcome for record in told_in(home, []).records]
    assert outcomes == {"go": ["stopped"], "keep": ["interrupted"], "drop": [], "": []}[typed]
    assert (home / "session.toml").exists() == (typed == "")
    assert (result is not None) == (typed == "go")


def test_without_keys_an_interrupted_session_waits(tmp_path: Path) -> None:
    hand = HandClock()
    home, script = tmp_path / "lines", Script("chin-tuck")
    context = context_in(home, script, hand)
    plan = context.user.plan("chin-tuck")
    assert plan
    active = begin(plan, context)
    for _ in range(40):
        hand.passed += 1
        active.session.advance(hand.passed)
    active.running.save(active.session)
    active.running.leave().result()
    out = io.StringIO()
    typist = Typist(script, hand, out)
    typist.alive = False
    assert flow.offer_resume(LineContext(context, Lines(out), typist)) is None  # type: ignore[arg-type]
    context.services.disk.drain()
    assert "waits until stretchtui is run where keys can answer" in out.getvalue()
    assert (home / "session.toml").exists()
