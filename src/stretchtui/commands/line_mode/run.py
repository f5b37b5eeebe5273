"""`break --plain` and `start --plain`: the ways into line mode, and back to the shell."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import TextIO

from stretchtui.application.breaks import wished
from stretchtui.application.context import load_context
from stretchtui.application.session import Result
from stretchtui.application.start import plan_to_start
from stretchtui.commands.line_mode import care, flow
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.lines import LEAST_COLUMNS, Lines
from stretchtui.core.text import clean
from stretchtui.core.words import clock
from stretchtui.storage.files.places import find_places
from stretchtui.terminal.capabilities import detect_here
from stretchtui.terminal.keyboard import EndedFromOutsideError, Keyboard, standard_input

DONE, FAILED, INTERRUPTED = 0, 1, 130

DRAINED_WITHIN = 2.0
"""Seconds that a slow disk has for the last checkpoint before the program ends without it."""


def plain_break(minutes: int | None, regions: list[str], *, standing: bool = False) -> int:
    """A desk break in lines; the exit status. Raises ValueError for an unknown region."""

    def run(line: LineContext) -> Result:
        wish = wished(line.context, minutes, regions, standing=standing)
        return opened(line, lambda: flow.desk_break(line, wish))

    return in_lines(run)


def plain_start(id: str, hold: int | None, reps: int | None) -> int:  # noqa: A002
    """A routine or a stretch in lines; the exit status."""

    def run(line: LineContext) -> Result:
        try:
            start = plan_to_start(id, hold, reps, line.context)
        except ValueError as error:
            print(f"stretchtui: {error}", file=sys.stderr)
            return Result("nothing-left")

        def begin() -> Result:
            line.lines.say(*start.notes)
            if name := line.context.user.catalogue.session_name(start.plan.routine):
                line.lines.say(f"{name}, {clock(start.plan.seconds)} in all.")
            return flow.session(line, start.plan)

        return opened(line, begin)

    return in_lines(run)


def opened(line: LineContext, begin: Callable[[], Result]) -> Result:
    """Begin, once what is to be known and asked first is; a session that is taken up takes the place of another."""
    if not care.read_first(line):
        return Result("declined")
    if resumed := flow.offer_resume(line):
        return resumed
    care.at_start(line)
    if line.context.user.settings.measure.every_weeks:
        from stretchtui.application.measures import due_line  # noqa: PLC0415

        line.lines.say(*(f"{due} See: stretchtui measure" for due in [due_line(line.context)] if due))
    return begin()


def in_lines(
    run: Callable[[LineContext], Result], stream: TextIO | None = None, keyboard: Keyboard | None = None
) -> int:
    """Run with the lines and keys of this terminal, or of a pipe, or with others; the exit status."""
    terminal = detect_here()
    stream = stream or sys.stdout
    context = load_context(find_places(os.environ), terminal)
    for problem in context.problems:
        print(clean(problem), file=sys.stderr)
    on_terminal = stream is not None and stream.isatty() and not terminal.dumb
    rewrite = on_terminal and terminal.size[0] >= LEAST_COLUMNS
    columns = (lambda: shutil.get_terminal_size().columns) if on_terminal else None
    lines = Lines(stream, rewrite=rewrite, plain_ascii=terminal.encoding != "utf-8", columns=columns)
    with keyboard or Keyboard(standard_input(), lines=terminal.dumb, remote=terminal.remote) as keys:
        try:
            result = run(LineContext(context, lines, keys))
        except KeyboardInterrupt:
            return INTERRUPTED
        except EndedFromOutsideError as ended:
            return 128 + ended.number
        finally:
            context.services.disk.drain(DRAINED_WITHIN)
    return FAILED if result.how in ("nothing-left", "refused", "unsaved") else DONE
