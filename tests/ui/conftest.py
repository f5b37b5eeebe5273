"""The app with a clock that tests move, and a home of one's own."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count, groupby
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from rich.color import Color as RichColor
from rich.style import Style
from textual.app import App
from textual.color import Color, ColorParseError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from stretchtui.application.clock import Clock
from stretchtui.application.context import Context, load_context
from stretchtui.storage.files.places import Places
from stretchtui.terminal.capabilities import Terminal, detect
from stretchtui.ui.app import Opening, StretchApp
from stretchtui.ui.common.palette import entries
from stretchtui.ui.common.palette_screen import PaletteEntry
from stretchtui.ui.common.rows import Rows
from stretchtui.ui.session.live import LiveScreen

TURN, TURNS = 0.005, 6000
"""Seconds between two looks at whether the app is done, and how many there are."""

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.passed = 1000.0

    def elapsed(self) -> float:
        """Seconds so far."""
        return self.passed

    def now(self) -> datetime:
        """The date that goes with them."""
        return START + timedelta(seconds=self.passed - 1000.0)

    @property
    def clock(self) -> Clock:
        """As the app takes it."""
        return Clock(self.elapsed, self.now)


def make_terminal(**environ: str) -> Terminal:
    """A terminal as the environment describes it."""
    described = {"TERM": "xterm-256color", **environ}
    return detect(described, stdin_tty=True, stdout_tty=True, encoding="utf-8", size=(80, 24))


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause that lasts until nothing is left to do: Textual's judges that by the processor, and others use it too."""
    pause = Pilot.pause

    async def whole_pause(self: Pilot[None], delay: float | None = None) -> None:
        await pause(self, delay)
        for _ in range(TURNS):
            if not busy(self.app):
                return
            await asyncio.sleep(TURN)
        raise AssertionError("the screen never comes to rest")

    monkeypatch.setattr(Pilot, "pause", whole_pause)


@pytest.fixture(autouse=True, scope="session")
def _parsed_once() -> Iterator[None]:
    """Hundreds of apps have the same style sheets in the same colours: they are parsed once, an eighth of the time."""
    parse, parsed = Stylesheet._parse_rules, dict[tuple[object, ...], list[RuleSet]]()

    def parse_once(self: Stylesheet, css: str, *how: Any, **named: Any) -> list[RuleSet]:
        key = (css, how, *named.items(), *sorted(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, css, *how, **named)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


def busy(app: App[None]) -> bool:
    """Whether a message, a callback, a frame or a write is still to come; what threads find is not waited for."""
    if app._exit:
        return False
    if isinstance(app, StretchApp) and (app.flows.are_busy or not app.services.disk.idle):
        return True
    screen = app.screen
    if app._resize_event is not None or getattr(screen, "is_settling", False):
        return True
    if screen._callbacks or screen._layout_required or screen._repaint_required or screen._dirty_widgets:
        return True
    pumps = [app, *app.screen_stack, *screen.walk_children()]
    return any(pump._next_callbacks or not pump._message_queue.empty() for pump in pumps)


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which the first start is over; write settings into it before the app is made."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "notices.toml").write_text("accepted = 99\naccepted_on = 2026-01-01\n")
    return folder


Load = Callable[..., Context]


@pytest.fixture
def load(home: Path, hand: HandClock) -> Load:
    """Loads the context of that home."""

    def load_with(terminal: Terminal | None = None) -> Context:
        numbers = count()
        context = load_context(Places(home, home, home), terminal or make_terminal(), hand.clock)
        context.services = structs.replace(context.services, token=lambda: f"{next(numbers):06x}")
        return context

    return load_with


@pytest.fixture
def make_app(load: Load) -> Callable[..., StretchApp]:
    """Makes the app, at the region browser if nothing else is asked for."""

    def make(opening: Opening = "browse", terminal: Terminal | None = None) -> StretchApp:
        return StretchApp(load(terminal), opening)

    return make


async def work_done(app: App[None]) -> None:
    """Wait for all work that ends by itself, or that newer work takes the place of; a flow may wait for a key."""
    for worker in [worker for worker in app.workers if worker.group != "flows"]:
        with suppress(WorkerCancelled):
            await worker.wait()


async def pass_time(pilot: Pilot[None], hand: HandClock, seconds: float, step: float = 1.0) -> None:
    """Let time pass for the live session, a tick each second."""
    while seconds > 0:
        hand.passed += min(step, seconds)
        seconds -= step
        screen = pilot.app.screen
        if isinstance(screen, LiveScreen):
            screen.tick()
        await pilot.pause()


async def to_shelf(pilot: Pilot[None], shelf: str) -> None:
    """Move to a shelf of the first screen, by its id, with keys."""
    rows = pilot.app.screen.query_one("#shelves", Rows)
    await pilot.press("h", "home")
    for _ in rows.rows:
        if rows.key == shelf:
            return
        await pilot.press("j")
    raise AssertionError(f"no shelf {shelf}: {[row.key for row in rows.rows]}")


def shown(pilot: Pilot[None]) -> str:
    """What stands on the screen, as text."""
    compositor = pilot.app.screen._compositor
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in compositor.render_strips())


ROLES = (
    *("foreground", "background", "surface", "panel", "muted", "accent", "caution", "hold", "rest", "ready", "done"),
    *("to-come", "heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "cursor", "boost", "primary", "secondary"),
)
"""Variables of a theme that are looked through, in this order, for the name of a colour."""

BORDERS = ("▏", "▁", "▔")
"""Lines between parts of a screen: they tell nothing by their colour."""

BRAILLE = re.compile(r"[\u2800-\u28ff ]+")
"""Cells of a figure: how they are coloured is told, what they show stands in the picture."""


def styled(pilot: Pilot[None]) -> list[str]:
    """The runs of cells that are not in the usual style, a line a row: ` 7  on cursor, bold {▸ Chin tuck}`."""
    names = _colour_names(pilot.app.get_css_variables())
    found = []
    for row, line in enumerate(pilot.app.screen._compositor.render_strips(), start=1):
        runs = []
        cells = [(_style_words(segment.style, names), segment.text) for segment in line]
        for style, some in groupby(cells, key=lambda cell: cell[0]):
            text = "".join(part for _, part in some).strip()
            if style and text not in BORDERS and (text or "on " in style):
                runs.append(f"{style} {{{'' if BRAILLE.fullmatch(text) else text}}}")
        if runs:
            found.append(f"{row:>3}  {' '.join(runs)}")
    return found


def _colour_names(variables: dict[str, str]) -> dict[str, str]:
    """The first name in `ROLES`, or else in the theme, of each colour."""
    names: dict[str, str] = {}
    for role in (*ROLES, *sorted(variables, key=len)):
        with suppress(ColorParseError):
            names.setdefault(Color.parse(variables.get(role, "")).hex.lower(), role)
    return names


def _style_words(style: Style | None, names: dict[str, str]) -> str:
    """A style in words; empty for the usual one, and for what is behind it everywhere."""
    if style is None:
        return ""
    ink, paper = (_colour_word(colour, names) for colour in (style.color, style.bgcolor))
    colours = " ".join(
        [ink] * (ink not in ("", "foreground")) + [f"on {paper}"] * (paper not in ("", "background", "surface"))
    )
    marks = [name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, name)]
    return ", ".join(filter(None, [colours, *marks]))


def _colour_word(colour: RichColor | None, names: dict[str, str]) -> str:
    if colour is None or colour.is_default:
        return ""
    value = colour.get_truecolor().hex.lower()
    return names.get(value, value)


def findable(app: StretchApp) -> list[PaletteEntry]:
    """What the palette finds on the screen that is on top."""
    return list(entries(app))
