"""Writes docs/stretchtui.1 from the command line's own words, those of --help: `python tools/man_page.py`.

With --check it writes nothing, and ends with 1 if the page is not what it would write.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from stretchtui.commands.completions.tree import CommandNode, OptionNode, tree_of
from stretchtui.commands.parser import build_parser
from stretchtui.core.settings.keys import Keys

PAGE = Path(__file__).resolve().parent.parent / "docs" / "stretchtui.1"

DESCRIPTION = """\
leads you through stretches of neck, shoulders, back, hips and legs in a terminal, by keyboard alone.
It says what to do and how it should feel, counts the seconds, and keeps a history of what you did in a text file
of yours.
.PP
Without a command it opens at the regions of the body; {key:help} shows all keys there, and {key:quit} leaves."""

SESSION = (
    (("pause",), "pause and go on"),
    (("next", "previous", "redo"), "the next stretch, the previous one, this one again"),
    (("longer", "shorter"), "five seconds more or less"),
    (("ease",), "ease off: it is too much; ends the hold gently and remembers it"),
    (("hurts",), "it hurts: ends the stretch and remembers it"),
    (("stop",), "stop; what was done is kept"),
)
"""Actions of a session by their ids; the keys they have stand in the table of actions."""

KEYS = (
    *((", ".join(Keys().of(name, "live") for name in names), what) for names, what in SESSION),
    ("!, a, ctrl+c", "under while: show what the command writes, answer it (ctrl+g comes back), interrupt it"),
)

FILES = (
    ("~/.config/stretchtui/settings.toml", "theme, bell, seconds between holds, the goal of the week, keys."),
    ("~/.config/stretchtui/catalog/*.toml", "stretches and routines of your own."),
    ("~/.config/stretchtui/themes/*.toml", "themes of your own."),
    ("~/.local/share/stretchtui/history.toml", "every session, one block each; yours to read and to edit."),
    ("~/.local/state/stretchtui/", "a session that was cut off, and what can be undone."),
)

ENVIRONMENT = (
    ("STRETCHTUI_HOME", "a folder for all these files at once."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "in place of ~/.config, ~/.local/share, ~/.local/state."),
    ("NO_COLOR", "no colours, if it is set and not empty."),
    ("COLUMNS", "the width of what is printed, in place of the terminal's."),
    ("TERM, COLORTERM", "what the terminal can do; stretchtui doctor tells what follows from them."),
)

STATUSES = (
    ("0", "done; of status --due: a break is due."),
    (
        "1",
        "failed, told in one line on standard error; of check: there is a mistake; of status --due: none is due.",
    ),
    ("2", "wrong usage."),
    ("130", "interrupted."),
    (
        "of while",
        "that of the command: its own, or 128 and the signal that ended it; 127 or 126 if it cannot be run.",
    ),
)


def page(tree: CommandNode) -> str:
    """The whole page, in the language of man(7)."""
    parts = [
        '.\\" Written by tools/man_page.py; change the help texts there or in src/stretchtui/commands, not this file.',
        '.TH STRETCHTUI 1 "" "stretchtui" "User Commands"',
        ".SH NAME",
        "stretchtui \\- guided stretching in the terminal",
        ".SH SYNOPSIS",
        *_synopsis(tree),
        ".SH DESCRIPTION",
        ".B stretchtui",
        Keys().fill(DESCRIPTION),
        ".SH OPTIONS",
        *(line for option in tree.options for line in _option(option)),
        ".SH COMMANDS",
        *(line for command in tree.all() if command.words for line in _command(command)),
        ".SH KEYS OF A SESSION",
        *_terms(KEYS),
        ".SH FILES",
        "On macOS all of them are in ~/Library/Application Support/stretchtui.",
        *_terms(FILES),
        ".SH ENVIRONMENT",
        *_terms(ENVIRONMENT),
        ".SH EXIT STATUS",
        *_terms(STATUSES),
        ".SH CAUTION",
        "A stretch should pull and never hurt. This program cannot see you and is no substitute for a physiotherapist",
        "or a doctor: ask one if you have pain, numbness or weakness, or were injured or operated on.",
    ]
    return "\n".join(parts) + "\n"


def _synopsis(tree: CommandNode) -> Iterator[str]:
    for command in tree.all():
        if command.words:
            yield ".br"
        yield f".B {_roff(' '.join(('stretchtui', *command.words)))}"
        if usage := _usage((*command.options, *command.arguments)):
            yield usage


def _usage(options: tuple[OptionNode, ...]) -> str:
    """The options in short, on one line; --help, which all have, left out."""
    words = []
    for option in options:
        if "--help" in option.flags:
            continue
        flag = f"\\fB{_roff(option.flags[-1])}\\fR" if option.flags else ""
        word = " ".join(part for part in (flag, _value(option)) if part) + ("..." if option.many else "")
        words.append(word if option.needed else f"[{word}]")
    return " ".join(words)


def _command(command: CommandNode) -> Iterator[str]:
    yield f".SS stretchtui {_roff(' '.join(command.words))}"
    yield _roff(command.description)
    for option in (*command.arguments, *command.options):
        if "--help" not in option.flags:
            yield from _option(option)
    example = command.epilog.removeprefix("Example: ")
    if example:
        yield from (".PP", "Example:", ".RS 4", ".nf", _roff(example), ".fi", ".RE")


def _option(option: OptionNode) -> Iterator[str]:
    flags = ", ".join(f"\\fB{_roff(flag)}\\fR" for flag in option.flags)
    yield ".TP"
    yield " ".join(part for part in (flags, _value(option)) if part)
    yield _roff(option.what)


def _value(option: OptionNode) -> str:
    return f"\\fI{_roff(option.metavar)}\\fR" if option.metavar else ""


def _terms(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for term, what in pairs:
        yield from (".TP", f"\\fB{_roff(term)}\\fR", _roff(what))


def _roff(text: str) -> str:
    """Text that roff prints as it stands."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    escaped = escaped.replace("'", "\\(aq").replace("`", "\\(ga").replace("…", "...")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def main(words: list[str]) -> int:
    """Write the page, or check it."""
    text = page(tree_of(build_parser()))
    if "--check" not in words:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/stretchtui.1 is not what the help texts say; write it anew: python tools/man_page.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
