"""What `doctor` advises for a terminal."""

import pytest
from msgspec.structs import replace

from stretchtui.terminal.advice import TmuxOptions, advice
from stretchtui.terminal.capabilities import Terminal, detect


def terminal(size: tuple[int, int] = (80, 24), encoding: str = "utf-8", **environ: str) -> Terminal:
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **environ}
    return detect(environ, stdin_tty=True, stdout_tty=True, encoding=encoding, size=size)


def told(one: Terminal, *, bell: bool = True, tmux: TmuxOptions | None = None) -> str:
    return "\n\n".join(advice(one, bell=bell, tmux=tmux or TmuxOptions()))


def test_a_good_terminal_gets_none() -> None:
    assert not told(terminal())
    assert not told(terminal(TMUX="/tmp/x", TERM="tmux-256color"), tmux=TmuxOptions("on", "any", "off"))


@pytest.mark.parametrize(
    ("one", "typed"),
    [
        (terminal(LANG="C", encoding="ascii"), "export LANG=C.UTF-8"),
        (terminal(NO_COLOR="1"), "NO_COLOR is set"),
        (terminal(STY="1.pts", TERM="screen"), "term screen-256color"),
        (terminal(TMUX="x", TERM="screen", COLORTERM=""), 'set -g default-terminal "tmux-256color"'),
        (terminal(SSH_TTY="/dev/pts/1", COLORTERM=""), "export COLORTERM=truecolor"),
        (terminal(TERM="dumb"), "TERM is 'dumb'"),
        (terminal(TERM=""), "TERM is 'not set'"),
        (terminal((39, 24)), "need 40x11; this is 39x24"),
        (terminal(TERM="linux"), "The console of Linux"),
        (terminal(TERM_PROGRAM="Apple_Terminal"), "remind --exec"),
        (terminal(MOSH_KEY="x"), "mosh passes the bell on"),
    ],
)
def test_each_thing_that_could_be_better_is_told(one: Terminal, typed: str) -> None:
    assert typed in told(one)


def test_the_options_of_tmux() -> None:
    one = terminal(TMUX="x", TERM="tmux-256color")
    assert "\nset -g allow-passthrough on" in told(one, tmux=TmuxOptions(passthrough="off"))
    assert "\nset -g bell-action any" in told(one, tmux=TmuxOptions(bell="none"))
    assert "\nset -g visual-bell off" in told(one, tmux=TmuxOptions(visual_bell="on"))
    assert not told(one), "an old tmux that knows none of them"
    assert not told(terminal(), tmux=TmuxOptions("off", "none", "on")), "not within tmux"


def test_the_users_own_silence_is_told() -> None:
    assert "bell = true" in told(terminal(), bell=False)


def test_a_dumb_terminal_is_told_nothing_else() -> None:
    assert "\n\n" not in told(replace(terminal(TERM="dumb", NO_COLOR="1"), size=(1, 1)), bell=False)
