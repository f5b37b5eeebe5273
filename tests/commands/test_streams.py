"""Every command, with every combination of closed streams, encodings and files that cannot be read."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from stretchtui.storage.history.log import HistoryLog
from tests.commands.conftest import session

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="forks as Linux does")

DRIVER = Path(__file__).with_name("streams_driver.py")
CASES = 3000 if os.environ.get("STRETCHTUI_LONG_TESTS") else 60
HOSTILE = "\x1b]52;c;eA==\x07\x9b31m"

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("--version",),
    ("nonsense",),
    ("list",),
    ("show", "cat-cow"),
    ("show", "cat-cow", "--json"),
    ("show", "cat-cow", "--figure"),
    ("show", "nonsense"),
    ("log",),
    ("log", "--csv"),
    ("log", "--json"),
    ("log", "--since", "today"),
    ("log", "--since", "nonsense"),
    ("log", "add", "cat-cow", "--note", "schön"),
    ("log", "add", "nonsense"),
    ("log", "undo"),
    ("stats",),
    ("stats", "--json"),
    ("report", "-o", "-"),
    ("status",),
    ("status", "--json"),
    ("status", "--due"),
    ("status", "--format", "{week}"),
    ("remind", "--snooze", "5"),
    ("share", "cat-cow"),
    ("import", "{home}/other.toml"),
    ("import", "--merge", "{home}/history.toml", "{home}/other.toml", "{home}/other.toml"),
    ("new", "stretch"),
    ("check",),
    ("check", "{home}/history.toml"),
    ("check", "--fix-order"),
    ("doctor",),
    ("completions", "bash"),
    ("completions", "fish"),
    ("history",),
    ("break", "--plain", "nonsense"),
    ("start", "nonsense", "--plain"),
)
HOSTILE_WORDS: tuple[tuple[str, ...], ...] = (
    (HOSTILE,),
    ("--" + HOSTILE,),
    ("show", HOSTILE),
    ("log", "--since", HOSTILE),
    ("log", "--last", HOSTILE),
    ("log", "add", HOSTILE),
    ("log", "add", "cat-cow", "--at", HOSTILE),
    ("log", "add", "cat-cow", "--note", HOSTILE),
    ("log", "add", "cat-cow", "--minutes", HOSTILE),
    ("status", HOSTILE),
    ("stats", "--since", HOSTILE),
    ("list", HOSTILE),
    ("check", HOSTILE),
    ("import", HOSTILE),
    ("share", HOSTILE),
    ("sheet", HOSTILE),
    ("new", HOSTILE),
    ("completions", HOSTILE),
    ("break", "--plain", HOSTILE),
    ("start", HOSTILE, "--plain"),
    ("remind", "--snooze", HOSTILE),
)
NAMES = ("settings.toml", "history.toml", "doses.toml", "favourites.toml", "notices.toml", "session.toml", "catalog")


def _unreadable(path: Path) -> None:
    path.chmod(0)


def _pipe(path: Path) -> None:
    _gone(path)
    os.mkfifo(path)


def _endless(path: Path) -> None:
    _gone(path)
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    _gone(path)
    path.mkdir()


def _gone(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def _utf_16(path: Path) -> None:
    _gone(path)
    path.write_bytes('[x]\na = "ü"\n'.encode("utf-16"))


def _garbage(path: Path) -> None:
    _gone(path)
    path.write_bytes(random.Random(1).randbytes(300))


def _loop(path: Path) -> None:
    _gone(path)
    path.symlink_to(path)


def _untouched(_path: Path) -> None:
    pass


DAMAGE: tuple[Callable[[Path], object], ...] = (
    _untouched, _unreadable, _pipe, _endless, _folder, _gone, _utf_16, _garbage, _loop,
)  # fmt: skip
CLOSED = tuple(tuple(n for n in range(3) if bits >> n & 1) for bits in range(8))
ENCODINGS = ("utf-8", "iso-8859-1", "ascii")


class Runner:
    """The driver, kept running."""

    def __init__(self) -> None:
        environ = {key: value for key, value in os.environ.items() if not key.startswith("STRETCHTUI")}
        environ |= {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ
        )

    def __call__(
        self,
        words: tuple[str, ...],
        home: Path,
        closed: tuple[int, ...] = (),
        encoding: str = "utf-8",
        *,
        rights: bool = True,
    ) -> dict[str, Any]:
        """What a command says and how it ends."""
        assert self._process.stdin
        assert self._process.stdout
        case = {"words": words, "home": str(home), "closed": closed, "encoding": encoding, "rights": rights}
        self._process.stdin.write(json.dumps(case) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def end(self) -> None:
        """End it with the tests."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Runs commands."""
    driver = Runner()
    yield driver
    driver.end()


@pytest.fixture
def full_home(tmp_path: Path) -> Callable[[], Path]:
    """Makes homes with something in every file."""
    homes = iter(range(10**6))

    def make() -> Path:
        home = tmp_path / f"home-{next(homes)}"
        log = HistoryLog(home / "history.toml", home / "undo")
        log.append(session(timedelta(days=1), note="schön"))
        (home / "settings.toml").write_text("theme = 'dusk'\n[goal]\ndays_per_week = 3\n")
        (home / "doses.toml").write_text("[cat-cow]\nhold = 5\nreps = 6\n")
        (home / "favourites.toml").write_text('favourites = ["cat-cow"]\n')
        (home / "notices.toml").write_text("accepted = 99\n")
        (home / "session.toml").write_text("id = 'x'\n")
        (home / "catalog").mkdir()
        (home / "other.toml").write_text(log.path.read_text().replace("day", "other"))
        return home

    return make


def fine(answer: dict[str, Any], words: tuple[str, ...], closed: tuple[int, ...]) -> None:
    """An end as documented, and words that a person can read."""
    assert answer["code"] in (0, 1, 2), answer
    said = answer["out"] + answer["err"]
    for bad in ("Traceback", "NoneType", "[Errno", "has no attribute", "Error:", "codec"):
        assert bad not in said, answer
    assert "\x1b" not in said
    if 1 in closed:
        assert answer["out"] == ""
    if 2 in closed:
        assert answer["err"] == ""
    if answer["code"] and 2 not in closed and words[:2] not in (("status", "--due"), ("check",)):
        assert answer["err"] or answer["out"], answer
    if words == ("log", "--csv") and answer["out"]:
        assert answer["out"].startswith("id,started,")
        assert all(line.count(",") >= 9 for line in answer["out"].split("\r\n") if line)
        assert "sch\xc3\xb6n" in answer["out"] or answer["out"].count("\n") == 1  # UTF-8, whatever the locale
    if words == ("log", "--json") and answer["out"]:
        assert all(json.loads(line)["id"] for line in answer["out"].splitlines())


@pytest.mark.long
def test_every_command_with_streams_closed_and_in_any_encoding(runner: Runner, full_home: Callable[[], Path]) -> None:
    dice = random.Random(2)
    cases = list(product(COMMANDS, CLOSED, ENCODINGS))
    for words, closed, encoding in dice.sample(cases, min(CASES, len(cases))):
        home = full_home()
        words = tuple(word.replace("{home}", str(home)) for word in words)  # noqa: PLW2901
        fine(runner(words, home, closed, encoding), words, closed)


def test_every_command_with_files_that_are_none(runner: Runner, full_home: Callable[[], Path]) -> None:
    dice = random.Random(3)
    cases = list(product(COMMANDS, NAMES, DAMAGE))
    for words, name, damage in dice.sample(cases, min(CASES, len(cases))):
        home = full_home()
        damage(home / name)
        words = tuple(word.replace("{home}", str(home)) for word in words)  # noqa: PLW2901
        closed = dice.choice(CLOSED)
        fine(runner(words, home, closed, dice.choice(ENCODINGS), rights=False), words, closed)


@pytest.mark.parametrize("mode", [0o000, 0o500, 0o600])
def test_every_command_in_a_home_that_may_not_be_entered(
    runner: Runner, full_home: Callable[[], Path], mode: int
) -> None:
    home = full_home()
    home.chmod(mode)
    for words in COMMANDS:
        words = tuple(word.replace("{home}", str(home)) for word in words)  # noqa: PLW2901
        fine(runner(words, home, rights=False), words, ())
    home.chmod(0o700)


def test_a_closed_home_ends_neither_check_nor_doctor(runner: Runner, full_home: Callable[[], Path]) -> None:
    home = full_home()
    home.chmod(0)
    try:
        checked, looked = (runner((word,), home, rights=False) for word in ("check", "doctor"))
    finally:
        home.chmod(0o700)
    for name in ("catalog", "themes", "settings.toml", "doses.toml", "favourites.toml", "history.toml"):
        assert f"{home}/{name}: cannot be read" in checked["out"], name
    assert checked["code"] == 1
    assert "see: stretchtui check" in looked["out"]
    assert looked["code"] == 0


@pytest.mark.parametrize("folder", ["catalog", "catalog/figures", "catalog/shared", "catalog/tests"])
def test_a_folder_that_may_not_be_read_is_told_and_what_is_shipped_works(
    runner: Runner, full_home: Callable[[], Path], folder: str
) -> None:
    home = full_home()
    place = home / folder
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0)
    try:
        checked, shown = runner(("check",), home, rights=False), runner(("show", "cat-cow"), home, rights=False)
    finally:
        place.chmod(0o700)
    assert checked["out"].count(f"{place}: cannot be read") == 1
    assert shown["code"] == 0


@pytest.mark.parametrize(
    "words", [("stats",), ("report", "-o", "-"), ("log", "--last", "3"), ("log", "--since", "-7d")]
)
def test_a_history_that_may_not_be_read_is_not_called_empty(
    runner: Runner, full_home: Callable[[], Path], words: tuple[str, ...]
) -> None:
    home = full_home()
    (home / "history.toml").chmod(0)
    answer = runner(words, home, rights=False)
    (home / "history.toml").chmod(0o600)
    assert answer["code"] == 1
    assert answer["out"] == ""
    assert "history.toml: cannot be read" in answer["err"]


def test_no_word_reaches_the_terminal_as_it_came(runner: Runner, full_home: Callable[[], Path]) -> None:
    home = full_home()
    for words in HOSTILE_WORDS:
        answer = runner(words, home)
        assert answer["code"] in (0, 1, 2)
        assert "\x1b" not in answer["out"] + answer["err"], words
        assert "\x07" not in answer["out"] + answer["err"], words
        assert "\xc2\x9b" not in answer["out"] + answer["err"], words
    assert "\x1b" not in (home / "history.toml").read_text()


# The interpreter itself, not what a test makes of it


def shell(command: str, home: Path, **environ: str) -> tuple[int, bytes, bytes]:
    """A command line in a shell, with the program as `stretchtui`."""
    script = f'stretchtui() {{ "{sys.executable}" -m stretchtui "$@"; }}; {command}'
    found = subprocess.run(
        ["/bin/sh", "-c", script],
        env={**os.environ, "STRETCHTUI_HOME": str(home), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return found.returncode, found.stdout, found.stderr


def test_a_message_never_lands_in_a_file_that_stdout_goes_to(full_home: Callable[[], Path]) -> None:
    home = full_home()
    (home / "settings.toml").write_text("theme = ")
    with (home / "history.toml").open("a") as file:
        file.write("\n[[session]]\nid = 3\n")
    code, out, _ = shell(f"stretchtui log --csv 2>&- >{home}/out.csv; cat {home}/out.csv", home)
    assert code == 0
    assert len(out.splitlines()) == 2
    code, out, err = shell("stretchtui log --csv >&-", home)
    assert (code, out) == (0, b"")
    assert b"NoneType" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
@pytest.mark.parametrize(
    "words", ["log --csv", "list", "--help", "log --help", "--version", "status", "check", "new stretch"]
)
def test_a_full_disk_behind_stdout_is_told_and_fails(full_home: Callable[[], Path], words: str) -> None:
    code, _, err = shell(f"stretchtui {words} >/dev/full", full_home())
    assert (code, err.decode().strip().lower()) == (1, "stretchtui: no space left on device")


@pytest.mark.parametrize("zone", ["UTC+24", "X-167"])
@pytest.mark.parametrize(
    "words", ["status", "log add cat-cow", "log --since today", "remind", "break --plain", "start cat-cow --plain"]
)
def test_a_zone_that_cannot_be_is_told_in_a_sentence(full_home: Callable[[], Path], zone: str, words: str) -> None:
    code, out, err = shell(f"timeout 20 stretchtui {words}", full_home(), TZ=zone)
    assert "strictly between" not in (out + err).decode()
    assert code != 124
