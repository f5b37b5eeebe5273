"""Words to actions. Imports nothing heavy until an action needs it."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

DONE, FAILED, INTERRUPTED = 0, 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. No traceback reaches the user, unless asked for with --debug."""
    words = list(sys.argv[1:] if words is None else words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # what a terminal's encoding lacks is no reason to fail
    try:
        try:
            return _act(words)
        finally:
            if sys.stdout is not None:  # as it is with >&-
                sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has gone (| head): nothing more to say
        _silence()
        return DONE
    except Exception as error:
        if "--debug" in words:
            raise
        with suppress(OSError):
            print(f"stretchtui: {_one_line(error)}", file=sys.stderr)
        if isinstance(error, OSError):
            _silence()
        return FAILED


def _act(words: list[str]) -> int:
    from stretchtui.commands.opening import directly

    if opening := directly(words):
        return opening()
    from stretchtui.commands.parser import build_parser, with_moments

    words = with_moments(words)
    args = build_parser(words).parse_args(words)
    return int(args.action(args))


def _silence() -> None:
    """Lead stdout nowhere, so that Python does not fail on it once more at its end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) and error.filename is None else None
    text = " ".join((told or str(error)).split())
    return text or type(error).__name__
