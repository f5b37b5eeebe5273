"""`programme`: where one is in a programme of weeks; one begun, ended, or shown with all its steps."""

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from stretchtui.commands import Commands
from stretchtui.commands.tables import print_rows, print_text, to_terminal

if TYPE_CHECKING:
    from stretchtui.application.context import Context
    from stretchtui.application.programmes import Standing
    from stretchtui.core.catalog.model import Programme

MARKS = {"done": "x", "now": ">", "to-come": " "}
"""Before a stage: done, where one is, to come."""


def add(commands: Commands) -> None:
    """The words of these commands."""
    what = "show where you are in your programme of weeks; begin and end one"
    programme = commands.add("programme", _where, what, "stretchtui programme start lower-back-6")
    programme.add_argument("--json", action="store_true", help="as JSON")
    within = commands.within(programme, "[start|stop|show]")
    example = "stretchtui programme start desk-neck-4"
    start = within.add("start", _start, "begin a programme, at its first step", example)
    start.add_argument("id", metavar="PROGRAMME", help="see: stretchtui list programmes")
    start.add_argument("--resume", action="store_true", help="not at the first step, but where your history has it")
    within.add("stop", _stop, "end the programme; its sessions stay in the history", "stretchtui programme stop")
    what = "print a programme with all its steps, and where you are in it"
    show = within.add("show", _show, what, "stretchtui programme show hamstrings-hips-8")
    show.add_argument("id", metavar="PROGRAMME", nargs="?", help="default: the one that is on")
    show.add_argument("--json", action="store_true", help="as JSON")


def _where(args: Namespace) -> int:
    from stretchtui.application.programmes import standing  # noqa: PLC0415

    context = _context()
    at = standing(context)
    if args.json:
        _print_json(None if at is None else standing_data(at))
    elif at is None:
        _print_choice(context)
    else:
        print_text(where_lines(at))
    return 0


def _start(args: Namespace) -> int:
    from stretchtui.application.programmes import first_day, programme_on, start  # noqa: PLC0415

    context = _context()
    programme = _named(args.id, context)
    if programme is None:
        return 1
    if programme == programme_on(context):  # to begin anew would lose one's place
        _tell(f"{programme.name} is on already; to begin at its first step, stop it first")
    else:
        start(programme, context, since=first_day(programme, context) if args.resume else None)()
    return _where(Namespace(json=False))


def _stop(_args: Namespace) -> int:
    from stretchtui.application.programmes import programme_on, stop  # noqa: PLC0415

    context = _context()
    if not context.user.settings.programme.id:
        print("stretchtui: no programme is on", file=sys.stderr)
        return 1
    programme = programme_on(context)
    stop(context)()
    print_text([f"{programme.name if programme else 'The programme'} is off; its sessions stay in your history."])
    return 0


def _show(args: Namespace) -> int:
    return print_programme(args.id, json=args.json)


def print_programme(id: str | None, *, json: bool) -> int:  # noqa: A002
    """Print a programme, or the one that is on; 1 where there is none."""
    from stretchtui.application.programmes import programme_on  # noqa: PLC0415

    context = _context()
    programme = _named(id, context) if id else programme_on(context)
    if programme is None:
        if not id:
            print("stretchtui: no programme is on; name one: stretchtui list programmes", file=sys.stderr)
        return 1
    if json:
        _print_json(programme)
    else:
        print_text(programme_lines(programme, context))
    return 0


def where_lines(at: "Standing") -> list[str]:
    """Where one is, what the next session has, and how to begin it."""
    from stretchtui.core.catalog.dose import dose  # noqa: PLC0415

    lines = [at.programme.name, f"{at.place}. {at.next}", ""]
    lines += [f"{number:>2}  {entry.name}   {dose(entry)}" for number, entry in enumerate(at.plan.entries, start=1)]
    lines += ["", *at.changes] if at.changes else []
    if at.plan.entries:
        return [*lines, "", f"Do it now: stretchtui start {at.programme.id}"]
    return [*lines, "Nothing of this step is left with what you said of your body, or what hurt lately."]


def programme_lines(programme: "Programme", context: "Context") -> list[str]:
    """A programme whole: how one goes on, all its steps, where one is where it is on, when to stop, sources."""
    from stretchtui.application.programmes import programme_on, standing  # noqa: PLC0415
    from stretchtui.core.catalog.dose import dose  # noqa: PLC0415
    from stretchtui.core.programmes.outline import outline  # noqa: PLC0415
    from stretchtui.core.programmes.words import RULE, STOP  # noqa: PLC0415

    user = context.user
    at = standing(context) if programme == programme_on(context) else None
    lines = [programme.name, programme.summary, ""]
    lines += [f"{at.place}. {at.next}", ""] if at else []
    for stage in outline(programme, user.body, user.catalogue, user.timing, at.found if at else None):
        lines.append(f"{MARKS[stage.state]} {stage.title}: {stage.amount}. {stage.summary}".rstrip())
        lines += [f"      {entry.name}   {dose(entry)}" for entry in stage.entries]
    cited = (user.catalogue.sources[name].cited for name in programme.sources if name in user.catalogue.sources)
    afterwards = [] if at and at.found.finished else [programme.afterwards, ""]  # then it is said above
    lines += ["", *afterwards, RULE, STOP, ""]
    return [*lines, *(f"{label:<9}{one}" for label, one in zip(["Sources", *[""] * 20], cited, strict=False))]


def standing_data(at: "Standing") -> dict[str, Any]:
    """Where one is, for JSON: `step` from 1."""
    found = at.found
    return {
        "id": at.programme.id,
        "name": at.programme.name,
        "step": found.step + 1,
        "steps": len(at.programme.steps),
        "sessions": found.sessions,
        "sessions_needed": found.needed,
        "finished": found.finished,
        "due_today": found.due,
        "last": found.last.isoformat() if found.last else None,
        "seconds": at.plan.seconds,
        "stretches": [{"id": e.id, "name": e.name, "hold": e.hold, "reps": e.reps} for e in at.plan.entries],
        "words": [at.place, at.next, *at.changes],
    }


def _print_choice(context: "Context") -> None:
    if to_terminal():
        print("No programme is on. Begin one with: stretchtui programme start PROGRAMME")
    print_rows([(p.id, p.name, p.summary) for p in context.user.catalogue.programmes.values()])


def _named(id: str, context: "Context") -> "Programme | None":  # noqa: A002
    from stretchtui.core.catalog.search import programme_named  # noqa: PLC0415
    from stretchtui.core.words import unknown  # noqa: PLC0415

    programmes = context.user.catalogue.programmes
    found = programme_named(id, programmes.values())
    if found is None:
        _tell(f"stretchtui: {unknown('programme', id, programmes)}")
    return found


def _tell(line: str) -> None:
    from stretchtui.core.text import clean  # noqa: PLC0415

    print(clean(line), file=sys.stderr)


def _context() -> "Context":
    from stretchtui.application.context import load_context  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    context = load_context(find_places(os.environ), detect_here())
    for problem in context.problems:
        _tell(problem)
    return context


def _print_json(value: object) -> None:
    from stretchtui.commands.catalogue import as_json  # noqa: PLC0415

    print(as_json(value))
