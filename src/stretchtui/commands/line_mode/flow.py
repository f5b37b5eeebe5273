"""The way from a plan to the history, in lines: consent, before, the session, its end, and what it teaches."""

import sys
from contextlib import suppress

from stretchtui.application.breaks import next_break, summary_line
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
    interrupted_words,
    is_worth_keeping,
    questions,
    record_of,
    regions_asked,
    take_up,
    unanswered,
)
from stretchtui.application.waits import Beside
from stretchtui.commands.line_mode import care
from stretchtui.commands.line_mode.context import LineContext
from stretchtui.commands.line_mode.desk_break import choose, listed
from stretchtui.commands.line_mode.guide import Guide
from stretchtui.commands.line_mode.questions import feeling, felt, note, one_of
from stretchtui.core.breaks.desk_break import Wish
from stretchtui.core.care.conditions import advice
from stretchtui.core.session.plan import Plan
from stretchtui.core.session.record import Feeling, Outcome
from stretchtui.storage.history.serialize import block_text
from stretchtui.terminal.keyboard import EndedFromOutsideError

HOW = {"completed": (), "stopped": ("Stopped; what you did is kept.",), "interrupted": ("What you did is kept.",)}


def session(line: LineContext, plan: Plan) -> Result:
    """Lead through a plan that the user chose."""
    if refused := care.refusal(line, plan):
        return refused
    before = feeling(line, regions_asked(plan, line.context)) if asks_before(line.context) else Feeling()
    return _lead(line, begin(plan, line.context, before))


def desk_break(line: LineContext, wish: Wish) -> Result:
    """Say what is due, and lead through it: no question before, few after."""
    chosen = choose(line, wish)
    return chosen if isinstance(chosen, Result) else _lead(line, begin(chosen, line.context))


def break_beside(line: LineContext, wish: Wish, beside: Beside) -> Result:
    """Say what is due, and lead through it at once, for as long as something else takes."""
    coming = next_break(line.context, wish)
    if coming.plan is None:
        line.lines.say(coming.why, coming.remedy)
        return Result("nothing-left")
    line.lines.say(*listed(coming))
    return _lead(line, begin(coming.plan, line.context), beside)


def offer_resume(line: LineContext) -> Result | None:
    """Ask what to do with sessions that were interrupted; the result of one, if the user went on with it.

    Without a keyboard they wait for the next start.
    """
    sessions = line.context.services.sessions
    while True:
        found, told = sessions.find_interrupted().result()
        if told:
            line.lines.say(told)
        if found is None:
            return None
        if not line.keys.alive:
            sessions.leave(found).result()
            line.lines.say("A session that was interrupted waits until stretchtui is run where keys can answer.")
            return None
        words = interrupted_words(found.checkpoint, line.context.user.catalogue)
        how = "Type go and enter to go on with it, keep to keep what was done, drop to throw it away, or enter alone."
        match one_of(line, ("go", "keep", "drop"), "A session was interrupted.", *words, how):
            case "go":
                return _lead(line, take_up(found, line.context))
            case "keep":
                trouble = sessions.keep(found).result()
                line.lines.say(trouble or "Kept in your history.")
                if trouble:
                    return None
            case "drop":
                sessions.discard(found).result()
            case _:
                sessions.leave(found).result()
                return None


def _lead(line: LineContext, active: ActiveSession, beside: Beside | None = None) -> Result:
    """Run a session, save it, and say what it teaches.

    What ends it from outside is raised again once what was done is safe: where there were keys to take it up with, a
    session that was cut off waits in its checkpoint for the next start; any other goes into the history.
    """
    if active.elsewhere and active.elsewhere.result():
        line.lines.say("Another session is running in another terminal; this one is kept beside it.")
    line.lines.say(*advice(line.context.user.body))
    session, now, has_keys = active.session, line.context.services.clock.elapsed, line.keys.alive
    answers = None
    try:
        _guide(line, active, beside).lead()
        if is_worth_keeping(active) and not (beside and beside.leaves_no_time):
            answers = _answers(line, active, questions(active, line.context))
    except (KeyboardInterrupt, EndedFromOutsideError) as ended:
        if isinstance(ended, KeyboardInterrupt):
            session.stop(now())
        else:
            session.pause(now())
        if has_keys and not session.ending:
            _leave_for_next_start(line, active)
        elif (result := _save(line, active, session.ending or "interrupted")).how == "unsaved":
            return result
        raise
    except BaseException:
        _save(line, active, "interrupted")
        raise
    result = _save(line, active, session.ending or "stopped", answers)
    if result.how == "saved" and result.record:
        care.teach(line, result.record)
        if told := said_after(result.record, line.context):
            line.lines.say("", told)
    return result


def _guide(line: LineContext, active: ActiveSession, beside: Beside | None) -> Guide:
    return Guide(
        active.session,
        line.lines,
        line.keys,
        now=line.context.services.clock.elapsed,
        stretch_of=line.context.user.catalogue.stretches.get,
        save=lambda: active.running.save(active.session, ending=active.session.ending),
        bell=line.context.user.settings.bell,
        beside=beside,
        actions=line.context.keys,
    )


def _answers(line: LineContext, active: ActiveSession, asked: Questions) -> Answers:
    """What the user says of the session. What was said on the way, and tightness before, are not asked again."""
    given = unanswered(active, asked)
    if not line.keys.alive:
        return given
    how = given.felt
    if asked.felt is not None and how is None:
        how = felt(line, active.session.plan.entries[asked.felt].name)
    return Answers(
        felt=how,
        before=active.running.before,
        after=feeling(line, asked.regions, " now") if asked.after else Feeling(),
        note=note(line) if asked.note else "",
    )


def _save(line: LineContext, active: ActiveSession, outcome: Outcome, answers: Answers | None = None) -> Result:
    """Put what was done into the history, and say so."""
    if not is_worth_keeping(active):
        result = drop(active)
        _say_if_heard(line, "", "Nothing was done, so nothing is kept.")
        return result
    asked = questions(active, line.context)
    record = record_of(active, outcome, asked, answers or unanswered(active, asked))
    result = finished(active, record, kept=active.running.finish(record).result())
    if result.how == "unsaved":
        print(f"stretchtui: this session could not be saved ({result.trouble}); here it is:", file=sys.stderr)
        print(block_text(record), file=sys.stderr)
    else:
        _say_if_heard(line, "", *HOW[outcome], summary_line(line.context, record))
    return result


def _leave_for_next_start(line: LineContext, active: ActiveSession) -> None:
    """Leave a session that was cut off in its checkpoint."""
    active.running.rescue(active.session)
    active.running.leave()
    _say_if_heard(line, "", "What you did is kept; the next start offers to go on with it.")


def _say_if_heard(line: LineContext, *lines: str) -> None:
    with suppress(BrokenPipeError):  # whoever read us has gone; what was done is kept all the same
        line.lines.say(*lines)
