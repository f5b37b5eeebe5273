"""What another program left on the screen goes at a key."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.whole.harness import Terminal

pytestmark = pytest.mark.whole


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program in a home where all was read already."""
    begun: list[Terminal] = []
    (tmp_path / "notices.toml").write_text("accepted = 1000\n")

    def begin(*words: str) -> Terminal:
        begun.append(Terminal(tmp_path, *words))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


@pytest.mark.parametrize(
    ("words", "keys", "shown"),
    [((), (), "Neck"), (("history",), (), "Sessions"), ((), ("?",), "Type to find a key"), ((), ("/",), "esc")],
)
def test_ctrl_l_paints_everything_anew(
    opened: Callable[..., Terminal], words: tuple[str, ...], keys: tuple[str, ...], shown: str
) -> None:
    terminal = opened(*words)
    terminal.until("keys")
    terminal.press(*keys)
    terminal.until(shown)
    terminal.quiet(1.0)
    before = terminal.text
    for row in range(1, 25):  # as a message of the system, or a ghost of a letter drawn wider than was counted
        terminal.screen.cursor_position(row, row)
        terminal.screen.draw("wall: the system goes down")
    assert terminal.text != before
    terminal.press("\x0c")
    terminal.wait(lambda: terminal.text == before, "all is as it was")
