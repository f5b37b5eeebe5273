"""Keys that several screens share: marking a favourite, and putting a routine of one's own together."""

from stretchtui.application.context import Context, DeletedRoutine
from stretchtui.core.catalog.draft import UNNAMED, Draft, draft_of
from stretchtui.core.catalog.model import Routine, Stretch
from stretchtui.core.words import plural
from stretchtui.storage.catalog.routines import delete_routine, find_routine, save_routine
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.base_app import BaseApp


def star(app: BaseApp, entry: Stretch | Routine) -> None:
    """Mark a favourite, or take the mark away, and say so."""
    app.keep(app.context.toggle_favourite(entry.id))
    marked = entry.id in app.user.favourites
    app.notify(f"{entry.name}: {'a favourite' if marked else 'no favourite any more'}.", markup=False, timeout=3)


def add_to_routine(app: BaseApp, stretch: Stretch) -> None:
    """Put a stretch at the end of the routine that is being made."""
    app.user.draft = app.user.draft.added(stretch.id)
    app.clear_notifications()
    count = plural(len(app.user.draft.items), "stretch", "stretches")
    app.notify(
        f"{stretch.name} added: {count}. {app.context.keys.of('build')} in the lists shows them.",
        markup=False,
        timeout=3,
    )


async def build_from(app: BaseApp, routine: Routine) -> None:
    """Change one's own routine, or make one of one's own from another; what was begun is not lost unasked."""
    begun = app.user.draft
    if begun.items:
        from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

        question = f"{begun.name or UNNAMED} is not saved."
        explanation = app.context.keys.fill("Drop it for this one? {key:build} in the lists shows it.")
        if not await app.ask(ConfirmScreen(question, explanation, yes="drop it")):
            return
    app.user.draft = draft_of(routine, own=_is_own(app.context, routine))
    open_builder(app)


def open_builder(app: BaseApp) -> None:
    """Show the routine that is being made."""
    from stretchtui.ui.catalog.builder import BuilderScreen  # noqa: PLC0415

    if not any(isinstance(screen, BuilderScreen) for screen in app.screen_stack):
        app.clear_notifications()
        app.push_screen(BuilderScreen())


async def may_leave(app: BaseApp) -> bool:
    """Whether the program may be left: where a routine is not saved, only if that is meant."""
    draft = app.user.draft
    if not draft.items:
        return True
    from stretchtui.ui.common.confirm import ConfirmScreen  # noqa: PLC0415

    question = f"{draft.name or UNNAMED} is not saved."
    explanation = app.context.keys.fill("Leave without it? {key:build} in the lists shows it.")
    meant = await app.ask(ConfirmScreen(question, explanation, yes="leave"))
    return bool(meant)


async def delete_own_routine(app: BaseApp, routine: Routine) -> bool:
    """Delete one's own routine; it can be brought back until the program ends. Whether it is gone."""
    context = app.context
    try:
        await app.on_disk(lambda: delete_routine(app.services.places.catalog, routine.id))
    except StorageError as error:
        app.notify(str(error), severity="error", markup=False, timeout=8)
        return False
    marked = routine.id in app.user.favourites
    if marked:
        app.keep(context.toggle_favourite(routine.id))
    if app.user.draft.id == routine.id:
        app.user.draft = Draft()
    app.user.deleted = (*app.user.deleted, DeletedRoutine(routine, marked))
    context.reload_catalogue()
    said = "Deleted: {name}. {key} in the lists brings it back; what you did of it stays in your history."
    app.notify(said.format(name=routine.name, key=context.keys.of("undo")), markup=False, timeout=6)
    return True


async def restore_own_routine(app: BaseApp) -> Routine | None:
    """Bring back the routine that was deleted last, with its mark; none where there is none, or it can't be written."""
    if not app.user.deleted:
        return None
    *before, last = app.user.deleted
    try:
        await app.on_disk(lambda: save_routine(app.services.places.catalog, last.routine))
    except StorageError as error:
        app.notify(str(error), severity="error", markup=False, timeout=8)
        return None
    app.user.deleted = tuple(before)
    app.context.reload_catalogue()
    if last.favourite:
        app.keep(app.context.toggle_favourite(last.routine.id))
    app.notify(f"Brought back: {last.routine.name}.", markup=False, timeout=3)
    return last.routine


def _is_own(context: Context, routine: Routine) -> bool:
    """Whether it stands in a file of the user's that can be changed."""
    return routine.id in context.user.own and find_routine(context.services.places.catalog, routine.id) is not None
