"""Waiting for a command, a process or a line of a file: how it stands in one line, and how long a break it leaves."""

import re
from collections.abc import Sequence
from statistics import median
from typing import Literal

from msgspec import Struct

from stretchtui.core.text import clean
from stretchtui.core.words import clock

State = Literal["running", "asking", "stopped", "done", "failed", "ended"]
"""`ended` is for what nobody knows the exit status of."""

LAST_TIMES = 3
"""Runs that tell how long the next one will take."""

ALIKE = 1.5
"""How many times the shortest of them the longest may be, for the length to count as known."""

LEAST, MOST = 60, 600
"""Seconds of a break that is composed to a known length."""

WORTH = 30
"""Seconds that have to be left for a break to be worth opening."""

NAME_LENGTH = 28
"""Characters of a command that are shown before what there is to say of it."""

_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, movements
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\Z)"  # OSC and its kin, up to their end: titles, links, pictures
    r"|\x1b[ -/]*[0-~]"  # all other escape sequences
    r"|\x9b[0-?]*[ -/]*[@-~]",
    re.DOTALL,
)


class Wait(Struct, frozen=True):
    """What is waited for at one moment.

    `seconds` it has run, without those it was stopped for; `last` is the last line that it wrote, clean; `expected` the
    seconds it took the last times, or none where that is not known. `trouble` says why it can't be waited for any more.
    """

    name: str
    seconds: float
    state: State = "running"
    status: int = 0
    last: str = ""
    expected: float | None = None
    trouble: str = ""

    @property
    def over(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return self.state in ("done", "failed", "ended")


def state_line(wait: Wait, *, short: bool = False) -> str:
    """One line: what it is, how it stands, and what it wrote last; `short` where only its first part is seen."""
    name = wait.name.split(" ")[0].rstrip("…") if short else wait.name
    return " · ".join(filter(None, (f"{name}: {_how(wait)}", _left(wait), wait.last)))


def ended_line(wait: Wait) -> str:
    """That it is over, in a few words."""
    return f"{wait.name}: {_how(wait)}"


def end_word(wait: Wait) -> str:
    """The same in a word."""
    return f"Failed ({wait.status})" if wait.state == "failed" else wait.state.capitalize()


def name_of(words: Sequence[str]) -> str:
    """A command as it was typed, on one line that is not long: the program without its folder."""
    program, *rest = words
    name = clean(" ".join([program.rstrip("/").rpartition("/")[2] or program, *rest]))
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"


def last_line(written: bytes) -> str:
    """The last line with anything on it that a terminal would show, harmless: of what came last of an output.

    A line that was written over itself (a progress bar) counts as it is now. Nothing of it is obeyed: control sequences
    are left out with their contents.
    """
    text = _CONTROL.sub("", written.decode("utf-8", "replace"))
    for line in reversed(re.split(r"[\r\n]", text)):
        if shown := clean(line.replace("\b", "")).strip():
            return shown
    return ""


def is_open(written: bytes) -> bool:
    """Whether the last line of an output was not ended, as a prompt is not."""
    text = _CONTROL.sub("", written.decode("utf-8", "replace"))
    return bool(text.strip("\0")) and not text.endswith(("\n", "\r"))


def known_length(times: Sequence[float]) -> float | None:
    """Seconds that a command takes, from those it took before, the newest last; none where they differ too much.

    One run says nothing of the next; from two on they do where the last three are alike.
    """
    last = times[-LAST_TIMES:]
    if len(last) < 2 or max(last) > ALIKE * max(min(last), 1):
        return None
    return median(last)


def opens_at(after: float, expected: float | None) -> float:
    """Seconds from the start of a command until a break opens: `after`, but never for its last half minute.

    A command that runs on beyond the length it is known for gets its break as much later.
    """
    if expected is None or expected - after >= WORTH:
        return after
    return max(after, expected + after)


def break_seconds(expected: float | None, passed: float) -> int:
    """The length of a break that fits what is left of a command; 0 where that is not known."""
    if expected is None or expected <= passed:
        return 0
    return round(min(MOST, max(LEAST, expected - passed)))


def _how(wait: Wait) -> str:
    took = clock(wait.seconds)
    return {
        "running": f"running for {took}",
        "asking": "asks something",
        "stopped": f"stopped at {took}",
        "done": f"done after {took}",
        "failed": f"failed ({wait.status}) after {took}",
        "ended": f"ended after {took}",
    }[wait.state]


def _left(wait: Wait) -> str:
    """About how long it still takes, where that is known."""
    if wait.state != "running" or wait.expected is None:
        return ""
    left = wait.expected - wait.seconds
    if left <= 0:
        return "longer than usual"
    return f"about {round(left / 60)} min left" if left >= 60 else "less than a minute left"
