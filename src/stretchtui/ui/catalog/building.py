"""Keys that several screens share: marking a favourite, and putting a routine of one's own together."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from stretchtui.application.context import Services
from stretchtui.core.catalog.draft import UNNAMED, Draft, draft_of
from stretchtui.core.catalog.model import Routine, Stretch
from stretchtui.core.words import plural
from stretchtui.storage.catalog.routines import delete_routine, find_routine
from stretchtui.storage.files.diagnostics import StorageError


def star(app: App[Any], services: Services, entry: Stretch | Routine) -> None:
    """Mark a favourite, or take the mark away, and say so."""
    trouble = services.toggle_favourite(entry.id)
    if trouble:
        app.notify(trouble, severity="warning", markup=False)
        return
    marked = entry.id in services.favourites
    app.notify(f"{entry.name}: {'a favourite' if marked else 'no favourite any more'}.", markup=False, timeout=3)


def add_to_routine(app: App[Any], services: Services, stretch: Stretch) -> None:
    """Put a stretch at the end of the routine that is being made."""
    services.draft = services.draft.added(stretch.id)
    app.clear_notifications()
    count = plural(len(services.draft.items), "stretch", "stretches")
    app.notify(f"{stretch.name} added: {count}. r in the lists shows them.", markup=False, timeout=3)


def build_from(app: App[Any], services: Services, routine: Routine) -> None:
    """Change one's own routine, or make one of one's own from another; what was begun is not lost unasked."""

    def go(yes: bool | None) -> None:
        if yes:
            services.draft = draft_of(routine, own=_is_own(services, routine))
            open_builder(app)

    if not services.draft.items:
        go(yes=True)
        return
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    begun = services.draft.name or UNNAMED
    question = f"{begun} is not saved."
    app.push_screen(ConfirmScreen(question, "Drop it for this one? r in the lists shows it.", yes="drop it"), go)


def open_builder(app: App[Any]) -> None:
    """Show the routine that is being made."""
    from stretchtui.ui.catalog.builder import BuilderScreen  # noqa: PLC0415

    if not any(isinstance(screen, BuilderScreen) for screen in app.screen_stack):
        app.clear_notifications()
        app.push_screen(BuilderScreen())


def leave(app: App[Any], services: Services) -> None:
    """Leave the program; where a routine is not saved, only if that is meant."""
    if not services.draft.items:
        app.exit()
        return
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    def answered(yes: bool | None) -> None:
        if yes:
            app.exit()

    question = f"{services.draft.name or UNNAMED} is not saved."
    app.push_screen(ConfirmScreen(question, "Leave without it? r in the lists shows it.", yes="leave"), answered)


def delete_routine_after_asking(
    app: App[Any], services: Services, routine: Routine, then: Callable[[], object]
) -> None:
    """Delete one's own routine, if the answer is yes."""
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    def answered(yes: bool | None) -> None:
        if not yes:
            return
        try:
            delete_routine(services.places.catalog, routine.id)
        except StorageError as error:
            app.notify(str(error), severity="error", markup=False, timeout=8)
            return
        if services.draft.id == routine.id:
            services.draft = Draft()
        services.reload_catalogue()
        then()

    explanation = "What you did of it stays in your history."
    app.push_screen(ConfirmScreen(f"Delete {routine.name}?", explanation, yes="delete", no="keep"), answered)


def _is_own(services: Services, routine: Routine) -> bool:
    """Whether it stands in a file of the user's that can be changed."""
    return routine.id in services.own and find_routine(services.places.catalog, routine.id) is not None
