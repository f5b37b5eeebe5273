"""`completions`: a script for bash, zsh or fish that completes commands, options and ids.

The script never starts the program: commands, options and the ids that ship are written into it, so it is to be
written anew after an upgrade; the ids of the user's own files are found with find and awk in a few milliseconds, and
so are always as they are.
"""

import sys
from argparse import Namespace
from typing import NamedTuple

from stretchtui.commands import Commands

SHELLS = ("bash", "zsh", "fish")

_CONFIG = "Library/Application Support" if sys.platform == "darwin" else ".config"
FOLDER = (
    'if [ -n "$STRETCHTUI_HOME" ]; then echo "$STRETCHTUI_HOME/catalog"; '
    f'else echo "${{XDG_CONFIG_HOME:-$HOME/{_CONFIG}}}/stretchtui/catalog"; fi'
)
"""A command line for any shell but fish that prints where the user's own stretches are."""

OWN_IDS = (
    r"""awk '/^[ \t]*\[/ {on = /^[ \t]*\[\[[ \t]*(stretch|routine|programme)[ \t]*\]\]/} """
    r"""on && /^[ \t]*id[ \t]*=/ {split($0, part, "[\"\047]"); if (part[2] ~ /^[a-z0-9-]+$/) print part[2]}'"""
)
"""An awk command that prints the ids of stretches, routines and programmes in TOML files: nothing else in them."""

OWN_PROGRAMMES = OWN_IDS.replace("stretch|routine|programme", "programme")
"""The same for programmes alone."""


class Known(NamedTuple):
    """What can be completed besides commands and options, each with its name."""

    ids: dict[str, str]
    regions: dict[str, str]
    programmes: dict[str, str]
    tests: dict[str, str]


def add(commands: Commands) -> None:
    """The words of this command."""
    where = "~/.local/share/bash-completion/completions/stretchtui"
    example = f"stretchtui completions bash > {where}"
    completions = commands.add("completions", print_script, "print a script that completes words in a shell", example)
    completions.add_argument("shell", choices=SHELLS, help="the shell it is for; write it anew after an upgrade")


def print_script(args: Namespace) -> int:
    """Print the script for a shell."""
    from importlib import import_module  # noqa: PLC0415

    from stretchtui.commands.completions.tree import tree_of  # noqa: PLC0415
    from stretchtui.commands.parser import build_parser  # noqa: PLC0415

    shell = import_module(f"stretchtui.commands.completions.{args.shell}")
    sys.stdout.write(shell.script(tree_of(build_parser()), known()))
    return 0


def known() -> Known:
    """The ids, regions, programmes and self-tests that ship."""
    from stretchtui.storage.catalog.stretches import load_catalogue  # noqa: PLC0415
    from stretchtui.storage.files.places import shipped  # noqa: PLC0415
    from stretchtui.storage.measures import FOLDER, load_tests  # noqa: PLC0415

    catalogue = load_catalogue(shipped("catalog")).catalogue
    tests = load_tests(shipped("catalog"), shipped("catalog") / FOLDER, catalogue).tests  # the second has none
    entries = (*catalogue.routines.values(), *catalogue.stretches.values(), *catalogue.programmes.values())
    return Known(
        {entry.id: entry.name for entry in entries},
        {region.id: region.name for region in catalogue.regions.values()},
        {programme.id: programme.name for programme in catalogue.programmes.values()},
        {test.id: test.name for test in tests.values()},
    )


def quoted(text: str) -> str:
    """A text as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"
