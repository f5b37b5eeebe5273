"""`report`: the numbers of some weeks on one page, for a visit to a doctor or a physiotherapist."""

import os
import sys
from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.documents import write_out
from stretchtui.commands.option_types import whole
from stretchtui.commands.stats import MOST_WEEKS


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "write a page of your numbers, for a visit to a doctor or a physiotherapist"
    parser = commands.add("report", write_report, what, "stretchtui report --weeks 6 -o report.html")
    parser.add_argument("--weeks", type=whole(1, MOST_WEEKS), metavar="N", default=6, help="so many weeks; default: 6")
    out = "an .html or .pdf file; - for stdout as HTML; default: stretchtui-report.html"
    parser.add_argument("-o", "--output", metavar="FILE", default="stretchtui-report.html", help=out)
    parser.add_argument("--name", metavar="NAME", default="", help="whose numbers they are; default: a line to fill in")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="default: a4")
    parser.add_argument("--notes", action="store_true", help="with the notes of the sessions")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON, and write no file")


def write_report(args: Namespace) -> int:
    """Write it, and tell where. Raises `StorageError` where the history can't be read or the file not written."""
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.application.statistics import first_day, told  # noqa: PLC0415
    from stretchtui.commands.catalogue import as_json  # noqa: PLC0415
    from stretchtui.core.documents.report import report  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    said = told(context, first_day(context, weeks=args.weeks), notes=args.notes)
    for problem in said.problems:
        print(problem, file=sys.stderr)
    if args.json:
        print(as_json(said.as_data()))
        return 0
    write_out(report(said.found, said.names, said.left_out, name=args.name, paper=args.paper), args.output)
    return 0
