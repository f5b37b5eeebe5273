"""Questions in lines: typed answers, each with enter. Without keys nobody is asked."""

from collections.abc import Iterable

from stretchtui.application.session import NOTE_LENGTH
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.core.care.feedback import FELT
from stretchtui.core.session.record import TIGHTEST, Feeling, Felt
from stretchtui.core.text import clean


def answer(line: LineContext, *lines: str) -> str:
    """Say some lines, and wait for a line; empty where nothing was typed, or nothing can be."""
    with line.keys.typing():
        line.lines.say("", *lines)
        return line.keys.line() or ""


def agrees(line: LineContext, *lines: str) -> bool:
    """Say some lines that ask for a yes; true only for a yes that was typed."""
    return line.keys.alive and answer(line, *lines).lower() in ("y", "yes")


def one_of(line: LineContext, choices: Iterable[str], *lines: str) -> str:
    """Say some lines that ask for one of some words or their first letter; empty for anything else."""
    typed = answer(line, *lines).lower()
    return next((choice for choice in choices if typed in (choice, choice[0])), "")


def number(text: str | None, most: int) -> int | None:
    """A whole number from 0 to `most`; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= most else None


def score(line: LineContext, when: str = "") -> int | None:
    """How tight it feels, 0 to 10; None without an answer."""
    if not line.keys.alive:
        return None
    question = f"How tight does it feel{when}? 0 loose to 10 as tight as can be, or nothing; then enter."
    with line.keys.typing():
        line.lines.say("", question)
        while typed := line.keys.line():
            found = number(typed, TIGHTEST)
            if found is not None:
                return found
            line.lines.say("A number from 0 to 10, or nothing; then enter.")
    return None


def feeling(line: LineContext, regions: Iterable[tuple[str, str]], when: str = "") -> Feeling:
    """How tight it feels: in each of some regions, by id and name, or in one number where there are none."""
    regions = [*regions]
    if not regions:
        return Feeling(score(line, when))
    said = {id: found for id, name in regions if (found := score(line, f"{when}, {name.lower()}")) is not None}  # noqa: A001
    return Feeling(None, said)


def felt(line: LineContext, name: str) -> Felt | None:
    """How a stretch felt; None without an answer."""
    answers = ", ".join(f"{n} {one}" for n, one in enumerate(FELT, start=1))
    with line.keys.typing():
        line.lines.say("", f"How did {name} feel? {answers}, or nothing; then enter.")
        while typed := line.keys.line():
            found = number(typed, len(FELT))
            if found:
                return FELT[found - 1]
            line.lines.say(f"A number from 1 to {len(FELT)}, or nothing; then enter.")
    return None


def note(line: LineContext, on: str = "the session") -> str:
    """A note on the session, or on something else; empty without one."""
    return clean(answer(line, f"A note on {on}, if you like; then enter."))[:NOTE_LENGTH].strip()
