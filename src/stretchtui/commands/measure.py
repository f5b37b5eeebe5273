"""`measure`: a self-test now, or the self-tests to choose from, and back to the shell."""

from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.opening import measure


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "a self-test now: three tries on each side, the best of them kept"
    parser = commands.add("measure", _measure, what, "stretchtui measure knee-wall")
    parser.add_argument("test", nargs="?", default="", metavar="TEST", help="which; see: stretchtui list tests")
    parser.add_argument("--plain", action="store_true", help="line mode, for screen readers, recordings and pipes")


def _measure(args: Namespace) -> int:
    return measure(args.test, plain=args.plain, debug=args.debug)
