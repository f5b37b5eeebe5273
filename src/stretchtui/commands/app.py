"""The commands that open the app: none at all, `start` and `history`."""

from argparse import Namespace

from stretchtui.commands import Commands


def add(commands: Commands) -> None:
    """The words of these commands."""
    start = commands.add("start", start_session, "do a routine or a stretch now", "stretchtui start daily-back")
    start.add_argument("id", metavar="ID", help="of a routine or a stretch; see: stretchtui list")
    start.add_argument("--hold", type=int, metavar="S", help="seconds to hold")
    start.add_argument("--reps", type=int, metavar="N", help="repetitions, a side")
    start.add_argument("--plain", action="store_true", help="line mode, for screen readers, recordings and pipes")
    commands.add("history", open_history, "open the review screen", "stretchtui history")


def browse(args: Namespace) -> int:
    """Open the app at the region browser."""
    from stretchtui.ui.run import run  # noqa: PLC0415

    return run("browse", debug=args.debug)


def open_history(args: Namespace) -> int:
    """Open the app at the review screen."""
    from stretchtui.ui.run import run  # noqa: PLC0415

    return run("history", debug=args.debug)


def start_session(args: Namespace) -> int:
    """Lead through a routine or a stretch, full screen or, where that can't be, in lines; back to the shell."""
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    if args.plain or not detect_here().interactive:
        from stretchtui.commands.plain import plain_start  # noqa: PLC0415

        return plain_start(args.id, args.hold, args.reps)
    from stretchtui.ui.run import run  # noqa: PLC0415

    return run("start", id=args.id, hold=args.hold, reps=args.reps, debug=args.debug)
