"""Words to actions. Imports nothing heavy until an action needs it."""

import sys
from collections.abc import Sequence
from contextlib import suppress

from stretchtui.commands.streams import flush_streams, lead_stdout_nowhere, standard_streams

DONE, FAILED, INTERRUPTED = 0, 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. No traceback reaches the user, unless asked for with --debug."""
    words = list(sys.argv[1:] if words is None else words)
    # What a status bar shows is in the bar's own encoding, as the words of --format came in it.
    with standard_streams(as_it_is=words[:1] == ["status"]):
        return _guarded(words)


def _guarded(words: list[str]) -> int:
    try:
        try:
            return _act(words)
        finally:
            flush_streams()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has gone (| head): nothing more to say
        lead_stdout_nowhere()
        return DONE
    except Exception as error:
        if "--debug" in words:
            raise
        with suppress(OSError):
            print(f"stretchtui: {_one_line(error)}", file=sys.stderr)
        if isinstance(error, OSError):
            lead_stdout_nowhere()
        return FAILED


def _act(words: list[str]) -> int:
    from stretchtui.commands.opening import directly

    if opening := directly(words):
        return opening()
    from stretchtui.commands.parser import build_parser, with_moments

    words = with_moments(words)
    args = build_parser(words).parse_args(words)
    return int(args.action(args))


def _one_line(error: Exception) -> str:
    """What is wrong, on one line; for a file that the system refused, where and what would help."""
    if isinstance(error, OSError) and error.filename is not None:
        from pathlib import Path

        from stretchtui.storage.files.diagnostics import problem_of

        return str(problem_of(Path(str(error.filename)), error, doing="read"))
    told = error.strerror if isinstance(error, OSError) else None
    text = " ".join((told or str(error)).split())
    return text or type(error).__name__
