"""The words of `while`, and which of its ways they lead to."""

import os
import re
import sys
from argparse import REMAINDER, ArgumentTypeError, Namespace
from pathlib import Path

from stretchtui.commands import Commands
from stretchtui.commands.break_ import minutes
from stretchtui.commands.option_types import whole

DONE, FAILED, WRONG_USAGE = 0, 1, 2

LONGEST_QUIET = 3600
"""Seconds for which a command may run before a break opens."""


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "run a command, and lead a break while it runs"
    parser = commands.add("while", _while, what, "stretchtui while make test && deploy")
    parser.usage = "stretchtui while [OPTION]... [--] COMMAND [ARG]..."
    parser.add_argument("--minutes", type=minutes, metavar="N", help="how long, 1 to 30; default: as long as it takes")
    parser.add_argument(
        "--region", action="append", default=[], metavar="R", help="only for this region; can be given several times"
    )
    parser.add_argument("--standing", action="store_true", help="only what is done standing")
    parser.add_argument("--plain", action="store_true", help="line mode, for screen readers")
    parser.add_argument(
        "--quiet-under",
        type=whole(0, LONGEST_QUIET),
        metavar="S",
        help="seconds that it may run before a break opens; default: settings, or 20",
    )
    parser.add_argument(
        "--pid", type=whole(1, 999_999_999), metavar="PID", help="until a process that runs already ends"
    )
    parser.add_argument("--follow", metavar="FILE", help="until a line comes in this file, see --until")
    parser.add_argument("--until", type=_pattern, metavar="REGEX", help="what the line has to match")
    parser.add_argument("--forget", action="store_true", help="forget how long commands took, and do nothing else")
    parser.add_argument("words", nargs=REMAINDER, metavar="COMMAND", help="with its arguments; it is run as it is")


def _while(args: Namespace) -> int:
    words = args.words[1:] if args.words[:1] == ["--"] else args.words
    if args.forget:
        return _forget()
    ways = [bool(words), args.pid is not None, args.follow is not None]
    if sum(ways) != 1 or (args.follow is None) != (args.until is None):
        return _tell("a COMMAND, --pid PID, or --follow FILE --until REGEX: one of them", WRONG_USAGE)
    if args.pid is not None:
        return _until_process_ends(args)
    if args.follow is not None:
        return _until_line_comes(args)
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415
    from stretchtui.terminal.command.start import runs_as_it_is  # noqa: PLC0415

    if runs_as_it_is(os.environ, interactive=detect_here().interactive):
        from stretchtui.commands.while_.as_it_is import run_as_it_is  # noqa: PLC0415

        return run_as_it_is(args, words)
    from stretchtui.commands.while_.beside import run_beside  # noqa: PLC0415

    return run_beside(args, words)


def _until_process_ends(args: Namespace) -> int:
    from stretchtui.application.waits import WaitedProcess  # noqa: PLC0415
    from stretchtui.commands.while_.already import lead_until  # noqa: PLC0415

    try:
        waited = WaitedProcess(args.pid)
    except ProcessLookupError as error:
        return _tell(str(error), FAILED)
    return lead_until(args, waited)


def _until_line_comes(args: Namespace) -> int:
    from stretchtui.application.waits import WaitedLine  # noqa: PLC0415
    from stretchtui.commands.while_.already import lead_until  # noqa: PLC0415
    from stretchtui.terminal.following import Followed  # noqa: PLC0415

    try:
        followed = Followed(Path(args.follow), args.until)
    except OSError as error:
        return _tell(f"{args.follow}: {(error.strerror or str(error)).lower()}", FAILED)
    return lead_until(args, WaitedLine(followed))


def _forget() -> int:
    from stretchtui.core.words import plural  # noqa: PLC0415
    from stretchtui.storage.breaks.waits import WaitLog  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415

    count = WaitLog(find_places(os.environ).waits).forget()
    print(f"Forgot how long commands took: {plural(count, 'run')}.")
    return DONE


def _pattern(text: str) -> "re.Pattern[str]":
    try:
        return re.compile(text)
    except re.error as error:
        raise ArgumentTypeError(f"{text!r} is no regular expression: {error}") from None


def _tell(line: str, status: int) -> int:
    print(f"stretchtui while: {line}", file=sys.stderr)
    return status
