"""The moving picture of the README: a desk break, shortened (`make pictures`).

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

from stretchtui.core.session.plan import PhaseKind
from stretchtui.ui.session.live import LiveScreen
from tools.gif import save_gif
from tools.pictures import DOCS
from tools.screen_picture import Grid, drawn
from tools.stage import SIZE, Stage, staged

OUT = DOCS / "break.gif"
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
    Take(2.0, start=Moment("hold", 20, "right")),
    Take(3.0, start=Moment("hold", 2, rep=3)),  # the last hold, and the end
    Take(0.9, "2"),
)
LEAVE = "enter"


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


async def film() -> list[Frame]:
    """All frames of the picture."""
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
    """Take it."""
    save(asyncio.run(film()), OUT)


if __name__ == "__main__":
    main()
