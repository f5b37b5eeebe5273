"""`while --pid` and `while --follow`: a break until something that is not ours is over, and the wait for its rest."""

import os
import sys
import time
from argparse import Namespace

from stretchtui.application.waits import Waited
from stretchtui.core.breaks.waits import state_line
from stretchtui.terminal.capabilities import detect_here

DONE = 0

STEP = 0.5
"""Seconds between two looks once the break is over."""


def lead_until(args: Namespace, waited: Waited) -> int:
    """Lead a break and wait until it is over: 0 then, or the exit status of what ended the break from outside."""
    terminal = detect_here()
    status = DONE
    if terminal.interactive and not args.plain and not os.environ.get("CI"):
        from stretchtui.ui.run import run_while  # noqa: PLC0415

        left = run_while(waited, args.minutes, args.region, standing=args.standing, debug=args.debug)
        status = left.code
        print(*left.said, sep="\n", end="\n" if left.said else "")
    elif terminal.interactive or sys.stdout.isatty():
        from stretchtui.commands.while_.plain import SharedKeyboard, lead_in_lines  # noqa: PLC0415
        from stretchtui.terminal.keyboard import standard_input  # noqa: PLC0415

        status = lead_in_lines(args, waited, SharedKeyboard(standard_input(), waited, interrupts=False))
    if status > 128:
        return status
    wait = waited.look()
    if not wait.over and sys.stderr.isatty():
        print(f"{state_line(wait)}; ctrl+c leaves", file=sys.stderr)
    while not wait.over:
        time.sleep(STEP)
        wait = waited.look()
    return DONE
