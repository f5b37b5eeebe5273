"""A home of one's own for each test, with stretches that take seconds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.whole.harness import Terminal

QUICK = """\
[[stretch]]
id = "quick-turn"
name = "Quick turn"
region = "neck"
position = "chair"
technique = "static"
sides = "each"
hold = 1
reps = 2
range = { hold = [1, 60], reps = [1, 5] }
steps = ["Sit tall.", "Turn to the {side}.", "Hold there on the {side}."]
feel = "In the neck."
breath = "Calmly."
easier = "Turn less."
harder = "Turn a little further."
cautions = ["None known."]
sources = ["guide"]
"""

NOTICES = """\
accepted = 99
accepted_on = 2026-01-01
"""

SETTINGS = """\
bell = false
[session]
ready = 0
rest = 0
switch = 0
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with quick settings and one quick stretch of the user's own."""
    folder = tmp_path / "home"
    (folder / "catalog").mkdir(parents=True)
    (folder / "catalog" / "quick.toml").write_text(QUICK)
    (folder / "settings.toml").write_text(SETTINGS)
    (folder / "notices.toml").write_text(NOTICES)
    return folder


Open = Callable[..., Terminal]


@pytest.fixture
def terminal(home: Path) -> Iterator[Open]:
    """Opens the program in terminals, and closes them all."""
    opened: list[Terminal] = []

    def open_terminal(*words: str, **options: object) -> Terminal:
        opened.append(Terminal(home, *words, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()
