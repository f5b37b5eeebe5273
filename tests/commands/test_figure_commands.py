"""`show --figure`, and `check` on figures."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.whole.conftest import QUICK

BEND = """\
[[figure]]
id = "my-bend"
start = "chair"
props = ["stool"]
stretch = ["lower-back"]

[[figure.pose]]
lumbar = 10

[[figure.pose]]
lumbar = 30
"""


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")


def mine(home: Path, name: str, text: str) -> Path:
    """A file of the user's."""
    path = home / "catalog" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_figure_fits_the_terminal_and_is_no_longer_than_it_must(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = run("show", "chair-fold", "--figure").out.splitlines()
    assert wide[0] == "Chair fold"
    assert 6 <= len(wide[1:]) <= 12
    assert wide[1].strip()
    assert max(map(len, wide)) <= 80
    assert any(line.rstrip()[40:] for line in wide[1:]), "the end stands beside the start"
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run("show", "chair-fold", "--figure").out.splitlines()
    assert len(wide) < len(narrow) <= 25
    assert max(map(len, narrow)) <= 40


def test_ascii_where_the_terminal_has_no_more_or_the_user_wants_it(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not run("show", "cat-cow", "--figure").out.isascii()
    monkeypatch.setenv("TERM", "linux")
    assert run("show", "cat-cow", "--figure").out.isascii()
    (home / "settings.toml").write_text('figures = "braille"\n')
    assert not run("show", "cat-cow", "--figure").out.isascii()
    monkeypatch.setenv("TERM", "xterm-256color")
    (home / "settings.toml").write_text('figures = "ascii"\n')
    assert run("show", "cat-cow", "--figure").out.isascii()


def test_to_a_pipe_there_are_no_colours(run: Run) -> None:
    assert "\x1b" not in run("show", "cat-cow", "--figure").out


def test_a_routine_shows_each_of_its_stretches(run: Run) -> None:
    titles = [line for line in run("show", "flare-up", "--figure").out.splitlines() if line[:1].isalpha()]
    assert titles == ["Seated cat and cow", "Moving pelvic tilt", "Single knee to chest", "Legs up the wall"]


def test_a_figure_of_ones_own_is_shown_by_its_id_and_by_its_stretch(run: Run, home: Path) -> None:
    mine(home, "figures/bends.toml", BEND)
    alone = run("show", "my-bend", "--figure")
    assert (alone.code, alone.err) == (0, "")
    mine(home, "own.toml", f'{QUICK}figure = "my-bend"\n')
    assert run("show", "quick-turn", "--figure").out.startswith("Quick turn\n")
    assert run("check").code == 0


def test_what_has_no_figure_says_so(run: Run, home: Path) -> None:
    mine(home, "own.toml", QUICK)
    answer = run("show", "quick-turn", "--figure")
    assert (answer.code, answer.out) == (1, "")
    assert "quick-turn has no figure" in answer.err
    assert "'nobody'" in run("show", "nobody", "--figure").err
    assert run("show", "cat-cow", "--figure", "--json").code == 2


def test_check_tells_each_mistake_of_a_figure_with_its_line(run: Run, home: Path, tmp_path: Path) -> None:
    own = mine(home, "figures/bends.toml", BEND.replace("lumbar = 30", "lumbar = 99"))
    line = f"{own}:11: figure 'my-bend', pose 2: lumbar flexion of 99 degrees"
    assert line in run("check").out
    assert line in run("check", str(own)).out
    anywhere = tmp_path / "anywhere.toml"
    anywhere.write_text(BEND.replace("lumbar = 10", "lumbr = 10"))
    assert f"{anywhere}:8: figure 'my-bend', pose 1: unknown key 'lumbr'; did you mean 'lumbar'?" in run(
        "check", str(anywhere)
    ).out  # fmt: skip


def test_check_tells_of_a_figure_that_is_not_there(run: Run, home: Path) -> None:
    own = mine(home, "own.toml", f'{QUICK}figure = "cat-caw"\n')
    told = (
        f"{own}:{len(QUICK.splitlines()) + 1}: stretch 'quick-turn': unknown figure 'cat-caw'; did you mean 'cat-cow'?"
    )
    for words in (["check"], ["check", str(own)]):
        answer = run(*words)
        assert (answer.code, answer.out.strip()) == (1, told)
