"""The way from a plan to the history, screen by screen: consent, before, live, end, and what the session teaches."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.screen import Screen

from stretchtui.application.breaks import summary_line
from stretchtui.application.programmes import said_after
from stretchtui.application.session import (
    ActiveSession,
    Answers,
    Questions,
    Result,
    asks_before,
    begin,
    drop,
    finished,
    is_worth_keeping,
    questions,
    record_of,
    regions_asked,
    take_up,
    unanswered,
)
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import Feeling, Outcome
from stretchtui.ui.base_app import BaseApp
from stretchtui.ui.care import flow as care

if TYPE_CHECKING:  # what waits beside a command is loaded with it alone
    from stretchtui.application.waits import Beside


async def session(app: BaseApp, plan: Plan) -> Result:
    """Lead through a plan that the user chose."""
    if refused := await care.refusal(app, plan):
        return refused
    before = Feeling()
    if asks_before(app.context):
        from stretchtui.ui.session.before import BeforeScreen  # noqa: PLC0415

        ready = await app.ask(BeforeScreen(plan, regions_asked(plan, app.context)))
        if ready is None:
            return Result("declined")
        before = ready.tightness
    if not await care.read_first(app):
        return Result("declined")
    return await _lead(app, begin(plan, app.context, before))


async def desk_break(app: BaseApp, wish: Wish, beside: "Beside | None" = None) -> Result:
    """Show what is due, and lead through it: no question before, a short one after, a summary for the shell.

    `beside` is what the break is led for as long as it takes, if anything.
    """
    plan = await app.ask(_coming(wish, beside))
    if plan is None or not await care.read_first(app):
        return Result("declined")
    return await _lead(app, begin(plan, app.context), beside)


async def due_break(app: BaseApp, plan: Plan) -> Result:
    """Lead through a break that was shown, with its reasons, before it was chosen."""
    if not await care.read_first(app):
        return Result("declined")
    return await _lead(app, begin(plan, app.context))


async def offer_resume(app: BaseApp) -> Result | None:
    """Ask what to do with sessions that were interrupted; the result of one, if the user went on with it."""
    sessions = app.services.sessions
    while True:
        found, told = await app.until_done(sessions.find_interrupted())
        if told:
            app.notify(told, markup=False)
        if found is None:
            return None
        from stretchtui.ui.session.resume import ResumeScreen  # noqa: PLC0415

        match await app.ask(ResumeScreen(found.checkpoint, app.user.catalogue)):
            case "resume" if await care.read_first(app):
                return await _lead(app, take_up(found, app.context))
            case "keep":
                trouble = await app.until_done(sessions.keep(found))
                app.notify(trouble or "Kept in your history.", markup=False)
                if trouble:
                    return None
            case "discard":
                sessions.discard(found)
            case _:
                sessions.leave(found)
                return None


async def _lead(app: BaseApp, active: ActiveSession, beside: "Beside | None" = None) -> Result:
    """Run a session, save it, and say what it teaches."""
    if active.elsewhere:
        app.flows.start(_tell_of_others(app, active.elsewhere), leads=False)
    ending = await app.ask(_live(active, beside))
    if ending is None or not is_worth_keeping(active):
        return drop(active)
    asked = questions(active, app.context)
    answers = await _answered(app, active, ending, asked, beside)
    record = record_of(active, ending, asked, answers)
    kept = await app.until_done(active.running.finish(record))
    result = finished(active, record, kept=kept)
    if result.trouble:
        app.notify(f"Not saved yet: {result.trouble}", severity="error", markup=False)
        return result
    if active.is_break:
        await sum_up(app, result)
    await care.teach(app, record)
    if told := await app.on_disk(lambda: said_after(record, app.context)):
        app.notify(told, timeout=10, markup=False)
    return result


async def sum_up(app: BaseApp, result: Result) -> None:
    """Leave one line on a session that was kept, for the shell."""
    if result.how == "saved" and (record := result.record):
        app.summary = await app.on_disk(lambda: summary_line(app.context, record))


async def _tell_of_others(app: BaseApp, elsewhere: "Future[bool]") -> None:
    if await app.until_done(elsewhere):
        app.notify("Another session is running in another terminal; this one is kept beside it.", timeout=5)


async def _answered(
    app: BaseApp, active: ActiveSession, ending: Outcome, asked: Questions, beside: "Beside | None"
) -> Answers:
    """What the user says of the session: in short after a break, and nothing where nothing is asked."""
    if not asked.any or (beside and beside.leaves_no_time):
        return unanswered(active, asked)
    if beside:
        from stretchtui.ui.breaks.waiting import WaitingEndScreen  # noqa: PLC0415

        return await app.ask(WaitingEndScreen(active, ending, asked, beside)) or unanswered(active, asked)
    from stretchtui.ui.breaks.break_end import BreakEndScreen  # noqa: PLC0415
    from stretchtui.ui.session.end import EndScreen  # noqa: PLC0415

    screen = (BreakEndScreen if active.is_break else EndScreen)(active, ending, asked)
    return await app.ask(screen) or unanswered(active, asked)


def _coming(wish: Wish, beside: "Beside | None") -> Screen[Plan]:
    if beside:
        from stretchtui.ui.breaks.waiting import WaitingBreakScreen  # noqa: PLC0415

        return WaitingBreakScreen(wish, beside)
    from stretchtui.ui.breaks.desk_break import DeskBreakScreen  # noqa: PLC0415

    return DeskBreakScreen(wish)


def _live(active: ActiveSession, beside: "Beside | None") -> Screen[Outcome]:
    if beside:
        from stretchtui.ui.breaks.waiting import WaitingLiveScreen  # noqa: PLC0415

        return WaitingLiveScreen(active, beside)
    from stretchtui.ui.session.live import LiveScreen  # noqa: PLC0415

    return LiveScreen(active)
