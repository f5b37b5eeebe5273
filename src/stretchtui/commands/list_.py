"""`list`: the stretches, routines, programmes, self-tests, regions, conditions and themes that there are."""

import os
from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from stretchtui.commands import Commands
from stretchtui.commands.catalogue import as_json, length, read_body, read_catalogue, read_tests, with_verdict
from stretchtui.commands.tables import print_rows
from stretchtui.core.catalog.dose import dose
from stretchtui.core.measures.words import exact_to, read_in
from stretchtui.core.words import plural
from stretchtui.storage.files.places import find_places, shipped
from stretchtui.storage.themes import load_themes

HEADINGS = {
    "stretches": ("Id", "Name", "Region", "Dose"),
    "routines": ("Id", "Name", "Stretches", "Length"),
    "programmes": ("Id", "Name", "Steps", "What for"),
    "tests": ("Id", "Name", "Read in", "Exact to"),
    "regions": ("Id", "Name", "What for"),
    "conditions": ("Id", "Name", "What it is"),
    "themes": ("Name", "Kind", "What it is like"),
}
"""What stands above the columns, on a terminal."""

LISTS = ("stretches", "routines", "programmes", "tests", "regions", "conditions", "themes")


def add(commands: Commands) -> None:
    """The words of this command."""
    lists = commands.add("list", print_list, "list what there is", "stretchtui list routines")
    lists.add_argument("what", nargs="?", default="stretches", choices=LISTS, help="default: stretches")
    lists.add_argument("--json", action="store_true", help="as JSON")


def print_list(args: Namespace) -> int:
    """Print all entries of a kind."""
    what = args.what
    places = find_places(os.environ)
    rows: list[tuple[str, ...]]
    if what == "themes":
        themes = load_themes(shipped("themes"), places.themes).themes.values()
        rows = [(t.name, "dark" if t.dark else "light", t.summary) for t in themes]
        _print_entries(themes, rows, what, json=args.json)
        return 0
    catalogue = read_catalogue(places)
    entries: Iterable[Any] = getattr(catalogue, what, {}).values()
    if what == "tests":
        entries = read_tests(places, catalogue).values()
        rows = [(t.id, t.name, read_in(t), exact_to(t)) for t in entries]
    elif what == "stretches":
        rows = [(s.id, s.name, catalogue.region_name(s.region), dose(s)) for s in entries]
    elif what == "routines":
        rows = [(r.id, r.name, plural(len(r.items), "stretch", "stretches"), length(r, catalogue)) for r in entries]
    elif what == "programmes":
        rows = [(p.id, p.name, plural(len(p.steps), "step"), p.summary) for p in entries]
    else:
        rows = [(e.id, e.name, e.summary) for e in entries]
    if args.json and what in ("stretches", "routines", "tests"):
        body = read_body(places)
        print(as_json([with_verdict(entry, body, catalogue) for entry in entries]))
    else:
        _print_entries(entries, rows, what, json=args.json)
    return 0


def _print_entries(entries: Iterable[object], rows: list[tuple[str, ...]], what: str, *, json: bool) -> None:
    """Aligned to a terminal, tab-separated to a pipe, or JSON."""
    if json:
        print(as_json(list(entries)))
    else:
        print_rows(rows, HEADINGS[what], f"There are no {what}.")
