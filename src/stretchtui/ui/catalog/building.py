"""Keys that several screens share: marking a favourite, and putting a routine of one's own together."""

from collections.abc import Callable

from stretchtui.application.context import Context
from stretchtui.core.catalog.draft import UNNAMED, Draft, draft_of
from stretchtui.core.catalog.model import Routine, Stretch
from stretchtui.core.words import plural
from stretchtui.storage.catalog.routines import delete_routine, find_routine
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.base_app import BaseApp


def star(app: BaseApp, context: Context, entry: Stretch | Routine) -> None:
    """Mark a favourite, or take the mark away, and say so."""
    trouble = context.toggle_favourite(entry.id)
    if trouble:
        app.notify(trouble, severity="warning", markup=False)
        return
    marked = entry.id in context.user.favourites
    app.notify(f"{entry.name}: {'a favourite' if marked else 'no favourite any more'}.", markup=False, timeout=3)


def add_to_routine(app: BaseApp, context: Context, stretch: Stretch) -> None:
    """Put a stretch at the end of the routine that is being made."""
    context.user.draft = context.user.draft.added(stretch.id)
    app.clear_notifications()
    count = plural(len(context.user.draft.items), "stretch", "stretches")
    app.notify(f"{stretch.name} added: {count}. r in the lists shows them.", markup=False, timeout=3)


def build_from(app: BaseApp, context: Context, routine: Routine) -> None:
    """Change one's own routine, or make one of one's own from another; what was begun is not lost unasked."""

    def go(yes: bool | None) -> None:
        if yes:
            context.user.draft = draft_of(routine, own=_is_own(context, routine))
            open_builder(app)

    if not context.user.draft.items:
        go(yes=True)
        return
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    begun = context.user.draft.name or UNNAMED
    question = f"{begun} is not saved."
    app.push_screen(ConfirmScreen(question, "Drop it for this one? r in the lists shows it.", yes="drop it"), go)


def open_builder(app: BaseApp) -> None:
    """Show the routine that is being made."""
    from stretchtui.ui.catalog.builder import BuilderScreen  # noqa: PLC0415

    if not any(isinstance(screen, BuilderScreen) for screen in app.screen_stack):
        app.clear_notifications()
        app.push_screen(BuilderScreen())


def leave(app: BaseApp, context: Context) -> None:
    """Leave the program; where a routine is not saved, only if that is meant."""
    if not context.user.draft.items:
        app.exit()
        return
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    def answered(yes: bool | None) -> None:
        if yes:
            app.exit()

    question = f"{context.user.draft.name or UNNAMED} is not saved."
    app.push_screen(ConfirmScreen(question, "Leave without it? r in the lists shows it.", yes="leave"), answered)


def delete_routine_after_asking(app: BaseApp, context: Context, routine: Routine, then: Callable[[], object]) -> None:
    """Delete one's own routine, if the answer is yes."""
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    def answered(yes: bool | None) -> None:
        if not yes:
            return
        try:
            delete_routine(context.services.places.catalog, routine.id)
        except StorageError as error:
            app.notify(str(error), severity="error", markup=False, timeout=8)
            return
        if context.user.draft.id == routine.id:
            context.user.draft = Draft()
        context.reload_catalogue()
        then()

    explanation = "What you did of it stays in your history."
    app.push_screen(ConfirmScreen(f"Delete {routine.name}?", explanation, yes="delete", no="keep"), answered)


def _is_own(context: Context, routine: Routine) -> bool:
    """Whether it stands in a file of the user's that can be changed."""
    return routine.id in context.user.own and find_routine(context.services.places.catalog, routine.id) is not None
