"""The pictures of the README, taken of the app itself (`make pictures`)."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from stretchtui.core.record import SessionRecord, StretchRecord, Tightness
from stretchtui.storage.places import Places
from stretchtui.terminal.capabilities import detect
from stretchtui.ui.app import StretchApp
from stretchtui.ui.breaks import wished
from stretchtui.ui.clock import Clock
from stretchtui.ui.screens.live import LiveScreen
from stretchtui.ui.services import Services, load_services
from tools.screen_picture import picture

DOCS = Path(__file__).resolve().parent.parent / "docs" / "pictures"
NOW = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
DAYS = (1, 2, 4, 6, 7, 9, 10, 13, 14, 15, 17, 20, 22, 23, 27, 29, 30, 34, 37, 41, 43, 50, 58, 64, 71)


class Taken:
    """A clock that is moved by hand."""

    passed = 0.0

    def clock(self) -> Clock:
        """As the app takes it."""
        return Clock(lambda: self.passed, lambda: NOW + timedelta(seconds=self.passed))


def services(home: Path, taken: Taken) -> Services:
    """The app's services in a home that has been used for some weeks."""
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n[break]\nminutes = 4\n")
    (home / "notices.toml").write_text("accepted = 99\naccepted_on = 2026-09-01\n")
    terminal = detect(
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        stdin_tty=True,
        stdout_tty=True,
        encoding="utf-8",
        size=(80, 24),
    )
    found = load_services(Places(home, home, home), terminal, taken.clock())
    names = list(found.catalogue.stretches.values())
    for number, days in enumerate(sorted(DAYS, reverse=True)):
        chosen = [names[(number * 5 + step * 7) % len(names)] for step in range(3)]
        parts = tuple(StretchRecord(s.id, s.name, s.region, s.reps, s.reps, 40 + number % 3 * 25) for s in chosen)
        started = NOW - timedelta(days=days, minutes=number * 17 % 200)
        before = 7 - number // 8
        record = SessionRecord(
            id=f"{started:%Y%m%dT%H%M%SZ}-{number:06x}",
            started=started,
            seconds=sum(part.seconds for part in parts),
            outcome="completed",
            stretches=parts,
            tightness=Tightness(before, max(0, before - 2 - number % 2)),
        )
        found.history.append(record)
    return found


class Scene(NamedTuple):
    """What the app opens with, keys that are pressed, seconds that then pass, and the theme."""

    opening: str
    keys: str = ""
    seconds: int = 0
    theme: str = ""


SCENES = {
    "break": Scene("break"),
    "live": Scene("single-knee-to-chest", "enter", 44),
    "browse": Scene("browse", "j j j j l j"),
    "detail": Scene("browse", "j j j j j l j enter"),
    "history": Scene("history", "2"),
    "light": Scene("single-knee-to-chest", "enter", 44, theme="birch"),
}
SETTLED = 5
"""Seconds until a figure has come to rest."""


async def take(name: str, scene: Scene) -> None:
    """Take one picture."""
    with tempfile.TemporaryDirectory() as folder:
        taken = Taken()
        found = services(Path(folder), taken)
        wish = wished(found, None, [], standing=False)
        opening = wish if scene.opening == "break" else found.plan(scene.opening) or scene.opening
        app = StretchApp(found, opening)  # type: ignore[arg-type]
        async with app.run_test(size=(80, 24)) as pilot:
            app.theme = scene.theme or app.theme
            await pilot.pause(0.5)
            await pilot.press(*scene.keys.split())
            await pilot.pause(0 if scene.opening == "break" else SETTLED)
            for _ in range(scene.seconds):
                taken.passed += 1
                assert isinstance(app.screen, LiveScreen)
                app.screen.tick()
            await pilot.pause(0.3)
            picture(app.screen._compositor.render_strips(), DOCS / f"{name}.png")  # noqa: SLF001


async def main() -> None:
    """Take all of them."""
    for name, scene in SCENES.items():
        await take(name, scene)


if __name__ == "__main__":
    asyncio.run(main())
