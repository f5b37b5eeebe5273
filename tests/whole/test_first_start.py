"""What is to be known first, in a real terminal: read once in each mode, and never in the way of other commands."""

import subprocess
from pathlib import Path

import pytest

from tests.whole.conftest import Open
from tests.whole.harness import DEADLINE, PROGRAM

pytestmark = pytest.mark.whole


@pytest.fixture
def fresh(home: Path) -> Path:
    """A home in which the program was never opened."""
    (home / "notices.toml").unlink()
    return home


def test_the_app_waits_for_it_once(terminal: Open, fresh: Path) -> None:
    screen = terminal("start", "quick-turn")
    screen.until("How tight does it feel now?")
    screen.press("enter")
    screen.until("Before you stretch", "call the emergency number now", "enter I have read it")
    screen.press("enter")
    screen.until("Get ready")
    assert "accepted = 2" in (fresh / "notices.toml").read_text()
    screen.press("q", "enter")
    assert screen.ended() == 0
    again = terminal("start", "quick-turn")
    again.until("How tight does it feel now?")


def test_line_mode_waits_for_it_too(terminal: Open, fresh: Path) -> None:
    screen = terminal("start", "quick-turn", "--plain", size=(80, 40))
    screen.until("Ask a doctor or physiotherapist before you begin", "Enter: I have read it. q: leave.")
    screen.press("q")
    assert screen.ended() == 0
    assert not (fresh / "notices.toml").exists()
    again = terminal("start", "quick-turn", "--plain", size=(80, 40))
    again.until("Enter: I have read it.")
    again.press("enter")
    again.until("How tight does it feel?")
    assert "accepted = 2" in (fresh / "notices.toml").read_text()


@pytest.mark.parametrize("words", [["--help"], ["list"], ["log"], ["status"], ["check"], ["show", "chin-tuck"]])
def test_it_never_blocks_other_commands(fresh: Path, words: list[str]) -> None:
    done = subprocess.run(
        [PROGRAM, *words],
        env={"STRETCHTUI_HOME": str(fresh)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
        timeout=DEADLINE,
    )
    assert "Before you stretch" not in done.stdout
    assert not (fresh / "notices.toml").exists()
