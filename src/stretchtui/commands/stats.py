"""`stats`: what the history says of a span of days, in words and numbers."""

import os
import sys
from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.option_types import whole
from stretchtui.commands.tables import print_text

MOST_WEEKS = 520


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "print what the history says: sessions, minutes by region, tightness, pain"
    parser = commands.add("stats", print_statistics, what, "stretchtui stats --since -12w")
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--since", metavar="DATE", help="from a day on: 2026-11-01, today, yesterday, -7d, -12w")
    span.add_argument("--weeks", type=whole(1, MOST_WEEKS), metavar="N", default=6, help="so many weeks; default: 6")
    parser.add_argument("--notes", action="store_true", help="with the notes of the sessions")
    parser.add_argument("--json", action="store_true", help="as JSON")


def print_statistics(args: Namespace) -> int:
    """Print them; 2 where the day is none, 1 where the history can't be read."""
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.application.statistics import first_day, told  # noqa: PLC0415
    from stretchtui.commands.catalogue import as_json  # noqa: PLC0415
    from stretchtui.core.history.sides import side_lines  # noqa: PLC0415
    from stretchtui.core.history.statistics_words import statistics_lines  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    try:
        since = first_day(context, since=args.since, weeks=args.weeks)
    except ValueError as error:
        print(f"stretchtui stats: {error}", file=sys.stderr)
        return 2
    said = told(context, since, notes=args.notes)
    for problem in said.problems:
        print(problem, file=sys.stderr)
    if args.json:
        print(as_json(said.as_data()))
    else:
        print_text(statistics_lines(said.found, said.names, said.left_out))
        if sides := side_lines(said.sides):
            print_text(["", "Left and right", *(f"  {line}" for line in sides)])
    return 0
