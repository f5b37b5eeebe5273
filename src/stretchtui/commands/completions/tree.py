"""The command line as data, taken from its parser: for shell completions and the man page."""

import argparse
from collections.abc import Iterator
from typing import Literal, NamedTuple

Takes = Literal["", "id", "region", "programme", "test", "file", "program", "choice", "text"]
"""What a word is: nothing, an id of whatever can be started, a region, a self-test, one of some choices, …"""

_BY_METAVAR: dict[str, Takes] = {"ID": "id", "R": "region", "FILE": "file", "CMD": "program", "COMMAND": "program"}
_BY_METAVAR |= {"PROGRAMME": "programme", "TEST": "test"}


class OptionNode(NamedTuple):
    """`--last N`, with its `flags`; or a word without any. `many` where it can come again."""

    flags: tuple[str, ...]
    what: str
    takes: Takes
    metavar: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    needed: bool = False


class CommandNode(NamedTuple):
    """A command by its words (`log add`; none for the program itself), with the commands within it."""

    words: tuple[str, ...]
    what: str
    description: str
    epilog: str
    options: tuple[OptionNode, ...]
    arguments: tuple[OptionNode, ...]
    commands: tuple["CommandNode", ...]

    def all(self) -> Iterator["CommandNode"]:
        """It and all within, each before those within it."""
        yield self
        for command in self.commands:
            yield from command.all()


def tree_of(parser: argparse.ArgumentParser, words: tuple[str, ...] = (), what: str = "") -> CommandNode:
    """The parser's command and all within it."""
    options: list[OptionNode] = []
    arguments: list[OptionNode] = []
    commands: list[CommandNode] = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to look at it
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            commands += [tree_of(one, (*words, name), helps.get(name, "")) for name, one in action.choices.items()]
        elif action.help != argparse.SUPPRESS:
            (options if action.option_strings else arguments).append(_option(action))
    described = (parser.description or "", parser.epilog or "")
    return CommandNode(words, what, *described, tuple(options), tuple(arguments), tuple(commands))


def _option(action: argparse.Action) -> OptionNode:
    choices = tuple(map(str, action.choices or ()))
    metavar = action.metavar if isinstance(action.metavar, str) else "|".join(choices) or action.dest.upper()
    takes: Takes = "choice" if choices else _BY_METAVAR.get(metavar, "text")
    if action.nargs == 0:
        takes, metavar = "", ""
    many = action.nargs in ("*", "+", argparse.REMAINDER) or isinstance(action, argparse._AppendAction)  # noqa: SLF001
    needed = not action.option_strings and action.nargs in (None, "+")
    return OptionNode(tuple(action.option_strings), action.help or "", takes, metavar, choices, many, needed)
