"""Settings: a wrong key is told on its line and left at its default, the others count; reading writes nothing."""

import os
import random
from datetime import date
from pathlib import Path

import msgspec
import pytest

from stretchtui.core.settings.model import Settings
from stretchtui.storage.settings.file import load_settings

MUTATIONS = 5_000 if os.environ.get("STRETCHTUI_LONG_TESTS") else 250

WHOLE = """# mine
theme = "paper"   # the light one
bell = false
day_ends_at = 4

[session]
ready = 10
rest = 0

[goal]
days_per_week = 5
[ break ]
minutes = 2
quiet = [
    "22:00",
    "07:00",
]

[body]
conditions = ["hip-problem"]

[keys]
quit = "Q"
help = "f1"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def told(path: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    """Settings read from a text, and what is told, without the path."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = sorted(path.parent.iterdir())
    settings, problems = load_settings(path)
    assert sorted(path.parent.iterdir()) == before
    assert all(str(problem).startswith(f"{path}:") and str(problem).isprintable() for problem in problems)
    return settings, [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_no_file_means_defaults_and_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    assert load_settings(path) == (Settings(), [])
    assert [*tmp_path.iterdir()] == []
    (tmp_path / "deep").write_text("a file where the folder should be")
    assert load_settings(path) == (Settings(), [])


@pytest.mark.parametrize("change", [lambda t: t, lambda t: "\ufeff" + t.replace("\n", "\r\n")], ids=["", "windows"])
def test_everything_right_is_read(path: Path, change: object) -> None:
    settings, problems = told(path, change(WHOLE))  # type: ignore[operator]
    assert problems == []
    assert (settings.theme, settings.bell, settings.day_ends_at) == ("paper", False, 4)
    assert (settings.session.ready, settings.session.rest, settings.session.switch) == (10, 0, 5)
    assert settings.break_.quiet == ("22:00", "07:00")
    assert settings.keys == {"quit": "Q", "help": "f1"}


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ('"paper"', "3", "2: 'theme': expected text, not 3"),
        ("bell = false", "bell = 0", "3: 'bell': expected true or false, not 0"),
        ("bell = false", 'motion = "ful"', "3: 'motion': 'ful' is not known; did you mean 'full'?"),
        ("bell = false", "bel = false", "3: unknown key 'bel'; did you mean 'bell'?"),
        ("bell = false", '"session.ready" = 3', "3: unknown key 'session.ready'; did you mean 'session'?"),
        ("day_ends_at = 4", "day_ends_at = 7", "4: 'day_ends_at': expected at most 6, not 7"),
        ("day_ends_at = 4", "away = [2026-12-24]", "4: 'away' number 1: expected a list, not a date"),
        ("day_ends_at = 4", "away = [[2026-12-24]]", "4: 'away' number 1: expected a list of 2"),
        (
            "day_ends_at = 4",
            "away = [[2026-12-24, 2026-12-01]]",
            "4: 'away' number 1 ends before it begins; right would be [2026-12-01, 2026-12-24]",
        ),
        ("[session]", "[sesion]", "6: unknown key 'sesion'; did you mean 'session'?"),
        ("rest = 0", "rest = -1", "8: 'session.rest': expected at least 0, not -1"),
        ("rest = 0", "rest = 4.5", "8: 'session.rest': expected a whole number, not 4.5"),
        ("rest = 0", "reddy = 4", "8: 'session': unknown key 'reddy'; did you mean 'ready'?"),
        ("[goal]\n", "", "10: 'session': unknown key 'days_per_week'; take it out"),
        ("minutes = 2", "minutes = 31", "13: 'break.minutes': expected at most 30, not 31"),
        ('"07:00"', '"7"', "16: 'break.quiet' number 2: expected a time such as 22:00, not '7'"),
        ('    "07:00",\n', "", "14: 'break.quiet': expected a list of 2"),
        ('["hip-problem"]', '"hip-problem"', "20: 'body.conditions': expected a list, not 'hip-problem'"),
        ('["hip-problem"]', '["a", 3]', "20: 'body.conditions' number 2: expected text, not 3"),
        ('quit = "Q"', "quit = 3", "23: 'keys.quit': expected text, not 3"),
        ('help = "f1"', "help = {}", "24: 'keys.help': expected text, not a table"),
        ("[keys]", "[[keys]]", "22: 'keys': expected a table, not a list"),
        ("[body]", "[[body]]", "19: 'body': expected a table, not a list"),
        (
            "rest = 0",
            "rest =",
            "8: not valid TOML: invalid value; text stands in quotes; numbers, true and false do not",
        ),
    ],
)
def test_a_mistake_is_told_on_its_line_and_the_rest_counts(path: Path, right: str, wrong: str, expected: str) -> None:
    settings, problems = told(path, WHOLE.replace(right, wrong, 1))
    assert problems == [expected]
    whole, _ = told(path, WHOLE)
    if "not valid" in expected:
        assert settings == Settings()
        return
    now, then, default = (msgspec.to_builtins(s) for s in (settings, whole, Settings()))
    for name, value in now.items():  # all as it was, but for the one key
        if isinstance(value, dict) and name != "keys":
            assert all(value[key] in (then[name][key], default[name][key]) for key in value)
        elif name != "keys":
            assert value in (then[name], default[name])
    assert sum(now[name] != then[name] for name in now) <= 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("session = 3\n\ngoal = 'x'\nbreak = []", [1, 3, 4]),
        ("session = { ready = 99,\n rest = 'x' }", [1, 2]),
        ("\nsession.ready = 99\nbody.conditions.x = 1", [2, 3]),
        ("[session]\nready = 99\n[keys]\nstar = 1\nbreak = 'w'\nadd = []", [2, 4, 6]),
        ("theme = nan\nmouse = inf", [1, 2]),
        ("[[session]]\n[[goal]]\n", [1, 2]),
        ("mouse = 1979-05-27\nkeys.a.b.c = 1", [1, 2]),
        ("day_ends_at = 0x" + "f" * 9999, [1]),
    ],
)
def test_all_mistakes_are_told_at_once(path: Path, text: str, lines: list[int]) -> None:
    _, problems = told(path, text)
    assert sorted(int(problem.split(":")[0]) for problem in problems) == lines


def test_one_wrong_key_leaves_its_neighbours(path: Path) -> None:
    text = '"session.rest" = 9\n[session]\nready = 3\nrest = 99\n[keys]\nstar = 1\nbreak = "w"\n'
    settings, problems = told(path, text)
    assert len(problems) == 3
    assert (settings.session.ready, settings.session.rest, settings.keys) == (3, 4, {"break": "w"})


def test_a_date_is_read_and_a_wrong_one_told(path: Path) -> None:
    assert told(path, "[body]\nacute_until = 2026-11-21\n")[0].body.acute_until == date(2026, 11, 21)
    assert told(path, '[body]\nacute_until = "soon"\n')[1] == ["2: 'body.acute_until': expected a date, not 'soon'"]


def test_no_damage_raises(path: Path) -> None:
    dice, data = random.Random(3), WHOLE.encode()
    junk = [b"=", b"[", b"]]", b'"', b"'''", b"\n", b"\xff", b"\0", b"{}", b"nan", b"[[session]]\n", b"99", b"."]
    for _ in range(MUTATIONS):
        at = dice.randrange(len(data))
        bad = data[:at] + dice.choice(junk) + data[at + dice.choice([0, 1, 3, 30]) :]
        _, problems = told(path, bad)
        for problem in problems:
            line = problem.split(":")[0]
            assert not line.isdigit() or 1 <= int(line) <= bad.count(b"\n") + 1


def test_what_is_no_file_is_told(path: Path) -> None:
    path.mkdir()
    _, (problem,) = load_settings(path)
    assert "no ordinary file" in str(problem)
    path.rmdir()
    os.mkfifo(path)
    assert len(load_settings(path)[1]) == 1
