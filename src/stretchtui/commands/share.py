"""`share`: a routine, a programme or some stretches as a file, or a QR code, for somebody else to take in."""

import os
import shutil
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.commands import Commands

if TYPE_CHECKING:
    from stretchtui.core.catalog.share import Bundle

NO_QR = "stretchtui: a QR code needs one package more: pipx inject stretchtui segno (or pip install 'stretchtui[qr]')"
QUIET_ZONE = 2
"""Light cells about a QR code."""


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "write a routine or a programme, with all that it needs, for somebody else to take in"
    parser = commands.add("share", share, what, "stretchtui share daily-back -o for-ann.toml")
    parser.add_argument(
        "ids", metavar="ID", nargs="+", help="of a routine or a programme, or of stretches that become a routine"
    )
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="default: stdout")
    parser.add_argument("--name", metavar="NAME", default="", help="of the routine that stretches become")
    parser.add_argument("--qr", action="store_true", help="as a QR code in the terminal, where it fits")


def share(args: Namespace) -> int:
    """Write it; 1 where an id is unknown, or the code does not fit. Raises `StorageError` where it can't be written."""
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.application.sharing import shared  # noqa: PLC0415
    from stretchtui.core.text import clean  # noqa: PLC0415
    from stretchtui.storage.catalog.share import bundle_text  # noqa: PLC0415
    from stretchtui.storage.files.atomic import write_atomic  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    try:
        bundle = shared(context, args.ids, name=args.name)
    except ValueError as error:
        print(f"stretchtui share: {clean(str(error))}", file=sys.stderr)
        return 1
    if args.qr:
        return _print_code(bundle)
    if args.output == "-":
        sys.stdout.write(bundle_text(bundle))
        return 0
    path = Path(args.output)
    write_atomic(path, bundle_text(bundle, path.name).encode())
    print(clean(f"wrote {path}; to take it in: stretchtui import {path.name}"), file=sys.stderr)
    return 0


def _print_code(bundle: "Bundle") -> int:
    from stretchtui.storage.catalog.share import short_text  # noqa: PLC0415

    try:
        import segno  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        print(NO_QR, file=sys.stderr)
        return 1
    try:
        code = segno.make_qr(short_text(bundle), error="l")
    except segno.DataOverflowError:
        print("stretchtui share: it is too much for a QR code; share it as a file, with -o", file=sys.stderr)
        return 1
    side = code.symbol_size(border=QUIET_ZONE)[0]
    room = shutil.get_terminal_size()
    if side > room.columns or -(-side // 2) > room.lines:
        need = f"{side} columns and {-(-side // 2)} rows"
        print(f"stretchtui share: the code needs {need}; make the terminal larger, or use -o FILE", file=sys.stderr)
        return 1
    code.terminal(compact=True, border=QUIET_ZONE)
    print("Scan it, and give the text to: stretchtui import -", file=sys.stderr)
    return 0
