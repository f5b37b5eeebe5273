"""`start`: a routine, a stretch or the next session of a programme now, and back to the shell."""

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from stretchtui.commands import Commands
from stretchtui.commands.opening import start
from stretchtui.commands.option_types import whole

if TYPE_CHECKING:
    from stretchtui.core.catalog.model import Side

EXAMPLE = "stretchtui start daily-back"
ID = "of a routine, a stretch or the programme that is on; see: stretchtui list"
HOLD = "seconds to hold, 1 to 600; each stretch keeps to its own range, and says so"
STIFF = "the stiffer side of a stretch, remembered: it has one repetition more"
REPS = "repetitions, a side, 1 to 60; likewise"


def add(commands: Commands) -> None:
    """The words of this command."""
    words = commands.add("start", _start, "do a routine, a stretch or your programme now", EXAMPLE)
    words.add_argument("id", metavar="ID", help=ID)
    words.add_argument("--hold", type=whole(1, 600), metavar="S", help=HOLD)
    words.add_argument("--reps", type=whole(1, 60), metavar="N", help=REPS)
    words.add_argument("--stiff", choices=("left", "right", "none"), help=STIFF)
    words.add_argument("--plain", action="store_true", help="line mode, for screen readers, recordings and pipes")


def _start(args: Namespace) -> int:
    if args.stiff and not _remember_stiff_side(args.id, args.stiff):
        return 1
    return start(args.id, args.hold, args.reps, plain=args.plain, debug=args.debug)


def _remember_stiff_side(name: str, said: str) -> bool:
    """Keep which side of a stretch is the stiffer one; false, told, where it is no stretch done side by side."""
    from stretchtui.commands.catalogue import read_catalogue  # noqa: PLC0415
    from stretchtui.core.catalog.model import Stretch  # noqa: PLC0415
    from stretchtui.core.catalog.search import CatalogueSearch  # noqa: PLC0415
    from stretchtui.storage.catalog.doses import save_stiff_side  # noqa: PLC0415
    from stretchtui.storage.files.places import find_places  # noqa: PLC0415

    places = find_places(os.environ)
    entry = CatalogueSearch(read_catalogue(places)).named(name)
    if not isinstance(entry, Stretch) or entry.sides != "each":
        print(f"stretchtui: --stiff is for a stretch that is done on each side, which {name} is not", file=sys.stderr)
        return False
    side: Side | None = "left" if said == "left" else "right" if said == "right" else None
    save_stiff_side(places.doses, entry, side)
    return True
