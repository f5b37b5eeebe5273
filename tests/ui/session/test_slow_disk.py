"""A disk that takes its time for every fsync: holds end on time, keys answer, nothing is told as kept before it is."""

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.core.session.machine import Session
from stretchtui.core.session.record import Feeling
from stretchtui.storage.history.log import HistoryLog
from stretchtui.ui.app import StretchApp
from stretchtui.ui.session.live import LiveScreen
from tests.storage.session.running import STARTED, a_plan, run, settle, store
from tests.ui.conftest import TURN, TURNS, HandClock

PATIENCE = 60


class SlowDisk:
    """Holds every fsync until it is let go."""

    def __init__(self) -> None:
        self.lets_go = threading.Event()
        self.asked = threading.Event()

    def fsync(self, fd: int) -> None:
        """Wait like a disk that is busy; the thread that waits must not be the one of the screen."""
        assert threading.current_thread() is not threading.main_thread()
        self.asked.set()
        assert self.lets_go.wait(PATIENCE)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    """One that lets go at the end."""
    slow = SlowDisk()
    monkeypatch.setattr(os, "fsync", slow.fsync)
    yield slow
    slow.lets_go.set()


async def test_holds_end_on_time_and_keys_answer(
    make_app: Callable[..., StretchApp], hand: HandClock, home: Path, disk: SlowDisk
) -> None:
    (home / "settings.toml").write_text("[session]\nask_tightness = false\n")
    app = make_app()
    plan = app.user.plan("chin-tuck")
    app.opening = plan  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(TURNS):
            await pilot._wait_for_screen()
            if isinstance(app.screen, LiveScreen):
                break
            await asyncio.sleep(TURN)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        session = screen.session
        await pilot.press("enter")
        begun = hand.passed
        while not session.done(0):
            hand.passed += 1
            screen.tick()
            await pilot._wait_for_screen()
            assert hand.passed - begun < 60
        assert disk.asked.wait(PATIENCE)
        done = session.done(0)
        await pilot.press("space")
        assert session.paused
        await pilot.press("space", "n")
        assert not session.paused
        assert session.done(0) == done
        assert not (home / "history.toml").exists()
        disk.lets_go.set()
    assert app.services.disk.drain(PATIENCE)


def test_nothing_counts_as_kept_before_the_disk_has_it(tmp_path: Path, disk: SlowDisk) -> None:
    disk.lets_go.set()
    sessions = store(tmp_path)
    session = Session(a_plan(), 0.0)
    running = sessions.begin(session, started=STARTED, token="t")
    run(session, running, most=3)
    settle(running)
    disk.lets_go.clear()
    kept = running.finish(running.record(session, "stopped"))
    assert disk.asked.wait(PATIENCE)
    assert not kept.done()
    assert not sessions.queue.drain(0.01)
    assert len(sessions.unsaved) == 1
    disk.lets_go.set()
    assert kept.result(PATIENCE)
    assert not sessions.unsaved


def test_an_end_that_does_not_wait_leaves_what_was_done_for_the_next_start(tmp_path: Path, disk: SlowDisk) -> None:
    disk.lets_go.set()
    sessions = store(tmp_path)
    session = Session(a_plan(), 0.0)
    running = sessions.begin(session, started=STARTED, token="t")
    run(session, running, most=3)
    settle(running)
    disk.lets_go.clear()
    disk.asked.clear()
    running.save(session)  # the disk is stuck in this one
    assert disk.asked.wait(PATIENCE)
    now = 2000.0
    session.advance(now)  # the clock stood still
    session.resume(now)
    while session.done(0) < 5:
        now += 1
        session.advance(now)
    running.rescue(session, running.record(session, "stopped", after=Feeling(2), note="long day"))
    text = (tmp_path / "session.toml").read_text()
    assert 'note = "long day"' in text
    disk.lets_go.set()
    settle(running)
    (record,) = HistoryLog(tmp_path / "history.toml", tmp_path / "undo").all().records
    assert (record.stretches[0].done, record.note) == (5, "long day")
