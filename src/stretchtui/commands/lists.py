"""`list` and `show`: what there is, printed."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable

import msgspec

from stretchtui.commands import Commands
from stretchtui.commands.tables import print_rows
from stretchtui.core.browse import no_such, where
from stretchtui.core.catalogue import Catalogue, Routine, Stretch, sided
from stretchtui.core.plan import Timing, plan_for, routine_entries
from stretchtui.core.text import clean
from stretchtui.core.words import clock, dose, listed, plural, whole_dose
from stretchtui.storage.catalogue_files import load_catalogue
from stretchtui.storage.places import Places, find_places, shipped
from stretchtui.storage.theme_files import load_themes

LISTS = ("stretches", "routines", "regions", "conditions", "themes")


def add(commands: Commands) -> None:
    """The words of these commands."""
    lists = commands.add("list", print_list, "list what there is", "stretchtui list routines")
    lists.add_argument("what", nargs="?", default="stretches", choices=LISTS, help="default: stretches")
    lists.add_argument("--json", action="store_true", help="as JSON")
    show = commands.add("show", print_entry, "print a stretch or a routine", "stretchtui show chin-tuck")
    show.add_argument("id", metavar="ID", help="of a routine or a stretch; see: stretchtui list")
    how = show.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as JSON")
    how.add_argument("--figure", action="store_true", help="its start and its end, drawn")


def print_list(args: Namespace) -> int:
    """Print all entries of a kind."""
    what, as_json = args.what, args.json
    places = find_places(os.environ)
    if what == "themes":
        themes = load_themes(shipped("themes"), places.themes).themes.values()
        _print_entries(themes, [(t.name, "dark" if t.dark else "light", t.summary) for t in themes], as_json=as_json)
        return 0
    catalogue = _catalogue(places)
    entries = getattr(catalogue, what).values()
    rows: list[tuple[str, ...]] = []
    if what == "stretches":
        rows = [(s.id, s.name, catalogue.region_name(s.region), dose(s)) for s in entries]
    elif what == "routines":
        rows = [(r.id, r.name, plural(len(r.items), "stretch", "stretches"), length(r, catalogue)) for r in entries]
    else:
        rows = [(e.id, e.name, e.summary) for e in entries]
    _print_entries(entries, rows, as_json=as_json)
    return 0


def print_entry(args: Namespace) -> int:
    """Print one stretch or routine whole, or its figures; 1 where the id is unknown."""
    places = find_places(os.environ)
    catalogue = _catalogue(places)
    if args.figure:
        from stretchtui.commands.figures import print_figures  # noqa: PLC0415 - drawing costs its import

        return print_figures(args.id, catalogue, places)
    entry = catalogue.stretches.get(args.id) or catalogue.routines.get(args.id)
    if entry is None:
        print(f"stretchtui: {no_such(args.id, catalogue)}", file=sys.stderr)
        return 1
    if args.json:
        print(_json(entry))
    else:
        lines = stretch_text(entry, catalogue) if isinstance(entry, Stretch) else routine_text(entry, catalogue)
        print("\n".join(map(clean, lines)))
    return 0


def stretch_text(stretch: Stretch, catalogue: Catalogue) -> list[str]:
    """A stretch as lines to read."""
    lines = [stretch.name, f"{catalogue.region_name(stretch.region)}. {where(stretch)}. {whole_dose(stretch)}.", ""]
    lines += [f"{n}  {sided(step, 'left')}" for n, step in enumerate(stretch.all_steps, start=1)]
    if stretch.sides == "each":
        lines.append("   Then the same on the right.")
    lines += ["", f"Feel     {sided(stretch.feel, 'left')}", f"Breathe  {sided(stretch.breath, 'left')}"]
    lines += [f"Easier   {sided(stretch.easier, 'left')}", f"Harder   {sided(stretch.harder, 'left')}"]
    lines += [f"Care     {sided(text, 'left')}" for text in stretch.cautions]
    if avoid := [catalogue.conditions[c].name.lower() for c in stretch.avoid_if if c in catalogue.conditions]:
        lines.append(f"Not with {listed(avoid, 'or')}")
    titles = [catalogue.sources[s].title for s in stretch.sources if s in catalogue.sources]
    return [*lines, f"Sources  {'; '.join(titles)}"]


def routine_text(routine: Routine, catalogue: Catalogue) -> list[str]:
    """A routine as lines to read."""
    lines = [routine.name, f"{routine.summary} {length(routine, catalogue)} in all.", ""]
    for number, entry in enumerate(routine_entries(routine, catalogue), start=1):
        lines.append(f"{number:>2}  {entry.name}   {dose(entry)}")
    return lines


def length(routine: Routine, catalogue: Catalogue) -> str:
    """How long a routine takes with default settings, everything counted."""
    return clock(plan_for(routine_entries(routine, catalogue), Timing()).seconds)


def _catalogue(places: Places) -> Catalogue:
    loaded = load_catalogue(shipped("catalog"), places.catalog)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    return loaded.catalogue


def _print_entries(entries: Iterable[object], rows: list[tuple[str, ...]], *, as_json: bool) -> None:
    """Aligned to a terminal, tab-separated to a pipe, or JSON."""
    if as_json:
        print(_json(list(entries)))
    else:
        print_rows(rows)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
