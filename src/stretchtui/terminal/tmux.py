"""Asking tmux, and telling its clients something. Whoever has no tmux is told nothing, and nobody waits for long."""

import subprocess
from collections.abc import Sequence
from typing import Final

PATIENCE: Final = 2.0
"""Seconds that a tmux server gets for an answer."""


def ask(words: Sequence[str]) -> str | None:
    """What a tmux command prints; None where there is no tmux, no server, or no answer."""
    try:
        done = subprocess.run(
            ["tmux", *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def option(name: str) -> str | None:
    """The value of a global option; None as with `ask`."""
    return ask(["show-options", "-gv", name])


def clients() -> dict[str, int]:
    """The terminals of all clients of this server, each with the second (since 1970) of its last activity."""
    told = ask(["list-clients", "-F", "#{client_activity} #{client_tty}"])
    pairs = (line.partition(" ") for line in (told or "").splitlines())
    return {tty: int(second) for second, _, tty in pairs if second.isdigit() and tty}


def display_message(text: str) -> bool:
    """Show a line in the status bar of every client; whether any took it."""
    line = text.replace("#", "##").replace("%", "%%")  # tmux would fill in formats and times
    taken = [tty for tty in clients() if ask(["display-message", "-c", tty, line]) is not None]
    return bool(taken)
