"""Which style of figures fits a terminal and what its user wants."""

import pytest

from stretchtui.application.figures import figure_style, kinds
from stretchtui.core.settings.model import Figures, FigureStyle
from stretchtui.terminal.capabilities import Terminal, detect


def _terminal(encoding: str = "utf-8", **environ: str) -> Terminal:
    return detect(environ, stdin_tty=True, stdout_tty=True, encoding=encoding, size=(80, 24))


@pytest.mark.parametrize(
    ("environ", "style"),
    [
        ({"TERM": "xterm-256color"}, "solid"),
        ({"TERM": "xterm"}, "braille"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "braille"),
        ({"TERM": "linux"}, "ascii"),
        ({"TERM": "xterm-256color", "LC_ALL": "C"}, "ascii"),
        ({"TERM": "xterm-kitty"}, "sextants"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "8000"}, "octants"),
    ],
)
def test_the_best_the_terminal_shows_for_sure(environ: dict[str, str], style: str) -> None:
    terminal = _terminal(**environ)
    assert figure_style(terminal, "auto") == style
    assert kinds(terminal)[0] == style
    assert len(set(kinds(terminal))) == len(kinds(terminal))


@pytest.mark.parametrize("wanted", ["solid", "octants", "sextants", "braille", "ascii"])
def test_what_is_wanted_is_taken(wanted: FigureStyle) -> None:
    assert figure_style(_terminal(TERM="linux"), wanted) == wanted


def test_none_is_none() -> None:
    nothing: Figures = "none"
    assert figure_style(_terminal(TERM="xterm-256color"), nothing) is None
