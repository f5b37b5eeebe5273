"""The first start: whether it is one, the places that may be stiff, and the stretch that is shown for each."""

from stretchtui.application.context import Context
from stretchtui.core.care.conditions import suggestible
from stretchtui.core.catalog.model import Region, Stretch
from stretchtui.storage.care import load_notices

EASE = ("chair", "standing", "wall")
"""Positions that need no floor, the easiest first."""


def is_first_start(context: Context) -> bool:
    """True where nothing was ever accepted, logged or marked here."""
    places = context.services.places
    return not load_notices(places.notices).accepted and not places.history.exists() and not context.user.favourites


def stiff_places(context: Context) -> tuple[Region, ...]:
    """The regions that have a stretch to begin with."""
    return tuple(r for r in context.user.catalogue.regions.values() if first_stretch(r.id, context))


def first_stretch(region: str, context: Context) -> Stretch | None:
    """The stretch to begin with: one that may be suggested, is drawn, needs no floor, and has the fewest steps."""
    user = context.user
    found = (
        stretch
        for stretch in user.catalogue.stretches.values()
        if stretch.region == region and stretch.figure and suggestible(stretch, user.body, user.catalogue, frozenset())
    )
    return min(found, key=_effort, default=None)


def _effort(stretch: Stretch) -> tuple[bool, int, int, int]:
    at = EASE.index(stretch.position) if stretch.position in EASE else len(EASE)
    return not stretch.at_desk, at, len(stretch.props), len(stretch.all_steps)
