"""`log`: the history printed, sessions or self-tests, a session done elsewhere added, the last change taken back."""

import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from stretchtui.commands import Commands
from stretchtui.commands.option_types import whole
from stretchtui.commands.tables import Row, print_rows, to_terminal
from stretchtui.core.text import clean
from stretchtui.terminal.local_time import local_now, to_local

if TYPE_CHECKING:
    from datetime import datetime

    from stretchtui.core.session.plan import Plan
    from stretchtui.core.session.record import SessionRecord, Tightness
    from stretchtui.storage.files.diagnostics import Problem
    from stretchtui.storage.files.places import Places
    from stretchtui.storage.history.log import HistoryLog

SHOWN = 20
"""Sessions printed to a terminal, unless more are asked for."""
HEADING = ("When", "Held", "What", "Outcome", "Tight", "Note")
"""What stands above the columns of a log, on a terminal."""

MEASURE_HEADING = ("When", "Test", "Best", "Note")
"""The same for self-tests."""

LONGEST = 600
"""Minutes of one session."""


def add(commands: Commands) -> None:
    """The words of these commands."""
    log = commands.add("log", print_log, "print the history, the newest first", "stretchtui log --since -7d --csv")
    default = f"default: {SHOWN} to a terminal, else all"
    log.add_argument("--last", type=whole(1, 10**6), metavar="N", help=f"only the newest N sessions ({default})")
    log.add_argument("--since", metavar="DATE", help="only from a day on: 2026-11-01, today, yesterday, -7d")
    log.add_argument("--measures", action="store_true", help="the self-tests instead of the sessions")
    form = log.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    form.add_argument("--csv", action="store_true", help="comma-separated, for a spreadsheet")
    card = "a card to paste to a friend, of this week or of the year; without notes, pain and tightness"
    form.add_argument("--card", nargs="?", choices=("week", "year"), const="week", help=f"{card} (default: week)")
    more = commands.within(log, "[add|undo]")
    what, example = "add a session done away from the keyboard", "stretchtui log add daily-back --at yesterday"
    adding = more.add("add", add_session, what, example)
    adding.add_argument("id", metavar="ID", help="of a routine, a stretch or your programme; see: stretchtui list")
    moments = "18:30, yesterday, 2026-11-20T18:00, -2h; default: now"
    adding.add_argument("--at", metavar="TIME", default="", help=moments)
    adding.add_argument("--minutes", type=whole(1, LONGEST), metavar="N", help="of stretching; default: as planned")
    adding.add_argument("--note", metavar="TEXT", help="what you want to remember of it")
    more.add("undo", undo_change, "take back the last change of the history", "stretchtui log undo")


def print_log(args: Namespace) -> int:
    """Print sessions; what cannot be read of the file is told on stderr."""
    log = _history(_places())
    if args.card:
        return _print_card(log, args)
    told: list[Problem] = []
    try:
        if args.measures:
            return _print_measures(log, args)
        records = _chosen(log, args, told)
    except ValueError as error:
        print(f"stretchtui log: {error}", file=sys.stderr)
        return 2
    if args.json or args.csv:
        from stretchtui.storage.history.export import csv_lines, json_lines  # noqa: PLC0415

        sys.stdout.writelines(json_lines(records) if args.json else csv_lines(records))
    else:
        print_rows(map(_row, records), HEADING, "No sessions.")
    _tell(told)
    return 0


def _print_measures(log: "HistoryLog", args: Namespace) -> int:
    """Print self-tests, the newest first. Raises ValueError, with a line, for a day that is none."""
    from stretchtui.core.measures.words import best_words  # noqa: PLC0415
    from stretchtui.storage.history.export import measures_csv, measures_json  # noqa: PLC0415

    measures = log.measures()[::-1]
    if args.since is not None:
        since = _since(args.since)
        measures = tuple(one for one in measures if one.at >= since)
    measures = measures[: args.last]
    if args.json or args.csv:
        sys.stdout.writelines(measures_json(measures) if args.json else measures_csv(measures))
    else:
        rows = ((f"{one.at:%Y-%m-%d %H:%M}", one.test, best_words(one), one.note or "") for one in measures)
        print_rows(rows, MEASURE_HEADING, "No self-tests.")
    return 0


def _print_card(log: "HistoryLog", args: Namespace) -> int:
    """Print the card of this week or of the year; it tells of all that there is."""
    from stretchtui.core.history.card import card, figures_of  # noqa: PLC0415
    from stretchtui.core.history.search import Sharing  # noqa: PLC0415
    from stretchtui.storage.settings.quick import quick_settings  # noqa: PLC0415

    if args.last is not None or args.since is not None or args.measures:
        print("stretchtui log: a card is of all sessions; take out --last, --since or --measures", file=sys.stderr)
        return 2
    settings = quick_settings(_places().settings)
    page = log.all(Sharing())
    figures = figures_of(page.records, local_now(), settings.goal, day_ends_at=settings.day_ends_at, away=settings.away)
    unicode = "utf" in (getattr(sys.stdout, "encoding", None) or "").lower()
    print(card(args.card, figures, ascii_only=not unicode), end="")
    _tell(page.problems)
    return 0


def add_session(args: Namespace) -> int:
    """Log what was done elsewhere; 1 where the id is unknown or it cannot be written."""
    from stretchtui.core.history.times import parse_when  # noqa: PLC0415
    from stretchtui.core.session.record import session_id  # noqa: PLC0415
    from stretchtui.core.session.repeat import done_elsewhere  # noqa: PLC0415
    from stretchtui.core.words import clock  # noqa: PLC0415

    try:
        started = parse_when(args.at, local_now(), to_local)
    except (ValueError, OverflowError) as error:
        print(f"stretchtui log add: {error}", file=sys.stderr)
        return 2
    places = _places()
    plan = _plan(args.id, places)
    if plan is None:
        return 1
    record = done_elsewhere(
        plan,
        id=session_id(started, secrets.token_hex(3)),
        started=started,
        seconds=None if args.minutes is None else args.minutes * 60,
        tightness=None,
        note=args.note,
    )
    _tell(_history(places).insert(record))
    logged = f"{record.started:%Y-%m-%d %H:%M}, {clock(record.seconds)}"
    print(f"logged {args.id} of {logged}; to take it back: stretchtui log undo")
    return 0


def undo_change(_args: Namespace) -> int:
    """Take back the last change; 1 where there is none."""
    what = _history(_places()).undo()
    if what is None:
        print("stretchtui: there is no change to take back", file=sys.stderr)
        return 1
    print(clean(f"took back: {what}"))
    return 0


def _chosen(log: "HistoryLog", args: Namespace, told: "list[Problem]") -> "Iterable[SessionRecord]":
    """The sessions that are asked for, newest first; all of them are read as they are printed."""
    if args.since is None and args.last is None:
        if args.json or args.csv or not to_terminal():
            return _all(log, told)
        page = log.newest(SHOWN)
        if page.more:
            print(f"the newest {SHOWN}; for more: stretchtui log --last 100", file=sys.stderr)
    elif args.since is None:
        page = log.newest(args.last)
    else:
        page = log.since(_since(args.since))
    if not page.known:
        from stretchtui.storage.files.diagnostics import StorageError  # noqa: PLC0415

        raise StorageError(*page.problems)
    told += page.problems
    return page.records[: args.last]


def _since(text: str) -> "datetime":
    """From when on. Raises ValueError with a line."""
    from stretchtui.core.history.times import parse_since  # noqa: PLC0415
    from stretchtui.storage.settings.quick import quick_settings  # noqa: PLC0415

    return parse_since(text, local_now(), to_local, quick_settings(_places().settings).day_ends_at)


def _all(log: "HistoryLog", told: "list[Problem]") -> "Iterator[SessionRecord]":
    """Every session, holding only what is being read; the problems are known at the end."""
    from stretchtui.storage.history.reader import Found, once_each, open_history  # noqa: PLC0415

    with open_history(log.path) as history:
        if history is None:
            return
        found: list[Found] = []

        def records() -> "Iterator[SessionRecord]":
            for block in history.from_end():
                if fault := history.found(block):
                    found.append(fault)
                if block.session is not None:
                    yield block.session

        yield from once_each(records())
        told += history.problems(found)


def _row(record: "SessionRecord") -> Row:
    """A session in one row: when, how long, what by its id, outcome, tightness, note."""
    from stretchtui.core.words import clock  # noqa: PLC0415

    outcome = "" if record.outcome == "completed" else record.outcome
    when, length = f"{record.started:%Y-%m-%d %H:%M}", f"{clock(record.seconds):>5}"
    return when, length, _what(record), outcome, _scores(record.tightness), record.note or ""


def _what(record: "SessionRecord") -> str:
    """What `start` takes to do it again, as far as an id says it."""
    if record.routine or not record.stretches:
        return record.routine or "-"
    more = len(record.stretches) - 1
    return f"{record.stretches[0].id} +{more}" if more else record.stretches[0].id


def _scores(tightness: "Tightness | None") -> str:
    """Tightness before and after: `6>3`."""
    if tightness is None or tightness.before is tightness.after is None:
        return ""
    before, after = ("-" if score is None else str(score) for score in (tightness.before, tightness.after))
    return f"{before}>{after}"


def _plan(id: str, places: "Places") -> "Plan | None":  # noqa: A002
    """The plan of a routine, a stretch or a programme's step with the user's doses; none, told, where it is unknown."""
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.core.catalog.search import CatalogueSearch  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(places, detect_here())
    finder = CatalogueSearch(context.user.catalogue)
    entry = finder.named(id)
    if entry is None and id in context.user.catalogue.programmes:
        from stretchtui.application.start import plan_to_start  # noqa: PLC0415

        try:
            return plan_to_start(id, None, None, context).plan
        except ValueError as error:
            print(f"stretchtui: {clean(str(error))}", file=sys.stderr)
            return None
    if entry is None:
        print(f"stretchtui: {clean(finder.no_such(id))}", file=sys.stderr)
        return None
    return context.user.plan(entry.id)


def _places() -> "Places":
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415

    return find_places(os.environ)


def _history(places: "Places") -> "HistoryLog":
    from stretchtui.storage.history.log import HistoryLog  # noqa: PLC0415

    return HistoryLog(places.history, places.state / "undo")


def _tell(problems: "Iterable[Problem]") -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
