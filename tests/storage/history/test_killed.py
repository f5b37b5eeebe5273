"""Many writers at once, writers that are killed, disks that are full: no session is ever lost."""

import os
import resource
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.history.blocks import blocks
from stretchtui.storage.history.log import HistoryLog
from tests.storage.history.histories import filled, log_at

LONG = bool(os.environ.get("STRETCHTUI_LONG_TESTS"))
ROUNDS = 25 if LONG else 5
KILLS_A_ROUND = 20
COMMON = """
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from stretchtui.core.measures.record import Best, Measure
from stretchtui.core.session.record import SessionRecord, StretchRecord
from stretchtui.storage.history.log import HistoryLog
folder = Path(sys.argv[1])
log = HistoryLog(folder / "history.toml", folder / "undo", patience=600)  # writers without a pause starve each other
start = datetime(2026, 1, 1, tzinfo=timezone.utc)
def record(name, number):
    stretches = tuple(StretchRecord("child", "Child's pose", "lower-back", 3, 4, n) for n in range(5))
    return SessionRecord(f"{name}-{number}", start + timedelta(minutes=number), 9, "completed", stretches)
def measure(name, number):
    at = start + timedelta(minutes=number)
    return Measure(f"{name}-{number}", at, "knee-wall", Best("cm", Decimal(number) / 4), "note " * 9)
"""


def child(body: str, *args: object, **options: object) -> subprocess.Popen[str]:
    script = COMMON + textwrap.dedent(body)
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload, no-any-return]


def test_eight_processes_append_at_once(tmp_path: Path) -> None:
    body = """
    for number in range(100):
        log.append(record(sys.argv[2], number))
    """
    writers = [child(body, tmp_path, name) for name in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    log = log_at(tmp_path)
    page = log.all()
    assert page.problems == ()
    assert {r.id for r in page.records} == {f"{name}-{number}" for name in range(8) for number in range(100)}
    assert sum(1 for _ in blocks(log.path.read_bytes())) == 800


FORKER = """
import os, random, signal, time
dice = random.Random(int(sys.argv[2]))
for turn in range(int(sys.argv[3])):
    heard, said = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            for number in range(1000):
                {act}
                os.write(said, b".")
        except BaseException as error:
            print("failed:", repr(error), flush=True)
        os._exit(1)
    os.close(said)
    if turn % 2:
        os.read(heard, 1)  # until it wrote once; the others may be killed at their first act
    time.sleep(dice.random() * 0.012)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(heard)
    print("killed", flush=True)
"""


@pytest.mark.parametrize("act", ["append", "measure", "rewrite"])
def test_a_writer_killed_anywhere_loses_nothing_that_it_had_told(tmp_path: Path, act: str) -> None:
    log = filled(tmp_path, 30)
    before = log.path.read_bytes()
    acts = {
        "append": "log.append(record(turn, number)); os.write(1, f'wrote {turn}-{number}\\n'.encode())",
        "measure": "log.append(measure(turn, number)); os.write(1, f'wrote {turn}-{number}\\n'.encode())",
        "rewrite": "log.edit(f's-{dice.randrange(30):05}', note=f'{turn} {number}' * dice.randrange(1, 200))",
    }
    for seed in range(ROUNDS):
        writer = child(FORKER.format(act=acts[act]), tmp_path, seed, KILLS_A_ROUND)
        told, _ = writer.communicate()
        assert told.count("killed") == KILLS_A_ROUND
        assert "failed" not in told
        page = log.all()
        assert [p for p in page.problems if "cut off" not in str(p)] == []
        found = {r.id for r in page.records} | {m.id for m in log.measures()}
        assert found >= {f"s-{n:05}" for n in range(30)}
        assert found >= {line.split()[1] for line in told.splitlines() if line.startswith("wrote")}
        if act != "rewrite":
            assert "wrote" in told
            assert log.path.read_bytes().startswith(before)
            log.path.write_bytes(before)
        else:
            rest = [line for line in log.path.read_bytes().splitlines() if not line.startswith(b"note")]
            assert rest == [line for line in before.splitlines() if not line.startswith(b"note")]


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    log = filled(tmp_path, 4)
    before = b"# lines of the user's own\n" * 200 + log.path.read_bytes()  # so that the journal has room
    log.path.write_bytes(before)
    limit = len(before) + 100
    body = """
    from stretchtui.storage.files.diagnostics import StorageError
    for act in (
        lambda: log.append(record("x", 1)),
        lambda: log.insert(record("x", 2)),
        lambda: log.edit("s-00002", note="long " * 100),
    ):
        try:
            act()
        except StorageError as error:
            print(error)
    log.delete("s-00003")  # what makes it smaller still works
    log.undo()
    """
    writer = child(body, tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    told, _ = writer.communicate()
    assert writer.returncode == 0
    assert [line.startswith(f"{log.path}: ") and "free some space" in line for line in told.splitlines()] == [True] * 3
    assert log.path.read_bytes() == before
    assert log.undo() is None  # nothing happened, so nothing can be taken back


def test_a_read_only_folder_can_be_read_and_says_why_not_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path, 3)
    before = log.path.read_bytes()
    real = os.open

    def read_only(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    assert len(log.all().records) == 3
    assert log.mend() is None
    acts: tuple[Callable[[], object], ...] = (
        lambda: log.append(log.newest(1).records[0]),
        lambda: log.delete("s-00001"),
    )
    for act in acts:
        with pytest.raises(StorageError, match=r"read-only file system.*must be yours"):
            act()
    assert log.path.read_bytes() == before


def test_readers_beside_a_writer_never_see_half_a_session(tmp_path: Path) -> None:
    body = """
    for number in range(300):
        log.append(record("w", number))
        if number % 30 == 0:
            log.edit("w-0", note=str(number))
    """
    writer = child(body, tmp_path)
    log = HistoryLog(tmp_path / "history.toml", tmp_path / "undo")
    seen = 0
    while writer.poll() is None:
        page = log.newest(50)
        assert page.problems == ()
        count = len(page.records)
        assert count >= min(seen, 50)
        seen = count
    assert writer.returncode == 0
    assert len(log.all().records) == 300
