"""The commands of the command line, a module for each kind.

A module is imported only when one of its commands is used, or its words are needed for `--help`: it has
`add(commands)`, which gives them, and the actions that they call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

Action: TypeAlias = "Callable[[Namespace], int]"
"""Does what a command says; the exit status."""


class Commands(Protocol):
    """Where a module puts its commands."""

    def add(self, name: str, action: Action, what: str, example: str) -> ArgumentParser:
        """A new command: `what` it does in a few words, and an example of its use."""

    def within(self, parser: ArgumentParser, metavar: str) -> Commands:
        """Where the commands of a command are put: `log add`."""
