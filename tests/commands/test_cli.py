"""The installed program from a shell: help, wrong words, unknown ids, no terminal, broken files of the user's."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped
from tests.commands.conftest import Run

PROGRAM = str(Path(sys.executable).with_name("stretchtui"))
MINE = """[[stretch]]
id = "my-tuck"
name = "Mine\\u001b[2J"
region = "neck"
position = "chair"
technique = "static"
sides = "both"
hold = 15
reps = 4
range = { hold = [10, 60], reps = [2, 5] }
steps = ["Sit.", "Draw back.", "Wait."]
feel = "The nape."
breath = "Slowly."
easier = "Less."
harder = "More."
cautions = ["Stop if it hurts."]
sources = ["guide"]
"""


def shell(command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """What the installed program does without a terminal; `S` stands for it."""
    env = {**os.environ, **environ}
    words = ["sh", "-c", re.sub(r"\bS\b", PROGRAM, command)]
    return subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def in_a_terminal(*words: str) -> tuple[int, str]:
    """The exit code of a command that ends by itself in a terminal, and what is seen there."""
    master, slave = os.openpty()
    environ = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen([PROGRAM, *words], stdin=slave, stdout=slave, stderr=slave, env=environ) as process:
        os.close(slave)
        seen = b""
        while data := _read(master):
            seen += data
    os.close(master)
    return process.returncode, seen.decode()


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # how a terminal ends on Linux
        return b""


def commands(text: str) -> list[str]:
    """The commands that a help names."""
    return re.findall(r"^    (\w+)(?:  |$)", text, re.MULTILINE)


def written(home: Path, name: str, text: str) -> Path:
    path = home / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_the_installed_program_tells_its_version_and_help(home: Path) -> None:
    done = shell("S --version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"stretchtui {version('stretchtui')}\n", "")
    done = shell("S --help")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"start", "history", "list", "show", "check"} <= {*commands(done.stdout)}
    assert "Without a command" in done.stdout
    assert [*home.iterdir()] == []


def test_every_command_has_help_with_an_example(run: Run) -> None:
    for command in commands(run("--help").out):
        answer = run(command, "--help")
        assert (answer.code, answer.err) == (0, "")
        assert re.search(rf"\bstretchtui {command}\b", answer.out.partition("Example")[2]), command


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("lsit", "unknown word 'lsit'; did you mean 'list'?"),
        ("zzzzzz", "unknown word 'zzzzzz'; known are "),
        ("list stretchs", "unknown word 'stretchs'; did you mean 'stretches'?"),
        ("list --jsn", "--jsn"),
        ("show", "ID"),
        ("start", "ID"),
        ("start chin-tuck --hold soon", "'soon'"),
        ("start chin-tuck --reps", "--reps"),
        ("start chin-tuck --hold -5", "--hold"),
        ("start chin-tuck --hold 0", "expected a whole number from 1 to 600"),
        ("start chin-tuck --reps 61", "expected a whole number from 1 to 60"),
        ("history now", "now"),
    ],
)
def test_wrong_words_are_told_in_a_line(run: Run, words: str, told: str) -> None:
    answer = run(*words.split())
    assert (answer.code, answer.out) == (2, "")
    first, second = answer.err.splitlines()
    assert first.startswith("stretchtui")
    assert told in first
    assert re.fullmatch(r"Try: stretchtui( \w+)? --help", second)


def test_words_that_a_terminal_would_obey_are_harmless(run: Run) -> None:
    for word in ("\x1b[2J", "a\nb", "\udcff"):
        for answer in (run(word), run("show", word)):
            assert answer.code in (1, 2)
            assert "\x1b" not in answer.err
            assert answer.err.count("\n") <= 2


@pytest.mark.parametrize("words", ["", "history", "--debug"])
def test_the_app_without_a_terminal_says_so(home: Path, words: str) -> None:
    for pipe in ("", " | cat; exit 2"):
        done = shell(f"S {words}{pipe}")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "stretchtui: this needs a terminal; try: stretchtui list, show, log\n"
    assert [*home.iterdir()] == []


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("chin-tuk", "did you mean Chin tuck (chin-tuck)?"),
        ("daily-bak", "did you mean Daily back (daily-back)?"),
        ("qqqqqq", "see: stretchtui list"),
    ],
)
def test_an_unknown_id_is_told_with_the_nearest(home: Path, run: Run, wrong: str, hint: str) -> None:
    line = f"stretchtui: no routine or stretch '{wrong}'; {hint}"
    assert run("show", wrong) == (1, "", line + "\n")
    assert in_a_terminal("start", wrong) == (1, line + "\r\n")
    done = shell(f"S start {wrong}")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line + "\n")
    assert [*home.iterdir()] == []


@pytest.mark.parametrize("what", ["stretches", "routines", "programmes", "regions", "conditions", "themes"])
def test_lists_are_whole_and_the_same_as_json(home: Path, run: Run, what: str) -> None:
    rows = [line.split("\t") for line in run("list", what).out.splitlines()]
    entries = json.loads(run("list", what, "--json").out)
    assert [row[0] for row in rows] == [entry.get("id") or entry["name"] for entry in entries]
    if what != "themes":
        assert len(rows) == len(getattr(load_catalogue(shipped("catalog")).catalogue, what))
    assert all(cell for row in rows for cell in row)
    assert [*home.iterdir()] == []


def test_what_is_listed_can_be_shown(run: Run) -> None:
    for what in ("stretches", "routines"):
        for line in run("list", what).out.splitlines()[::6]:
            word, name, *_ = line.split("\t")
            answer = run("show", word)
            assert (answer.code, answer.err) == (0, "")
            assert answer.out.startswith(name + "\n")
            assert "{" not in answer.out
            assert json.loads(run("show", word, "--json").out)["id"] == word


def test_a_file_of_the_users_is_listed_shown_and_harmless(home: Path, run: Run) -> None:
    written(home, "catalog/mine.toml", MINE)
    assert "my-tuck\tMine[2J\tNeck\t15 s × 4\n" in run("list").out
    assert run("show", "my-tuck").out.startswith("Mine[2J\nNeck.")
    assert "\x1b" not in run("show", "my-tuck", "--json").out
    assert run("check") == (0, "no mistakes found\n", "")


def test_a_broken_file_of_the_users_is_told_and_the_rest_works(home: Path, run: Run) -> None:
    whole = run("list").out
    path = written(home, "catalog/mine.toml", MINE.replace("hold = 15", "hold = 5"))
    line = f"{path}:8: stretch 'my-tuck': hold = 5 is outside its range, 10 to 60\n"
    assert run("list") == (0, whole, line)
    assert run("show", "my-tuck")[:2] == (1, "")
    assert run("show", "chin-tuck").err == line
    assert in_a_terminal("start", "my-tuck")[0] == 1
    assert run("check") == (1, line, "")


# check


def test_all_mistakes_of_all_files_are_told(home: Path, run: Run) -> None:
    settings = written(
        home, "settings.toml", 'theme = "inkk"\nbel = 1\n[body]\nconditions = [\n"hip-problem",\n"hip-problm"]\n'
    )
    doses = written(home, "doses.toml", "[chin-tuck]\nhold = 3\n")
    stretches = written(home, "catalog/a.toml", MINE.replace("neck", "nek").replace("hold = 15", "hold = 'x'"))
    routine = written(home, "catalog/b.toml", "[[routine]]\nid = 'r'\nname =\n")
    theme = written(home, "themes/t.toml", "name = 3\n")
    history = written(home, "history.toml", "[[session]]\nid = 3\n")
    before = sorted((p, p.stat().st_mtime_ns) for p in home.rglob("*"))
    code, out, _ = run("check")
    assert code == 1
    lines = out.splitlines()
    for start, words in (
        (f"{settings}:1: ", "unknown theme 'inkk'"),
        (f"{settings}:2: ", "unknown key 'bel'; did you mean 'bell'?"),
        (f"{settings}:6: ", "unknown condition 'hip-problm'; did you mean 'hip-problem'?"),
        (f"{doses}:1: ", "'reps' is missing"),
        (f"{stretches}:8: ", "'hold': expected a whole number, not 'x'"),
        (f"{routine}:3: ", "not valid TOML"),
        (f"{theme}:1: ", ""),
        (f"{history}:", ""),
    ):
        assert any(line.startswith(start) and words in line for line in lines), (start, lines)
    assert sorted((p, p.stat().st_mtime_ns) for p in home.rglob("*")) == before
    for path in (settings, doses, stretches, routine, theme, history):
        alone = run("check", str(path))
        assert alone.code == 1
        told = [line for line in lines if line.startswith(f"{path}:")]
        assert sorted(alone.out.splitlines()) == sorted(told)


def test_files_that_are_right_are_told_so(tmp_path: Path, run: Run) -> None:
    right = [
        written(tmp_path, "x/my-stretches.toml", MINE),
        written(tmp_path, "x/settings.toml", "bell = false\n"),
        written(tmp_path, "x/doses.toml", "[chin-tuck]\nhold = 9\nreps = 9\n"),
        written(tmp_path, "x/history.toml", ""),
    ]
    assert run("check", *map(str, right)) == (0, "no mistakes found\n", "")


@pytest.mark.parametrize("name", ["x.toml", "settings.toml", "doses.toml", "history.toml", "themes/x.toml"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, run: Run, name: str) -> None:
    path = tmp_path / name
    code, out, _ = run("check", str(path))
    assert (code, out.count("\n")) == (1, 1)
    assert out.startswith(f"{path}: no such file")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda p: p.symlink_to(p), lambda p: p.write_bytes(b"\xff\0")])
def test_what_is_no_file_of_ours_is_told_and_not_waited_for(
    tmp_path: Path, run: Run, make: Callable[[Path], None]
) -> None:
    for name in ("x.toml", "settings.toml", "doses.toml", "history.toml"):
        make(tmp_path / name)
        code, out, err = run("check", str(tmp_path / name))
        assert (code, err) == (1, "")
        assert out.startswith(str(tmp_path / name))
        assert all(line.isprintable() for line in out.splitlines())


def test_names_that_a_terminal_would_obey_are_harmless(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a\x1b[2J\nb.toml"
    path.write_text("[['\\u001b']]\n'x\\u001b]0;y' = 1\n")
    code, out, _ = run("check", str(path))
    assert code == 1
    assert "\x1b" not in out
    assert out.count("\n") == 1
