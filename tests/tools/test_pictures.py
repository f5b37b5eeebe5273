"""The pictures of the README can still be taken, and show what is said of them; drawing them is not tried here."""

import re
from itertools import pairwise

import pytest
from textual.strip import Strip

from tests.packaging.conftest import ROOT
from tools.moving_picture import BLINK, film
from tools.pictures import SCENES, shot

WORDS = {
    "break": ("Desk break", "Starts in 5 s"),
    "live": ("Single knee to chest", "Hold 3 of 4", "LEFT SIDE"),
    "browse": ("Lower back",),
    "detail": ("Lying rotation", "enter begin"),
    "history": ("this week",),
    "light": ("Single knee to chest", "Hold 3 of 4"),
}
STORY = (
    ("Starts in 5 s", "enter start"),
    ("Starts in 4 s",),
    ("Get ready",),
    ("Hold 2 of 2", "LEFT SIDE"),
    ("Switch to the right side",),
    ("Hold 1 of 2", "RIGHT SIDE"),
    ("Next: the end",),
    ("Done", "Tightness now"),
    ("[2]",),
    ("$ stretchtui break", "days this week"),
)


def text(screen: list[Strip]) -> str:
    return "\n".join(strip.text for strip in screen)


def flashing(screen: list[Strip]) -> bool:
    parts = [part for strip in screen for part in strip if part.style and part.style.reverse]
    return any(char.isalpha() for part in parts for char in part.text)


@pytest.mark.parametrize("name", SCENES)
async def test_a_still_picture_shows_its_scene(name: str) -> None:
    screen = await shot(SCENES[name])
    for words in WORDS[name]:
        assert words in text(screen)
    assert not flashing(screen)


@pytest.mark.long
async def test_the_moving_picture_tells_its_story_in_the_time_that_readme_says() -> None:
    frames = await film()
    shown = iter(frames)
    for scene in STORY:
        assert any(all(words in text(frame.screen) for words in scene) for frame in shown), scene
    said = re.search(r"shortened to (\d+) seconds", (ROOT / "README.md").read_text())
    assert said
    assert sum(frame.seconds for frame in frames) == pytest.approx(int(said[1]), abs=0.5)
    assert min(frame.seconds for frame in frames) > BLINK
    assert all(one.screen != other.screen for one, other in pairwise(frames))
    assert not any(flashing(frame.screen) for frame in frames)


def test_pictures_that_readme_names_are_there() -> None:
    named = re.findall(r"(?:src|srcset)=\"([^\"]+)\"", (ROOT / "README.md").read_text())
    assert "docs/pictures/break.gif" in named
    assert [name for name in named if not (ROOT / name).is_file()] == []
