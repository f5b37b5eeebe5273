"""Changes of the history, made by the disk's thread: the lock may be held by another program for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from stretchtui.application.context import Context
from stretchtui.core.session.plan import Plan, plan_for
from stretchtui.core.session.record import SessionRecord
from stretchtui.core.session.repeat import entries_again
from stretchtui.core.words import listed
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.session.flow import session


@contextmanager
def trouble_told(app: BaseApp) -> Iterator[None]:
    """Tell the user of a change that fails, and leave out the steps of the flow that stand behind it here."""
    try:
        yield
    except StorageError as error:
        app.notify(str(error), severity="error", markup=False, timeout=8)


async def repeat(app: BaseApp, record: SessionRecord) -> None:
    """Lead through the same session again."""
    plan, gone = plan_again(record, app.context)
    if plan is None:
        app.notify("The catalogue has none of its stretches any more.", severity="warning")
        return
    if gone:
        left = f"No longer in the catalogue, and left out: {listed(gone)}."
        app.notify(left, severity="warning", markup=False)
    await session(app, plan)


def plan_again(record: SessionRecord, context: Context) -> tuple[Plan | None, tuple[str, ...]]:
    """The plan of a session as it was, and what the catalogue has no more of it.

    A routine that was not finished is planned whole.
    """
    known = record.routine is not None and record.routine in context.user.catalogue.routines
    if known and record.outcome != "completed" and record.routine:
        return context.user.plan(record.routine), ()
    entries, gone = entries_again(record, context.user.catalogue, context.user.dose)
    if not entries:
        return None, gone
    again = context.user.with_sides(map(context.user.eased, entries))
    return plan_for(again, context.user.timing, record.routine if known else None), gone
