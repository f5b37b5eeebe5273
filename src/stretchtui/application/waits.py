"""What a break is led until: a command, a process that already runs, a line of a file; and the break that fits it."""

import signal
import time
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from msgspec import structs

from stretchtui.application.breaks import wished
from stretchtui.application.context import Context
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.breaks.waits import Wait, break_seconds, is_open, last_line, name_of
from stretchtui.core.session.machine import Events, Session
from stretchtui.core.session.record import WHILE
from stretchtui.terminal.command.asking import QUIET, is_asking
from stretchtui.terminal.command.command import Command
from stretchtui.terminal.command.relay import BACK, INTERRUPT, KeyRouting, Relay
from stretchtui.terminal.following import Followed
from stretchtui.terminal.processes import Process

TAIL = 4096
"""Bytes of the output in which the last line is looked for."""


class Waited(Protocol):
    """What is waited for."""

    has_terminal: bool
    """It has a terminal of its own, which can be shown and typed into."""

    def look(self) -> Wait:
        """How it stands now. Quick: it is asked twice a second, and never waits."""

    def show(self, *, answering: bool) -> None:
        """Give it the terminal until a key leads back: to look at what it writes, or to answer it."""

    def interrupt(self) -> None:
        """ctrl+c."""

    def stop(self) -> None:
        """The program is being suspended: so is it."""

    def go_on(self) -> None:
        """And goes on with it."""

    def end(self, number: signal.Signals) -> None:
        """The program was asked to end: so is it."""

    def resize(self) -> None:
        """The user's terminal has another size."""

    def clean_with(self, sequence: bytes) -> None:
        """What puts the user's terminal right, should this process be killed while it shows a screen."""


class WaitedElsewhere:
    """What is not ours: nothing of ours reaches it, and it has nothing to show."""

    has_terminal = False

    def show(self, *, answering: bool) -> None: ...
    def interrupt(self) -> None: ...
    def stop(self) -> None: ...
    def go_on(self) -> None: ...
    def end(self, number: signal.Signals) -> None: ...
    def resize(self) -> None: ...
    def clean_with(self, sequence: bytes) -> None: ...


News = Literal["ended", "asks", "offer", "give-up"]
"""What is new of what is waited for: it is over; it asks something; the session offers to end; the session has to."""


class Beside:
    """What is waited for, beside a session: when the session pauses for it, and what is to be told.

    A hold goes on to its end whatever happens. Behind it the session pauses and offers to end, once: `offers` says so
    while nobody has answered.
    """

    def __init__(self, waited: Waited) -> None:
        self.waited = waited
        self.wait = waited.look()
        self._over = self._offered = self._asking = False
        self._during: int | None = None
        self._seen = False
        """A session has seen that it is over."""

    @property
    def leaves_no_time(self) -> bool:
        """Whether nothing is asked at the end: it is over, and the user wants to see it; or it can't be shown so."""
        return self.wait.over or bool(self.wait.trouble)

    def offers(self, session: Session) -> bool:
        """Whether the session waits for the answer to go on or to leave."""
        return self._offered and session.paused is not None

    def look(self) -> tuple[News, ...]:
        """See how it stands; what is new."""
        self.wait = self.waited.look()
        if self.wait.trouble:
            return ("give-up",)
        asking = self.wait.state == "asking"
        asks, self._asking = asking and not self._asking, asking
        ended, self._over = self.wait.over and not self._over, self.wait.over
        return (*(("asks",) if asks else ()), *(("ended",) if ended else ()))

    def turn(self, session: Session, now: float) -> tuple[Events, tuple[News, ...]]:
        """See how it stands, and have the session heed it: what happened to the session, and what is new."""
        news = self.look()
        if "give-up" in news:
            return session.stop(now), news
        events = session.advance(now)
        if "asks" in news:
            events = (*events, *session.pause(now))
        view = session.view(now)
        if self._over and not self._seen:
            self._seen = True
            # a hold that is paused goes on only if the user says so; a question over the session is no pause
            holding = view.phase.strains and view.paused in (None, "suspended")
            self._during = view.index if holding else None
        if self._over and not self._offered and not session.ending and view.index != self._during:
            self._offered = True
            return (*events, *session.pause(now)), (*news, "offer")
        return events, news


class WaitedCommand:
    """A command of the user's, whose output goes into a spool, and whose terminal is ours to give."""

    has_terminal = True

    def __init__(self, command: Command, words: Sequence[str], expected: float | None) -> None:
        self.command = command
        self._name = name_of(words)
        self._expected = expected
        self._written = -1
        self._changed = 0.0

    def look(self) -> Wait:
        """How it stands now."""
        command = self.command
        command.listen()
        tail = command.tail(TAIL)
        wait = Wait(self._name, command.seconds(), last=last_line(tail), expected=self._expected)
        if command.full:
            wait = structs.replace(wait, trouble=f"there is no room for what it writes ({command.full.lower()})")
        if command.state == "stopped":
            return structs.replace(wait, state="stopped")
        if command.state == "ended":
            status = command.status or 0
            return structs.replace(wait, state="failed" if status else "done", status=status)
        return structs.replace(wait, state="asking") if self._asks(tail) else wait

    def show(self, *, answering: bool) -> None:
        """Give it the terminal: all keys but ctrl+g, or none but ctrl+c and ctrl+z. Call it in the main thread."""
        self.command.hold()
        with Relay(self.command) as relay:
            relay.carry(KeyRouting(BACK) if answering else KeyRouting(looking=True))
        self.command.spool()
        self._written = -1

    def interrupt(self) -> None:
        """Type ctrl+c: what it means is for the command's terminal to say."""
        self.command.type(INTERRUPT)

    def stop(self) -> None:
        """Suspend it, as ctrl+z does."""
        self.command.signal(signal.SIGTSTP)

    def go_on(self) -> None:
        """Let it go on."""
        self.command.listen()
        self.command.go_on()

    def end(self, number: signal.Signals) -> None:
        """Pass a signal on, to one that is suspended too."""
        self.command.signal(number)
        self.command.go_on()

    def resize(self) -> None:
        """Give its terminal the size of the user's."""
        self.command.resize(1)

    def clean_with(self, sequence: bytes) -> None:
        """The supervisor of the command writes it then."""
        self.command.clean_with(sequence)

    def _asks(self, tail: bytes) -> bool:
        """Whether it waits for somebody to type, once nothing has come for a while."""
        written, now = self.command.written(), time.monotonic()
        if written != self._written:
            self._written, self._changed = written, now
        if now - self._changed < QUIET:
            return False
        command = self.command
        leader, group = command.pid, command.foreground()
        return is_asking(command.master, group, leader, command.device, open_line=is_open(tail))


class WaitedProcess(WaitedElsewhere):
    """A process that already runs; how it ends nobody but its parent is told."""

    def __init__(self, number: int) -> None:
        """Raise ProcessLookupError where there is none of this number."""
        self._process = Process(number)
        self._name = name_of([f"{self._process.name or 'process'} {number}"])
        self._began = time.monotonic()
        self._ended: float | None = None

    def look(self) -> Wait:
        """How it stands now; its seconds are those since it is waited for."""
        if self._ended is None and not self._process.runs():
            self._ended = time.monotonic()
        seconds = (self._ended or time.monotonic()) - self._began
        return Wait(self._name, seconds, "ended" if self._ended else "running")


class WaitedLine(WaitedElsewhere):
    """A line of a file that somebody else writes."""

    def __init__(self, followed: Followed) -> None:
        self._followed = followed
        self._name = name_of([followed.path.name])
        self._began = time.monotonic()
        self._ended: float | None = None

    def look(self) -> Wait:
        """How it stands now; done once the line has come."""
        self._followed.look()
        if self._ended is None and self._followed.matched:
            self._ended = time.monotonic()
        seconds = (self._ended or time.monotonic()) - self._began
        return Wait(self._name, seconds, "done" if self._ended else "running", last=last_line(self._followed.last))


def wish_while(context: Context, wait: Wait, minutes: int | None, regions: Iterable[str], *, standing: bool) -> Wish:
    """The break to compose: as long as is left of what is waited for, where that is known and nothing else was asked.

    Raises ValueError, with a line, for a region that nobody knows.
    """
    wish = wished(context, minutes, regions, standing=standing)
    seconds = 0 if minutes else break_seconds(wait.expected, wait.seconds)
    return structs.replace(wish, seconds=seconds, routine=WHILE)
