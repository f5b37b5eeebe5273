"""`break --plain` and `start --plain`: a session in lines of text. Nothing here needs Textual."""

import os
import shutil
import sys
from collections.abc import Callable

from msgspec import Struct, structs

from stretchtui.application.body import SHOWN_QUESTION, SHOWN_REASONS, change_body, needs_showing
from stretchtui.application.breaks import next_break, summary_line, wished
from stretchtui.application.context import Context, load_context
from stretchtui.commands.line_mode.first import read_first
from stretchtui.commands.line_mode.guide import LEAST_COLUMNS, Guide, Lines
from stretchtui.core.breaks.desk_break import DeskBreak, Wish
from stretchtui.core.care.conditions import advice, body_of, verdict
from stretchtui.core.catalog.browse import no_such
from stretchtui.core.catalog.dose import Dose, whole_dose
from stretchtui.core.session.machine import Session
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import Outcome
from stretchtui.core.text import clean
from stretchtui.core.words import clock
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import find_places
from stretchtui.storage.history.serialize import block_text
from stretchtui.storage.session.store import RunningSession
from stretchtui.terminal.capabilities import detect_here
from stretchtui.terminal.keyboard import EndedFromOutsideError, Keyboard, standard_input
from stretchtui.ui.run import dosed, nothing_left

DONE, FAILED, INTERRUPTED = 0, 1, 130

COUNTDOWN = 5
"""Seconds until a break starts by itself."""

MOST = 10
"""The tightest that one can feel."""


class Talk(Struct):
    """One conversation in lines: what it works with, where it writes, what it hears."""

    context: Context
    lines: Lines
    keys: Keyboard


def plain_break(minutes: int | None, regions: list[str], *, standing: bool = False) -> int:
    """A desk break in lines; the exit status. Raises ValueError for an unknown region."""

    def led(talk: Talk) -> int:
        if kept := talk.context.services.sessions.keep_all_interrupted().result():
            talk.lines.say(kept)
        if not read_first(talk.context, talk.lines, talk.keys):
            return DONE
        plan = choose(talk, wished(talk.context, minutes, regions, standing=standing))
        if isinstance(plan, Plan):
            return lead(talk, plan)
        return plan

    return _talk(led)


def plain_start(id: str, hold: int | None, reps: int | None) -> int:  # noqa: A002
    """A routine or a stretch in lines; the exit status."""

    def led(talk: Talk) -> int:
        plan = talk.context.user.plan(id)
        if plan is None:
            print(f"stretchtui: {no_such(id, talk.context.user.catalogue)}", file=sys.stderr)
            return FAILED
        if not plan.entries:
            print(f"stretchtui: {nothing_left(id, talk.context)}", file=sys.stderr)
            return FAILED
        if not read_first(talk.context, talk.lines, talk.keys):
            return DONE
        plan = dosed(plan, talk.context, Dose(hold or 0, reps or 0))
        routine = talk.context.user.catalogue.routines.get(plan.routine or "")
        if routine:
            talk.lines.say(f"{routine.name}, {clock(plan.seconds)} in all.")
        if not shown(talk, plan) or not agreed(talk, plan):
            return FAILED
        return lead(talk, plan, before=ask_score(talk))

    return _talk(led)


def _talk(led: Callable[[Talk], int]) -> int:
    terminal = detect_here()
    context = load_context(find_places(os.environ), terminal)
    for problem in context.problems:
        print(clean(problem), file=sys.stderr)
    on_terminal = sys.stdout is not None and sys.stdout.isatty() and not terminal.dumb
    rewrite = on_terminal and terminal.size[0] >= LEAST_COLUMNS
    columns = (lambda: shutil.get_terminal_size().columns) if on_terminal else None
    lines = Lines(sys.stdout, rewrite=rewrite, plain_ascii=terminal.encoding != "utf-8", columns=columns)
    with Keyboard(standard_input(), lines=terminal.dumb) as keys:
        try:
            return led(Talk(context, lines, keys))
        except KeyboardInterrupt:  # before anything was done
            return INTERRUPTED
        except EndedFromOutsideError as ended:
            return 128 + ended.number


def choose(talk: Talk, wish: Wish) -> Plan | int:
    """Say what is coming and why, and let the user change it; the plan, or the exit status to end with."""
    counting = True
    while True:
        coming = next_break(talk.context, wish)
        if coming.plan is None:
            print(f"stretchtui: {coming.why} {coming.remedy}", file=sys.stderr)
            if not (talk.keys.alive and wish.left_out):
                return FAILED
        else:
            talk.lines.say(*_listed(coming))
        if not talk.keys.alive:
            return coming.plan or FAILED
        if coming.plan:
            talk.lines.say("Enter starts it, s shuffles, x leaves one out, q goes back.")
        key = _choice(talk, counting=counting)
        counting = False
        if key == "enter" and coming.plan:
            return coming.plan
        if key in ("q", "escape"):
            return DONE
        wish = _changed(talk, wish, coming, key)


def _listed(coming: DeskBreak) -> list[str]:
    seconds = coming.plan.seconds if coming.plan else 0
    picks = enumerate(coming.picks, start=1)
    return [
        f"Desk break, {clock(seconds)} in all.",
        *(f"{n}. {pick.stretch.name}, {whole_dose(pick.entry)}. {pick.reason}." for n, pick in picks),
    ]


def _choice(talk: Talk, *, counting: bool) -> str:
    """The next key that means something; enter, when nobody pressed any while it was counting."""
    now = talk.context.services.clock.elapsed
    end = now() + COUNTDOWN
    if counting and not talk.lines.rewrite:
        talk.lines.say(f"Starts in {COUNTDOWN} s; any key but enter waits.")
    while counting and talk.keys.alive:
        left = end - now()
        if left <= 0:
            return "enter"
        if talk.lines.rewrite:
            talk.lines.count(f"Starts in {int(left) + 1} s; any key waits")
        if keys := talk.keys.wait(left - int(left) or 1.0):
            talk.lines.settle("")
            if keys[0] in ("enter", "s", "x", "q", "escape"):
                return keys[0]
            counting = False
    while talk.keys.alive:
        for key in talk.keys.wait(None):
            if key in ("enter", "s", "x", "q", "escape"):
                return key
    return "enter"


def _changed(talk: Talk, wish: Wish, coming: DeskBreak, key: str) -> Wish:
    if key == "s" and coming.plan is None:
        return structs.replace(wish, left_out=frozenset())
    if key == "s":
        return structs.replace(wish, shuffles=wish.shuffles + 1)
    if key == "x" and coming.picks:
        with talk.keys.typing():
            talk.lines.say(f"Leave out which one? 1 to {len(coming.picks)}, then enter.")
            number = _number(talk.keys.line(), len(coming.picks))
        if number:
            return structs.replace(wish, left_out=wish.left_out | {coming.picks[number - 1].stretch.id})
    return wish


def shown(talk: Talk, plan: Plan) -> bool:
    """Ask, once, whether a therapist has shown contract-relax, where a plan has it; the answer is remembered."""
    if not needs_showing(plan, talk.context):
        return True
    if not talk.keys.alive:
        print(f"stretchtui: {SHOWN_QUESTION} This needs a yes of yours, and so a terminal", file=sys.stderr)
        return False
    with talk.keys.typing():
        talk.lines.say("", SHOWN_QUESTION, *SHOWN_REASONS, "Type yes and enter if so, or enter alone.")
        if (talk.keys.line() or "").lower() not in ("y", "yes"):
            return False
    try:
        change_body(talk.context, contract_relax=True)
    except StorageError as error:
        print(clean(str(error)), file=sys.stderr)
    return True


def agreed(talk: Talk, plan: Plan) -> bool:
    """Say what the user's body makes of a plan they asked for; what is to be avoided needs a deliberate yes."""
    catalogue, body = talk.context.user.catalogue, body_of(talk.context.user.settings.body)
    stretches = dict.fromkeys(e.id for e in plan.entries if e.id in catalogue.stretches)
    verdicts = [(catalogue.stretches[i].name, verdict(catalogue.stretches[i], body, catalogue)) for i in stretches]
    talk.lines.say(*(f"{name}: {reason}" for name, found in verdicts for reason in found.care))
    avoid = [f"Better not now. {name}: {reason}" for name, found in verdicts for reason in found.avoid]
    if not avoid:
        return True
    if not talk.keys.alive:
        print("\n".join(map(clean, avoid)), file=sys.stderr)
        print("stretchtui: this needs a yes of yours, and so a terminal", file=sys.stderr)
        return False
    with talk.keys.typing():
        talk.lines.say("", *avoid, "Type yes and enter to do it all the same, or enter alone.")
        return (talk.keys.line() or "").lower() in ("y", "yes")


def lead(talk: Talk, plan: Plan, *, before: int | None = None) -> int:
    """Lead through a plan and keep what was done; the exit status."""
    context = talk.context
    now = context.services.clock.elapsed
    session = Session(plan, now())
    services = context.services
    running = services.sessions.begin(session, started=services.clock.now(), token=services.token(), before=before)
    guide = Guide(
        session,
        talk.lines,
        talk.keys,
        now=now,
        stretch_of=context.user.catalogue.stretches.get,
        save=lambda: running.save(session, ending=session.ending),
        bell=context.user.settings.bell,
    )
    after = None
    outcome: Outcome = "stopped"
    status = DONE
    talk.lines.say(*advice(body_of(context.user.settings.body)))
    try:
        guide.lead()
        outcome = session.ending or "stopped"
        after = ask_score(talk, "now") if session.held() >= 1 else None
    except KeyboardInterrupt:
        session.stop(now())
        outcome, status = session.ending or "stopped", INTERRUPTED
    except EndedFromOutsideError as ended:
        session.pause(now())
        outcome, status = session.ending or "interrupted", 128 + ended.number
    except BaseException:
        _keep(talk, session, running, "interrupted", None)
        raise
    return _keep(talk, session, running, outcome, after) or status


def _keep(talk: Talk, session: Session, running: RunningSession, outcome: Outcome, after: int | None) -> int:
    """Put what was done into the history, and say so; 1 where that failed."""
    record = running.record(session, outcome, after)
    if session.held() < 1:
        running.drop().result()
        _say_if_heard(talk, "", "Nothing was done, so nothing is kept.")
        return DONE
    if not running.finish(record).result():
        running.leave().result()
        print(f"stretchtui: this session could not be saved ({running.trouble}); here it is:", file=sys.stderr)
        print(block_text(record), file=sys.stderr)
        return FAILED
    how = {"completed": [], "stopped": ["Stopped; what you did is kept."], "interrupted": ["What you did is kept."]}
    _say_if_heard(talk, "", *how[outcome], summary_line(talk.context, record))
    return DONE


def _say_if_heard(talk: Talk, *lines: str) -> None:
    try:
        talk.lines.say(*lines)
    except BrokenPipeError:  # whoever read us has gone; what was done is kept all the same
        return


def ask_score(talk: Talk, when: str = "before") -> int | None:
    """How tight it feels, 0 to 10, if the user wants to be asked and there are keys to answer with."""
    if not (talk.keys.alive and talk.context.user.settings.session.ask_tightness):
        return None
    now = " now" if when == "now" else ""
    with talk.keys.typing():
        talk.lines.say("", f"How tight does it feel{now}? 0 loose to 10 as tight as can be, or nothing; then enter.")
        while answer := talk.keys.line():
            score = _number(answer, MOST)
            if score is not None:
                return score
            talk.lines.say("A number from 0 to 10, or nothing; then enter.")
    return None


def _number(text: str | None, most: int) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= most else None
