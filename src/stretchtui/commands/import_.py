"""`import`: other histories, by the ids of what is in them, and shared routines taken in; versions merged, for git."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.commands import Commands

if TYPE_CHECKING:
    from stretchtui.application.sharing import Incoming


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "take in the sessions and measures of other history files, each once, or a shared routine or programme"
    taking = commands.add("import", import_files, what, "stretchtui import laptop/history.toml")
    files = "a history.toml, from another machine or a backup, or a shared routine or programme; - for stdin"
    taking.add_argument("files", nargs="*", metavar="FILE", help=files)
    taking.add_argument("--yes", action="store_true", help="take a shared routine in without asking")
    taking.add_argument("--undo", action="store_true", help="take back the shared routine that was taken in last")
    versions = "merge versions of one history, as a merge driver of git: FILEs are base, ours and theirs; writes ours"
    taking.add_argument("--merge", action="store_true", help=versions)


def import_files(args: Namespace) -> int:
    """Take them in; 1 where something in them could not be read, and so was not, or where the answer was no."""
    if args.undo:
        return _take_back()
    if not args.files:
        print("stretchtui import: name a FILE, or - for stdin", file=sys.stderr)
        return 2
    paths = [Path(file) for file in args.files]
    if args.merge:
        return _merge(paths)
    shared = {path: text for path in paths if (text := _shared_text(path)) is not None}
    code = 0
    for path, text in shared.items():
        code |= _take_in(path, text, yes=args.yes)
    histories = [path for path in paths if path not in shared]
    return (_take_histories(histories) if histories else 0) | code


def take_in_file(file: str) -> int:
    """Take one file in, after asking: what `stretchtui FILE.toml` means."""
    return import_files(Namespace(files=[file], yes=False, undo=False, merge=False))


def _shared_text(path: Path) -> str | None:
    """The text of a shared routine; None where the file is none, so that it is taken for a history."""
    from stretchtui.storage.catalog.share import MARK  # noqa: PLC0415
    from stretchtui.storage.files.diagnostics import StorageError  # noqa: PLC0415
    from stretchtui.storage.toml.source import TomlSource, read_text  # noqa: PLC0415

    if str(path) == "-":
        return _stdin()
    try:
        text = read_text(path)
        if text.lstrip().startswith(MARK):
            return text
        tables = TomlSource(path, text).data
    except StorageError:
        return None
    if {"session", "measure"} & set(tables):
        return None
    return text if {"share", "routine", "programme", "stretch"} & set(tables) else None


def _stdin() -> str:
    """All of it, up to the most that is looked at."""
    from stretchtui.storage.catalog.share import MOST_BYTES  # noqa: PLC0415

    if sys.stdin is None:
        return ""
    return sys.stdin.buffer.read(MOST_BYTES + 1).decode("utf-8", "replace")


def _take_in(path: Path, text: str, *, yes: bool) -> int:
    """Show what would change, ask, and do it."""
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.application.sharing import incoming, take_in  # noqa: PLC0415
    from stretchtui.core.text import clean  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    coming = incoming(context, text, Path("stdin") if str(path) == "-" else path)
    _show(coming)
    if not coming.changes:
        print("nothing to take in: all of it is here already")
        return 0
    if not yes and not _agreed():
        print("nothing was taken in", file=sys.stderr)
        return 1
    written = take_in(context, coming)
    print(clean(f"taken in, as {written}; to take it back: stretchtui import --undo"))
    for routine in coming.new.routines:
        print(clean(f"to begin: stretchtui start {routine.id}"))
    for programme in coming.new.programmes:
        print(clean(f"to begin: stretchtui programme start {programme.id}"))
    return 0


def _show(coming: "Incoming") -> None:
    from stretchtui.core.text import clean  # noqa: PLC0415

    share = coming.new.share
    for label, text in (("For", share.for_), ("Note", share.note)):
        if text:
            print(clean(f"{label}: {text}"))
    for arrival in coming.arrivals:
        print(clean(str(arrival)))


def _agreed() -> bool:
    """Whether the user says yes; without a terminal nobody can, and --yes says it."""
    try:
        with open("/dev/tty", "r+", encoding="utf-8", errors="replace") as terminal:  # noqa: PTH123
            if not terminal.isatty():
                return False
            terminal.write("Take it in? y for yes: ")
            terminal.flush()
            return terminal.readline().strip().lower() in ("y", "yes")
    except (OSError, ValueError):
        print("stretchtui import: there is nobody to ask; --yes takes it in", file=sys.stderr)
        return False


def _take_back() -> int:
    from stretchtui.core.text import clean  # noqa: PLC0415
    from stretchtui.storage.catalog.share import take_back  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415

    path = take_back(find_places(os.environ).state)
    if path is None:
        print("stretchtui: there is nothing to take back", file=sys.stderr)
        return 1
    print(clean(f"took back {path}"))
    return 0


def _take_histories(paths: Sequence[Path]) -> int:
    from stretchtui.core.words import plural  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.storage.history.log import HistoryLog  # noqa: PLC0415

    places = find_places(os.environ)
    report = HistoryLog(places.history, places.state / "undo").merge(paths)
    for problem in (*report.conflicts, *report.problems):
        print(problem, file=sys.stderr)
    print(f"{plural(report.added, 'session')} added, {report.replaced} replaced, {report.unchanged} known already")
    if report.measures:
        print(f"{plural(report.measures, 'measure')} added or replaced")
    if report.added or report.replaced or report.measures:
        print("to take it back: stretchtui log undo", file=sys.stderr)
    return 1 if report.problems else 0


def _merge(paths: Sequence[Path]) -> int:
    """Merge for git; 1 has it call the file a conflict: what both changed stands in it as ours."""
    from stretchtui.storage.history.versions import merge_versions  # noqa: PLC0415

    if len(paths) != 3:
        print("stretchtui import: --merge takes three files: base, ours and theirs", file=sys.stderr)
        return 2
    report = merge_versions(*paths)
    for problem in (*report.conflicts, *report.kept):
        print(problem, file=sys.stderr)
    return 1 if report.conflicts else 0
