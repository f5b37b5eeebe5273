"""`share` and `import` between two homes."""

import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.whole.conftest import QUICK


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "other"


@pytest.fixture
def file(run: Run, home: Path, tmp_path: Path) -> Path:
    """A routine shared from a home with a stretch of its own."""
    (home / "catalog").mkdir()
    (home / "catalog" / "quick.toml").write_text(QUICK)
    (home / "doses.toml").write_text("[chin-tuck]\nhold = 4\nreps = 6\n")
    path = tmp_path / "for-ann.toml"
    answer = run("share", "quick-turn", "chin-tuck", "--name", "For Ann", "-o", str(path))
    assert answer == (0, "", f"wrote {path}; to take it in: stretchtui import for-ann.toml\n")
    return path


def test_from_one_home_into_another(
    run: Run, home: Path, other: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRETCHTUI_HOME", str(other))
    answer = run("import", str(file), "--yes")
    assert answer.code == 0, answer
    assert "+ stretch Quick turn (quick-turn)" in answer.out
    assert "+ routine For Ann (for-ann)" in answer.out
    assert "to begin: stretchtui start for-ann" in answer.out
    assert "Quick turn" in run("show", "for-ann").out
    assert "nothing to take in" in run("import", str(file)).out
    assert run("import", "--undo").code == 0
    assert run("show", "for-ann").code == 1
    assert run("import", "--undo") == (1, "", "stretchtui: there is nothing to take back\n")


def test_a_programme_goes_from_one_home_into_another(
    run: Run, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(run("new", "programme").out.strip())
    path.write_text(path.read_text().replace("My programme", "For Ann"))
    shared = tmp_path / "for-ann.toml"
    assert run("share", "my-programme", "-o", str(shared)).code == 0
    assert "A programme of weeks for stretchtui" in shared.read_text()
    monkeypatch.setenv("STRETCHTUI_HOME", str(other))
    answer = run("import", str(shared), "--yes")
    assert answer.code == 0, answer
    assert "+ programme For Ann (my-programme)" in answer.out
    assert "to begin: stretchtui programme start my-programme" in answer.out
    assert run("programme", "start", "my-programme").code == 0
    assert "nothing to take in" in run("import", str(shared)).out
    assert run("share", "desk-neck-4", "daily-back", "-o", str(shared)).code == 0
    assert "nothing to take in" in run("import", str(shared)).out
    assert "is a programme of weeks" in run("sheet", str(path)).err


def test_without_a_yes_nothing_is_written(run: Run, other: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRETCHTUI_HOME", str(other))
    monkeypatch.setattr("stretchtui.commands.import_._agreed", lambda: False)
    answer = run("import", str(file))
    assert answer.code == 1
    assert answer.err == "nothing was taken in\n"
    assert not (other / "catalog").exists()


def test_a_pipe_and_the_short_text(
    run: Run, other: Path, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STRETCHTUI_HOME", str(other))
    with file.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert "+ routine For Ann" in run("import", "-", "--yes").out


@pytest.mark.parametrize("word", ["nonsense", "daily-bak"])
def test_an_unknown_id_is_told(run: Run, word: str) -> None:
    answer = run("share", word)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"stretchtui share: no routine or stretch '{word}'")


def test_a_wrong_file_tells_its_lines_and_changes_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text('[[routine]]\nid = "x"\nname = "X"\nsummary = "X."\nstretches = ["no-such"]\n')
    answer = run("import", str(path), "--yes")
    assert answer.code == 1
    assert f"{path}:5: " in answer.err
    assert not (home / "catalog").exists()


def test_a_code_that_does_not_fit_says_how_large_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "10")
    answer = run("share", "chin-tuck", "--qr")
    assert answer.code == 1
    assert "needs" in answer.err
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "60")
    assert run("share", "chin-tuck", "--qr").out.count("\n") > 20
