"""A session's way to the disk: through kills, full disks and other processes, every hold counted once."""

import errno
import os
import random
import select
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from stretchtui.core.session.machine import Session
from stretchtui.core.session.record import Feeling, SessionRecord, Tightness
from stretchtui.storage.files.lock import locked
from stretchtui.storage.files.write_queue import WriteQueue
from stretchtui.storage.history import log as history_log
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.session.checkpoint import SLOTS, Checkpoints
from stretchtui.storage.session.interrupted import find_interrupted
from stretchtui.storage.session.store import RunningSession, SessionStore
from tests.storage.session.running import HOLD_SECONDS, HOLDS, STARTED, a_plan, begun, main, run, settle, store, stores

RUNS = 100 if os.environ.get("STRETCHTUI_LONG_TESTS") else 15


class Child:
    """A process that runs a session; `lines` are what it said."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.lines: list[str] = []
        self._ear, mouth = os.pipe()
        self._mouth, ear = None, None
        ear, self._words = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(self._words)
            os.dup2(ear, 0)
            os.dup2(mouth, 1)
            sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
            try:
                work()
            finally:
                os._exit(0)
        os.close(mouth)
        os.close(ear)
        self._out = os.fdopen(self._ear)

    def until(self, line: str) -> None:
        """Listen until it says a line, or is at its end."""
        while (said := self._out.readline()) and not said.startswith(line):
            self.lines.append(said.strip())
        self.lines.append(said.strip())

    def after(self, lines: int, seconds: float) -> None:
        """Listen to some lines, and then let it go on for so long."""
        for _ in range(lines):
            self.lines.append(self._out.readline().strip())
        select.select([], [], [], seconds)

    def kill(self) -> None:
        """End it at once, and hear what it had said."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
            self.lines += self._out.read().split()
            self._out.close()
            os.close(self._words)

    @property
    def holds(self) -> int:
        """Holds that are on disk, by its word."""
        return max((int(line) for line in self.lines if line.isdigit()), default=0)


@pytest.fixture
def child() -> Iterator[Callable[..., Child]]:
    """Processes that are ended with the test."""
    children: list[Child] = []

    def start(work: Callable[..., object], *arguments: object) -> Child:
        children.append(Child(partial(work, *arguments)))
        return children[-1]

    yield start
    for each in children:
        each.kill()


def records(home: Path) -> list[SessionRecord]:
    """All of the history; fails where anything is wrong with it."""
    page = stores(home)[0].all()
    assert page.problems == ()
    return list(page.records)


def whole(home: Path) -> None:
    """One session in the history, with every hold counted once, and no checkpoint left."""
    (record,) = records(home)
    (entry,) = record.stretches
    assert (entry.done, entry.planned, entry.seconds) == (HOLDS, HOLDS, HOLDS * HOLD_SECONDS)
    assert (record.seconds, record.outcome) == (HOLDS * HOLD_SECONDS, "completed")
    assert [p.name for p in home.glob("session*.toml*")] == []


# Kills


@pytest.mark.parametrize("number", range(RUNS))
def test_killed_at_any_moment_every_hold_counts_once(tmp_path: Path, child: Callable[..., Child], number: int) -> None:
    dice = random.Random(number)
    known = 0
    while True:
        killed = child(main, tmp_path, "session")
        killed.after(dice.randrange(HOLDS), dice.choice([0, 0, dice.random() / 200]))
        killed.kill()
        known = max(known, killed.holds)
        history, checkpoints = stores(tmp_path)
        found, line = find_interrupted(checkpoints, history)
        if found is None:
            break
        assert records(tmp_path) == []
        done = found.checkpoint.session(0.0).done(0)
        assert done in (known, known + 1)  # the last may be on disk without a word of it
        found.leave()
    if known == 0 and not records(tmp_path):  # nothing was done before the kill
        assert line is None
        main(tmp_path, "session")
    whole(tmp_path)
    assert find_interrupted(checkpoints, history) == (None, None)


def test_killed_between_history_and_checkpoint_it_counts_once(tmp_path: Path, child: Callable[..., Child]) -> None:
    killed = child(main, tmp_path, "gap")
    killed.until("appended")
    assert (tmp_path / "session.toml").exists()
    killed.kill()
    history, checkpoints = stores(tmp_path)
    assert find_interrupted(checkpoints, history) == (None, None)
    whole(tmp_path)


def test_killed_at_its_end_it_is_kept_without_a_question(tmp_path: Path, child: Callable[..., Child]) -> None:
    killed = child(main, tmp_path, "ended")
    killed.until(str(HOLDS))
    killed.kill()
    history, checkpoints = stores(tmp_path)
    assert records(tmp_path) == []
    assert find_interrupted(checkpoints, history) == (None, "The session you did last is now in your history.")
    whole(tmp_path)


def test_two_at_once_keep_apart(tmp_path: Path, child: Callable[..., Child]) -> None:
    running = child(main, tmp_path, "ended")
    running.until("6")
    history, checkpoints = stores(tmp_path)
    assert find_interrupted(checkpoints, history) == (None, None)
    session, keeper = begun(tmp_path, "u")
    run(session, keeper)
    assert keeper.finish(keeper.record(session, "completed")).result()
    assert [record.id[-1] for record in records(tmp_path)] == ["u"]
    running.kill()
    while find_interrupted(checkpoints, history)[0]:
        main(tmp_path, "session")
    assert sorted(record.id[-1] for record in records(tmp_path)) == ["t", "u"]


# What is found at the next start


def interrupted(home: Path, holds: int = 3, token: str = "t") -> RunningSession:
    """A session that was interrupted after some holds."""
    session, keeper = begun(home, token)
    keeper.save(session)
    settle(keeper)
    run(session, keeper, most=holds)
    return keeper


def test_nothing_done_is_nothing_to_ask_about(tmp_path: Path) -> None:
    interrupted(tmp_path, holds=0).leave().result()
    assert find_interrupted(*reversed(stores(tmp_path))) == (None, None)  # type: ignore[arg-type]
    assert not (tmp_path / "session.toml").exists()


def test_it_can_be_kept_discarded_or_left(tmp_path: Path) -> None:
    history, checkpoints = stores(tmp_path)
    interrupted(tmp_path).leave().result()
    for act in ("leave", "keep"):
        found, _ = find_interrupted(checkpoints, history)
        assert found is not None
        assert getattr(found, act)() is None
    (record,) = records(tmp_path)
    assert (record.outcome, record.seconds, record.stretches[0].done) == ("interrupted", 3 * HOLD_SECONDS, 3)
    interrupted(tmp_path, token="u").leave().result()
    found, _ = find_interrupted(checkpoints, history)
    assert found is not None
    found.discard()
    assert find_interrupted(checkpoints, history) == (None, None)
    assert len(records(tmp_path)) == 1


def test_while_it_is_asked_about_nobody_else_is_asked(tmp_path: Path, child: Callable[..., Child]) -> None:
    interrupted(tmp_path).leave().result()
    history, checkpoints = stores(tmp_path)
    found, _ = find_interrupted(checkpoints, history)
    assert found is not None
    other = child(lambda: sys.stdout.write(f"{find_interrupted(checkpoints, history)}\n") and sys.stdout.flush())
    other.until("(None, None)")
    assert other.lines == ["(None, None)"]
    keeper = store(tmp_path).resume(found)
    assert find_interrupted(checkpoints, history) == (None, None)  # nor while it goes on
    session = found.checkpoint.session(0.0)
    run(session, keeper)
    assert keeper.finish(keeper.record(session, "completed")).result()
    whole(tmp_path)


def test_all_that_needs_no_question_is_put_away_before_it(tmp_path: Path) -> None:
    history, checkpoints = stores(tmp_path)
    keepers = [interrupted(tmp_path, token=token) for token in "abcd"]
    history.append(records_of(keepers[0]))  # one that is in the history already,
    for keeper in keepers:
        keeper.leave().result()
    (tmp_path / "session-2.toml").write_text("id =")  # one that can't be understood,
    (tmp_path / "session-3.toml").write_text("ending = 'stopped'\n" + (tmp_path / "session-3.toml").read_text())
    found, line = find_interrupted(checkpoints, history)  # one that was over
    assert found is not None
    assert found.checkpoint.id.endswith("d")
    assert line is not None
    assert "session-2.toml: an interrupted session that can't be understood" in line
    assert line.endswith("The session you did last is now in your history.")
    assert [(r.id[-1], r.outcome) for r in sorted(records(tmp_path), key=lambda r: r.id)] == [
        ("a", "interrupted"),
        ("c", "stopped"),
    ]


def records_of(keeper: RunningSession) -> SessionRecord:
    return keeper._checkpoint.record()


def test_what_cannot_be_kept_stays_for_another_time(tmp_path: Path) -> None:
    home, blocked = tmp_path / "home", tmp_path / "blocked"
    interrupted(home).leave().result()
    blocked.write_text("a file where the folder should be")
    history, checkpoints = HistoryLog(blocked / "history.toml", home / "undo"), Checkpoints(home)
    found, _ = find_interrupted(checkpoints, history)
    assert found is not None
    trouble = found.keep()
    assert trouble is not None
    assert trouble.startswith(f"{blocked}")
    assert "\n" not in trouble
    blocked.unlink()
    found, _ = find_interrupted(checkpoints, history)
    assert found is not None
    assert found.keep() is None
    assert history.newest(9).records[0].seconds == 3 * HOLD_SECONDS
    assert find_interrupted(checkpoints, history) == (None, None)


# Trouble while it runs


def one_line(keeper: RunningSession, words: str) -> bool:
    """Whether the trouble is told in one line that has these words."""
    return keeper.trouble is not None and "\n" not in keeper.trouble and words in keeper.trouble


def test_without_a_folder_the_session_goes_on_and_saves_once_there_is_one(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    history = HistoryLog(tmp_path / "history.toml", tmp_path / "undo")
    checkpoints = Checkpoints(blocked / "state")
    assert not checkpoints.running_elsewhere()
    assert find_interrupted(checkpoints, history) == (None, None)
    session = Session(a_plan(), 0.0)
    keeper = SessionStore(history, checkpoints, WriteQueue()).begin(session, started=STARTED, token="t")
    run(session, keeper, most=2)
    assert one_line(keeper, "no checkpoint: ")
    assert one_line(keeper, "is a file where a folder should be")
    blocked.unlink()
    run(session, keeper, most=1)
    assert keeper.trouble is None
    assert (blocked / "state" / "session.toml").exists()
    run(session, keeper)
    assert keeper.finish(keeper.record(session, "completed")).result()
    whole(tmp_path)
    assert [p.name for p in (blocked / "state").glob("*.toml")] == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO])
def test_a_folder_that_refuses_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = os.open

    def refuse(path: str, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number), str(path))
        return real(path, flags, *mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        session, keeper = begun(tmp_path)
        run(session, keeper, most=1)
        assert one_line(keeper, os.strerror(number).lower())
        assert not stores(tmp_path)[1].running_elsewhere()
        assert not keeper.finish(keeper.record(session, "stopped")).result()
    run(session, keeper, most=1)
    assert keeper.trouble is None
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        run(session, keeper, most=1)
        assert one_line(keeper, os.strerror(number).lower())
    run(session, keeper)
    assert keeper.trouble is None
    assert keeper.finish(keeper.record(session, "completed")).result()
    whole(tmp_path)


def test_a_folder_that_is_taken_away_is_made_again_and_still_ours(tmp_path: Path) -> None:
    home = tmp_path / "home"
    keeper = interrupted(home)
    shutil.rmtree(home)
    session = keeper._checkpoint.session(0.0)
    run(session, keeper, most=1)
    assert keeper.trouble is None
    assert find_interrupted(*reversed(stores(home))) == (None, None)  # type: ignore[arg-type]
    home.rename(tmp_path / "away")
    run(session, keeper, most=1)
    shutil.rmtree(home)
    (tmp_path / "away").rename(home)  # a drive that comes back, with what it had
    run(session, keeper, most=1)
    assert keeper.trouble is None
    assert find_interrupted(*reversed(stores(home))) == (None, None)  # type: ignore[arg-type]
    run(session, keeper)
    assert keeper.finish(keeper.record(session, "completed")).result()
    whole(home)


def test_with_all_slots_taken_it_says_so_and_takes_the_first_that_is_free(tmp_path: Path) -> None:
    others = [interrupted(tmp_path, holds=1, token=str(n)) for n in range(SLOTS)]
    session, keeper = begun(tmp_path)
    run(session, keeper, most=1)
    assert one_line(keeper, f"{SLOTS} sessions already")
    others[5].drop().result()
    run(session, keeper, most=1)
    assert keeper.trouble is None
    assert (tmp_path / "session-6.toml").exists()
    run(session, keeper)
    assert keeper.finish(keeper.record(session, "completed")).result()
    assert not (tmp_path / "session-6.toml").exists()


# Saving


def test_finishing_fails_is_told_and_succeeds_later_once(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    history, checkpoints = HistoryLog(blocked / "history.toml", tmp_path / "undo"), Checkpoints(tmp_path)
    session = Session(a_plan(), 0.0)
    keeper = SessionStore(history, checkpoints, WriteQueue()).begin(session, started=STARTED, token="t")
    run(session, keeper)
    record = keeper.record(session, "completed", after=Feeling(2), note="long day")
    for _ in range(2):
        assert not keeper.finish(record).result()
        assert one_line(keeper, "is a file where a folder should be")
        assert (tmp_path / "session.toml").exists()
    blocked.unlink()
    assert keeper.finish(record).result()
    assert keeper.trouble is None
    assert keeper.finish(record).result()  # a second time changes nothing
    assert history.all().records == (record,)
    assert not (tmp_path / "session.toml").exists()


def test_what_could_not_be_saved_is_saved_whole_at_the_next_start(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    history, checkpoints = HistoryLog(blocked / "history.toml", tmp_path / "undo"), Checkpoints(tmp_path)
    session = Session(a_plan(), 0.0)
    keeper = SessionStore(history, checkpoints, WriteQueue()).begin(
        session, started=STARTED, token="t", before=Feeling(6)
    )
    run(session, keeper)
    record = keeper.record(session, "completed", after=Feeling(2), note='a "long"\nday \x1b[2J')
    assert not keeper.finish(record).result()
    keeper.leave().result()
    assert find_interrupted(checkpoints, history)[1] is not None  # the trouble, again
    blocked.unlink()
    assert find_interrupted(checkpoints, history) == (None, "The session you did last is now in your history.")
    assert history.all().records == (record,)
    assert record.tightness == Tightness(6, 2)


@pytest.mark.long
def test_a_history_that_another_process_writes_is_waited_for_and_told(
    tmp_path: Path, child: Callable[..., Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, keeper = begun(tmp_path)
    run(session, keeper)
    record = keeper.record(session, "completed")

    def hold() -> None:
        with locked(tmp_path / "history.toml"):
            sys.stdout.write("held\n")
            sys.stdout.flush()
            sys.stdin.read()

    holder = child(hold)
    holder.until("held")
    with monkeypatch.context() as patch:
        patch.setattr(history_log, "locked", partial(locked, timeout=0.02))
        assert not keeper.finish(record).result()
    assert one_line(keeper, f"is being written by process {holder.pid}")
    holder.kill()
    assert keeper.finish(record).result()
    whole(tmp_path)


def test_after_its_end_nothing_is_written_any_more(tmp_path: Path) -> None:
    session, keeper = begun(tmp_path)
    run(session, keeper, most=2)
    keeper.drop().result()
    keeper.save(session)
    settle(keeper)
    assert not (tmp_path / "session.toml").exists()
    session, keeper = begun(tmp_path)
    run(session, keeper, most=2)
    keeper.leave().result()
    before = (tmp_path / "session.toml").read_bytes()
    run(session, keeper, most=2)
    assert (tmp_path / "session.toml").read_bytes() == before
    assert find_interrupted(*reversed(stores(tmp_path)))[0] is not None  # type: ignore[arg-type]
