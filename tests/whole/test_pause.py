"""A pause dims the whole screen, and yet costs no more than another change in a hold."""

from pathlib import Path

import pytest

from tests.whole.harness import Terminal

pytestmark = pytest.mark.whole

MOST = 1500
"""Bytes that a change in a hold takes at the most."""


@pytest.mark.parametrize("stretch", ["single-knee-to-chest", "ear-to-shoulder"])
def test_a_pause_and_going_on_cost_what_a_change_in_a_hold_may(tmp_path: Path, stretch: str) -> None:
    (tmp_path / "notices.toml").write_text("accepted = 1000\n")
    (tmp_path / "settings.toml").write_text("[session]\nask_tightness = false\n")
    terminal = Terminal(tmp_path, "start", stretch, "--hold", "60")
    try:
        terminal.until("Next: hold 1")
        terminal.quiet(0.5)  # the figure has come to rest
        terminal.press("enter")
        terminal.until("Hold 1 of", "░")
        terminal.quiet(0.3)
        for shown in ("go on", "pause", "go on"):
            before = len(terminal.bytes)
            terminal.press("space")
            terminal.until(shown)
            terminal.quiet(0.3)
            assert len(terminal.bytes) - before <= MOST
    finally:
        terminal.close()
