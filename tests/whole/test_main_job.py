"""From the region browser to the saved history, as a user does it."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.whole.conftest import Open
from tests.whole.harness import PROGRAM

pytestmark = pytest.mark.whole


def sessions(home: Path) -> list[dict[str, Any]]:
    """What the history file says."""
    found: list[dict[str, Any]] = tomli.loads((home / "history.toml").read_text())["session"]
    return found


def test_from_the_browser_to_the_saved_history(terminal: Open, home: Path) -> None:
    screen = terminal()
    screen.until("Neck", "Lower back", "Routines")
    screen.press("/", *"quick turn")
    screen.until("only “quick turn”", "Quick turn")
    screen.press("enter", "enter")
    screen.until("1 s × 2 each side", "You have not done it yet.")
    screen.press("enter")
    screen.until("How tight does it feel now?")
    screen.press("6", "enter")
    screen.until("Get ready", "Turn to the left.")
    screen.press("enter")
    screen.until("Hold 1 of 2")
    screen.follow("Done", "4 of 4")
    screen.press("3", "enter", *"long day", "enter")
    screen.until("1 s × 2 each side", "You did it 1 time, last today.")
    screen.press("v")
    screen.until("History", "1 session")
    screen.press("esc")
    screen.until("You did it 1 time")
    screen.press("esc")
    screen.until("only “quick turn”")
    screen.press("q")
    assert screen.ended() == 0

    (session,) = sessions(home)
    assert session["outcome"] == "completed"
    assert session["tightness"] == {"before": 6, "after": 3}
    assert session["note"] == "long day"
    assert session["stretches"] == [
        {
            "id": "quick-turn",
            "name": "Quick turn",
            "region": "neck",
            "done": 4,
            "planned": 4,
            "seconds": 4,
            "left": {"done": 2, "seconds": 2},
            "right": {"done": 2, "seconds": 2},
        }
    ]
    assert not (home / "session.toml").exists()


@pytest.mark.long
def test_a_killed_session_is_taken_up_where_it_was(terminal: Open, home: Path) -> None:
    screen = terminal("start", "quick-turn", "--hold", "2")
    screen.until("How tight does it feel now?")
    screen.press("enter")
    screen.until("Get ready")
    screen.press("enter")
    screen.until("Hold 1 of 2", "on the left.")
    screen.follow("Hold 2 of 2", "on the left.")
    screen.follow("Hold 1 of 2", "on the right.")  # two holds are done
    screen.kill()
    assert screen.ended() == -9

    again = terminal()
    again.until("A session was interrupted.", "Quick turn")
    again.press("enter")
    again.until("Go on when you like")
    again.press("space")
    again.follow("Done", "4 of 4")
    again.press("esc")
    again.until("Neck")
    again.press("q")
    assert again.ended() == 0  # by then the disk has all of it
    (session,) = sessions(home)
    assert session["outcome"] == "completed"
    (stretch,) = session["stretches"]
    assert (stretch["done"], stretch["planned"]) == (4, 4)


def test_a_stopped_session_keeps_what_was_done(terminal: Open, home: Path) -> None:
    screen = terminal("start", "quick-turn", "--reps", "5")
    screen.until("How tight does it feel now?")
    screen.press("enter")
    screen.until("Get ready")
    screen.press("enter")
    screen.follow("Hold 2 of 5")
    screen.press("q")
    screen.until("Stop here?", "What you did is kept.")
    screen.press("enter")
    screen.until("Stopped")
    screen.press("esc")
    assert screen.ended() == 0
    (session,) = sessions(home)
    assert session["outcome"] == "stopped"
    (stretch,) = session["stretches"]
    assert stretch["done"] >= 1


def test_a_small_terminal_is_told_and_waited_for(terminal: Open) -> None:
    screen = terminal(size=(30, 8))
    screen.until("needs 40x11")
    screen.resize(80, 24)
    screen.until("Neck", "Routines")
    screen.press("q")
    assert screen.ended() == 0
    assert screen.bytes.count(b"\x1b[?1049l") == 1, "the alternate screen is left"


def test_without_a_terminal_it_says_so(home: Path) -> None:
    done = subprocess.run([PROGRAM], env={"STRETCHTUI_HOME": str(home)}, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


def test_a_broken_file_of_the_users_is_told_and_the_rest_works(terminal: Open, home: Path) -> None:
    (home / "catalog" / "broken.toml").write_text('[[stretch]]\nid = "x"\nhodl = 3\n')
    screen = terminal(size=(120, 40))
    screen.until("Neck", "broken.toml:")
    done = subprocess.run(
        [PROGRAM, "check"], env={"STRETCHTUI_HOME": str(home)}, capture_output=True, check=False, text=True
    )
    assert done.returncode == 1
    assert f"{home}/catalog/broken.toml:3: stretch 'x': unknown key 'hodl'; did you mean 'hold'?" in done.stdout
