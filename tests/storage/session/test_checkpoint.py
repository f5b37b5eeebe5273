"""The running session on disk: taken up as it was, never by two, never lost where it can't be read."""

import os
import random
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchtui.core.session.machine import Session
from stretchtui.core.session.plan import Plan, plan_for
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.session.checkpoint import SLOTS, Checkpoint, Checkpoints, Slot
from stretchtui.storage.session.interrupted import find_interrupted
from tests.core.strategies import KEYS, an_entry, plans, walk
from tests.storage.session.running import STARTED, begun, run, settle, store, stores

RUNNING = Path(__file__).with_name("running.py")
MUTATIONS = 5_000 if os.environ.get("STRETCHTUI_LONG_TESTS") else 300


def checkpoint_of(session: Session, **more: object) -> Checkpoint:
    plan = session.plan
    return Checkpoint("s-1", STARTED, plan.entries, plan.timing, session.progress(), **more)  # type: ignore[arg-type]


def loaded(folder: Path) -> Checkpoint | None:
    """What the next start would find."""
    for slot in Checkpoints(folder).interrupted():
        found = slot.load()
        slot.release()
        return found
    return None


def saved(folder: Path, checkpoint: Checkpoint) -> Path:
    """A checkpoint that nobody holds."""
    slot = Checkpoints(folder).take()
    slot.save(checkpoint)
    slot.release()
    return slot.path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Other processes that run a session here, until they are killed."""
    begun: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        arguments = [sys.executable, str(RUNNING), str(tmp_path), "hold"]
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(arguments, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        begun.append(process)
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        return process

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@given(plans, st.lists(st.sampled_from(KEYS) | st.floats(0.1, 30), max_size=25), st.integers(0, 10) | st.none())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_session_is_taken_up_as_it_was(
    tmp_path: Path, plan: Plan, doings: list[str | float], score: int | None
) -> None:
    went = walk(plan)
    for doing in doings:
        went.press(doing) if isinstance(doing, str) else went.wait(doing)
    before = checkpoint_of(went.session, before=score, routine="daily-back" if score else None)
    path = saved(tmp_path, before)
    found = loaded(tmp_path)
    path.unlink()
    assert found == before
    assert found.session(0.0).progress() == Session(plan, 0.0, before.progress).progress()
    record = found.record()
    assert record.seconds == sum(
        round(went.session.held(n)) for n in range(len(plan.entries)) if went.session.reached(n)
    )
    assert record.tightness is None or record.tightness.before == score


OF_THE_VERSION_BEFORE = """version = 1
id = "20261120T083000Z-7f3a9c"
started = 2026-11-20 09:30:00+01:00
routine = "my-routine"
before = 4

[[entries]]
id = "cat-cow"
name = "Cat and cow"
region = "mid-back"
technique = "dynamic"
sides = "both"
hold = 8
reps = 2

[[entries]]
id = "upper-trapezius"
name = "Ear to shoulder"
region = "neck"
technique = "static"
sides = "each"
hold = 20
reps = 2
words = 30

[timing]
ready = 8
rest = 4
switch = 5

[progress]
index = 6
furthest = 6
held = [0.0, 8.0, 8.0, 0.0, 20.0, 0.0, 12.0, 0.0, 0.0, 0.0, 0.0]
done = [false, true, true, false, true, false, false, false, false, false, false]
"""
"""As a version wrote it that knew neither contract-relax nor breathing: 12 s into the second hold of the neck."""


def test_a_checkpoint_of_the_version_before_is_taken_up_where_it_was(tmp_path: Path) -> None:
    slot = Checkpoints(tmp_path).take()
    slot.path.write_text(OF_THE_VERSION_BEFORE)
    slot.release()
    found = loaded(tmp_path)
    assert found
    assert found.session(100.0).view(100.0).paused
    phase = found.plan.phases[found.progress.index]
    assert (phase.kind, phase.entry, phase.side, phase.rep) == ("hold", 1, "left", 2)
    record = found.record()
    assert [(part.id, part.done, part.planned, part.seconds) for part in record.stretches] == [
        ("cat-cow", 2, 2, 16),
        ("upper-trapezius", 1, 4, 32),
    ]
    assert record.tightness
    assert (record.routine, record.seconds, record.tightness.before) == ("my-routine", 48, 4)


def test_files_are_for_their_owner_only_and_reading_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert find_interrupted(*reversed(stores(folder))) == (None, None)  # type: ignore[arg-type]
    assert not Checkpoints(folder).running_elsewhere()
    assert not folder.exists()
    path = saved(folder, checkpoint_of(Session(plan_for([an_entry()], begun(tmp_path)[0].plan.timing), 0.0)))
    assert [stat.S_IMODE(p.stat().st_mode) for p in (folder, path)] == [0o700, 0o600]


def test_a_running_session_is_not_taken_by_another_process(tmp_path: Path, elsewhere: Callable[[], object]) -> None:
    process = elsewhere()
    assert Checkpoints(tmp_path).running_elsewhere()
    assert loaded(tmp_path) is None
    mine = Checkpoints(tmp_path).take()
    assert mine.path.name == "session-2.toml"
    process.kill()  # type: ignore[attr-defined]
    process.wait()  # type: ignore[attr-defined]
    assert not Checkpoints(tmp_path).running_elsewhere()
    found = loaded(tmp_path)
    assert found is not None
    assert found.progress.index == 0


def test_what_one_process_holds_is_its_own_in_the_same_process_too(tmp_path: Path) -> None:
    _, keeper = begun(tmp_path)
    session, other = begun(tmp_path, "u")
    keeper.save(session)
    other.save(session)
    settle(keeper)
    settle(other)
    assert sorted(p.name for p in tmp_path.glob("*.toml")) == ["session-2.toml", "session.toml"]
    assert loaded(tmp_path) is None
    keeper.leave().result()
    assert loaded(tmp_path) is not None


def test_all_slots_are_taken_and_one_is_free_again(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path)
    session = Session(plan_for([an_entry()], begun(tmp_path / "x")[0].plan.timing), 0.0)
    slots: list[Slot] = []
    for _ in range(SLOTS):
        slots.append(checkpoints.take())
        slots[-1].save(checkpoint_of(session))
    assert len({slot.path for slot in slots}) == SLOTS
    with pytest.raises(StorageError, match=f"{SLOTS} sessions already"):
        checkpoints.take()
    slots[3].release()
    with pytest.raises(StorageError):  # it waits to be resumed
        checkpoints.take()
    slots[4].clear()
    slots[4].release()
    assert checkpoints.take().path == slots[4].path


def test_a_slot_is_ours_until_its_folder_goes(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    slot = Checkpoints(folder).take()
    assert slot.held()
    folder.rename(tmp_path / "away")
    assert not slot.held()
    again = Checkpoints(folder).take_again(slot)
    assert again.held()
    assert again.path == slot.path
    again.release()
    assert not again.held()


@pytest.mark.parametrize("write", [lambda p: None, lambda p: p.mkdir(), os.mkfifo, lambda p: p.symlink_to(p)])
def test_what_is_no_checkpoint_is_none(tmp_path: Path, write: Callable[[Path], object]) -> None:
    slot = Checkpoints(tmp_path).take()
    write(slot.path)
    assert slot.load() is None


def hostile(text: str) -> list[str]:
    """Files that parse and are no checkpoint of ours."""
    return [
        text.replace("version = 1", "version = 2"),
        text.replace("reps = 6", "reps = 999999999"),
        text.replace("reps = 6", "reps = 0"),
        text.replace("reps = 6", "reps = 5"),
        text.replace("hold = 10", "hold = -10"),
        text.replace("rest = 2", f"rest = {10**40}"),
        text.replace("switch = 2", "switch = -2"),
        text.replace("10.0,", "nan,", 1),
        text.replace("10.0,", "inf,", 1),
        text.replace("10.0,", "1e300,", 1),
        text.replace("10.0,", "-1.0,", 1),
        text.replace("true,", "true, true,", 1),
        text.replace("version = 1\n", ""),
        text.replace("index = ", "index = 99"),
        text.replace("furthest = ", "furthest = -1"),
        text.replace("[progress]", '[progress.felt]\n7 = "hard"\n[progress]', 1),
        text.replace('id = "20', 'before = 11\nid = "20'),
        text.replace('id = "20', 'ending = "bored"\nid = "20'),
        text.replace("00+00:00", "00", 1),
        "",
        "x = " + "[" * 9999,
        "x = " + "9" * 9999,
        "entries = []\n" + text[text.index("[timing]") :],
    ]


def test_files_that_are_no_checkpoint_of_ours_are_refused(tmp_path: Path) -> None:
    session, keeper = begun(tmp_path)
    run(session, keeper, most=3)
    keeper.leave().result()
    path = tmp_path / "session.toml"
    text = path.read_text()
    assert loaded(tmp_path) is not None
    for bad in hostile(text):
        assert bad != text
        path.write_text(bad)
        assert loaded(tmp_path) is None, bad


def test_an_unreadable_checkpoint_is_set_aside_and_nothing_is_lost(tmp_path: Path) -> None:
    history, checkpoints = stores(tmp_path)
    path = tmp_path / "session.toml"
    for number, content in enumerate((b"id = ", b"\xff\xfe", b"\0" * 400), start=1):
        path.write_bytes(content)
        aside = tmp_path / ("session.toml.unreadable" + (f"-{number}" if number > 1 else ""))
        found, line = find_interrupted(checkpoints, history)
        assert found is None
        assert line == f"{path}: an interrupted session that can't be understood; set aside as {aside.name}"
        assert aside.read_bytes() == content
        assert find_interrupted(checkpoints, history) == (None, None)
    assert checkpoints.take().path == path  # and its place is free


def test_one_that_cannot_be_set_aside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history, checkpoints = stores(tmp_path)
    (tmp_path / "session.toml").write_text("id = ")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    found, line = find_interrupted(checkpoints, history)
    assert found is None
    assert line is not None
    assert line.endswith("it can't be set aside; move it away")
    assert (tmp_path / "session.toml").read_text() == "id = "


def test_no_damage_raises_or_is_taken_for_another_session(tmp_path: Path) -> None:
    session, keeper = begun(tmp_path)
    run(session, keeper, most=3)
    keeper.leave().result()
    path, dice = tmp_path / "session.toml", random.Random(11)
    data = path.read_bytes()
    junk = [
        b"=",
        b"[",
        b"]",
        b'"',
        b"'''",
        b"\n",
        b"\xff",
        b"\0",
        b"nan",
        b"9",
        b"99999999",
        b"-",
        b".",
        b"[[entries]]\n",
    ]
    slot = next(Checkpoints(tmp_path).interrupted())
    for _ in range(MUTATIONS):
        at = dice.randrange(len(data))
        path.write_bytes(data[:at] + dice.choice(junk) + data[at + dice.choice([0, 1, 3, 30]) :])
        found = slot.load()
        if found:
            record = found.record()
            assert 0 <= record.seconds < 10**8
            assert found.session(0.0).view(0.0).left >= 0


def test_a_save_that_fails_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, keeper = begun(tmp_path)
    run(session, keeper, most=1)
    before = (tmp_path / "session.toml").read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        run(session, keeper, most=1)
    assert keeper.trouble is not None
    assert "no space left" in keeper.trouble
    assert (tmp_path / "session.toml").read_bytes() == before
    assert sorted(p.suffix for p in tmp_path.glob("*session*")) == [".lock", ".toml"]  # and no rubbish beside it
    keeper.save(session)
    settle(keeper)
    assert keeper.trouble is None
    keeper.leave().result()
    found = loaded(tmp_path)
    assert found is not None
    assert sum(found.progress.done) == 2


def test_times_that_toml_cannot_say_are_rounded(tmp_path: Path) -> None:
    from datetime import timedelta, timezone

    odd = datetime(2026, 11, 21, 9, 30, 0, 123, tzinfo=timezone(timedelta(hours=1, seconds=17)))
    session = begun(tmp_path / "x")[0]
    keeper = store(tmp_path).begin(session, started=odd, token="t")
    keeper.save(session)
    keeper.leave().result()
    found = loaded(tmp_path)
    assert found is not None
    assert found.started == odd.replace(microsecond=0)
    assert found.started.astimezone(UTC).tzinfo is UTC
