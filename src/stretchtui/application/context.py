"""What a run of the program works with: the services it was started with, and the user's state, which changes."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime

from msgspec import Struct, structs

from stretchtui.application.clock import Clock
from stretchtui.core.care.adapt import Adapted, adapted, adapted_entries
from stretchtui.core.care.age import usual_dose
from stretchtui.core.care.conditions import Body, body_of, eased
from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.draft import Draft
from stretchtui.core.catalog.model import Catalogue, Routine, Side, Stretch
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for, planned, with_sides
from stretchtui.core.settings.keys import Keys, checked
from stretchtui.core.settings.model import Settings
from stretchtui.core.words import unknown
from stretchtui.storage.care import load_notices
from stretchtui.storage.catalog.doses import dose_for, load_doses, load_stiff_sides, save_dose, save_stiff_side
from stretchtui.storage.catalog.favourites import load_favourites, save_favourites
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import Places, shipped
from stretchtui.storage.files.write_queue import WriteQueue
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.session.checkpoint import Checkpoints
from stretchtui.storage.session.store import SessionStore
from stretchtui.storage.settings.file import load_settings
from stretchtui.terminal.capabilities import Terminal, with_settings

PATIENCE = 1.0
"""Seconds to wait for a history that another process is writing: a screen must not stand still for longer."""


class Services(Struct, frozen=True):
    """What is fixed for one run: where files are, what the terminal can do, the stores, and the clock.

    `token` makes the ids of two sessions of one second different; tests hand in their own, and their own clock.
    """

    places: Places
    terminal: Terminal
    history: HistoryLog
    sessions: SessionStore
    disk: WriteQueue
    """Does all that may wait for a disk or a lock; `submit` to it what must not stand in the way of a key."""
    clock: Clock = Clock()
    detected: Terminal | None = None
    """The terminal before the settings had their say."""
    token: Callable[[], str] = lambda: os.urandom(3).hex()


class DeletedRoutine(Struct, frozen=True):
    """A routine of the user's own that was deleted in this run, and whether it was a favourite."""

    routine: Routine
    favourite: bool


Write = Callable[[], None]
"""Writes down what holds in this run already; for the disk's thread. Raises `StorageError`."""


class UserState(Struct):
    """What the user has and changes during a run: settings, doses, favourites, the catalogue with their own entries."""

    catalogue: Catalogue
    settings: Settings
    doses: dict[str, Dose]
    """By the id of the stretch; a stretch that is not here has the catalogue's."""
    stiff: dict[str, Side] = {}
    """The stiffer side by the id of the stretch, where the user said which."""
    own: frozenset[str] = frozenset()
    """Ids of the user's own stretches and routines."""
    favourites: tuple[str, ...] = ()
    """Ids of stretches and routines, in the order in which they were marked."""
    taken_back: dict[str, datetime] = {}
    """Stretches that hurt, by id, and the moment up to which that does not count any more."""
    draft: Draft = Draft()
    """The routine that is being put together; empty where there is none."""
    deleted: tuple[DeletedRoutine, ...] = ()
    """What can be brought back, the last one last."""

    @property
    def timing(self) -> Timing:
        """Seconds between holds, as the settings have them."""
        session = self.settings.session
        return Timing(session.ready, session.rest, session.switch)

    @property
    def changed_keys(self) -> dict[str, str]:
        """The keys that the user wants other than they are, by action, as Textual takes them."""
        return checked(self.settings.keys).keys if self.settings.keys else {}

    @property
    def body(self) -> Body:
        """What the user said of their body."""
        return body_of(self.settings.body)

    def dose(self, stretch: Stretch) -> Dose:
        """A stretch's dose for this user: the one they chose, or the usual one for their age."""
        if stretch.id in self.doses:
            return dose_for(stretch, self.doses)
        return usual_dose(stretch, self.settings.body.age)

    def planned(self, stretch: Stretch) -> PlannedStretch:
        """A stretch with its dose for this user: a shorter one in a flare-up."""
        return eased(planned(stretch, self.dose(stretch)), stretch, self.body)

    def eased(self, entry: PlannedStretch) -> PlannedStretch:
        """A planned stretch of the catalogue with its hold shortened in a flare-up."""
        return eased(entry, self.catalogue.stretches[entry.id], self.body)

    def adapted(self, routine: Routine) -> Adapted:
        """A routine made to fit the user's body."""
        return adapted(routine, self.body, self.catalogue)

    def plan(self, id: str) -> Plan | None:  # noqa: A002
        """The plan of a stretch, or of a routine made to fit the user's body; None where the id is unknown.

        It has no stretches where the body leaves none of a routine.
        """
        if routine := self.catalogue.routines.get(id):
            fitting = self.adapted(routine)
            entries = adapted_entries(fitting, self.body, self.catalogue, self.doses)
            return plan_for(self.with_sides(entries), self.timing, fitting.routine.id)
        if stretch := self.catalogue.stretches.get(id):
            return self.plan_of([self.planned(stretch)])
        return None

    def plan_of(self, entries: list[PlannedStretch]) -> Plan:
        """The plan of some stretches, without a routine's name."""
        return plan_for(self.with_sides(entries), self.timing)

    def with_sides(self, entries: Iterable[PlannedStretch], *, extra: bool = True) -> tuple[PlannedStretch, ...]:
        """The stretches with the side to begin with; with `extra`, one repetition more on the stiffer side.

        In a flare-up no side has more.
        """
        stretches = self.catalogue.stretches
        most = {name: stretches[name].range.reps[1] for name in self.stiff if name in stretches}
        more = most if extra and not self.settings.body.flare_up else None
        return with_sides(entries, self.settings.session.first_side, self.stiff, more)


class Context(Struct):
    """One run: `services`, fixed; the `user`'s state, which changes; `problems`, lines to show once at the start."""

    services: Services
    user: UserState
    problems: list[str]

    @property
    def keys(self) -> Keys:
        """The keys of all actions, to name them in texts."""
        return Keys(self.user.changed_keys, arrows=self.services.terminal.unicode)

    def apply_terminal_settings(self) -> None:
        """What the terminal can do, with the settings as they are now."""
        settings, detected = self.user.settings, self.services.detected
        if detected:
            overrides = {"motion": settings.motion, "figures": settings.figures, "mouse": settings.mouse}
            self.services = structs.replace(self.services, terminal=with_settings(detected, overrides))

    def set_dose(self, stretch: Stretch, dose: Dose) -> Write:
        """Change a dose; what keeps it for next time."""
        self.user.doses[stretch.id] = dose
        return lambda: save_dose(self.services.places.doses, stretch, dose)

    def set_stiff_side(self, stretch: Stretch, side: Side | None) -> Write:
        """Say which side of a stretch is the stiffer one, or that neither is; what keeps it for next time."""
        others = {name: one for name, one in self.user.stiff.items() if name != stretch.id}
        self.user.stiff = {**others, stretch.id: side} if side else others
        return lambda: save_stiff_side(self.services.places.doses, stretch, side)

    def toggle_favourite(self, id: str) -> Write:  # noqa: A002
        """Mark a stretch or routine, or take the mark away; what keeps that."""
        marked = tuple(name for name in self.user.favourites if name != id)
        self.user.favourites = favourites = marked if id in self.user.favourites else (*marked, id)
        return lambda: save_favourites(self.services.places.favourites, favourites)

    def reload_catalogue(self) -> None:
        """Read the catalogue again: a file of the user's has changed."""
        loaded = load_catalogue(shipped("catalog"), self.services.places.catalog)
        self.user.catalogue, self.user.own = loaded.catalogue, loaded.own


def load_context(places: Places, terminal: Terminal, clock: Clock | None = None) -> Context:
    """Read everything that is needed before the first screen or line; what's wrong in it is told, not raised."""
    loaded = load_catalogue(shipped("catalog"), places.catalog)
    settings, wrong = load_settings(places.settings)
    doses, odd = load_doses(places.doses)
    favourites, strange = load_favourites(places.favourites)
    overrides = {"motion": settings.motion, "figures": settings.figures, "mouse": settings.mouse}
    history, disk = HistoryLog(places.history, places.state / "undo", patience=PATIENCE), WriteQueue()
    services = Services(
        places=places,
        terminal=with_settings(terminal, overrides),
        detected=terminal,
        history=history,
        sessions=SessionStore(history, Checkpoints(places.state), disk),
        disk=disk,
        clock=clock or Clock(),
    )
    user = UserState(
        catalogue=loaded.catalogue,
        settings=settings,
        doses=doses,
        stiff=load_stiff_sides(places.doses),
        own=loaded.own,
        favourites=favourites,
        taken_back=load_notices(places.notices).taken_back,
    )
    problems = [
        *(str(problem) for problem in (*loaded.problems, *wrong, *odd, *strange)),
        *_unknown_names(settings, loaded.catalogue, places),
    ]
    return Context(services, user, problems)


def _unknown_names(settings: Settings, catalogue: Catalogue, places: Places) -> list[str]:
    """A condition that is misspelt would leave nothing out, and a programme that is gone be silent: told."""
    unheard = [
        unknown("condition", name, catalogue.conditions)
        for name in settings.body.conditions
        if name not in catalogue.conditions
    ]
    if settings.programme.id and settings.programme.id not in catalogue.programmes:
        unheard.append(unknown("programme", settings.programme.id, catalogue.programmes))
    return [f"{places.settings}: {message}" for message in unheard]
