"""Becoming a command as a shell starts one, and what its end means to a shell."""

import errno
import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

NOT_FOUND, NOT_EXECUTABLE = 127, 126
"""Exit statuses of a shell for a command that isn't there, and for one that can't be run."""


def runs_as_it_is(environ: Mapping[str, str], *, interactive: bool) -> bool:
    """Whether a command is run with nothing between it and what it reads and writes: in pipes, dumb terminals and CI.

    In the background of a shell too, where the terminal is somebody else's. `interactive` says that input and output
    are a terminal that can show a screen.
    """
    if not interactive or environ.get("CI"):
        return True
    try:
        return os.tcgetpgrp(0) != os.getpgrp()
    except OSError:
        return True


def become(words: Sequence[str]) -> OSError:
    """Replace this process by a command; returns, with the reason, only where that can't be.

    A script without a first line that names its interpreter is run by `sh`, as shells do.
    """
    try:
        os.execvp(words[0], list(words))  # noqa: S606 - the user's own command, as they typed it
    except OSError as error:
        if error.errno != errno.ENOEXEC:
            return error
    try:
        os.execv("/bin/sh", ["sh", _found(words[0]), *words[1:]])  # noqa: S606
    except OSError as error:
        return error


def default_signals(given: Iterable[signal.Signals]) -> None:
    """Give signals back their meaning for a command: those `given`, and what Python ignores for itself only."""
    for number in (*given, signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)


def refusal(error: OSError, words: Sequence[str]) -> tuple[int, str]:
    """The exit status and one line for a command that could not be started."""
    name = words[0]
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        hint = "; for a line of shell: stretchtui while -- sh -c '...'" if " " in name and len(words) == 1 else ""
        return NOT_FOUND, f"{name}: command not found{hint}"
    return NOT_EXECUTABLE, f"{name}: cannot be run ({os.strerror(error.errno or errno.EIO).lower()})"


def exit_status(status: int) -> int:
    """What a shell makes of a status of `waitpid`: the command's own, or 128 and the signal that ended it."""
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code


def _found(name: str) -> str:
    """The file that a name means on the search path."""
    if "/" not in name:
        for folder in os.get_exec_path():
            with suppress(OSError):
                path = os.path.join(folder, name)  # noqa: PTH118 - pathlib is not needed for it
                if os.access(path, os.X_OK):
                    return path
    return name
