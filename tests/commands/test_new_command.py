"""`new` writes what is right as it stands, and `check` warns of what should never be done."""

import os
import pty
from pathlib import Path

import pytest

from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.files.places import shipped
from tests.commands.conftest import Run


@pytest.mark.parametrize("kind", ["stretch", "routine", "programme"])
def test_a_template_is_right_as_it_stands(run: Run, home: Path, kind: str) -> None:
    first, second = run("new", kind), run("new", kind)
    assert (first.code, second.code) == (0, 0)
    paths = [Path(answer.out.strip()) for answer in (first, second)]
    assert [path.name for path in paths] == [f"my-{kind}.toml", f"my-{kind}-2.toml"]
    assert all(path.parent == home / "catalog" for path in paths)
    assert f"check {paths[0]}" in first.err
    loaded = load_catalogue(shipped("catalog"), home / "catalog")
    assert not loaded.problems
    assert {f"my-{kind}", f"my-{kind}-2"} <= loaded.own
    checked = run("check", *map(str, paths))
    assert (checked.code, checked.out) == (0, "no mistakes found\n")
    named = paths[0].read_text().splitlines()[0].removeprefix("#:schema file://")
    assert Path(named).is_file()


def test_a_self_test_is_right_as_it_stands_with_a_source_beside_it(run: Run, home: Path) -> None:
    answers = [run("new", "test"), run("new", "test")]
    paths = [Path(answer.out.strip()) for answer in answers]
    assert [path.relative_to(home / "catalog") for path in paths] == [
        Path("measures/my-test.toml"),
        Path("measures/my-test-2.toml"),
    ]
    assert not load_catalogue(shipped("catalog"), home / "catalog").problems
    assert run("check").code == 0
    assert run("check", *map(str, paths)).code == 0
    assert "my-test-2" in run("list", "tests").out
    shown = run("show", "my-test").out
    assert "Where my test comes from" in shown
    assert "how exact this reading is" in shown or "Exact" in shown
    named = paths[0].read_text().splitlines()[0].removeprefix("#:schema file://")
    assert Path(named).is_file()


def test_an_unknown_kind_is_told(run: Run) -> None:
    answer = run("new", "rutine")
    assert answer.code == 2
    assert "routine" in answer.err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input from a terminal."""
    master, slave = pty.openpty()
    monkeypatch.setattr("sys.stdin", os.fdopen(slave, "r"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert master


@pytest.mark.usefixtures("terminal")
def test_the_editor_is_opened_and_its_work_checked(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text("#!/bin/sh\nsed -i 's/^reps = 3 /reps = 9 /' \"$2\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}' --wait")
    monkeypatch.delenv("VISUAL", raising=False)
    answer = run("new", "stretch")
    assert answer.code == 1
    assert "reps = 9 is outside its range, 2 to 5" in answer.out


@pytest.mark.usefixtures("terminal")
def test_an_editor_that_is_not_there_is_told(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-at-all")
    answer = run("new", "routine")
    assert answer.code == 1
    assert "'no-such-editor-at-all' could not be started" in answer.err
    assert (home / "catalog" / "my-routine.toml").exists()


def test_check_warns_of_what_should_never_be_done(run: Run, home: Path) -> None:
    path = Path(run("new", "stretch").out.strip())
    text = path.read_text()
    path.write_text(text.replace('"Stay there, and breathe."', '"Roll your head in circles."'))
    for words in (["check", str(path)], ["check"]):
        answer = run(*words)
        assert answer.code == 0, "a warning is no mistake"
        line = text.splitlines().index('    "Stay there, and breathe.",') + 1
        told = f"{path}:{line}: warning: stretch 'my-stretch': rolling the head in circles is what no stretch"
        assert told in answer.out
        assert "no mistakes found" in answer.out
