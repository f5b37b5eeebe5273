"""What the app works with: everything from outside that it was handed, in one place."""

import os
from collections.abc import Callable
from datetime import timedelta

from msgspec import Struct

from stretchtui.application.clock import Clock
from stretchtui.core.care.adapt import Adapted, adapted, adapted_entries
from stretchtui.core.care.conditions import Body, body_of, eased
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.draft import Draft
from stretchtui.core.catalog.model import Catalogue, Routine, Stretch
from stretchtui.core.catalog.validation import unknown
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for, planned
from stretchtui.core.settings import Settings
from stretchtui.storage.catalog.doses import dose_for, load_doses, save_dose
from stretchtui.storage.catalog.favourites import load_favourites, save_favourites
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import Places, shipped
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.session.checkpoint import Checkpoints
from stretchtui.storage.settings.file import load_settings
from stretchtui.terminal.capabilities import Terminal, with_settings

PATIENCE = 1.0
"""Seconds to wait for a history that another process is writing: a screen must not stand still for longer."""


class Services(Struct):
    """The catalogue, settings and stores of one run. `problems` are lines the user should see once."""

    catalogue: Catalogue
    settings: Settings
    places: Places
    terminal: Terminal
    history: HistoryLog
    checkpoints: Checkpoints
    doses: dict[str, Dose]
    problems: list[str]
    clock: Clock = Clock()
    token: Callable[[], str] = lambda: os.urandom(3).hex()
    own: frozenset[str] = frozenset()
    """Ids of the user's own stretches and routines."""
    favourites: tuple[str, ...] = ()
    draft: Draft = Draft()
    """The routine that is being put together."""

    @property
    def timing(self) -> Timing:
        """Seconds between holds, as the user wants them."""
        session = self.settings.session
        return Timing(session.ready, session.rest, session.switch)

    @property
    def body(self) -> Body:
        """What the user said of their body."""
        return body_of(self.settings.body)

    def dose(self, stretch: Stretch) -> Dose:
        """A stretch's dose for this user."""
        return dose_for(stretch, self.doses)

    def planned(self, stretch: Stretch) -> PlannedStretch:
        """A stretch with its dose for this user: a shorter one in a flare-up."""
        return eased(planned(stretch, self.dose(stretch)), stretch, self.body)

    def eased(self, entry: PlannedStretch) -> PlannedStretch:
        """A planned stretch of the catalogue as the user's body has it now."""
        return eased(entry, self.catalogue.stretches[entry.id], self.body)

    def adapted(self, routine: Routine) -> Adapted:
        """A routine made to fit the user's body."""
        return adapted(routine, self.body, self.catalogue)

    def remember_dose(self, stretch: Stretch, dose: Dose) -> str | None:
        """Keep a changed dose for next time; one line where it can't be kept."""
        self.doses[stretch.id] = dose
        try:
            save_dose(self.places.doses, stretch, dose)
        except StorageError as error:
            return str(error)
        return None

    def toggle_favourite(self, id: str) -> str | None:  # noqa: A002
        """Mark a stretch or routine, or take the mark away; one line where that can't be kept."""
        marked = tuple(name for name in self.favourites if name != id)
        self.favourites = marked if id in self.favourites else (*marked, id)
        try:
            save_favourites(self.places.favourites, self.favourites)
        except StorageError as error:
            return str(error)
        return None

    def reload_catalogue(self) -> None:
        """Read the catalogue again: a file of the user's has changed."""
        loaded = load_catalogue(shipped("catalog"), self.places.catalog)
        self.catalogue, self.own = loaded.catalogue, loaded.own

    def plan(self, id: str) -> Plan | None:  # noqa: A002
        """The plan of a stretch, or of a routine made to fit the user's body; none where the id is unknown.

        It has no stretches where the body leaves none of a routine.
        """
        if routine := self.catalogue.routines.get(id):
            fitting = self.adapted(routine)
            entries = adapted_entries(fitting, self.body, self.catalogue, self.doses)
            return plan_for(entries, self.timing, fitting.routine.id)
        if stretch := self.catalogue.stretches.get(id):
            return self.plan_of([self.planned(stretch)])
        return None

    def plan_of(self, entries: list[PlannedStretch]) -> Plan:
        """The plan of some stretches, without a routine's name."""
        return plan_for(entries, self.timing)


def load_services(places: Places, terminal: Terminal, clock: Clock | None = None) -> Services:
    """Read everything that the app needs before its first screen; what's wrong in it is told, not raised."""
    loaded = load_catalogue(shipped("catalog"), places.catalog)
    settings, wrong = load_settings(places.settings)
    doses, odd = load_doses(places.doses)
    favourites, strange = load_favourites(places.favourites)
    overrides = {"motion": settings.motion, "figures": settings.figures, "mouse": settings.mouse}
    return Services(
        catalogue=loaded.catalogue,
        settings=settings,
        places=places,
        terminal=with_settings(terminal, overrides),
        history=HistoryLog(places.history, places.state / "undo", patience=PATIENCE),
        checkpoints=Checkpoints(places.state),
        doses=doses,
        problems=[
            *(str(problem) for problem in (*loaded.problems, *wrong, *odd, *strange)),
            *_unknown_conditions(settings, loaded.catalogue, places),
        ],
        own=loaded.own,
        favourites=favourites,
        clock=clock or Clock(),
    )


def _unknown_conditions(settings: Settings, catalogue: Catalogue, places: Places) -> list[str]:
    """A condition that is misspelt would leave nothing out: it has to be told."""
    unheard = [name for name in settings.body.conditions if name not in catalogue.conditions]
    return [f"{places.settings}: {unknown('condition', name, catalogue.conditions)}" for name in unheard]


def day_word(days: int) -> str:
    """How long ago, in words."""
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def whole_days(span: timedelta) -> int:
    """Days, rounded down."""
    return max(0, span.days)
