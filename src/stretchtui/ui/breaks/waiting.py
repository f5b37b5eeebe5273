"""The screens of a break beside a command: those of a desk break, with a line on how the command stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from stretchtui.application.waits import Beside, News
from stretchtui.core.breaks.waits import Wait, end_word, state_line
from stretchtui.terminal.cues import Cue
from stretchtui.ui.breaks.break_end import BreakEndScreen
from stretchtui.ui.breaks.desk_break import DeskBreakScreen
from stretchtui.ui.session.felt_keys import SHORT
from stretchtui.ui.session.live import LiveScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.application.session import ActiveSession, Questions
    from stretchtui.core.breaks.desk_break import Wish
    from stretchtui.core.session.record import Outcome

CALM = 10.0
"""Seconds between two changes of the line during a hold, when nobody reads it and each costs bytes."""


class WaitLine(Static):
    """One line on what is waited for. What it wrote is untrusted: it is clean, and shown without markup."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(state_line(wait), id="wait", markup=False)
        self._shown = wait
        self._mark(wait)

    def show(self, wait: Wait, *, calm: bool = False) -> None:
        """Show how it stands now; where it is `calm`, not more often than needed."""
        if calm and wait.state == self._shown.state and 0 <= wait.seconds - self._shown.seconds < CALM:
            return
        before, self._shown = self._shown, wait
        self._write()
        if wait.state != before.state:
            self._mark(wait)

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        """Where there are few columns, how it stands comes before all of its words."""
        line = state_line(self._shown, short=0 < self.size.width < SHORT)
        if line != str(self.content):
            self.update(line)

    def _mark(self, wait: Wait) -> None:
        self.set_class(wait.over, "over")
        self.set_class(wait.state in ("failed", "asking", "stopped"), "heed")


class WaitingBreakScreen(DeskBreakScreen):
    """What is coming."""

    CONTEXT = "while-break"
    HINTS: ClassVar[tuple[str, ...]] = ("begin", "shuffle", "leave-out", "output", "back", "help")

    def __init__(self, wish: Wish, beside: Beside) -> None:
        super().__init__(wish)
        self.beside = beside

    def compose(self) -> ComposeResult:
        yield WaitLine(self.beside.wait)
        yield from super().compose()


class WaitingLiveScreen(LiveScreen):
    """Leads through the plan; when what is waited for is over, and the hold too, it pauses and offers to leave."""

    OTHER_ROWS = LiveScreen.OTHER_ROWS + 1
    CONTEXT = "while"
    HINTS: ClassVar[tuple[str, ...]] = (
        "start",
        "pause",
        "next",
        "ease",
        "hurts",
        "output",
        "previous",
        "stop",
        "help",
    )
    HELP = (
        "The first line says how your command stands. {key:output} shows what it writes, {key:interrupt} goes to it, "
        "{key:stop} leaves the break and never the command. When it asks something, the break waits, and {key:answer} "
        f"gives it the keyboard. {LiveScreen.HELP}"
    )

    def __init__(self, active: ActiveSession, beside: Beside) -> None:
        super().__init__(active)
        self.beside = beside

    def compose(self) -> ComposeResult:
        yield WaitLine(self.beside.wait)
        yield from super().compose()

    def _heed_size(self, columns: int, rows: int, *, update: bool = True) -> None:
        super()._heed_size(columns, rows - 1, update=update)  # the line on the command has one of them

    @property
    def is_calm(self) -> bool:
        """Whether somebody holds a stretch now, and reads nothing."""
        view = self.session.view(self._now())
        return view.phase.strains and view.paused is None

    def look(self) -> tuple[News, ...]:
        """See how it stands, and heed it."""
        happened, news = self.beside.turn(self.session, self._now())
        if happened or news:
            self._apply(happened)
        return news

    def question(self) -> str:
        """What is asked for the command comes before what is asked of a stretch."""
        fill, short = self.context.keys.fill, self.size.width < SHORT
        if self.beside.offers(self.session):
            goes_on = "{key:pause} goes on" if short else "{key:pause} goes on with the break"
            return f"{end_word(self.beside.wait)}. {fill(goes_on + ', {key:start} leaves.')}"
        if self.beside.wait.state == "asking":
            lends = "{key:answer} answers" if short else "{key:answer} gives it the keyboard"
            return f"It asks something: {fill(lends)}, ctrl+g comes back."
        return super().question()

    def action_start(self) -> None:
        if self.beside.offers(self.session):
            self._leave()
        else:
            super().action_start()

    def action_stop(self) -> None:
        if self.beside.offers(self.session):
            self._leave()
        else:
            super().action_stop()

    def _leave(self) -> None:
        self._apply(self.session.stop(self._now()))


class WaitingEndScreen(BreakEndScreen):
    """The end of the break, while the command still runs."""

    CONTEXT = "while-end"
    HINTS: ClassVar[tuple[str, ...]] = ("go-on", "felt", "output", "help")

    def __init__(self, active: ActiveSession, ending: Outcome, asked: Questions, beside: Beside) -> None:
        super().__init__(active, ending, asked)
        self.beside = beside

    def compose(self) -> ComposeResult:
        yield WaitLine(self.beside.wait)
        yield from super().compose()


CUES: dict[News, Cue] = {"ended": Cue.WAIT_END, "asks": Cue.WAIT_END}
"""What rings."""
