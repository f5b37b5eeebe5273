"""Completions for bash 4 or newer, which needs no package for it; bash 3.2 completes all but file names."""

from collections.abc import Iterator

from stretchtui.commands.completions.command import FOLDER, OWN_IDS, OWN_PROGRAMMES, Known, quoted
from stretchtui.commands.completions.tree import CommandNode, OptionNode

_HEAD = f"""\
# Completions of stretchtui for bash, written by: stretchtui completions bash
# To be sourced, or saved as ~/.local/share/bash-completion/completions/stretchtui

_stretchtui_own_ids() {{
    find "$({FOLDER})" -name '*.toml' -exec {OWN_IDS} {{}} + 2> /dev/null
}}

_stretchtui_own_programmes() {{
    find "$({FOLDER})" -name '*.toml' -exec {OWN_PROGRAMMES} {{}} + 2> /dev/null
}}
"""

_BODY = """\
_stretchtui() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' options='' words='' kind='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$command ${COMP_WORDS[i]}" in
            %(commands)s) command="$command ${COMP_WORDS[i]}" ;;
        esac
    done
    case "$command $prev" in
%(values)s
        *)
            case "$command" in
%(places)s
            esac
            ;;
    esac
    COMPREPLY=()
    if [[ $cur == -* ]]; then
        words=$options
    elif [[ $words == *@ids* ]]; then
        words="${words/@ids/$_stretchtui_ids} $(_stretchtui_own_ids)"
    elif [[ $words == *@programmes* ]]; then
        words="${words/@programmes/$_stretchtui_programmes} $(_stretchtui_own_programmes)"
    fi
    if [[ $kind == file && $cur != -* ]]; then
        compopt -o default 2> /dev/null
        return
    fi
    while IFS= read -r i; do COMPREPLY+=("$i"); done < <(
        if [[ $kind == program ]]; then compgen -c -- "$cur"; else compgen -W "$words" -- "$cur"; fi
    )
}
complete -F _stretchtui stretchtui
"""


def script(tree: CommandNode, known: Known) -> str:
    """The whole script."""
    commands = [c for c in tree.all() if c.words]
    body = _BODY % {
        "commands": "|".join(quoted(_path(command)) for command in commands),
        "values": "\n".join(_values(tree, known)),
        "places": "\n".join(_place(command, known) for command in tree.all()),
    }
    words = {"ids": known.ids, "programmes": known.programmes}
    lists = "".join(f"_stretchtui_{name}={quoted(' '.join(some))}\n" for name, some in words.items())
    return f"{_HEAD}\n{lists}\n{body}"


def _path(command: CommandNode) -> str:
    return "".join(f" {word}" for word in command.words)


def _values(tree: CommandNode, known: Known) -> Iterator[str]:
    """What comes behind an option."""
    for command in tree.all():
        for option in command.options:
            if option.takes:
                at = "|".join(quoted(f"{_path(command)} {flag}") for flag in option.flags)
                yield f"        {at}) {_offered(option, known)} ;;"


def _place(command: CommandNode, known: Known) -> str:
    """What can stand in a command: its options, and the words in their places."""
    options = " ".join(flag for option in command.options for flag in option.flags)
    within = [one.words[-1] for one in command.commands]
    offered = [f"words={quoted(' '.join(within))}"] if within else [_offered(a, known) for a in command.arguments]
    parts = "; ".join([f"options={quoted(options)}", *offered])
    return f"                {quoted(_path(command))}) {parts} ;;"


def _offered(option: OptionNode, known: Known) -> str:
    words = {"id": "@ids", "region": " ".join(known.regions), "test": " ".join(known.tests)}
    words |= {"choice": " ".join(option.choices), "programme": "@programmes"}
    if option.takes == "file":
        return "kind='file'"
    if option.takes == "program":
        return "kind='program'"
    return f"words={quoted(words.get(option.takes, ''))}"
