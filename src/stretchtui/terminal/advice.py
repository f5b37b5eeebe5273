"""What a user could change so that a terminal does more, from what is known of it. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from stretchtui.terminal.capabilities import LEAST, TRUECOLOR, Terminal


class TmuxOptions(NamedTuple):
    """Options of a tmux server, each as it prints it; None where it does not know or answer."""

    passthrough: str | None = None
    bell: str | None = None
    visual_bell: str | None = None


def advice(terminal: Terminal, *, bell: bool, tmux: TmuxOptions) -> Iterator[str]:
    """One sentence or two for each thing that could be better; `bell` is the user's setting.

    What is to be typed or written stands on a line of its own.
    """
    if terminal.dumb:
        yield (
            f"TERM is {terminal.term or 'not set'!r}, so there is no full screen: break and start lead you in lines. "
            "In a terminal that can do more, set TERM to what its manual says."
        )
        return
    columns, rows = terminal.size
    if columns < LEAST[0] or rows < LEAST[1]:
        yield f"The screens need {LEAST[0]}x{LEAST[1]}; this is {columns}x{rows}. Make it larger, or use --plain."
    if not terminal.unicode:
        yield "Text is plain ASCII here. If your terminal shows Unicode, choose a UTF-8 locale:\nexport LANG=C.UTF-8"
    elif terminal.linux_console:
        yield "The console of Linux has 16 colours and few characters, so figures are drawn in ASCII."
    yield from _colours(terminal)
    if not bell:
        yield "The bell is switched off in your settings: bell = true in settings.toml rings it."
    yield from _notifications(terminal)
    yield from _tmux(terminal, tmux)


def _colours(terminal: Terminal) -> Iterator[str]:
    if terminal.no_color:
        yield "NO_COLOR is set, so there are no colours: unset it if that is not meant."
    elif terminal.screen and terminal.colours < 256:
        yield "GNU screen shows 256 colours with this line in ~/.screenrc:\nterm screen-256color"
    elif terminal.tmux and terminal.colours < 256:
        yield 'tmux shows 256 colours with this line in ~/.tmux.conf:\nset -g default-terminal "tmux-256color"'
    elif terminal.remote and terminal.colours < TRUECOLOR and not terminal.linux_console:
        yield "ssh does not pass COLORTERM on. If your terminal shows 24-bit colours:\nexport COLORTERM=truecolor"


def _notifications(terminal: Terminal) -> Iterator[str]:
    if terminal.mosh and terminal.notifications != "none":
        yield "mosh passes the bell on, but no notification: let your terminal mark a bell instead."
    elif terminal.notifications == "none" and not terminal.linux_console:
        yield "This terminal is not known to show notifications; remind --exec can run a program that does."


def _tmux(terminal: Terminal, options: TmuxOptions) -> Iterator[str]:
    if not terminal.tmux:
        return
    if options.passthrough == "off" and terminal.notifications != "none":
        yield "tmux keeps notifications to itself. With 3.3 or newer, in ~/.tmux.conf:\nset -g allow-passthrough on"
    if options.bell == "none":
        yield "tmux swallows the bell. In ~/.tmux.conf:\nset -g bell-action any"
    elif options.visual_bell == "on":
        yield "tmux shows a message in place of the bell. To hear it, in ~/.tmux.conf:\nset -g visual-bell off"
