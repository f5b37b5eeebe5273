"""`remind`: tells when a break is due, in a pane or as a service."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.commands import Commands
from stretchtui.commands.option_types import whole
from stretchtui.terminal.local_time import elapsed, local_now

if TYPE_CHECKING:
    from stretchtui.core.breaks.due import Quiet
    from stretchtui.core.breaks.reminder import Reminder
    from stretchtui.core.settings.model import Settings
    from stretchtui.storage.files.places import Places
    from stretchtui.terminal.alarm import Alarm

POLL = 15.0
"""Seconds from one look around to the next."""
LONGEST = 480
"""Minutes between breaks, and of silence."""


class ReminderContext(NamedTuple):
    """What a reminder works with, injected for tests: clocks, idle time, the last session, waiting and output.

    `elapsed` and `idle` are in seconds, `idle` None where it can't be told. `wait` takes seconds, and is true where
    silence was asked for meanwhile; `tell` says that a break is due, `note` anything else.
    """

    elapsed: Callable[[], float]
    now: Callable[[], datetime]
    idle: Callable[[], float | None]
    last: Callable[[], datetime | None]
    snoozed_until: Callable[[], datetime | None]
    wait: Callable[[float], bool]
    tell: Callable[[str], object]
    note: Callable[[str], object]


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "tell when a break is due, counting only the time at the keyboard"
    example = "stretchtui remind --every 40 --exec 'notify-send \"$STRETCHTUI_TEXT\"'"
    remind = commands.add("remind", run_reminder, what, example)
    minutes = whole(1, LONGEST)
    remind.add_argument(
        "--every", type=minutes, metavar="MINUTES", help="time at the keyboard; default: settings, or 50"
    )
    remind.add_argument("--exec", metavar="CMD", help="a command to run then; it finds the line in STRETCHTUI_TEXT")
    snooze = "ask the reminder that runs to be silent for so long; SIGUSR1 does it for 10 minutes"
    remind.add_argument("--snooze", type=minutes, metavar="MINUTES", help=snooze)


def run_reminder(args: Namespace) -> int:
    """Remind until a signal ends it; or ask the one that runs for silence."""
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415

    places = find_places(os.environ)
    return _run(args, places) if args.snooze is None else _snooze(args.snooze, places)


def watch(reminder: "Reminder", context: ReminderContext, *, poll: float = POLL) -> None:
    """Look around every `poll` seconds, and tell what is due. Ends by an exception of `context`, such as a signal's."""
    from stretchtui.core.breaks.reminder import Moment  # noqa: PLC0415

    while True:
        moment = Moment(context.elapsed(), context.now(), context.idle(), context.last(), context.snoozed_until())
        event = reminder.step(moment)
        if event == "due":
            context.tell(f"{round(reminder.sat / 60)} min at it: time to stretch, with stretchtui break")
        elif event == "break":
            context.note("a break was done; counting anew")
        if context.wait(poll):
            context.note(f"silent until {reminder.snooze(context.now()):%H:%M}")


def newest_of(path: Path, now: Callable[[], datetime]) -> Callable[[], datetime | None]:
    """Tells when the newest session of a history started, and reads the file only where it changed."""
    from stretchtui.core.breaks.status import DISPLACED  # noqa: PLC0415
    from stretchtui.core.history.days import so_far  # noqa: PLC0415
    from stretchtui.storage.history.starts import newest_starts  # noqa: PLC0415

    known: tuple[object, tuple[datetime, ...]] = (None, ())

    def newest() -> datetime | None:
        nonlocal known
        try:
            found = path.stat()
            state = (found.st_ino, found.st_size, found.st_mtime_ns)
            if state != known[0]:
                read = newest_starts(path, lambda starts: len(starts) >= DISPLACED)
                known = (state, read.starts)
        except OSError:  # a moment without the file, as when it is replaced on another machine's disk
            pass
        return max(so_far(known[1], now()), default=None)

    return newest


def _run(args: Namespace, places: "Places") -> int:
    from stretchtui.core.breaks.reminder import AWAY, Reminder  # noqa: PLC0415
    from stretchtui.storage.breaks.reminder import ReminderFiles  # noqa: PLC0415
    from stretchtui.storage.settings.file import load_settings  # noqa: PLC0415
    from stretchtui.terminal.idle import idle_seconds  # noqa: PLC0415
    from stretchtui.terminal.waiting import EndedError, Waiting  # noqa: PLC0415

    settings, _ = load_settings(places.settings)
    every = args.every or settings.break_.every_minutes
    files = ReminderFiles(places.state)
    with files.claimed(), Waiting() as waiting:
        alarm = _alarm(args.exec, settings)

        def tell(text: str) -> None:
            _note(text)
            alarm.tell(text)

        context = ReminderContext(
            elapsed=elapsed,
            now=local_now,
            idle=lambda: idle_seconds(AWAY),
            last=newest_of(places.history, local_now),
            snoozed_until=files.snoozed_until,
            wait=waiting.wait,
            tell=tell,
            note=_note,
        )
        try:
            _note(f"reminds after {every} minutes at the keyboard{_quiet_words(settings)}; ctrl+c ends it")
            watch(Reminder(every, _quiet(settings)), context)
        except EndedError as end:
            return _ended(end.number)
    return 0


def _ended(number: int) -> int:
    import signal  # noqa: PLC0415

    if number != signal.SIGINT:
        return 0
    if sys.stdout is not None and sys.stdout.isatty():
        print()  # below the ^C
    return 130


def _alarm(command: str | None, settings: "Settings") -> "Alarm":
    from stretchtui.commands.tables import to_terminal  # noqa: PLC0415
    from stretchtui.terminal.alarm import Alarm  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    output = sys.stdout.fileno() if to_terminal() else None
    return Alarm(detect_here(), output, bell=settings.bell, notify=settings.cues.notify, command=command)


def _snooze(minutes: int, places: "Places") -> int:
    from stretchtui.storage.breaks.reminder import ReminderFiles  # noqa: PLC0415

    files = ReminderFiles(places.state)
    until = local_now() + timedelta(minutes=minutes)
    files.snooze(until)
    print(f"silent until {until:%H:%M}")
    if not files.is_running():
        print("stretchtui: no reminder runs now; it holds for one that is started until then", file=sys.stderr)
    return 0


def _quiet(settings: "Settings") -> "Quiet | None":
    from datetime import time as time_of_day  # noqa: PLC0415

    quiet = settings.break_.quiet
    return quiet and (time_of_day.fromisoformat(quiet[0]), time_of_day.fromisoformat(quiet[1]))


def _quiet_words(settings: "Settings") -> str:
    quiet = settings.break_.quiet
    return f", not from {quiet[0]} to {quiet[1]}" if quiet else ""


def _note(text: str) -> None:
    print(f"{local_now():%H:%M}  {text}", flush=True)
