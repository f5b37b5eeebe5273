"""The moving pictures of the README: a desk break, and one beside a command, shortened (`make pictures`).

Each frame is the app's own screen at the moment it has it, and stays for as long as it does there. What is left out
is left out between two takes; nothing runs faster than it is. The last screen is what a shell shows afterwards: the
command, and the line that the program printed.
"""

import asyncio
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from stretchtui.application.waits import WaitedElsewhere
from stretchtui.core.breaks.waits import Wait
from stretchtui.core.session.plan import PhaseKind
from stretchtui.ui.breaks.while_app import WhileApp
from stretchtui.ui.session.live import LiveScreen
from tools.gif import save_gif
from tools.pictures import DOCS
from tools.screen_picture import Grid, drawn
from tools.stage import SIZE, Hand, Stage, staged

OUT = DOCS / "break.gif"
WHILE, WHILE_STILL = DOCS / "while.gif", DOCS / "while.png"
SETTINGS = "[break]\nminutes = 4\n[cues]\nflash = false\n"
"""Nothing blinks, for those who only want to read."""
GRID = Grid(10, 21, 16)
"""Small enough for a page to show it dot by dot."""
BLINK = 0.05
"""Seconds below which nobody sees a frame, nor does every browser show it for so short."""
LONGEST = 600
"""Seconds of a break after which a moment that has not come does not come."""
END = 3.3
"""Seconds that the last screen stays before all begins again."""


class Moment(NamedTuple):
    """A phase of the session, and how many of its seconds are left."""

    kind: PhaseKind
    left: float
    side: str | None = None
    rep: int = 1


class Take(NamedTuple):
    """Seconds of the break as they are: from a moment on, or from where the one before ended, after a key."""

    seconds: float
    key: str = ""
    start: Moment | None = None


TAKES = (
    Take(1.8),  # the stretches, and the countdown
    Take(4.0, "enter"),  # get ready: the figure shows how
    Take(5.0, start=Moment("hold", 3, "left", 2)),  # the end of a hold, and the switch of sides
    Take(2.0, start=Moment("hold", 10, "right")),
    Take(3.0, start=Moment("move", 2, "right", 5)),  # the last repetition, and the end
    Take(0.9, "2"),
)
LEAVE = "enter"

COMMAND, EXPECTED, OPENS = "make test", 185.0, 20.0
"""What runs beside the second break, the seconds it usually takes, and those after which the break opens."""
OUTPUT = [
    f"tests/test_{name}.py {'.' * dots}" for name, dots in (("cli", 24), ("forms", 61), ("store", 38), ("sync", 52))
]
LAST = "======== 175 passed ========"
BEFORE_END, AFTER_END = 2.5, 5.5
"""Seconds of a hold that are shown before the command ends in it, and after."""


class Frame(NamedTuple):
    """A screen, and the seconds for which it stays."""

    screen: list[Strip]
    seconds: float


class Camera:
    """Watches a stage, and keeps what it sees."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._hand = stage.hand
        self.frames: list[Frame] = []

    async def take(self, take: Take) -> None:
        """Take some seconds."""
        if take.start:
            await self._wait_for(take.start)
        if take.key:
            await self._stage.press(take.key)
        end = self._hand.passed + take.seconds
        while self._hand.passed < end:
            screen, since = await self._stage.settle(), self._hand.passed
            await self._hand.step(end)
            self._keep(Frame(screen, self._hand.passed - since))

    def _keep(self, frame: Frame) -> None:
        """Add to the frame before what looks the same, or what followed too soon to be seen."""
        if self.frames:
            last = self.frames[-1]
            if last.screen == frame.screen or last.seconds < BLINK:
                self.frames[-1] = Frame(frame.screen, last.seconds + frame.seconds)
                return
        self.frames.append(frame)

    async def wait_for_hold(self, left: float) -> None:
        """Let time pass until so many seconds are left of the first hold that is so long."""
        live = self._stage.app.screen
        while self._hand.passed < LONGEST and isinstance(live, LiveScreen):
            view = live.session.view(self._hand.passed)
            if view.phase.kind == "hold" and view.length > left >= view.remaining - BLINK:
                return
            await self._hand.step(LONGEST)
            await self._stage.settle()
        raise LookupError("the break has no such hold")

    async def _wait_for(self, moment: Moment) -> None:
        phase = None
        while self._hand.passed < LONGEST and isinstance(live := self._stage.app.screen, LiveScreen):
            view = live.session.view(self._hand.passed)
            if view.phase is not phase:
                phase = view.phase
                await self._stage.settle()  # a figure is loaded
            here = (view.phase.kind, view.phase.side, view.phase.rep)
            if here == (moment.kind, moment.side, moment.rep) and view.remaining <= moment.left + BLINK:
                return
            await self._hand.step(LONGEST)
        raise LookupError(f"the break has no {moment}")


class Waited(WaitedElsewhere):
    """A command as a film has it: it ends when that says so."""

    has_terminal = True

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self.ended: float | None = None

    def look(self) -> Wait:
        """How it stands at this moment of the film."""
        seconds = OPENS + (self._hand.passed if self.ended is None else self.ended)
        if self.ended is not None:
            return Wait(COMMAND, seconds, "done", last=LAST, expected=EXPECTED)
        return Wait(COMMAND, seconds, last=OUTPUT[min(int(seconds / 20), len(OUTPUT) - 1)], expected=EXPECTED)


async def film_beside() -> list[Frame]:
    """All frames of the second picture: the command ends within a hold, which goes on to its end."""
    async with staged("break", settings=SETTINGS, waited=Waited) as stage:
        assert isinstance(stage.app, WhileApp)  # for the type checker
        waited = stage.app.beside.waited
        assert isinstance(waited, Waited)
        camera = Camera(stage)
        for take in (Take(2.0), Take(3.5, "enter")):
            await camera.take(take)
        await camera.wait_for_hold(BEFORE_END + 3)
        await camera.take(Take(BEFORE_END))
        still, waited.ended = camera.frames[-1].screen, stage.hand.passed
        await camera.take(Take(AFTER_END))
        drawn(still, GRID).save(WHILE_STILL)
        await stage.pilot.press(LEAVE)
        await stage.settle()
        shell = [f"$ stretchtui while {COMMAND}", *OUTPUT, LAST, stage.app.summary or "", "$"]
        return [*camera.frames, Frame(_shell(shell, camera.frames[0].screen), END)]


async def film() -> list[Frame]:
    """All frames of the first picture."""
    async with staged("break", settings=SETTINGS) as stage:
        camera = Camera(stage)
        for take in TAKES:
            await camera.take(take)
        await stage.pilot.press(LEAVE)
        told = stage.app.summary
        if not told:
            raise LookupError("the break told nothing at its end")
        return [*camera.frames, Frame(_shell(["$ stretchtui break", told, "$"], camera.frames[0].screen), END)]


def _shell(lines: list[str], like: list[Strip]) -> list[Strip]:
    """Lines of a shell, on the ground of another screen."""
    columns, rows = SIZE
    ground = next(iter(like[0])).style
    style = Style(color="#e6ddd2", bgcolor=ground.bgcolor if ground else None)
    texts = [*lines, *[""] * (rows - len(lines))]
    return [Strip([Segment(text.ljust(columns), style)], columns) for text in texts]


def save(frames: list[Frame], path: Path) -> None:
    """Draw all frames, and write them. Ends are rounded, not lengths, so that nothing adds up."""
    ends = [round(end * 100) for end in accumulate(frame.seconds for frame in frames)]
    lasting = [10 * (end - start) for start, end in zip([0, *ends], ends, strict=False)]
    save_gif([drawn(frame.screen, GRID) for frame in frames], lasting, path)


def main() -> None:
    """Take them."""
    save(asyncio.run(film()), OUT)
    save(asyncio.run(film_beside()), WHILE)


if __name__ == "__main__":
    main()
