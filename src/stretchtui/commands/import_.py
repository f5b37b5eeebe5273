"""`import`: other histories taken in, by the ids of their sessions; and two versions of one merged, for git."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from stretchtui.commands import Commands


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "take in the sessions of other history files, each once"
    taking = commands.add("import", import_files, what, "stretchtui import laptop/history.toml")
    taking.add_argument("files", nargs="+", metavar="FILE", help="a history.toml, from another machine or a backup")
    versions = "merge versions of one history, as a merge driver of git: FILEs are base, ours and theirs; writes ours"
    taking.add_argument("--merge", action="store_true", help=versions)


def import_files(args: Namespace) -> int:
    """Merge the files; 1 where something in them could not be read, and so was not imported."""
    paths = [Path(file) for file in args.files]
    if args.merge:
        return _merge(paths)
    from stretchtui.core.words import plural  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.storage.history.log import HistoryLog  # noqa: PLC0415

    places = find_places(os.environ)
    report = HistoryLog(places.history, places.state / "undo").merge(paths)
    for problem in (*report.conflicts, *report.problems):
        print(problem, file=sys.stderr)
    print(f"{plural(report.added, 'session')} added, {report.replaced} replaced, {report.unchanged} known already")
    if report.added or report.replaced:
        print("to take it back: stretchtui log undo", file=sys.stderr)
    return 1 if report.problems else 0


def _merge(paths: list[Path]) -> int:
    """Merge for git; 1 has it call the file a conflict: what both changed stands in it as ours."""
    from stretchtui.storage.history.versions import merge_versions  # noqa: PLC0415

    if len(paths) != 3:
        print("stretchtui import: --merge takes three files: base, ours and theirs", file=sys.stderr)
        return 2
    report = merge_versions(*paths)
    for problem in (*report.conflicts, *report.problems):
        print(problem, file=sys.stderr)
    return 1 if report.conflicts or report.problems else 0
