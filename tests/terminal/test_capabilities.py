from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.terminal.capabilities import COLOUR_COUNTS, TRUECOLOR, Terminal, detect, with_settings

UTF8 = {"LANG": "en_GB.UTF-8"}


def found(encoding: str = "utf-8", **environ: str) -> Terminal:
    return detect({**UTF8, **environ}, stdin_tty=True, stdout_tty=True, encoding=encoding, size=(80, 24))


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUECOLOR),
        ({"TERM": "xterm-direct"}, TRUECOLOR),
        ({"TERM": "xterm-kitty"}, TRUECOLOR),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"}, 256),
        ({"TERM": "screen.xterm-256color", "STY": "1.x", "COLORTERM": "truecolor"}, 256),
        ({"TERM": "screen", "STY": "1.x", "COLORTERM": "truecolor"}, 16),
        ({"TERM": "linux"}, 16),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, 16),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(390)"}, 256),
        ({"TERM": "xterm-16color", "XTERM_VERSION": "XTerm(390)"}, 16),
        ({"TERM": "xterm", "VTE_VERSION": "7600"}, TRUECOLOR),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, TRUECOLOR),
        ({"TERM": "xterm", "VTE_VERSION": "3409"}, 16),
        ({"TERM": "xterm", "KONSOLE_VERSION": "230804"}, TRUECOLOR),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, TRUECOLOR),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, 256),
        ({"TERM": "xterm", "TERM_PROGRAM": "something else"}, 16),
        ({"TERM": "screen", "STY": "1.x", "XTERM_VERSION": "XTerm(390)"}, 16),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0", "KONSOLE_VERSION": "230804"}, 256),
        ({"TERM": "linux", "XTERM_VERSION": "XTerm(390)"}, 16),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(390)", "NO_COLOR": "1"}, 1),
        ({"TERM": "vt100"}, 1),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 1),
        ({}, 1),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 1),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256),
    ],
)
def test_colours(environ: dict[str, str], colours: int) -> None:
    assert found("utf-8", **environ).colours == colours


@pytest.mark.parametrize(
    ("environ", "encoding", "unicode"),
    [
        ({"LANG": "de_DE.UTF-8"}, "utf-8", True),
        ({"LANG": "de_DE.utf8"}, "UTF8", True),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1", False),
        ({"LANG": "de_DE@euro"}, "iso8859-15", False),
        ({"LANG": "de_DE"}, "utf-8", True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "utf-8", False),
        ({"LC_ALL": "POSIX"}, "utf-8", False),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, "utf-8", False),  # set by Python itself
        ({"LANG": "C.UTF-8"}, "utf-8", True),
        ({"LC_CTYPE": "UTF-8", "LANG": "en_GB.UTF-8"}, "utf-8", True),  # macOS over SSH
        ({"LANG": ""}, "utf-8", True),
        ({"TMUX": "/tmp/t,1,0", "LANG": ""}, "utf-8", False),  # tmux would write _ for all else
        ({"TMUX": "/tmp/t,1,0", "LANG": "", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),  # set by Python itself
        ({"TMUX": "/tmp/t,1,0", "LANG": "en_GB.UTF-8"}, "utf-8", True),
        ({"LANG": "de_DE.UTF-8"}, "ascii", False),
        ({"LANG": "de_DE.UTF-8"}, "no-such-codec", False),
        ({"LANG": "de_DE.nonsense"}, "utf-8", False),
    ],
)
def test_unicode_needs_locale_and_encoding(environ: dict[str, str], encoding: str, unicode: bool) -> None:
    terminal = found(encoding, TERM="xterm-256color", **environ)
    assert terminal.unicode is terminal.braille is unicode
    assert (terminal.encoding.lower().replace("-", "") == "utf8") is unicode
    "text".encode(terminal.encoding)


def test_linux_console_has_unicode_but_few_glyphs() -> None:
    terminal = found(TERM="linux")
    assert (terminal.linux_console, terminal.unicode, terminal.braille) == (True, True, False)
    assert (terminal.motion, terminal.notifications, terminal.modern) == ("none", "none", False)


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_ssh_is_calm_and_asked_nothing(name: str) -> None:
    terminal = found("utf-8", TERM="xterm-256color", COLORTERM="truecolor", **{name: "x"})
    assert terminal.ssh
    assert not terminal.modern
    assert terminal.motion == "none"
    assert not with_settings(terminal, {"mouse": True}).mouse


def test_mosh_is_told_from_its_shell() -> None:
    assert found(TERM="xterm-256color", SSH_CONNECTION="x", NCURSES_NO_UTF8_ACS="1").mosh
    assert found(TERM="xterm-256color", MOSH_SERVER_NETWORK_TMOUT="600").mosh
    assert not found(TERM="xterm-256color", NCURSES_NO_UTF8_ACS="1").mosh


def test_multiplexers_are_told_apart() -> None:
    inside_tmux = found(TERM="screen-256color", TMUX="/tmp/t,1,0")
    assert (inside_tmux.tmux, inside_tmux.screen, inside_tmux.passthrough) == (True, False, "tmux")
    inside_screen = found(TERM="screen", STY="1.x")
    assert (inside_screen.tmux, inside_screen.screen, inside_screen.passthrough) == (False, True, "screen")
    assert not inside_tmux.modern
    assert not inside_screen.modern


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        ({"TERM": "xterm-256color"}, "osc9"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "osc777"),
        ({"TERM": "foot"}, "osc777"),
        ({"TERM": "rxvt-unicode-256color"}, "osc777"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "none"),
        ({"TERM": "xterm-256color", "ConEmuPID": "7"}, "none"),
        ({"TERM": "linux"}, "none"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "vt220"}, "none"),
    ],
)
def test_notifications(environ: dict[str, str], kind: str) -> None:
    assert found("utf-8", **environ).notifications == kind


def test_pipes_are_not_interactive() -> None:
    environ = {**UTF8, "TERM": "xterm-256color"}
    terminal = detect(environ, stdin_tty=False, stdout_tty=False, encoding="utf-8", size=(80, 24))
    assert (terminal.interactive, terminal.colours, terminal.motion) == (False, 1, "none")
    assert terminal.notifications == "none"


def test_a_modern_local_terminal() -> None:
    terminal = found(TERM="xterm-256color", COLORTERM="truecolor")
    assert terminal.modern
    assert terminal.interactive
    assert (terminal.motion, terminal.mouse, terminal.braille) == ("full", False, True)


def test_settings_overrule() -> None:
    terminal = found(TERM="xterm-256color")
    settings = {
        "theme": "night",
        "motion": "none",
        "mouse": True,
        "figures": "ascii",
        "colours": 16,
        "notifications": "osc777",
        "passthrough": "tmux",
    }
    assert with_settings(terminal, settings) == replace(
        terminal,
        motion="none",
        mouse=True,
        braille=False,
        colours=16,
        notifications="osc777",
        passthrough="tmux",
    )
    assert with_settings(terminal, {"motion": "auto", "figures": "auto"}) == terminal
    assert not with_settings(terminal, {"unicode": False, "figures": "braille"}).braille
    latin = found("latin-1", TERM="xterm", LANG="de_DE.ISO-8859-1")
    assert latin.encoding == "latin-1"
    assert with_settings(latin, {"unicode": True}).encoding == "utf-8"
    assert with_settings(found(TERM="linux"), {"figures": "braille"}).braille


@pytest.mark.parametrize(
    ("environ", "mosaic"),
    [
        ({"TERM": "xterm-256color"}, "quadrants"),
        ({"TERM": "xterm-kitty"}, "sextants"),
        ({"TERM": "foot"}, "sextants"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sextants"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7804"}, "octants"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "sextants"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "5202"}, "quadrants"),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"}, "octants"),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"}, "sextants"),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "tip"}, "sextants"),
        ({"TERM": "xterm-ghostty", "SSH_TTY": "x"}, "sextants"),
        ({"TERM": "tmux-256color", "VTE_VERSION": "7804"}, "quadrants"),
    ],
)
def test_finer_blocks_only_where_the_terminal_draws_them_itself(environ: dict[str, str], mosaic: str) -> None:
    assert found("utf-8", **environ).mosaic == mosaic


@pytest.mark.parametrize(
    "settings", [{"colours": 8}, {"colours": True}, {"mouse": 1}, {"motion": "some"}, {"unicode": "yes"}]
)
def test_impossible_settings_are_one_line(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^(colours|mouse|motion|unicode) = .*expected one of") as error:
        with_settings(found(TERM="xterm"), settings)
    assert "\n" not in str(error.value)


NAMES = [
    "TERM",
    "COLORTERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMUX",
    "STY",
    "SSH_TTY",
    "NO_COLOR",
    "TERM_PROGRAM",
]


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=12)), st.booleans(), st.text(max_size=8))
def test_any_environment_is_understood(environ: dict[str, str], tty: bool, encoding: str) -> None:
    terminal = detect(environ, stdin_tty=tty, stdout_tty=tty, encoding=encoding, size=(80, 24))
    assert terminal.colours in COLOUR_COUNTS
    assert not (terminal.tmux and terminal.screen)
    assert terminal.unicode or not terminal.braille
    "…".encode(terminal.encoding, "replace")
