"""A programme and one's way through it, in words."""

from stretchtui.core.catalog.model import Programme
from stretchtui.core.programmes.progress import AWAY, Progress
from stretchtui.core.words import minutes, plural

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

MOVES = {
    "begin": "",
    "stay": "",
    "on": "On to the next step: the one before went well.",
    "again": "This step once more: too much of it felt hard.",
    "back": "A step back, after what hurt or felt hard twice. What hurt is left out for a week.",
    "eased": f"Some steps back to ease in: one for every {AWAY.days} days away.",
    "done": "",
}
"""What to say of the way that the last session led, or the time since."""

STOP = (
    "Stop, and ask a physiotherapist or a doctor, where pain is more than 4 of 10, stays longer than 45 minutes or "
    "into the next day, where pain or numbness runs down an arm or a leg, or where nothing is better after three to "
    "four weeks."
)
"""When to stop a programme (Dynamic Health, NHS; the weeks are those of the consumer guide of 2021)."""

RULE = (
    "You go on when all sessions of a step are done, most of them felt easy or right, and none hurt; the calendar "
    "never moves you. Pain, or two hard sessions in a row, leads a step back."
)
"""How one advances, for the page of a programme."""


def place_words(programme: Programme, found: Progress, seconds: float | None = None) -> str:
    """Where one is: `Step 3 of 8, second session of three: 7 min`, or `All 8 steps done; the last: 7 min`."""
    length = minutes(seconds) if seconds else ""
    if found.finished:
        return f"All {len(programme.steps)} steps done{f'; the last: {length}' if length else ''}"
    step = f"Step {found.step + 1} of {len(programme.steps)}"
    session = f"{ordinal(found.sessions + 1)} session of {number(found.needed)}"
    return f"{step}, {session}{f': {length}' if length else ''}"


def short_words(programme: Programme, found: Progress) -> str:
    """The same in a few letters, for a status line: step 3 of 8, two sessions of three done is `3/8 2/3`."""
    if found.finished:
        return "done"
    return f"{found.step + 1}/{len(programme.steps)} {found.sessions}/{found.needed}"


def next_words(programme: Programme, found: Progress) -> str:
    """What the last session led to, and what comes next; beside `place_words`, which says where that is."""
    if found.finished:
        return programme.afterwards
    last = found.step + 1 == len(programme.steps)
    then = "all steps are done" if last else f"step {found.step + 2} comes"
    left = plural(found.needed - found.sessions, "more session")
    today = "" if found.due else "Done for today; a further one today would not count. "
    return f"{MOVES[found.move]} {today}{left[0].upper()}{left[1:]}, if most feel easy or right: then {then}.".strip()


def ordinal(number: int) -> str:
    """`second`, or `11th` where there is no short word."""
    if 0 < number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def number(count: int) -> str:
    """`three`, or `11` where there is no short word."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
