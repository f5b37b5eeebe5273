"""`break`: a desk break now, and back to the shell."""

from argparse import ArgumentTypeError, Namespace

from stretchtui.commands import Commands
from stretchtui.commands.opening import desk_break

LONGEST = 30
"""Minutes of a break at the most."""


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "a desk break now: a few minutes of what is due, at the desk"
    parser = commands.add("break", _desk_break, what, "stretchtui break --minutes 2 --region neck")
    parser.add_argument("--minutes", type=minutes, metavar="N", help="how long, 1 to 30; default: settings, or 3")
    parser.add_argument(
        "--region", action="append", default=[], metavar="R", help="only for this region; can be given several times"
    )
    parser.add_argument("--standing", action="store_true", help="only what is done standing")
    parser.add_argument("--plain", action="store_true", help="line mode, for screen readers, recordings and pipes")


def _desk_break(args: Namespace) -> int:
    return desk_break(args.minutes, args.region, standing=args.standing, plain=args.plain, debug=args.debug)


def minutes(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST:
        return int(text)
    raise ArgumentTypeError(f"expected minutes, 1 to {LONGEST}, as in --minutes 3; not {text!r}")
