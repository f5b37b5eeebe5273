"""`python -m benchmarks [GROUP…]`: measures groups of figures and prints them as Markdown tables."""

import platform
import sys
from datetime import datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from os import cpu_count

from benchmarks.table import markdown

GROUPS = ("live", "start", "screens", "exact", "beside", "figures", "history", "status", "catalogue", "monkey")
"""Modules of this folder, each with a TITLE and `measure`, which returns the lines of its table."""


def main(words: list[str]) -> int:
    """Measure the groups named, or all; 1 where a target is not met."""
    if unknown := [word for word in words if word not in GROUPS]:
        print(f"no group {unknown[0]!r}; there are: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    print(f"{_machine()}\n")
    missed = False
    for name in words or GROUPS:
        if not find_spec(f"benchmarks.{name}"):
            continue
        group = import_module(f"benchmarks.{name}")
        if not hasattr(group, "measure"):  # it prints lines of its own
            print(f"## {name.capitalize()}\n\n```", flush=True)
            missed |= bool(group.main())
            print("```\n", flush=True)
            continue
        lines = group.measure()
        print(markdown(group.TITLE, lines), flush=True)
        missed |= any(line.met is False for line in lines)
    return int(missed)


def _machine() -> str:
    packages = ", ".join(
        f"{name} {found}" for name in ("stretchtui", "textual", "termdown") if (found := _version(name))
    )
    today = datetime.now().astimezone().date()
    return f"{cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; {packages}; {today}."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
