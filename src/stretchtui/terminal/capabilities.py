"""What this terminal can do: told from the environment, once, without asking the terminal anything.

Terminals answer questions late, wrongly, or by printing them, and over SSH an answer may come after the
program has gone. So nothing here writes or waits; where the environment does not tell, the careful guess
is taken, and settings may overrule it.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct, structs

if TYPE_CHECKING:
    from collections.abc import Mapping

Motion = Literal["full", "none"]
Notifications = Literal["osc9", "osc777", "none"]
Passthrough = Literal["tmux", "screen", "none"]
Mosaic = Literal["quadrants", "sextants", "octants"]

TRUECOLOR: Final = 16_777_216
COLOUR_COUNTS: Final = (1, 16, 256, TRUECOLOR)
LEAST: Final = (40, 11)
"""Columns and rows from which on every screen is whole."""

_TRUECOLOR_TERMS: Final = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour")
_TRUECOLOR_PROGRAMS: Final = frozenset(
    {"iTerm.app", "WezTerm", "ghostty", "vscode", "Hyper", "mintty", "rio", "WarpTerminal", "Tabby"}
)
"""Values of TERM_PROGRAM."""
_TRUECOLOR_VTE: Final = 3600
"""The version of VTE (0.36) from which on its terminals know 24-bit colours."""
_OWN_SEXTANTS: Final = ("xterm-kitty", "xterm-ghostty", "foot", "wezterm")
_COLOURLESS_TERMS: Final = ("", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220")
_OSC777_TERMS: Final = ("foot", "rxvt", "contour")
_FULL_TERMINALS: Final = ("xterm", "tmux", "screen", "alacritty", "wezterm", "st")

_OVERRIDES: Final[dict[str, tuple[object, ...]]] = {
    "motion": ("auto", *get_args(Motion)),
    "mouse": (True, False),
    "unicode": (True, False),
    "braille": (True, False),
    "colours": COLOUR_COUNTS,
    "mosaic": get_args(Mosaic),
    "notifications": get_args(Notifications),
    "passthrough": get_args(Passthrough),
}


class Terminal(Struct, frozen=True, kw_only=True):
    """What one terminal can do, and what fits it when the user has not said."""

    term: str
    """The value of TERM."""
    interactive: bool
    """Input and output are a terminal that can move its cursor: a full screen can be shown."""
    size: tuple[int, int]
    """Columns and rows when the program began."""
    encoding: str
    """Name of the codec text is written with; what it cannot hold is replaced."""
    unicode: bool
    """Locale and encoding are UTF-8."""
    braille: bool
    """Braille patterns can be expected in the font."""
    mosaic: Mosaic
    """The finest block characters that the terminal is known to draw itself; a font seldom has more than quadrants."""
    colours: int
    """1, 16, 256 or 16777216."""
    no_color: bool
    """The user asked for no colour (NO_COLOR)."""
    ssh: bool
    mosh: bool
    tmux: bool
    screen: bool
    dumb: bool
    linux_console: bool
    motion: Motion
    """What `motion = "auto"` means here."""
    mouse: bool
    """Whether mouse reporting is switched on; never over SSH or mosh."""
    notifications: Notifications
    """The control sequence this terminal shows a desktop notification for."""
    passthrough: Passthrough
    """The wrapping that carries a sequence through the multiplexer to the terminal outside."""

    @property
    def remote(self) -> bool:
        """Every byte crosses a network."""
        return self.ssh or self.mosh

    @property
    def hyperlinks(self) -> bool:
        """Whether a text can carry an address (OSC 8): most that know 256 colours show it, or swallow it unseen.

        The Linux console and GNU screen do neither surely.
        """
        return self.colours >= 256 and not (self.dumb or self.linux_console or self.screen)

    @property
    def has_circles(self) -> bool:
        """Whether full and empty circles can be told apart; the fonts of a console without braille have neither."""
        return self.unicode and self.braille

    @property
    def modern(self) -> bool:
        """Local and able: the only place where a question or an extended keyboard mode is sent."""
        plain = self.dumb or self.linux_console or self.tmux or self.screen
        return not (plain or self.remote) and self.colours >= 256


def detect(
    environ: Mapping[str, str],
    *,
    stdin_tty: bool,
    stdout_tty: bool,
    encoding: str,
    size: tuple[int, int],
) -> Terminal:
    """Tell what the terminal can do, from the environment variables and these facts alone.

    `encoding` is that of standard output, `size` is (columns, rows).
    """
    term = environ.get("TERM", "")
    tmux = bool(environ.get("TMUX")) or term.startswith("tmux")
    screen = not tmux and (bool(environ.get("STY")) or term.startswith("screen"))
    linux = term.partition("-")[0] == "linux"
    dumb = term in ("", "dumb", "unknown")
    ssh = any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    mosh = _is_mosh(environ, ssh=ssh)
    codec = encoding if _is_codec(encoding) else "ascii"
    if _is_utf8(codec) and not _locale_is_utf8(environ):
        codec = "ascii"
    no_color = bool(environ.get("NO_COLOR"))
    calm = ssh or mosh or dumb or linux or not stdout_tty
    return Terminal(
        term=term,
        interactive=stdin_tty and stdout_tty and not dumb,
        size=size,
        encoding=codec,
        unicode=_is_utf8(codec) and not dumb,
        braille=_is_utf8(codec) and not dumb and not linux,
        mosaic="quadrants" if tmux or screen else _mosaic(environ, term),
        colours=1 if no_color or not stdout_tty else _colours(environ, term, screen=screen),
        no_color=no_color,
        ssh=ssh,
        mosh=mosh,
        tmux=tmux,
        screen=screen,
        dumb=dumb,
        linux_console=linux,
        motion="none" if calm else "full",
        mouse=False,
        notifications=_notifications(environ, term) if stdout_tty else "none",
        passthrough="tmux" if tmux else "screen" if screen else "none",
    )


def detect_here() -> Terminal:
    """`detect` for this process."""
    size = (80, 24)
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            columns, rows = os.get_terminal_size(stream.fileno() if stream else -1)
        except (OSError, ValueError):
            continue
        if columns and rows:
            size = (columns, rows)
            break
    return detect(
        os.environ,
        stdin_tty=_is_tty(sys.__stdin__),
        stdout_tty=_is_tty(sys.__stdout__),
        encoding=getattr(sys.__stdout__, "encoding", None) or "ascii",
        size=size,
    )


def with_settings(terminal: Terminal, settings: Mapping[str, object]) -> Terminal:
    """The terminal as the user's settings want it.

    Read are `motion` ("auto", "full", "none"), `figures` ("solid", "braille", "ascii" …), `mouse`, and for those who
    know better than the environment `unicode`, `braille`, `mosaic`, `colours`, `notifications` and `passthrough`;
    other keys are left alone. The mouse stays off over SSH and mosh, where each movement of the hand costs bytes.
    Raises ValueError with one line for a value that cannot be.
    """
    changes = {key: _checked(key, settings[key], one_of) for key, one_of in _OVERRIDES.items() if key in settings}
    if changes.get("motion") == "auto":
        del changes["motion"]
    if settings.get("figures") in ("braille", "ascii") and "braille" not in settings:
        changes["braille"] = settings["figures"] == "braille"
    if changes.get("unicode"):
        changes["encoding"] = "utf-8"
    elif not changes.get("unicode", terminal.unicode):
        changes["braille"] = False
    if terminal.remote or terminal.dumb:
        changes["mouse"] = False
    return structs.replace(terminal, **changes)


def _checked(key: str, value: object, allowed: tuple[object, ...]) -> object:
    # True == 1, so the type is compared as well.
    if any(value == one and type(value) is type(one) for one in allowed):
        return value
    choices = ", ".join(str(one).lower() if isinstance(one, bool) else repr(one) for one in allowed)
    raise ValueError(f"{key} = {value!r}: expected one of {choices}")


def _is_tty(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return False


def _is_codec(name: str) -> bool:
    """Whether text can be written so, with control sequences as they are."""
    try:
        return "\x1b".encode(name) == b"\x1b"
    except (LookupError, ValueError):
        return False


def _is_utf8(encoding: str) -> bool:
    return _is_codec(encoding) and codecs.lookup(encoding).name == "utf-8"


def _locale_is_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale the user set allows UTF-8; unset counts as yes.

    Python writes UTF-8 in the C locale too: it sets LC_CTYPE to a UTF-8 one itself (PEP 538), or switches to
    its UTF-8 mode (PEP 540). A locale of C or POSIX that was asked for still means a terminal of plain ASCII. So does
    tmux without a locale: it takes its own terminal for one that has no UTF-8, and writes `_` for every other sign.
    """
    lc_all, lc_ctype, lang = (environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    coerced = not lc_all and lc_ctype in ("C.UTF-8", "C.utf8", "UTF-8") and lang in ("C", "POSIX")
    value = lang if coerced else lc_all or lc_ctype or lang
    if environ.get("TMUX") and not (lc_all or lang) and lc_ctype in ("", "C.UTF-8", "C.utf8"):  # as Python sets it
        return False
    if not value:
        return True
    codeset = value.partition("@")[0].partition(".")[2] or ("UTF-8" if value == "UTF-8" else "")
    if codeset:
        return _is_utf8(codeset)
    # A bare name such as "de_DE" leaves the codeset to the system; standard output speaks for that.
    return value not in ("C", "POSIX")


def _is_mosh(environ: Mapping[str, str], *, ssh: bool) -> bool:
    # mosh-server has no variable of its own; it starts its shell with this one set, inside an SSH session.
    if any(name.startswith("MOSH_") for name in environ):
        return True
    return ssh and environ.get("NCURSES_NO_UTF8_ACS") == "1"


def _colours(environ: Mapping[str, str], term: str, *, screen: bool) -> int:
    if term in _COLOURLESS_TERMS:
        return 1
    if term.partition("-")[0] == "linux":
        return 16
    if screen:
        # GNU screen 4 misreads 24-bit colours, and COLORTERM is what the terminal outside said.
        return 256 if "256color" in term else 16
    truecolor = environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or bool(environ.get("WT_SESSION"))
    if truecolor or term.endswith("-direct") or term.startswith(_TRUECOLOR_TERMS):
        return TRUECOLOR
    return max(256 if "256color" in term else 16, _named(environ, term))


def _named(environ: Mapping[str, str], term: str) -> int:
    """The colours of a terminal that says its name beside a TERM that stands for less than it can, else 1.

    Only where TERM is the usual one: within tmux and screen, or over another terminal's connection, the variables are
    those of a terminal outside. xterm takes 24-bit colours and shows the nearest of its 256.
    """
    if term not in ("xterm", "xterm-256color", "vte", "vte-256color", "konsole", "konsole-256color"):
        return 1
    if environ.get("XTERM_VERSION") or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return 256
    vte = environ.get("VTE_VERSION", "")
    modern = (vte.isdecimal() and int(vte) >= _TRUECOLOR_VTE) or bool(environ.get("KONSOLE_VERSION"))
    return TRUECOLOR if modern or environ.get("TERM_PROGRAM") in _TRUECOLOR_PROGRAMS else 1


def _mosaic(environ: Mapping[str, str], term: str) -> Mosaic:
    """Which block characters the terminal draws itself, without asking a font.

    Ghostty from 1.2, VTE from 0.78, kitty from 0.40 and foot from 1.20 draw octants, and sextants since long before,
    as WezTerm does. kitty and foot do not tell their version, so they are taken for old.
    """
    version = environ.get("TERM_PROGRAM_VERSION", "")
    if environ.get("TERM_PROGRAM") == "ghostty":
        return "octants" if _at_least(version, (1, 2)) else "sextants"
    vte = environ.get("VTE_VERSION", "")
    if vte.isdecimal():
        return "octants" if int(vte) >= 7800 else "sextants" if int(vte) >= 6200 else "quadrants"
    if environ.get("TERM_PROGRAM") == "WezTerm" or term.startswith(_OWN_SEXTANTS):
        return "sextants"
    return "quadrants"


def _at_least(version: str, least: tuple[int, ...]) -> bool:
    """Whether a version such as 1.2.3 is no older than the least."""
    parts = version.partition("-")[0].split(".")
    return all(part.isdecimal() for part in parts) and tuple(map(int, parts)) >= least


def _notifications(environ: Mapping[str, str], term: str) -> Notifications:
    """Which sequence asks for a desktop notification.

    iTerm2, WezTerm, Ghostty, kitty and others know OSC 9; foot, rxvt-unicode, Contour and VTE (where it was
    patched in) know OSC 777. xterm and its kin ignore both. Not sent where it might be printed or misread.
    """
    if environ.get("TERM_PROGRAM") == "Apple_Terminal" or environ.get("ConEmuPID"):
        return "none"
    if term.startswith(_OSC777_TERMS) or environ.get("VTE_VERSION"):
        return "osc777"
    return "osc9" if term.startswith(_FULL_TERMINALS) else "none"
