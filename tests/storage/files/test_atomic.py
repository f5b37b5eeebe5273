"""Writing files whole or not at all."""

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.storage.files.atomic import ChangedUnderneathError, append_durably, read_whole, write_atomic
from stretchtui.storage.files.diagnostics import Problem, StorageError


def test_a_new_file_is_private_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "file"
    write_atomic(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o664)
    write_atomic(path, b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", 0o664)
    assert [p.name for p in path.parent.iterdir()] == ["file"]


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link, chain = tmp_path / "real" / "file", tmp_path / "link", tmp_path / "chain"
    link.symlink_to("real/file")
    chain.symlink_to(link)
    write_atomic(chain, b"one")  # the link led nowhere yet
    append_durably(chain, lambda tail: tail + b"!")
    assert target.read_bytes() == b"onene!"
    assert link.is_symlink()
    assert chain.is_symlink()
    assert not target.is_symlink()


def test_a_file_that_changed_underneath_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    _, state = read_whole(path)
    path.write_bytes(b"their own")
    with pytest.raises(ChangedUnderneathError):
        write_atomic(path, b"ours", expected=state)
    assert path.read_bytes() == b"their own"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_left_overs_of_killed_writers_are_swept_when_old(tmp_path: Path) -> None:
    path = tmp_path / "file"
    old, new, other = (tmp_path / name for name in (".file.0a.tmp", ".file.0b.tmp", ".files.0c.tmp"))
    for left in (old, new, other):
        left.write_bytes(b"x")
    for left in (old, other):
        os.utime(left, (1, 1))
    write_atomic(path, b"y")
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_no_byte_is_lost_on_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 600)
    script = f"""
from pathlib import Path
from stretchtui.storage.files.atomic import append_durably, write_atomic
from stretchtui.storage.files.diagnostics import StorageError
path = Path({str(path)!r})
for write in (lambda: append_durably(path, lambda tail: b"y" * 900), lambda: write_atomic(path, b"z" * 1100)):
    try:
        write()
    except StorageError as error:
        print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert path.read_bytes() == b"x" * 600
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    lines = run.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{path}: ") and "free some space" in line for line in lines)


@pytest.mark.parametrize("writing", ["append", "replace"])
def test_a_disk_that_fails_to_sync_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writing: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")

    def failing(_fd: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StorageError, match="input/output error"):
        append_durably(path, lambda _: b"two") if writing == "append" else write_atomic(path, b"two")
    assert path.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    writes: tuple[Callable[[Path], object], ...] = (
        lambda p: write_atomic(p, b"x"),
        lambda p: append_durably(p, lambda _: b"x"),
    )
    for write in writes:
        with pytest.raises(StorageError, match="a file where a folder should be"):
            write(tmp_path / "file" / "inner" / "history.toml")
        with pytest.raises(StorageError, match=r"folder stands|no ordinary"):
            write(tmp_path)


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(StorageError, match="back to itself"):
        read_whole(tmp_path / "a")


def test_an_append_to_a_file_that_was_replaced_meanwhile_says_so(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")

    def replacing(_tail: bytes) -> bytes:
        write_atomic(path, b"theirs")
        return b"two"

    assert not append_durably(path, replacing)
    assert append_durably(path, lambda _: b" two")
    assert path.read_bytes() == b"theirs two"


def test_a_problem_is_one_line(tmp_path: Path) -> None:
    assert str(Problem(Path("a.toml"), 3, "wrong")) == "a.toml:3: wrong"
    assert str(Problem(Path("a\nb.toml"), None, "wrong\nhere")) == "a b.toml: wrong here"
    assert str(StorageError(Problem(Path("a"), 1, "x"), Problem(Path("b"), 2, "y"))) == "a:1: x\nb:2: y"
