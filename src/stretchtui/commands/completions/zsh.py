"""Completions for zsh."""

from collections.abc import Iterable, Iterator

from stretchtui.commands.completions.command import FOLDER, OWN_IDS, OWN_PROGRAMMES, Known, quoted
from stretchtui.commands.completions.tree import CommandNode, OptionNode

_HEAD = f"""\
#compdef stretchtui
# Completions of stretchtui for zsh, written by: stretchtui completions zsh
# To be saved as _stretchtui in a folder of $fpath, or sourced after compinit.

_stretchtui_own_ids() {{
    find "$({FOLDER})" -name '*.toml' -exec {OWN_IDS} {{}} + 2> /dev/null
}}

_stretchtui_own_programmes() {{
    find "$({FOLDER})" -name '*.toml' -exec {OWN_PROGRAMMES} {{}} + 2> /dev/null
}}
"""

_IDS = """\
_stretchtui_ids() {
    local -a ids
    ids=(
%s
        ${(f)"$(_stretchtui_own_ids)"}
    )
    _describe -t ids 'routine or stretch' ids
}

_stretchtui_regions() {
    local -a regions
    regions=(
%s
    )
    _describe -t regions 'region' regions
}

_stretchtui_programmes() {
    local -a programmes
    programmes=(
%s
        ${(f)"$(_stretchtui_own_programmes)"}
    )
    _describe -t programmes 'programme' programmes
}

_stretchtui_tests() {
    local -a tests
    tests=(
%s
    )
    _describe -t tests 'self-test' tests
}
"""

_TAIL = """\
if [[ $funcstack[1] == _stretchtui ]]; then
    _stretchtui "$@"
else
    compdef _stretchtui stretchtui
fi
"""


def script(tree: CommandNode, known: Known) -> str:
    """The whole script."""
    known_names = (known.ids, known.regions, known.programmes, known.tests)
    ids = _IDS % tuple("\n".join(_described(some)) for some in known_names)
    # a function is defined before the one that calls it, the program's own last
    functions = [_function(command) for command in reversed(list(tree.all()))]
    return "\n".join([_HEAD, ids, *functions, _TAIL])


def _described(names: dict[str, str]) -> Iterator[str]:
    for id, name in names.items():  # noqa: A001
        entry = f"{id}:{name.replace(':', ' ')}"
        yield f"        {quoted(entry)}"


def _function(command: CommandNode) -> str:
    lines = [f"{_name(command)}() {{"]
    specs = [quoted(_option(option)) for option in command.options]
    if command.commands:
        specs += ["'1: :->command'", "'*:: :->rest'"]
        lines += ["    local curcontext=$curcontext state state_descr line", "    typeset -A opt_args"]
    else:
        specs += [quoted(f"{'*' if one.many else ''}:{_taken(one)}") for one in command.arguments]
    done = " && return" if command.commands else ""
    lines.append(" \\\n        ".join([f"    _arguments{' -C' if command.commands else ''}", *specs]) + done)
    if command.commands:
        lines += _within(command.commands)
    return "\n".join([*lines, "}", ""])


def _within(commands: Iterable[CommandNode]) -> list[str]:
    described = {one.words[-1]: one.what for one in commands}
    cases = [f"                {one.words[-1]}) {_name(one)} ;;" for one in commands]
    return [
        "    case $state in",
        "        command)",
        "            local -a commands",
        "            commands=(",
        *(f"        {line}" for line in _described(described)),
        "            )",
        "            _describe -t commands 'command' commands",
        "            ;;",
        "        rest)",
        "            case $words[1] in",
        *cases,
        "            esac",
        "            ;;",
        "    esac",
    ]


def _name(command: CommandNode) -> str:
    return "_".join(["_stretchtui", *command.words])


def _option(option: OptionNode) -> str:
    """As `_arguments` wants it; several names of one option are told as one."""
    flag = option.flags[-1]
    taken = f":{_taken(option)}" if option.takes else ""
    return f"{'*' if option.many else ''}{flag}[{_plain(option.what)}]{taken}"


def _taken(option: OptionNode) -> str:
    ways = {"id": "_stretchtui_ids", "region": "_stretchtui_regions", "file": "_files", "program": "_command_names"}
    ways |= {"programme": "_stretchtui_programmes", "test": "_stretchtui_tests"}
    way = f"({' '.join(option.choices)})" if option.takes == "choice" else ways.get(option.takes, " ")
    return f"{_plain(option.metavar.lower() if option.takes != 'choice' else 'which')}:{way}"


def _plain(text: str) -> str:
    for sign in "\\[]:":
        text = text.replace(sign, f"\\{sign}")
    return text
