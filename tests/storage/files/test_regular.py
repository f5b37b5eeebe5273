"""The one door to the user's files, and the program's own, which no link may lead elsewhere."""

import errno
import fcntl
import os
from pathlib import Path

import pytest
import tomli
import tomli_w

from stretchtui.core.session.machine import Session
from stretchtui.storage.breaks.reminder import ReminderFiles
from stretchtui.storage.care import Notices, load_notices, save_notices
from stretchtui.storage.files import regular
from stretchtui.storage.files.atomic import read_whole, write_atomic
from stretchtui.storage.files.crash_log import report_crash
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.lock import LockedError, locked
from stretchtui.storage.files.regular import UnusableFileError, read_regular
from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.starts import newest_starts
from stretchtui.storage.session.checkpoint import Checkpoints
from stretchtui.storage.settings.file import load_settings
from stretchtui.storage.settings.quick import QuickSettings, quick_settings
from stretchtui.storage.toml.source import TomlSource
from tests.storage.history.histories import TORN_AT, filled, session
from tests.storage.session.running import a_plan, begun, run, settle, store


@pytest.fixture(params=["pipe", "zeros", "null", "folder", "huge"])
def strange(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is no file of anybody's, where a file should be."""
    path = tmp_path / "strange"
    match request.param:
        case "pipe":
            os.mkfifo(path)
        case "zeros":
            path.symlink_to("/dev/zero")
        case "null":
            path.symlink_to("/dev/null")
        case "folder":
            path.mkdir()
        case _:
            path.write_bytes(b"# more than a file has\n" * 100_000)
    return path


def test_every_reader_comes_back_with_one_sentence(strange: Path) -> None:
    with pytest.raises(UnusableFileError):
        read_regular(strange)
    for read in (TomlSource, read_whole):
        with pytest.raises(StorageError) as told:
            read(strange)
        assert len(str(told.value).splitlines()) == 1
    _, problems = load_settings(strange)
    assert len(problems) == 1
    assert quick_settings(strange) == QuickSettings()
    assert load_notices(strange) == Notices()
    if strange.is_file() and not strange.is_symlink():
        return  # a history may be as long
    assert len(HistoryLog(strange, strange.with_name("undo")).all().problems) == 1
    with pytest.raises(OSError, match="no ordinary file"):
        newest_starts(strange, lambda _: False)


def test_a_history_has_a_bound_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 3)
    monkeypatch.setattr("stretchtui.storage.history.log.MOST_HISTORY", 100)
    with pytest.raises(StorageError, match="is larger than"):
        log.edit("s-00001", note="x")
    assert regular.MOST_HISTORY >= 1 << 28


# Links that a stranger's checkout carries


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file of the user's that is none of ours."""
    path = tmp_path / "victim"
    path.write_bytes(b"precious\n")
    return path


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        ".history.toml.lock",
        ".settings.toml.lock",
        "session.lock",
        "session.toml",
        "session-2.lock",
        "remind.lock",
        "remind.snooze",
        "notices.toml",
        "stretchtui.log",
        "undo/000000001.json",
        "history.torn-20261130T120000.toml",
    ],
)
def test_what_is_the_program_s_own_is_never_written_through_a_link(
    tmp_path: Path, victim: Path, name: str, hard: bool
) -> None:
    home = tmp_path / "home"
    link = home / name
    link.parent.mkdir(parents=True)
    if hard:
        link.hardlink_to(victim)
    else:
        link.symlink_to(victim)
    log = HistoryLog(home / "history.toml", home / "undo", now=lambda: TORN_AT, patience=0)
    acts = (
        lambda: log.append(session(1)),
        lambda: log.delete("s-00001"),
        lambda: log.path.write_bytes(b"[[ses"),
        lambda: log.append(session(2)),
        lambda: _a_session(home),
        lambda: ReminderFiles(home).snooze(TORN_AT),
        lambda: ReminderFiles(home).claimed().__enter__(),
        lambda: save_notices(home / "notices.toml", Notices(accepted=1)),
        lambda: report_crash(ValueError("x"), home / "stretchtui.log", TORN_AT),
        lambda: _with_settings(home),
    )
    for act in acts:
        try:
            act()
        except StorageError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017
    assert victim.read_bytes() == b"precious\n"


def _a_session(home: Path) -> None:
    running = begun(home)
    run(*running, most=2)
    running[1].leave().result()


def _with_settings(home: Path) -> None:
    with locked(home / "settings.toml", timeout=0):
        write_atomic(home / "settings.toml", b"theme = 'x'\n")


def test_a_settings_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "dotfiles" / "settings.toml", tmp_path / "settings.toml"
    target.parent.mkdir()
    target.write_bytes(b"")
    link.symlink_to(target)
    write_atomic(link, b"theme = 'x'\n")
    assert link.is_symlink()
    assert target.read_bytes() == b"theme = 'x'\n"


def test_what_helps_is_told_of_the_link_s_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, link = tmp_path / "elsewhere" / "settings.toml", tmp_path / "settings.toml"
    target.parent.mkdir()
    target.write_bytes(b"")
    link.symlink_to(target)
    real = os.open

    def read_only(path: str, flags: int, *mode: int, **more: int) -> int:
        if Path(path).parent == target.parent and flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *mode, **more)

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(StorageError, match=f"link to {target}; its folder") as told:
        write_atomic(link, b"theme = 'x'\n")
    assert "nothing was changed" not in str(told.value)


# File systems without locks


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_without_locks_everything_works_and_live_processes_are_still_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def none_here(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", none_here)
    session_, running = begun(tmp_path)
    run(session_, running, most=2)
    assert running.trouble is None
    assert (tmp_path / "session.toml").exists()
    running.leave().result()
    found, _ = store(tmp_path).find_interrupted().result()
    assert found is not None
    again = store(tmp_path).resume(found)
    (tmp_path / "session.lock").write_text(f"{os.getppid():<10}\n")  # as if another process had it
    assert Checkpoints(tmp_path).running_elsewhere()
    (tmp_path / "session.lock").write_text(f"{2**22 + 1:<10}\n")  # and that had died
    assert not Checkpoints(tmp_path).running_elsewhere()
    assert again.finish(again.record(found.checkpoint.session(0.0), "stopped")).result()
    with ReminderFiles(tmp_path).claimed():
        pass


def test_a_lock_that_is_held_is_told_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with locked(path), pytest.raises(LockedError, match=f"process {os.getpid()}"), locked(path, timeout=0):
        pass


# A checkpoint that would fill the memory


def test_a_checkpoint_made_to_be_slow_is_refused_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_, running = begun(tmp_path)
    run(session_, running, most=2)
    settle(running)
    running.leave().result()
    text = (tmp_path / "session.toml").read_text()
    table = tomli.loads(text)
    many = tomli_w.dumps({**table, "entries": [{**table["entries"][0], "reps": 1000}] * 400})
    hostile = (
        many,
        text.replace('id = "20', f'id = "{"x" * 5000}20', 1),
        text.replace('name = "A"', f'name = "{"x" * 5000}"'),
        text + "# " + "x" * (1 << 20),
        tomli_w.dumps({**table, "entries": [{**table["entries"][0], "words": 10**9}]}),
    )
    from stretchtui.storage.session import checkpoint

    monkeypatch.setattr(checkpoint, "plan_for", lambda *_: pytest.fail("built"))
    for number, bad in enumerate(hostile):
        assert bad != text
        (tmp_path / "session.toml").write_text(bad)
        slot = next(Checkpoints(tmp_path).interrupted())
        assert slot.load() is None, number
        slot.release()
    assert Session(a_plan(), 0.0)
