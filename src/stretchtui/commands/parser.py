"""The parser of the command line, put together from the modules of its commands."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from stretchtui.commands import Action

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

USAGE = 2
"""The exit status where a word is wrong."""

MODULES = {
    "break": "break_",
    "while": "while_.command",
    "start": "start",
    "programme": "programme",
    "measure": "measure",
    "history": "history",
    "log": "log",
    "stats": "stats",
    "report": "report",
    "list": "list_",
    "show": "show",
    "status": "status",
    "remind": "remind",
    "sheet": "sheet",
    "share": "share",
    "import": "import_",
    "new": "new",
    "config": "config",
    "check": "check",
    "doctor": "doctor",
    "completions": "completions.command",
}
"""The module of each command, in the order of the help."""


class Parser(argparse.ArgumentParser):
    """Tells a wrong word in one line, with the nearest right one."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2."""
        self.exit(USAGE, f"{self.prog}: {_hint(message)}\nTry: {self.prog} --help\n")

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Print the help; unlike the library's own, a disk that is full is told."""
        print(self.format_help(), end="", file=file)


def build_parser(words: Sequence[str] = ()) -> Parser:
    """The parser of everything; where the words name a command, of that alone."""
    parser = Parser(
        prog="stretchtui",
        description="Guided stretching for neck, shoulders, back, hips and legs, in the terminal.",
        epilog="Without a command the app opens at the region browser.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version")
    parser.add_argument("--debug", action="store_true", help="show tracebacks")
    parser.set_defaults(action=_browse)
    commands = _Commands(parser, "COMMAND")
    # one module where the command is known: `status` in a prompt must not pay for the others
    command = _command_of(words)
    wanted = [MODULES[command]] if command in MODULES else dict.fromkeys(MODULES.values())
    for module in wanted:
        import_module(f"stretchtui.commands.{module}").add(commands)
    return parser


def with_moments(words: Sequence[str]) -> list[str]:
    """The words with `--at -2h` as `--at=-2h`, which argparse would take for two options.

    Those of a command that is run for the user stay as they are.
    """
    if _command_of(words) == "while":
        return list(words)
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("--at", "--since") and word[:1] == "-" and word[1:2].isdigit():
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _command_of(words: Sequence[str]) -> str:
    return next((word for word in words if not word.startswith("-")), "")


class _Commands:
    """Puts commands into a parser."""

    def __init__(self, parser: argparse.ArgumentParser, metavar: str) -> None:
        self._parsers = parser.add_subparsers(metavar=metavar, prog=parser.prog, parser_class=Parser)

    def add(self, name: str, action: Action, what: str, example: str) -> Parser:
        described = f"{what[0].upper()}{what[1:]}."
        parser = self._parsers.add_parser(name, help=what, description=described, epilog=f"Example: {example}")
        parser.set_defaults(action=action)
        parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return parser

    def within(self, parser: argparse.ArgumentParser, metavar: str) -> "_Commands":
        return _Commands(parser, metavar)


def _browse(args: argparse.Namespace) -> int:
    from stretchtui.commands.opening import browse  # noqa: PLC0415

    return browse(debug=args.debug)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"stretchtui {version('stretchtui')}")
        parser.exit()


def _hint(message: str) -> str:
    """The parser's message, with the nearest choice where a word is not known."""
    import re  # noqa: PLC0415

    found = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    if not found:
        return message
    from stretchtui.core.words import nearest  # noqa: PLC0415 - only mistakes pay for it

    known = [word.strip(" '") for word in found[2].split(",")]
    near = nearest(found[1], known)
    return f"unknown word {found[1]!r}" + (f"; did you mean {near!r}?" if near else f"; known are {', '.join(known)}")
