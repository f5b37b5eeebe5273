"""`doctor`: where everything lives, versions, and what this terminal can do, with advice."""

import os
import platform
import shutil
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.commands import Commands
from stretchtui.commands.tables import print_text, to_terminal

if TYPE_CHECKING:
    from stretchtui.core.settings.model import Settings
    from stretchtui.storage.files.places import Places
    from stretchtui.terminal.capabilities import Terminal

LABEL = 14
WIDEST = 100

Fact = tuple[str, str]
"""A label, and what there is to say of it."""


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "tell paths, versions, and what this terminal can do"
    commands.add("doctor", print_findings, what, "stretchtui doctor")


def print_findings(_args: Namespace) -> int:
    """Print all of it."""
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415
    from stretchtui.storage.settings.file import load_settings  # noqa: PLC0415
    from stretchtui.terminal.capabilities import detect_here, with_settings  # noqa: PLC0415

    places = find_places(os.environ)
    settings, _ = load_settings(places.settings)
    overrides = {"motion": settings.motion, "figures": settings.figures, "mouse": settings.mouse}
    terminal = with_settings(detect_here(), overrides)
    _print_part("Versions", versions())
    _print_part("Places", files(places))
    _print_part("Terminal", abilities(terminal, settings))
    print("Advice")
    _print_wrapped(findings(terminal, settings, places))
    return 0


def versions() -> Iterator[Fact]:
    """What is installed, and on what it runs."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    for name in ("stretchtui", "textual", "rich", "msgspec"):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"
    yield "python", f"{platform.python_version()}, {sys.executable}"
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"


def files(places: "Places") -> Iterator[Fact]:
    """Where everything lives, and what is there."""
    from stretchtui.storage.files.places import shipped  # noqa: PLC0415

    yield "settings", _file(places.settings, "not there: all as it comes")
    yield "doses", _file(places.doses, "not there: all as it comes")
    yield "history", _file(places.history, "not there: no session yet")
    yield "own stretches", _folder(places.catalog)
    yield "own themes", _folder(places.themes)
    yield "state", f"{places.state} (a session that was cut off, what can be undone)"
    yield "log", _file(places.log, "not there: nothing went wrong yet")
    yield "shipped", f"{shipped('catalog')}, {shipped('themes')}"


def abilities(terminal: "Terminal", settings: "Settings") -> Iterator[Fact]:
    """What the terminal can do, and what of it is used."""
    from stretchtui.terminal.capabilities import TRUECOLOR  # noqa: PLC0415

    way = [name for name in ("tmux", "screen", "mosh", "ssh") if getattr(terminal, name)]
    within = f", through {' and '.join(way)}" if way else ""
    yield "TERM", f"{terminal.term or 'not set'}{within}"
    yield "size", f"{terminal.size[0]}x{terminal.size[1]}"
    count = {1: "none", TRUECOLOR: "16 million"}.get(terminal.colours, str(terminal.colours))
    yield "colours", f"{count} (NO_COLOR is set)" if terminal.no_color else count
    yield "text", terminal.encoding
    yield "figures", _figures(terminal, settings)
    yield "motion", "as smooth as it gets" if terminal.motion == "full" else "none: the screen changes in steps"
    yield "mouse", "on" if terminal.mouse else "off"
    yield "bell", "on" if settings.bell else "off"
    kinds = {"osc9": "OSC 9", "osc777": "OSC 777", "none": "none"}
    yield "notification", kinds[terminal.notifications]
    if not terminal.interactive:
        yield "full screen", "no: input or output is no terminal, or TERM is dumb"


def _figures(terminal: "Terminal", settings: "Settings") -> str:
    from stretchtui.application.figures import figure_style  # noqa: PLC0415

    style = figure_style(terminal, settings.figures)
    blocks = {"solid": "quadrants", "sextants": "sextants", "octants": "octants"}
    drawn = 'none: figures = "none" in your settings'
    if style is not None:
        drawn = f"in solid blocks ({blocks[style]})" if style in blocks else f"in {style}"
    return f"{drawn}; all ways side by side: stretchtui show cat-cow --figure --kinds"


def findings(terminal: "Terminal", settings: "Settings", places: "Places") -> Iterator[str]:
    """What could be better, one paragraph each; at least one."""
    from stretchtui.terminal import tmux  # noqa: PLC0415
    from stretchtui.terminal.advice import TmuxOptions, advice  # noqa: PLC0415

    count = 0
    options = TmuxOptions()
    if terminal.tmux:
        options = TmuxOptions(*map(tmux.option, ("allow-passthrough", "bell-action", "visual-bell")))
    if to_terminal():
        for text in advice(terminal, bell=settings.bell, tmux=options):
            count += 1
            yield text
    else:
        count += 1
        yield "This goes to a file or a pipe, so nothing can be said of colours: run it in the terminal itself."
    for folder in dict.fromkeys((places.config, places.data, places.state)):
        if not _writable(folder):
            count += 1
            yield f"{folder} cannot be written: it must be yours, or set STRETCHTUI_HOME to a folder that is."
    if mistakes := _mistakes(places):
        count += 1
        yield f"{mistakes}; see: stretchtui check"
    if not count:
        yield "Nothing to say: all is well."


def _mistakes(places: "Places") -> str:
    from stretchtui.commands.check import check_all  # noqa: PLC0415
    from stretchtui.core.words import plural  # noqa: PLC0415

    problems = check_all(places)
    return f"Your files have {plural(len(problems), 'mistake')}" if problems else ""


def _file(path: Path, otherwise: str) -> str:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return f"{path} ({otherwise})"
    except OSError as error:
        return f"{path} (cannot be read: {(error.strerror or str(error)).lower()})"
    target = f" -> {path.resolve()}" if path.is_symlink() else ""
    return f"{path}{target} ({size:,} bytes)"


def _folder(path: Path) -> str:
    try:
        count = sum(1 for _ in path.rglob("*.toml"))
    except OSError:
        count = 0
    return f"{path} ({count or 'no'} {'file' if count == 1 else 'files'})"


def _writable(folder: Path) -> bool:
    """Whether it can be written, or made where it is not there yet."""
    there = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), Path("/"))
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _print_part(title: str, facts: Iterator[Fact]) -> None:
    print(title)
    print_text(f"  {label:<{LABEL}}{what}" for label, what in facts)
    print()


def _print_wrapped(texts: Iterator[str]) -> None:
    room = min(WIDEST, shutil.get_terminal_size().columns)
    for text in texts:
        words, *typed = text.split("\n")
        lines = textwrap.wrap(words, max(20, room - 2), break_long_words=False, break_on_hyphens=False)
        print_text([f"- {lines[0]}", *(f"  {line}" for line in lines[1:]), *(f"    {line}" for line in typed)])
