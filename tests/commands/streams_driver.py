"""Runs commands in processes of their own that begin in no time: reads cases as JSON lines, forks for each.

A case: `words`, `home`, `closed` (numbers of streams), `encoding` of the locale, `rights` (false: root's are dropped).
The answer: `code` (None where it did not end), `out` and `err` as Latin-1.
"""

import ctypes
import json
import os
import select
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from stretchtui.application.context import load_context
from stretchtui.cli import main
from stretchtui.commands.parser import build_parser
from stretchtui.storage.files.places import Places
from stretchtui.terminal.capabilities import detect_here

PATIENCE = 60


def drop_rights() -> None:
    """Make files of mode 0 unreadable for root, too."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)(*([0] * 6))))


def run(case: dict[str, object], out: int, err: int) -> None:
    """In the child: make the process what the case says, and run the command."""
    os.environ.update(STRETCHTUI_HOME=str(case["home"]), TERM="dumb", COLUMNS="80")
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, fd in enumerate((nothing, out, err)):
        os.dup2(fd, number)
    for fd in (nothing, out, err):
        if fd > 2:
            os.close(fd)
    streams: list[Any] = []
    for number, mode in enumerate("rww"):
        if number in case["closed"]:  # type: ignore[operator]
            os.close(number)
            streams.append(None)  # as the interpreter does
        else:
            streams.append(open(number, mode, encoding=str(case["encoding"]), closefd=False))  # noqa: SIM115
    sys.stdin, sys.stdout, sys.stderr = streams
    if not case["rights"]:
        drop_rights()
    code = 99
    try:
        code = main([str(word) for word in case["words"]])  # type: ignore[attr-defined]
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        for stream in streams[1:]:
            if stream:
                stream.flush()
        os._exit(code)


def answer(case: dict[str, object]) -> dict[str, object]:
    """Run a case and collect what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if not pid:
            run(case, out.fileno(), err.fileno())
        handle = os.pidfd_open(pid)
        ended = bool(select.select([handle], [], [], PATIENCE)[0])
        if not ended:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        os.close(handle)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("latin-1"))
    return {"code": os.waitstatus_to_exitcode(status) if ended else None, "out": texts[0], "err": texts[1]}


def warm() -> None:
    """Load what commands load, once for all that are forked."""
    parser = build_parser()
    assert parser
    load_context(Places(*[Path("/nonexistent")] * 3), detect_here())


if __name__ == "__main__":
    warm()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
