"""The ways into the app, and into line mode where a full screen can't be; without a parser, which takes its time."""

import gc
from collections.abc import Callable, Sequence
from typing import Any


def directly(words: Sequence[str]) -> Callable[[], int] | None:
    """What the words ask for, where it is what people type most, and needs no parser; none where it does."""
    match words:
        case []:
            return browse
        case ["break"]:
            return desk_break
        case ["history"]:
            return history
        case [file] if file.endswith(".toml") and not file.startswith("-"):
            return lambda: take_in(file)
        case ["start", id] if not id.startswith("-"):
            return lambda: start(id)
        case _:
            return None


def take_in(file: str) -> int:
    """Show what a shared routine, or another history, would bring, and ask."""
    from stretchtui.commands.import_ import take_in_file  # noqa: PLC0415

    return take_in_file(file)


def browse(*, debug: bool = False) -> int:
    """Open the app at the region browser."""
    return _run("browse", debug=debug)


def history(*, debug: bool = False) -> int:
    """Open the app at the review screen."""
    return _run("history", debug=debug)


def start(
    id: str,  # noqa: A002
    hold: int | None = None,
    reps: int | None = None,
    *,
    plain: bool = False,
    debug: bool = False,
) -> int:
    """Lead through a routine or a stretch; back to the shell."""
    if plain or not _interactive():
        from stretchtui.commands.line_mode.run import plain_start  # noqa: PLC0415

        return plain_start(id, hold, reps)
    return _run("start", id=id, hold=hold, reps=reps, debug=debug)


def desk_break(
    minutes: int | None = None,
    regions: Sequence[str] = (),
    *,
    standing: bool = False,
    plain: bool = False,
    debug: bool = False,
) -> int:
    """Lead through a desk break; back to the shell."""
    if plain or not _interactive():
        from stretchtui.commands.line_mode.run import plain_break  # noqa: PLC0415

        return plain_break(minutes, list(regions), standing=standing)
    _load_quietly()
    from stretchtui.ui.run import run_break  # noqa: PLC0415

    return run_break(minutes, list(regions), standing=standing, debug=debug)


def measure(test: str = "", *, plain: bool = False, debug: bool = False) -> int:
    """Lead through a self-test, or offer them; back to the shell."""
    if plain or not _interactive():
        from stretchtui.commands.line_mode.measures import plain_measure  # noqa: PLC0415

        return plain_measure(test)
    return _run("measure", id=test, debug=debug)


def _interactive() -> bool:
    from stretchtui.terminal.capabilities import detect_here  # noqa: PLC0415

    return detect_here().interactive


def _run(what: str, **options: Any) -> int:
    _load_quietly()
    from stretchtui.ui.run import run  # noqa: PLC0415

    return run(what, **options)


def _load_quietly() -> None:
    gc.disable()  # nothing of what is loaded now is dropped; the app collects again once its first frame is shown
