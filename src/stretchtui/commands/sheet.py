"""`sheet`: stretches on a page to print, with figures, doses, steps and boxes to tick."""

import os
import sys
from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.documents import write_out
from stretchtui.commands.option_types import whole

MOST_DAYS = 60


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "write a page to print: stretches with figures, doses, steps and boxes to tick"
    parser = commands.add("sheet", write_sheet, what, "stretchtui sheet daily-back --days 14 -o sheet.html")
    ids = "of routines or stretches, or a file that share or new sheet wrote"
    parser.add_argument("ids", metavar="ID", nargs="+", help=ids)
    out = "an .html, .svg or .pdf file; - for stdout as HTML; default: sheet.html"
    parser.add_argument("-o", "--output", metavar="FILE", default="sheet.html", help=out)
    days = f"boxes to tick under each stretch, up to {MOST_DAYS}; default: none, or what the file says"
    parser.add_argument("--days", type=whole(0, MOST_DAYS), metavar="N", help=days)
    parser.add_argument("--for", dest="name", metavar="NAME", default="", help="whose sheet it is; default: a line")
    parser.add_argument("--note", metavar="TEXT", default="", help="a sentence at the top")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="default: a4")
    parser.add_argument("--mono", action="store_true", help="without colours, for a copier")


def write_sheet(args: Namespace) -> int:
    """Write it, and tell where; 1 where an id is unknown. Raises `StorageError` for a file that can't be used."""
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.application.sheet import Asked, sheet_of  # noqa: PLC0415
    from stretchtui.core.text import clean  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    asked = Asked(args.ids, args.name, args.note, args.days, args.paper, args.mono)
    try:
        document = sheet_of(context, asked)
    except ValueError as error:
        print(f"stretchtui sheet: {clean(str(error))}", file=sys.stderr)
        return 1
    write_out(document, args.output)
    return 0
