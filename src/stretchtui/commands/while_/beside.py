"""`while COMMAND` in a terminal: the command in a pseudo-terminal of its own, the break in the user's, in turn."""

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from stretchtui.core.breaks.waits import known_length, opens_at
from stretchtui.storage.files.places import Places, find_places
from stretchtui.terminal.command.command import Command, RefusedError
from stretchtui.terminal.command.relay import Relay

HANG_UP = 128 + signal.SIGHUP


def run_beside(args: Namespace, words: list[str]) -> int:
    """Run the command, and lead a break if it takes long; its exit status.

    Raises ValueError, with a line, for a region that nobody knows, before anything is run.
    """
    places = find_places(os.environ)
    if args.region:
        _check_regions(args.region, places)
    try:
        command = Command.start(words, places.state)
    except RefusedError as error:
        print(f"stretchtui: {error}", file=sys.stderr)
        return error.status
    try:
        with signals_for(command):
            return BesideCommand(args, words, command, places).run()
    finally:
        command.close()


@contextmanager
def signals_for(command: Command) -> Iterator[None]:
    """Pass signals on to the command while neither the relay nor a break has its own handlers for them.

    Each puts back what was there before it, so this holds while one hands over to the other: ctrl+c pressed then is
    meant for the command as at any other time. Once that has ended, it ends us.
    """

    def pass_on(number: int, _frame: object) -> None:
        if command.state == "ended":
            signal.signal(number, previous[signal.Signals(number)])
            signal.raise_signal(number)
        else:
            command.pass_on(signal.Signals(number))

    previous = {
        number: signal.signal(number, pass_on)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


class BesideCommand:
    """One command and its break."""

    def __init__(self, args: Namespace, words: list[str], command: Command, places: Places) -> None:
        self._args, self._words, self._command, self._places = args, words, command, places
        self._folder = _here()
        self._began = datetime.now().astimezone()
        self._expected: float | None = None
        self._last_words: list[str] = []
        """What is said once the command has ended and its output stands there."""

    def run(self) -> int:
        """Carry it, lead a break, and carry it to its end; the exit status."""
        after = self._opens_at()
        with Relay(self._command) as relay:
            carried = relay.carry(until=lambda: self._command.due(after))
        if carried == "due" and self._lead() is signal.SIGHUP:
            return HANG_UP
        if carried == "due":
            with Relay(self._command) as relay:
                carried = relay.carry()
        if carried == "gone":
            return HANG_UP
        self._note()
        self._say()
        return self._command.status or 0

    def _opens_at(self) -> float:
        from stretchtui.storage.breaks.waits import WaitLog  # noqa: PLC0415
        from stretchtui.storage.files.diagnostics import StorageError  # noqa: PLC0415
        from stretchtui.storage.settings.file import load_settings  # noqa: PLC0415

        with suppress(StorageError):  # told when it can't be noted either
            self._expected = known_length(WaitLog(self._places.waits).times(self._words, self._folder))
        after = self._args.quiet_under
        if after is None:
            after = load_settings(self._places.settings)[0].while_.after
        return opens_at(after, self._expected)

    def _lead(self) -> signal.Signals | None:
        """Lead a break while the output is spooled; the signal that ended it, if one did."""
        from stretchtui.storage.files.atomic import make_private_folder  # noqa: PLC0415

        trouble = ""
        try:
            make_private_folder(self._places.state)
            if not self._command.spool():
                trouble = self._command.full.lower()
        except OSError as error:
            trouble = (error.strerror or str(error)).lower()
        if trouble:
            where = self._places.state
            self._last_words.append(
                f"stretchtui: no break: {where} takes no output ({trouble}), so it passed as it came"
            )
            return None
        try:
            return self._led()
        except Exception as error:
            if self._args.debug:
                raise
            self._last_words.append(f"stretchtui: no break: {' '.join(str(error).split())}")
            return None
        finally:
            if full := self._command.full.lower():
                where = self._places.state
                self._last_words.append(f"stretchtui: {where} takes no more output ({full}): it was passed on")
            self._command.hold()

    def _led(self) -> signal.Signals | None:
        from stretchtui.application.waits import WaitedCommand  # noqa: PLC0415

        waited = WaitedCommand(self._command, self._words, self._expected)
        args = self._args
        if args.plain:
            from stretchtui.commands.while_.plain import SharedKeyboard, lead_in_lines  # noqa: PLC0415

            status = lead_in_lines(args, waited, SharedKeyboard(0, waited, interrupts=True))
            return signal.Signals(status - 128) if status > 128 else None
        from stretchtui.ui.run import run_while  # noqa: PLC0415

        left = run_while(waited, args.minutes, args.region, standing=args.standing, debug=args.debug)
        self._last_words += left.said
        return signal.Signals(left.code - 128) if left.code > 128 else None

    def _note(self) -> None:
        """Remember how long it took."""
        if self._command.status != 0:
            return
        from stretchtui.storage.breaks.waits import WaitLog  # noqa: PLC0415
        from stretchtui.storage.files.diagnostics import StorageError  # noqa: PLC0415

        try:
            WaitLog(self._places.waits).add(self._words, self._folder, self._began, self._command.seconds())
        except StorageError as error:
            if self._expected is not None or self._last_words:
                self._last_words.append(f"stretchtui: {error}")

    def _say(self) -> None:
        if self._last_words:
            between = "" if self._command.at_line_start else "\n"
            with suppress(OSError):
                print(between + "\n".join(self._last_words), file=sys.stderr)


def _here() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # it was deleted under our feet
        return ""


def _check_regions(regions: list[str], places: Places) -> None:
    from stretchtui.application.breaks import check_regions  # noqa: PLC0415
    from stretchtui.storage.catalog.stretches import load_catalogue  # noqa: PLC0415
    from stretchtui.storage.files.places import shipped  # noqa: PLC0415

    check_regions(regions, load_catalogue(shipped("catalog"), places.catalog).catalogue)
