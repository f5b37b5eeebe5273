"""`stretchtui measure` in a terminal: a pair of self-tests, in line mode and full screen, killed and kept."""

import signal
from functools import partial
from pathlib import Path

import pytest

from stretchtui.core.measures.record import Measure
from stretchtui.storage.history.log import HistoryLog
from tests.whole.conftest import Open
from tests.whole.harness import PROGRAM, Terminal

pytestmark = pytest.mark.whole

QUICK = """\
[[test]]
id = "quick-reach"
name = "Quick reach"
summary = "How far the arm goes."
region = "neck"
position = "chair"
tools = ["a ruler"]
sides = "each"
ready = 1
hold = 1
steps = ["Sit tall.", "Reach with your {side} arm.", "Stay, and read."]
cautions = ["Stop where it hurts."]
sources = ["guide"]

[[test.scales]]
kind = "length"
reads = "from the table to the fingertips"
better = "more"
least = 0
most = 50
error = 2
"""


@pytest.fixture(autouse=True)
def _quick(home: Path) -> None:
    folder = home / "catalog" / "measures"
    folder.mkdir()
    (folder / "quick.toml").write_text(QUICK)


def measures(home: Path) -> tuple[Measure, ...]:
    return HistoryLog(home / "history.toml", home / "undo").measures()


def in_lines(screen: Terminal, *numbers: str, first: str = "left") -> None:
    """All tries of a test, each with its number; `first` is the side that has to be asked of first."""
    second = "right" if first == "left" else "left"
    screen.until("Warming up")
    screen.press("enter")
    for at, number in enumerate(numbers):
        side = first if at < 3 else second
        screen.until(f"Try {at % 3 + 1} of 3, {side}.")
        screen.press("enter")
        screen.wait(partial(_asked, screen, at), f"asked for the number of try {at + 1}")
        screen.press(number, "enter")


def _asked(screen: Terminal, before: int) -> bool:
    """Whether the number of the next try is asked for."""
    return " ".join(screen.bytes.decode().split()).count("leaves this try out") > before


@pytest.mark.long
def test_a_pair(terminal: Open, home: Path) -> None:
    first = terminal("measure", "quick-reach", "--plain", size=(100, 40))
    in_lines(first, "10", "11 cm", "10", "12", "12,5", "4 in")
    first.until("The first number", "A note")
    first.press("in lines", "enter")
    first.until("Kept in your history")
    assert first.ended() == 0
    second = terminal("measure", "Quick reach")
    second.until("five minutes", "enter begin")
    second.press("enter")
    second.until("WARM UP")
    second.press("enter")
    for at, number in enumerate(("14", "13", "14", "12", "11", "12")):
        second.until("LEFT" if at < 3 else "RIGHT", f"try {at % 3 + 1} of 3", "Enter begins")
        second.press("enter")
        second.until("GET IN PLACE")  # what stood before, READ IT of the try before among it, is gone then
        second.until("READ IT")
        second.press(number, "enter")
    second.until("3 cm further than", "probably better", "no change to speak of")
    second.press("enter")
    assert second.ended() == 0
    assert "Quick reach: left 14 cm, right 12 cm." in second.text
    one, other = measures(home)
    assert (str(one.best.left), str(one.best.right), one.best.unit, one.note) == ("11", "12.5", "cm", "in lines")
    assert (str(other.best.left), str(other.best.right)) == ("14", "12")


@pytest.mark.long
def test_the_side_that_was_worse_is_first_where_that_is_wanted(terminal: Open, home: Path) -> None:
    (home / "settings.toml").write_text('[session]\nfirst_side = "right"\n')
    first = terminal("measure", "quick-reach", "--plain", size=(100, 40))
    first.until("2. Reach with your right arm.", "Then the same on the left.")
    in_lines(first, "14", "14", "14", "10", "10", "10", first="right")
    first.until("A note")
    first.press("enter")
    assert first.ended() == 0
    (one,) = measures(home)
    assert (str(one.best.left), str(one.best.right)) == ("10", "14")
    (home / "settings.toml").write_text('[session]\nfirst_side = "stiff"\n')
    second = terminal("measure", "quick-reach")
    second.until("Reach with your left arm.", "Then the same on the right.", "enter begin")
    second.press("q", "q")
    (home / "settings.toml").write_text('[session]\nfirst_side = "right"\n')
    third = terminal("measure", "quick-reach")
    third.until("Reach with your right arm.", "Then the same on the left.", "enter begin")
    third.press("enter")
    third.until("WARM UP")
    third.press("enter")
    third.until("RIGHT ▶", "try 1 of 3", "Reach with your right arm.")
    third.press("q", "q")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.long
def test_what_was_measured_outlives_the_end_of_the_terminal(terminal: Open, home: Path, number: signal.Signals) -> None:
    screen = terminal("measure", "quick-reach")
    screen.until("enter begin")
    screen.press("enter")
    screen.until("WARM UP")
    screen.press("enter")
    for at in range(6):
        screen.until(f"{at} of 6 tries done", "Enter begins")
        screen.press("enter")
        screen.until("GET IN PLACE")
        screen.until("READ IT")
        screen.press("9", "enter")
    screen.until("One test is one day")
    screen.kill(number)
    screen.ended()
    assert [str(one.best.left) for one in measures(home)] == ["9"]


def test_without_a_keyboard_nothing_waits(terminal: Open, home: Path) -> None:
    screen = terminal(command=["sh", "-c", f"{PROGRAM} measure quick-reach --plain < /dev/null"])
    assert screen.ended() == 1
    assert "needs a keyboard" in " ".join(screen.text.split())


def test_an_unknown_test_is_told_with_the_nearest(terminal: Open) -> None:
    for plain in ((), ("--plain",)):
        screen = terminal("measure", "quick-rech", *plain)
        assert screen.ended() == 1
        assert "did you mean 'quick-reach'?" in " ".join(screen.text.split())
