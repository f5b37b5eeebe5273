"""`history`: the app, opened at the review screen."""

from argparse import Namespace

from stretchtui.commands import Commands
from stretchtui.commands.opening import history


def add(commands: Commands) -> None:
    """The words of this command."""
    commands.add("history", _history, "open the review screen", "stretchtui history")


def _history(args: Namespace) -> int:
    return history(debug=args.debug)
