"""The way from a plan to the history: before, the session, its end; and that of a desk break."""

from asyncio import wrap_future
from collections.abc import Callable

from textual.screen import Screen

from stretchtui.application.breaks import summary_line
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.session.machine import Session
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import Outcome, SessionRecord
from stretchtui.storage.session.interrupted import Interrupted
from stretchtui.storage.session.store import RunningSession
from stretchtui.ui.base_app import BaseApp

Done = Callable[[], object]


def begin(app: BaseApp, plan: Plan, *, done: Done | None = None) -> None:
    """Ask how tight it feels, if the user wants to be asked, and lead through the plan.

    What is to be avoided needs a deliberate yes first.
    """
    from stretchtui.ui.care import flow as care  # noqa: PLC0415

    care.begin(app, plan, lambda: _ask_before(app, plan, done), lambda: _return(done))


def _ask_before(app: BaseApp, plan: Plan, done: Done | None) -> None:
    def asked(answer: int | bool | None) -> None:
        if answer is False:
            _return(done)
        else:
            _run(app, plan, None if answer is True else answer, done)

    if app.user.settings.session.ask_tightness:
        from stretchtui.ui.session.before import BeforeScreen  # noqa: PLC0415

        app.push_screen(BeforeScreen(plan), asked)
    else:
        asked(True)


def desk_break(app: BaseApp, wish: Wish, *, done: Done | None = None) -> None:
    """Show what is due, and lead through it: no question before, a short one after."""
    from stretchtui.ui.breaks.desk_break import DeskBreakScreen  # noqa: PLC0415

    def chosen(plan: Plan | None) -> None:
        if plan is None:
            _return(done)
        else:
            _run(app, plan, None, done, short=True)

    app.push_screen(DeskBreakScreen(wish), chosen)


def save(app: BaseApp, running: RunningSession, record: SessionRecord, then: Callable[[bool], object]) -> None:
    """Put a session into the history, and go on when the disk has it, or has refused; nothing waits meanwhile."""

    async def saving() -> None:
        kept = await wrap_future(running.finish(record))
        if not kept:
            app.notify(f"Not saved yet: {running.trouble}", severity="error", markup=False)
            running.leave()
        then(kept)

    app.run_worker(saving(), group="saving")


def resume(app: BaseApp, interrupted: Interrupted, *, done: Done | None = None) -> None:
    """Go on with an interrupted session where it was."""
    context = app.context
    checkpoint = interrupted.checkpoint
    session = checkpoint.session(context.services.clock.elapsed())
    _live(app, session, context.services.sessions.resume(interrupted), done)


def _run(app: BaseApp, plan: Plan, before: int | None, done: Done | None, *, short: bool = False) -> None:
    services = app.context.services
    elsewhere = services.sessions.running_elsewhere()

    async def tell_of_others() -> None:
        if await wrap_future(elsewhere):
            app.notify("Another session is running in another terminal; this one is kept beside it.", timeout=5)

    app.run_worker(tell_of_others(), group="asking")
    session = Session(plan, services.clock.elapsed())
    running = services.sessions.begin(session, started=services.clock.now(), token=services.token(), before=before)
    _live(app, session, running, done, short=short)


def _live(app: BaseApp, session: Session, running: RunningSession, done: Done | None, *, short: bool = False) -> None:
    from stretchtui.ui.care import flow as care  # noqa: PLC0415
    from stretchtui.ui.session.live import LiveScreen  # noqa: PLC0415

    context = app.context

    def over(ending: Outcome | None) -> None:
        if ending is None or session.held() < 1:
            running.drop()
            _return(done)
            return

        def ended(record: SessionRecord | None) -> None:
            if record is None:  # the program ends
                return
            save(app, running, record, lambda kept: saved(record) if kept else _return(done))

        def saved(record: SessionRecord) -> None:
            if short:
                app.summary = summary_line(context, record)
            care.after(app, record, lambda: _return(done))

        if short and not context.user.settings.session.ask_tightness:
            ended(running.record(session, ending))
        else:
            app.push_screen(_end(session, running, ending, short=short), ended)

    app.push_screen(LiveScreen(session, running), over)


def _end(session: Session, running: RunningSession, ending: Outcome, *, short: bool) -> Screen[SessionRecord]:
    from stretchtui.ui.breaks.break_end import BreakEndScreen  # noqa: PLC0415
    from stretchtui.ui.session.end import EndScreen  # noqa: PLC0415

    return (BreakEndScreen if short else EndScreen)(session, running, ending)


def _return(done: Done | None) -> None:
    if done:
        done()
