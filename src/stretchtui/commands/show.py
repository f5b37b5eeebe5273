"""`show`: a stretch, a routine, a programme or a self-test, printed whole."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable

from stretchtui.commands import Commands
from stretchtui.commands.catalogue import as_json, length, read_catalogue, read_tests
from stretchtui.core.catalog.browse import about, where
from stretchtui.core.catalog.dose import dose, whole_dose
from stretchtui.core.catalog.model import Catalogue, Routine, Stretch, sided
from stretchtui.core.catalog.search import CatalogueSearch, programme_named
from stretchtui.core.measures.model import SelfTest
from stretchtui.core.measures.words import WARM_UP, about_reading, test_named
from stretchtui.core.session.plan import routine_entries
from stretchtui.core.text import clean
from stretchtui.core.words import listed
from stretchtui.storage.files.places import Places, find_places


def add(commands: Commands) -> None:
    """The words of this command."""
    what = "print a stretch, a routine, a programme or a self-test"
    show = commands.add("show", print_entry, what, "stretchtui show chin-tuck")
    show.add_argument("id", metavar="ID", help="of anything that is listed; see: stretchtui list")
    how = show.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as JSON")
    how.add_argument("--figure", action="store_true", help="its start and its end, drawn")
    kinds = "with --figure: its end in each way figures can be drawn, to choose from"
    show.add_argument("--kinds", action="store_true", help=kinds)


def print_entry(args: Namespace) -> int:
    """Print one entry whole, or its figures; 1 where the id is unknown."""
    places = find_places(os.environ)
    catalogue = read_catalogue(places)
    finder = CatalogueSearch(catalogue)
    entry = finder.named(args.id) or _test(args.id, places, catalogue)
    if args.figure or args.kinds:
        from stretchtui.commands.show_figure import print_figures, print_kinds  # noqa: PLC0415 - drawing costs its import

        return (print_kinds if args.kinds else print_figures)(entry.id if entry else args.id, catalogue, places)
    if entry is None and (programme := programme_named(args.id, catalogue.programmes.values())):
        from stretchtui.commands.programme import print_programme  # noqa: PLC0415 - it reads the history

        return print_programme(programme.id, json=args.json)
    if entry is None:
        print(f"stretchtui: {finder.no_such(args.id)}", file=sys.stderr)
        return 1
    if args.json:
        print(as_json(entry))
    else:
        print("\n".join(map(clean, _text(entry, catalogue))))
    return 0


def _test(name: str, places: Places, catalogue: Catalogue) -> SelfTest | None:
    """A self-test by its id or its name: what no stretch or routine is called."""
    return test_named(name, read_tests(places, catalogue))


def _text(entry: Stretch | Routine | SelfTest, catalogue: Catalogue) -> list[str]:
    if isinstance(entry, SelfTest):
        return test_text(entry, catalogue)
    return stretch_text(entry, catalogue) if isinstance(entry, Stretch) else routine_text(entry, catalogue)


def test_text(test: SelfTest, catalogue: Catalogue) -> list[str]:
    """A self-test as lines to read."""
    lines = [test.name, f"{catalogue.region_name(test.region)}. {test.summary}", ""]
    lines += [f"{n}  {sided(step, 'left')}" for n, step in enumerate(test.steps, start=1)]
    if test.sides == "each":
        lines.append("   Then the same on the right.")
    lines += ["", f"Needs    {listed(test.tools)}", f"First    {WARM_UP}"]
    lines += [f"{label:<8} {text}" for label, text in about_reading(test)]
    lines += [f"Care     {text}" for text in test.cautions]
    lines += _conditions("Not with", test.avoid_if, test, catalogue)
    lines += _conditions("Care for", test.care_if, test, catalogue)
    return [*lines, f"Id       {test.id}", *_cited(test.sources, catalogue)]


def stretch_text(stretch: Stretch, catalogue: Catalogue) -> list[str]:
    """A stretch as lines to read."""
    lines = [stretch.name, f"{catalogue.region_name(stretch.region)}. {where(stretch)}. {whole_dose(stretch)}.", ""]
    lines += [f"{n}  {sided(step, 'left')}" for n, step in enumerate(stretch.all_steps, start=1)]
    if stretch.sides == "each":
        lines.append("   Then the same on the right.")
    lines += ["", f"Feel     {sided(stretch.feel, 'left')}", f"Breathe  {sided(stretch.breath, 'left')}"]
    lines += [f"Easier   {sided(stretch.easier, 'left')}", f"Harder   {sided(stretch.harder, 'left')}"]
    lines += [f"Care     {sided(text, 'left')}" for text in stretch.cautions]
    lines += _conditions("Not with", stretch.avoid_if, stretch, catalogue)
    lines += _conditions("Care for", stretch.care_if, stretch, catalogue)
    lines += [f"{label:<8} {text}" for label, text in about(stretch)]
    return [*lines, *_cited(stretch.sources, catalogue)]


def _conditions(label: str, ids: Iterable[str], stretch: Stretch | SelfTest, catalogue: Catalogue) -> list[str]:
    """The conditions that a stretch names, each with its reason."""
    names = {c: catalogue.conditions[c].name for c in ids if c in catalogue.conditions}
    return [f"{label:<9}{name}{f': {why}' if (why := stretch.reasons.get(c)) else ''}" for c, name in names.items()]


def _cited(ids: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Where the facts come from, each with its address."""
    found = [catalogue.sources[name] for name in ids if name in catalogue.sources]
    labels = ("Sources", *([""] * len(found)))
    return [
        f"{label:<9}{source.cited}{f', {source.address}' if source.address else ''}"
        for label, source in zip(labels, found, strict=False)
    ]


def routine_text(routine: Routine, catalogue: Catalogue) -> list[str]:
    """A routine as lines to read."""
    lines = [routine.name, f"{routine.summary} {length(routine, catalogue)} in all.", ""]
    for number, entry in enumerate(routine_entries(routine, catalogue), start=1):
        lines.append(f"{number:>2}  {entry.name}   {dose(entry)}")
    return [*lines, *(["", *cited] if (cited := _cited(routine.sources, catalogue)) else [])]
