"""From the command line to a running app, and back to the shell."""

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.application.breaks import wished
from stretchtui.application.context import Context, Services, load_context
from stretchtui.application.start import Testing, plan_to_start
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.session.plan import Plan
from stretchtui.core.text import clean
from stretchtui.storage.files.places import find_places
from stretchtui.storage.history.serialize import block_text
from stretchtui.terminal.capabilities import detect_here

if TYPE_CHECKING:  # what waits beside a command is of no use to others
    from stretchtui.application.waits import Waited

COLOUR_SYSTEMS = {16: "standard", 256: "256", 2**24: "truecolor"}
"""Textual's names for numbers of colours."""

SLOW_DISK = 1.0
"""Seconds to wait for the disk at the end before it is said."""

NO_TERMINAL = "this needs a terminal; try: stretchtui list, show, log"


def run(
    what: str,
    *,
    id: str = "",  # noqa: A002
    hold: int | None = None,
    reps: int | None = None,
    debug: bool = False,
) -> int:
    """Open the app at `what` (browse, history, start or measure); the exit status of the program."""
    terminal = detect_here()
    if not terminal.interactive:
        print(f"stretchtui: {NO_TERMINAL}", file=sys.stderr)
        return 2
    context = load_context(find_places(os.environ), terminal)
    opening: Plan | Testing | str = what
    if what == "start":
        try:
            start = plan_to_start(id, hold, reps, context)
        except ValueError as error:
            print(f"stretchtui: {error}", file=sys.stderr)
            return 1
        opening = start.plan
        context.problems += start.notes
    elif what == "measure":
        from stretchtui.application.measures import find_test, tests_of  # noqa: PLC0415

        try:
            opening = Testing(find_test(id, tests_of(context)).id if id else "")
        except ValueError as error:
            print(f"stretchtui: {clean(str(error))}", file=sys.stderr)
            return 1
    return _open(context, opening, debug=debug)


def run_break(minutes: int | None, regions: list[str], *, standing: bool = False, debug: bool = False) -> int:
    """Open the app at a desk break; the exit status of the program. Raises ValueError for an unknown region."""
    context = load_context(find_places(os.environ), detect_here())
    return _open(context, wished(context, minutes, regions, standing=standing), debug=debug)


class Left(NamedTuple):
    """How a break beside something else was left: the exit status it would have, and lines for the shell."""

    code: int
    said: list[str]


def run_while(
    waited: "Waited", minutes: int | None, regions: list[str], *, standing: bool = False, debug: bool = False
) -> Left:
    """Open the app at a break that is led for as long as something takes.

    Prints nothing: what is waited for may have a last line that is not ended. Raises ValueError for an unknown region.
    """
    from stretchtui.application.waits import wish_while  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    wish = wish_while(context, waited.look(), minutes, regions, standing=standing)
    _set_up(context)
    from stretchtui.ui.breaks.while_app import WhileApp  # noqa: PLC0415
    from stretchtui.ui.driver.ending import run_steadily  # noqa: PLC0415
    from stretchtui.ui.driver.steady import leaving  # noqa: PLC0415

    terminal = context.services.terminal
    app = WhileApp(context, wish, waited, debugging=debug)
    waited.clean_with(leaving(terminal, mouse=terminal.mouse).encode())
    code = run_steadily(app, app.link, app.end_both, binding=False)
    waited.clean_with(b"")
    kept = _all_is_kept(context.services)
    said = f"stretchtui: {app.crash}" if app.crash else app.summary
    return Left(code, [said] if said and kept else [])


def _set_up(context: Context) -> None:
    # Textual reads these while it is imported. It gathers changes for a frame's time before it paints them; a short one
    # halves the wait for a key's effect, and costs nothing on the wire, where only changed cells are sent.
    os.environ.setdefault("TEXTUAL_FPS", "200")
    os.environ["TEXTUAL_COLOR_SYSTEM"] = COLOUR_SYSTEMS.get(context.services.terminal.colours, "auto")


def _open(context: Context, opening: Plan | Wish | Testing | str, *, debug: bool) -> int:
    _set_up(context)
    from stretchtui.ui.app import StretchApp  # noqa: PLC0415
    from stretchtui.ui.driver.ending import run_steadily  # noqa: PLC0415

    app = StretchApp(context, opening, debugging=debug)  # type: ignore[arg-type]
    code = run_steadily(app, app.link, app.keep_work)
    if not _all_is_kept(context.services):
        return 1
    if app.crash:
        print(f"stretchtui: {app.crash}", file=sys.stderr)
        return 1
    if app.summary:
        print(app.summary)
    return code


def _all_is_kept(services: Services) -> bool:
    """Wait until the disk has everything, and print the sessions that it refused."""
    sessions = services.sessions
    try:
        if not services.disk.drain(SLOW_DISK):
            print("stretchtui: waiting for the disk to keep what you did; ctrl+c leaves without", file=sys.stderr)
        trouble = sessions.retry_unsaved().result()
    except KeyboardInterrupt:
        trouble = "the disk did not answer"
    if sessions.unsaved:
        print(f"stretchtui: {trouble}", file=sys.stderr)
        what = (
            "this session could not be saved; here it is"
            if len(sessions.unsaved) == 1
            else "these sessions could not be saved; here they are"
        )
        print(f"stretchtui: {what}, for your history.toml:", file=sys.stderr)
        print("\n".join(map(block_text, sessions.unsaved)))
    return not sessions.unsaved
