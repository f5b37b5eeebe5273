"""The reminder in a hurry, for tests: a minute takes a hundredth, and only one terminal counts.

Words: the history's file, the terminal's device. Says `looked` whenever it has looked around ten times.
"""

import sys
import time
from datetime import datetime
from pathlib import Path

from stretchtui.commands.remind import ReminderContext, newest_of, watch
from stretchtui.core.breaks.reminder import AWAY, Reminder
from stretchtui.terminal.idle import Device, devices, idle_seconds
from stretchtui.terminal.waiting import EndedError, Waiting

HURRY = 100
EVERY = 1
POLL = 0.02


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(history: Path, device: str) -> int:
    """Remind until a signal comes."""
    looked = 0

    def find() -> list[Device]:
        nonlocal looked
        looked += 1
        if looked % 10 == 0:
            say("looked")
        return [one for one in devices() if one.path == device]

    with Waiting() as waiting:
        context = ReminderContext(
            elapsed=lambda: time.monotonic() * HURRY,
            now=lambda: datetime.now().astimezone(),
            idle=lambda: idle_seconds(AWAY, find=find, ask_tmux=dict),
            last=newest_of(history, lambda: datetime.now().astimezone()),
            snoozed_until=lambda: None,
            wait=waiting.wait,
            tell=lambda text: say(f"DUE {text}"),
            note=lambda text: say(f"NOTE {text}"),
        )
        try:
            watch(Reminder(EVERY), context, poll=POLL)
        except EndedError as end:
            say(f"ENDED {end}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
