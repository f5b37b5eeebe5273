"""Every private name of Textual that the app cannot do without, one function or class each.

Each says why no public one does, and what a user would lose; tests/ui/test_textual_compat.py fails by that name when
a release of Textual moves it. No other module touches a private name of Textual's.
"""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Protocol

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._context import active_message_pump
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed


class KeyParser(Protocol):
    """Turns keys and mouse reports, each of them whole, into events."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events that a text or a control sequence tells."""


def key_parser() -> KeyParser:
    """Textual's parser of keys and mouse reports.

    Textual offers it only inside its own driver, which blocks. Without it: no keys. A parser of our own would have to
    follow Textual's names of keys.
    """
    return XTermParser()


def is_key_sequence(sequence: str) -> bool:
    """Whether the parser knows a control sequence as a key; what it does not know it would take for many keys.

    Textual tells by no public name. Without it: another program's answer from the terminal would press keys.
    """
    return sequence in ANSI_SEQUENCES_KEYS


class CrashHooks(App[None]):
    """An app that is told of its own crash, to keep the user's work, and shows no traceback.

    Textual has no hook between an error and its traceback on the terminal. Without it: a crash would lose the session
    that runs, and show a user pages of Python.
    """

    ending = False
    """It was asked to end: keys mean nothing any more, and nothing opens."""

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Ask the app to end."""
        self.ending = True
        super().exit(*arguments, **options)

    def crashed(self, error: Exception) -> bool:
        """Do what is to be done after an error of the program; true where its traceback need not be shown."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        # While the app, or a screen, is taken down its widgets go one by one, and what still runs may miss one: no
        # fault of its.
        over = self.ending or not self.is_running or is_being_removed()
        if not over or not isinstance(error, NoMatches | ScreenStackError):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if self._exception is not None and self.crashed(self._exception):
            self._close_messages_no_wait()
        else:
            super()._fatal_error()


def is_being_removed() -> bool:
    """Whether what handles a message now is on its way out, and its parts before it.

    Textual lets a widget finish its messages while its children are removed, and tells nobody. Without it: keys typed
    ahead on a slow machine, which open a page and leave it, could crash the program.
    """
    pump = active_message_pump.get(None)
    return isinstance(pump, Widget) and any(node._pruning for node in pump.ancestors_with_self)  # noqa: SLF001


def switch_tooltips_off(app: App[Any]) -> None:
    """Make no tooltip widget with each screen: none is ever shown.

    `App.run_test` alone has a public switch. Without it: each new screen takes a little longer.
    """
    app._disable_tooltips = True  # noqa: SLF001


def drop_old_paintings() -> None:
    """Let go of what widgets that are gone have painted.

    Textual keeps the last 1024 results of a method of `StylesCache`, and with each the widget's lines, each with caches
    of its own. Without it: the app grows by tens of megabytes as screens are opened and closed.
    """
    StylesCache.get_inner_outer.cache_clear()


def all_bound_to(screen: Screen[Any], key: str) -> list[tuple[DOMNode, Binding]]:
    """All that a key is bound to on a screen, with what bound it, the nearest to the focus first.

    `active_bindings` tells the first alone, and that may have nothing to do: a field of one line binds the arrows, to
    scroll, and the screen's own arrows stand behind it. Without it: arrows do not lead out of a field.
    """
    chain = screen._modal_binding_chain  # noqa: SLF001
    return [(node, binding) for node, bindings in chain for binding in bindings.key_to_bindings.get(key, ())]


def breakpoint_classes(screen: Screen[Any], length: int, points: Sequence[tuple[int, str]]) -> list[str]:
    """The classes that `*_BREAKPOINTS` give a screen of so many cells.

    Textual sets them only after the first frame. Without it: each screen is shown in the wrong shape for a moment.
    """
    return list(screen._get_breakpoint_classes(length, [*points]))  # noqa: SLF001


def parsed_apart(sheet: Stylesheet, paths: Sequence[PurePath]) -> Stylesheet:
    """Style sheets, read and parsed by themselves, as the style sheet of an app would: for `adopt`, from any thread.

    Raises StylesheetError, as the app's own would.
    """
    apart = Stylesheet(variables=sheet._variables)  # noqa: SLF001
    apart.read_all(paths)
    apart.parse()
    return apart


def adopt(sheet: Stylesheet, apart: Stylesheet) -> None:
    """Let an app's style sheet know what was parsed apart from it, unless the theme is another by now.

    Textual parses what was read when a style is needed next, in the event loop, and remembers it in a private cache.
    Without it: the first key that leads to another list or screen waits a twentieth of a second longer.
    """
    if apart._variables is sheet._variables:  # noqa: SLF001
        for key in [*apart._parse_cache.keys()]:  # noqa: SLF001
            sheet._parse_cache[key] = apart._parse_cache[key]  # noqa: SLF001
