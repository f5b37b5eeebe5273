"""`new`: a stretch, a routine, a programme or a self-test of one's own, or a sheet for somebody else, to fill in."""

import os
import shlex
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from stretchtui.commands import Commands
from stretchtui.core.text import clean
from stretchtui.storage.catalog.templates import write_template
from stretchtui.storage.files.places import find_places, shipped

KINDS = ("stretch", "routine", "programme", "test", "sheet")


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "write a stretch, a routine, a programme, a self-test or a therapist's sheet of your own, to fill in"
    new = commands.add("new", write_new, what, "stretchtui new stretch")
    new.add_argument("kind", choices=KINDS, help="what to write")


def write_new(args: Namespace) -> int:
    """Write a template into the user's catalogue (a sheet: here), open it in an editor, and check it afterwards."""
    places = find_places(os.environ)
    folder = Path.cwd() if args.kind == "sheet" else places.catalog  # a sheet is handed on, not kept
    path = write_template(args.kind, folder, shipped("catalog") / "schema")
    print(clean(str(path)))
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor or not sys.stdin.isatty():
        print(f"Fill it in with an editor, then: stretchtui check {clean(str(path))}", file=sys.stderr)
        return 0
    return _edit(editor, path)


def _edit(editor: str, path: Path) -> int:
    from stretchtui.commands.check import print_check  # noqa: PLC0415  (not before there is something to check)

    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        print(f"stretchtui: the editor {editor!r} could not be started ({error}); $EDITOR names it", file=sys.stderr)
        return 1
    return print_check(Namespace(files=[str(path)], fix_order=False)) if code == 0 else 1
