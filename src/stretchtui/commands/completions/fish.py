"""Completions for fish 3.0 or newer."""

import sys
from collections.abc import Iterator

from stretchtui.commands.completions.command import OWN_IDS, OWN_PROGRAMMES, Known
from stretchtui.commands.completions.tree import CommandNode, OptionNode

_CONFIG = "Library/Application\\ Support" if sys.platform == "darwin" else ".config"

_HEAD = f"""\
# Completions of stretchtui for fish, written by: stretchtui completions fish
# To be saved as ~/.config/fish/completions/stretchtui.fish

function __stretchtui_folder
    set -l folder $HOME/{_CONFIG}/stretchtui/catalog
    test -n "$XDG_CONFIG_HOME"; and set folder $XDG_CONFIG_HOME/stretchtui/catalog
    test -n "$STRETCHTUI_HOME"; and set folder $STRETCHTUI_HOME/catalog
    echo $folder
end

function __stretchtui_own_ids
    find (__stretchtui_folder) -name '*.toml' -exec {OWN_IDS} {{}} + 2>/dev/null
end

function __stretchtui_own_programmes
    find (__stretchtui_folder) -name '*.toml' -exec {OWN_PROGRAMMES} {{}} + 2>/dev/null
end
"""

_AT = """\
function __stretchtui_at --description 'whether the words so far are those of a command'
    set -l path
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        switch "$path $word"
            case %s
                set path "$path $word"
        end
    end
    test "$path" = "$argv[1]"
end

complete -c stretchtui -f
"""


def script(tree: CommandNode, known: Known) -> str:
    """The whole script."""
    paths = " ".join(_quoted(_path(command)) for command in tree.all() if command.words)
    lists = [_list("ids", known.ids, "__stretchtui_own_ids"), _list("regions", known.regions)]
    lists.append(_list("programmes", known.programmes, "__stretchtui_own_programmes"))
    lists.append(_list("tests", known.tests))
    lines = [line for command in tree.all() for line in _command(command)]
    return "\n".join([_HEAD, *lists, _AT % paths, *lines]) + "\n"


def _list(name: str, names: dict[str, str], also: str = "") -> str:
    pairs = "".join(f" \\\n        {id} {_quoted(what)}" for id, what in names.items())  # noqa: A001
    more = f"    {also}\n" if also else ""
    return f"function __stretchtui_{name}\n    printf '%s\\t%s\\n'{pairs}\n{more}end\n"


def _command(command: CommandNode) -> Iterator[str]:
    start = f"complete -c stretchtui -n {_quoted(f'__stretchtui_at {_quoted(_path(command))}')}"
    for one in command.commands:
        yield f"{start} -a {one.words[-1]} -d {_quoted(one.what)}"
    for option in command.options:
        flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
        yield f"{start} {flags}{_taken(option, required=True)} -d {_quoted(option.what)}"
    for argument in command.arguments:
        yield f"{start}{_taken(argument, required=False)}"


def _taken(option: OptionNode, *, required: bool) -> str:
    if not option.takes:
        return ""
    words = {"id": "(__stretchtui_ids)", "region": "(__stretchtui_regions)", "program": "(__fish_complete_command)"}
    words |= {"programme": "(__stretchtui_programmes)", "test": "(__stretchtui_tests)"}
    if option.takes == "file":
        return " -r -F" if required else " -F"
    given = words.get(option.takes, " ".join(option.choices))
    return f"{' -x' if required else ''}{f' -a {_quoted(given)}' if given else ''}"


def _path(command: CommandNode) -> str:
    return "".join(f" {word}" for word in command.words)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
