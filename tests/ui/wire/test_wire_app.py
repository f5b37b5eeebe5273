"""The diet on what the app itself writes: screens opened, a session led, the size changed."""

from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from stretchtui.application.clock import Clock
from stretchtui.application.context import load_context
from stretchtui.storage.files.places import find_places
from stretchtui.terminal.capabilities import detect
from stretchtui.ui.app import StretchApp
from stretchtui.ui.wire.filter import Wire
from tests.ui.wire.wire_terminal import Terminal

TERMINAL = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
WALK = "down down l down up enter down escape question_mark escape h down l " + "enter " * 4 + "space space n e p enter"
FRESH = "\x1b[?1049h\x1b[?25l\x1b[?7l"


class Recorder(HeadlessDriver):
    """Keeps what the app writes to its terminal, one entry a write, and the sizes in between."""

    written: list[str | tuple[int, int]]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written.append(data)


async def record(home: Path, columns: int, rows: int) -> list[str | tuple[int, int]]:
    """Open the app, press keys, and change the size in the end; the clock is told what time it is."""
    now = 1000.0
    (home / "notices.toml").write_text("accepted = 2\n")
    terminal = detect(TERMINAL, stdin_tty=True, stdout_tty=True, encoding="utf-8", size=(columns, rows))
    context = load_context(find_places({"STRETCHTUI_HOME": str(home)}), terminal, Clock(elapsed=lambda: now))
    Recorder.written = []
    app = StretchApp(context, driver_class=Recorder)

    async def walk(pilot: Pilot[object]) -> None:
        nonlocal now
        await pilot.pause()
        for key in WALK.split():
            now += 0.7
            await pilot.press(key)
        Recorder.written.append((columns - 10, rows))
        await pilot.resize_terminal(columns - 10, rows)
        await pilot.pause()
        app.exit()

    await app.run_async(headless=False, size=(columns, rows), auto_pilot=walk, mouse=False)
    return Recorder.written


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 16), (120, 40)])
@pytest.mark.long
async def test_the_app_looks_the_same_for_fewer_bytes(tmp_path: Path, columns: int, rows: int) -> None:
    written = await record(tmp_path, columns, rows)
    wire = Wire(columns, rows)
    original, diet = Terminal(columns, rows), Terminal(columns, rows)
    original.feed(FRESH)
    diet.feed(wire.feed(FRESH))
    whole = sent = 0
    for entry in written:
        if isinstance(entry, tuple):
            wire.resize(*entry)
            original, diet = Terminal(*entry), Terminal(*entry)
            continue
        original.feed(entry)
        diet.feed(fed := wire.feed(entry))
        assert diet.picture() == original.picture()
        assert diet.cursor == original.cursor
        whole, sent = whole + len(entry), sent + len(fed)
    assert any(original.lines)
    assert sent < 0.6 * whole
