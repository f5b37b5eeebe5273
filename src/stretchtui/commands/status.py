"""`status`: one line for tmux, a prompt, a status bar. They wait for it, so it imports next to nothing."""

import os
import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from stretchtui.commands import Commands
from stretchtui.core.breaks.status import FIELDS, Status, as_data, enough, formatted, line, status_of, words
from stretchtui.storage.files.places import find_places
from stretchtui.storage.history.starts import newest_starts
from stretchtui.storage.settings.quick import quick_settings
from stretchtui.terminal.local_time import local_now

if TYPE_CHECKING:
    from stretchtui.application.programmes import Standing
    from stretchtui.storage.files.places import Places


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "print one line for tmux, a prompt or a status bar"
    status = commands.add("status", print_status, what, "stretchtui status --format '{since} {week} {due}'")
    fields = "; ".join(f"{{{name}}} {what}" for name, what in FIELDS.items())
    status.description = f"{status.description} Fields of --format: {fields}."
    form = status.add_mutually_exclusive_group()
    form.add_argument("--format", metavar="TEXT", help="the text to print, with the fields in it filled in")
    form.add_argument("--json", action="store_true", help="as JSON")
    due = "tell by the exit status if a break is due: 0 yes, 1 no; prints only with --format or --json"
    status.add_argument("--due", action="store_true", help=due)


def print_status(args: Namespace) -> int:
    """Print the line; 1 if --due is asked and nothing is."""
    try:
        if args.format is not None:
            formatted(args.format, FIELDS)
    except ValueError as error:
        print(f"stretchtui status: {error}", file=sys.stderr)
        return 2
    places = find_places(os.environ)
    try:
        status = present_status(places, local_now())
    except OSError as error:
        from stretchtui.storage.files.diagnostics import problem_of  # noqa: PLC0415

        print(problem_of(places.history, error, doing="read"), file=sys.stderr)
        return 1
    if args.json:
        import json  # noqa: PLC0415

        at = _programme(places)
        print(json.dumps(as_data(status, _standing_data(at) if at else None)))
    elif args.format is not None:
        at = _programme(places) if "{programme}" in args.format else None
        print(formatted(args.format, words(status, _short(at) if at else "")))
    elif not args.due:
        print(line(status, "·" if "utf" in (getattr(sys.stdout, "encoding", None) or "").lower() else "-"))
    return int(args.due and not status.due)


def _programme(places: "Places") -> "Standing | None":
    """Where one is in the programme that is on; what that takes is only loaded where one is."""
    if not quick_settings(places.settings).programme:
        return None
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.application.programmes import standing  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    return standing(load_context(places, detect_here()))


def _short(at: "Standing") -> str:
    from stretchtui.core.programmes.words import short_words  # noqa: PLC0415

    return short_words(at.programme, at.found)


def _standing_data(at: "Standing") -> dict[str, object]:
    """The figures alone: a status bar has no use for the stretches."""
    from stretchtui.commands.programme import standing_data  # noqa: PLC0415

    keys = ("id", "step", "steps", "sessions", "sessions_needed", "finished", "due_today")
    return {key: value for key, value in standing_data(at).items() if key in keys}


def present_status(places: "Places", now: datetime) -> Status:
    """The figures as they are now."""
    settings = quick_settings(places.settings)
    goal, day_ends_at, away = settings.goal, settings.day_ends_at, settings.away
    read = newest_starts(places.history, lambda starts: enough(starts, now, goal, day_ends_at, away))
    return status_of(
        read.starts,
        now,
        goal=goal,
        every_minutes=settings.every_minutes,
        quiet=settings.quiet,
        day_ends_at=day_ends_at,
        whole=read.whole,
        away=away,
    )
