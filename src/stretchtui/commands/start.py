"""`start`: a routine or a stretch now, and back to the shell."""

from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.opening import start


def add(commands: Commands) -> None:
    """The words of this command."""
    words = commands.add("start", _start, "do a routine or a stretch now", "stretchtui start daily-back")
    words.add_argument("id", metavar="ID", help="of a routine or a stretch; see: stretchtui list")
    words.add_argument("--hold", type=int, metavar="S", help="seconds to hold")
    words.add_argument("--reps", type=int, metavar="N", help="repetitions, a side")
    words.add_argument("--plain", action="store_true", help="line mode, for screen readers, recordings and pipes")


def _start(args: Namespace) -> int:
    return start(args.id, args.hold, args.reps, plain=args.plain, debug=args.debug)
