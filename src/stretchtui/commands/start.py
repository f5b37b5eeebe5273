"""`start`: a routine, a stretch or the next session of a programme now, and back to the shell."""

from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.opening import start
from stretchtui.commands.option_types import whole

EXAMPLE = "stretchtui start daily-back"
ID = "of a routine, a stretch or the programme that is on; see: stretchtui list"
HOLD = "seconds to hold, 1 to 600; each stretch keeps to its own range, and says so"
REPS = "repetitions, a side, 1 to 60; likewise"


def add(commands: Commands) -> None:
    """The words of this command."""
    words = commands.add("start", _start, "do a routine, a stretch or your programme now", EXAMPLE)
    words.add_argument("id", metavar="ID", help=ID)
    words.add_argument("--hold", type=whole(1, 600), metavar="S", help=HOLD)
    words.add_argument("--reps", type=whole(1, 60), metavar="N", help=REPS)
    words.add_argument("--plain", action="store_true", help="line mode, for screen readers, recordings and pipes")


def _start(args: Namespace) -> int:
    return start(args.id, args.hold, args.reps, plain=args.plain, debug=args.debug)
