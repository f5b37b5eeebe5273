"""Sessions that run in a process of their own, to be killed: `python running.py HOME WORK`.

WORK: `session` runs a session to its end and saves it; `ended` and `gap` wait to be killed before and after it is in
the history, with the checkpoint still there; `hold` keeps a session open. Each line of output is on disk when it comes.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from stretchtui.core.session.machine import PhaseEnded, Session
from stretchtui.core.session.plan import Plan, PlannedStretch, Timing, plan_for
from stretchtui.storage.files.write_queue import WriteQueue
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.session.checkpoint import Checkpoints
from stretchtui.storage.session.store import RunningSession, SessionStore

HOLDS = 12
STARTED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HOLD_SECONDS = 10


def say(what: object) -> None:
    """Tell whoever watches."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def a_plan() -> Plan:
    """Twelve holds of ten seconds: six left, six right, with rests between."""
    entry = PlannedStretch("a", "A", "neck", "static", "each", HOLD_SECONDS, HOLDS // 2)
    return plan_for([entry], Timing(ready=2, rest=2, switch=2))


def stores(home: Path) -> tuple[HistoryLog, Checkpoints]:
    """Where a session is kept."""
    return HistoryLog(home / "history.toml", home / "undo"), Checkpoints(home)


def store(home: Path) -> SessionStore:
    """The same, as the program has it."""
    return SessionStore(*stores(home), WriteQueue())


def begun(home: Path, token: str = "t") -> tuple[Session, RunningSession]:
    """A session that begins, and its way to the disk."""
    session = Session(a_plan(), 0.0)
    keeper = store(home).begin(session, started=STARTED, token=token)
    settle(keeper)
    return session, keeper


def settle(keeper: RunningSession) -> None:
    """Wait until the disk has everything."""
    assert keeper._store.queue.drain(60)


def run(session: Session, keeper: RunningSession, *, most: int = 99) -> int:
    """Run as a live screen does, with a clock of its own, up to so many holds; how many were put on disk."""
    now, saved = 1000.0, 0
    session.advance(now)
    if session.paused:
        session.resume(now)
    while not session.ending and saved < most:
        now += 1.0
        for event in session.advance(now):
            if isinstance(event, PhaseEnded) and session.plan.phases[event.index].works:
                keeper.save(session, ending=session.ending)
                settle(keeper)
                saved += 1
                say(session.done(0))
    return saved


def main(home: Path, work: str) -> None:
    sessions = store(home)
    found, _ = sessions.find_interrupted().result()
    if found:
        session, keeper = found.checkpoint.session(0.0), sessions.resume(found)
    else:
        session, keeper = begun(home)
    keeper.save(session)
    settle(keeper)
    say(session.done(0))
    if work == "hold":
        sys.stdin.read()
        return
    run(session, keeper)
    record = keeper.record(session, "completed")
    if work == "ended":
        sys.stdin.read()
    if work == "gap":
        sessions.history.append(record)
        say("appended")
        sys.stdin.read()
    assert keeper.finish(record).result()
    say("finished")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
