"""Before a desk break, in lines: what is coming and why; it starts by itself, unless a key says otherwise."""

import sys

from msgspec import structs

from stretchtui.application.breaks import COUNTDOWN, NOTHING_ELSE, next_break
from stretchtui.application.session import Result
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.questions import number
from stretchtui.core.breaks.desk_break import DeskBreak, Wish
from stretchtui.core.catalog.dose import whole_dose
from stretchtui.core.session.plan import Plan
from stretchtui.core.settings.actions import EVERYWHERE
from stretchtui.core.words import clock

MEANING = ("enter", "r", "o", "d", "u", "+", "-", "c", "q", "escape")
"""Keys that mean something here."""

HOW = (
    "{key:begin} starts it, {key:swap} swaps one, {key:shuffle} shows others, {key:leave-out} leaves one out, "
    "{key:longer} and {key:shorter} change the minutes, {key:standing} chair or standing, {key:undo} puts back, "
    "{key:quit} goes back."
)
"""What can be done with what is coming."""


def choose(line: LineContext, wish: Wish) -> Plan | Result:
    """Say what is coming, and let the user change it; the plan, or why there is none."""
    counting = True
    before: list[Wish] = []
    while True:
        coming = next_break(line.context, wish)
        if coming.plan is None:
            print(line.context.keys.fill(f"stretchtui: {coming.why} {coming.remedy}"), file=sys.stderr)
            if not (line.keys.alive and (wish.left_out or before)):
                return Result("nothing-left")
        else:
            line.lines.say(*listed(coming))
        if not line.keys.alive:
            return coming.plan or Result("nothing-left")
        if coming.plan:
            line.lines.say(line.context.keys.fill(HOW))
        key = _choice(line, counting=counting)
        counting = False
        if key == "enter" and coming.plan:
            return coming.plan
        if key in ("q", "escape"):
            return Result("declined")
        if key == "u":
            wish = before.pop() if before else wish
        elif (changed := _changed(line, wish, coming, key)) != wish:
            before.append(wish)
            wish = changed


def listed(coming: DeskBreak) -> list[str]:
    seconds = coming.plan.seconds if coming.plan else 0
    picks = enumerate(coming.picks, start=1)
    return [
        f"Desk break, {clock(seconds)} in all.",
        *(" ".join((f"{n}. {p.stretch.name}, {whole_dose(p.entry)}. {p.reason}.", *p.care)) for n, p in picks),
    ]


def _choice(line: LineContext, *, counting: bool) -> str:
    """The next key that means something; enter, when nobody pressed any while it was counting."""
    now = line.context.services.clock.elapsed
    end = now() + COUNTDOWN
    if counting and not line.lines.rewrite:
        line.lines.say(line.context.keys.fill(f"Starts in {COUNTDOWN} s; {{key:pause}} holds it."))
    while counting and line.keys.alive:
        left = end - now()
        if left <= 0:
            return "enter"
        if line.lines.rewrite:
            line.lines.count(line.context.keys.fill(f"Starts in {int(left) + 1} s; {{key:pause}} holds it"))
        if keys := line.keys.wait(left - int(left) or 1.0):
            line.lines.settle("")
            if (key := _meant(line, keys[0])) in MEANING:
                return key
            counting = False
    while line.keys.alive:
        for pressed in line.keys.wait(None):
            if (key := _meant(line, pressed)) in MEANING:
                return key
    return "enter"


def _meant(line: LineContext, pressed: str) -> str:
    """The usual key of what a key means here."""
    return line.context.keys.usual(pressed, "break-list", "break", EVERYWHERE)


def _changed(line: LineContext, wish: Wish, coming: DeskBreak, key: str) -> Wish:
    if key in "dr":
        return _without_one(line, wish, coming, key)
    if key == "o" and coming.plan is None:
        return structs.replace(wish, left_out=frozenset(), swapped=frozenset())
    if key == "o":
        return wish.shuffled()
    return wish.turned() if key == "c" else wish.longer(1 if key == "+" else -1) if key in "+-" else wish


def _without_one(line: LineContext, wish: Wish, coming: DeskBreak, key: str) -> Wish:
    """The break without one of its stretches, or with another in its place."""
    out = _which(line, coming, "Leave out" if key == "d" else "Swap")
    if out is None:
        return wish
    if key == "d":
        return wish.without(out)
    swapped = wish.swapping(out, coming)
    if next_break(line.context, swapped).ids - coming.ids:
        return swapped
    line.lines.say(NOTHING_ELSE)
    return wish


def _which(line: LineContext, coming: DeskBreak, doing: str) -> str | None:
    """The stretch that is meant, by its number."""
    if not coming.picks:
        return None
    with line.keys.typing():
        line.lines.say(f"{doing} which one? 1 to {len(coming.picks)}, then enter.")
        chosen = number(line.keys.line(), len(coming.picks))
    return coming.picks[chosen - 1].stretch.id if chosen else None
