"""Textual's terminal driver, steadied: nothing blocks, nothing spins, and the terminal is left in order.

Textual's own reads and writes in threads that outlive a hung or vanished terminal, asks questions old terminals
print as text, and leaves everything switched on when a signal ends it. Here both directions run in the event loop
on a non-blocking descriptor, one write a frame.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from codecs import getincrementaldecoder
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from textual import constants, events
from textual.driver import Driver
from textual.geometry import Size
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from stretchtui.terminal.patient_input import PatientInput
from stretchtui.terminal.signals import stop_process
from stretchtui.terminal.tty import Tty
from stretchtui.ui.driver.keys import KeyReader
from stretchtui.ui.wire.filter import Wire

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Iterable, Iterator

    from textual.app import App
    from textual.message import Message

    from stretchtui.terminal.capabilities import Terminal
    from stretchtui.terminal.input_stream import Token

RESIZE_PAUSE: Final = 0.03
"""Seconds to wait for more of a storm of resizes before the screen is laid out anew."""
BACKGROUND_PAUSE: Final = 0.2
"""Seconds between finding itself in the background and stopping."""
LEAVE_WITHIN: Final = 0.3
"""Seconds given to a stuck terminal to take the last words."""

_MOUSE_MODES: Final = (1000, 1003, 1015, 1006)
_POINTER_SHAPE: Final = "\x1b]22;"
_KITTY_KEYS: Final = 0b11101
"""Unambiguous escape codes for all keys, with the text they stand for and their place on a Latin keyboard."""


class SteadyDriver(Driver):
    """Keys in, frames out, on the terminal of this process. Made in the event loop it works in."""

    def __init__(
        self,
        app: App[Any],
        terminal: Terminal,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        self.terminal = terminal
        self._fixed_size = size
        self._tty = Tty(_input_fd(), _output_fd())
        self._last_size = self._measured_size()
        self._mouse_wanted = mouse and terminal.mouse
        super().__init__(app, debug=debug, mouse=self._mouse_wanted, size=self._last_size)
        self._textual_app = app
        self._events = asyncio.get_running_loop()
        self._wire = Wire(*self._last_size, unicode=terminal.unicode, console=terminal.linux_console)
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._input = PatientInput(remote=terminal.remote, configured=_escape_delay())
        self._keys = KeyReader(mouse=self._mouse_wanted)
        self._thread = threading.get_ident()
        self._active = False
        self._flush_due = False
        self._writer_waits = False
        self._rest_timer: TimerHandle | None = None
        self._background_timer: TimerHandle | None = None
        self._resize_due = False
        self._continue_due = False
        self._resumes = False
        self._stops_by_itself = True
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._told_to_go_on)

    @property
    def can_suspend(self) -> bool:
        """Yes: ctrl+z works."""
        return True

    @property
    def active(self) -> bool:
        """The terminal shows the app, and so has to be put right before the process ends."""
        return self._active

    @property
    def terminal_gone(self) -> bool:
        """The terminal was closed or hung up."""
        return self._tty.gone

    def wake(self) -> None:
        """Let the loop come round, so that signal handlers that wait for the main thread run; from any thread."""
        with suppress(RuntimeError):  # closed
            self._events.call_soon_threadsafe(_nothing)

    def stalled_for(self) -> float:
        """For how many seconds the terminal has taken nothing of what was written; 0.0 when all is well."""
        return self._tty.waited()

    # Output

    def write(self, data: str) -> None:
        """Write what a text with control sequences changes on the screen, from any thread; soon."""
        if threading.get_ident() != self._thread:
            self._events.call_soon_threadsafe(self.write, data)
        elif self._active and (self._mouse_wanted or not data.startswith(_POINTER_SHAPE)):
            self.write_bytes(self._wire.feed(data).encode(self.terminal.encoding, "replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes that change no cell, such as those of a cue; from any thread."""
        if threading.get_ident() != self._thread:
            self._events.call_soon_threadsafe(self.write_bytes, data)
        elif self._active and data:
            self._tty.put(data)
            if not self._flush_due:
                self._flush_due = True
                self._events.call_soon(self.flush)

    def flush(self) -> None:
        """Write what the terminal takes now, and the rest when it takes more. Never blocks."""
        if threading.get_ident() != self._thread:
            self._events.call_soon_threadsafe(self.flush)
            return
        self._flush_due = False
        if not self._active:
            return
        try:
            done = self._tty.drain()
        except OSError:
            self._lose_terminal()
            return
        if done and self._tty.lost_frames:
            self._tty.lost_frames = False
            self._repaint()
        if done == self._writer_waits:
            self._writer_waits = not done
            if done:
                self._events.remove_writer(self._tty.output_fd)
            else:
                self._events.add_writer(self._tty.output_fd, self.flush)

    # Input

    def _on_input(self) -> None:
        try:
            data = self._tty.read()
        except OSError:
            data = b""
        if data == b"":
            self._lose_terminal()
        elif data:
            self._feed(self._decoder.decode(data))

    def _feed(self, text: str) -> None:
        if text:
            self._dispatch(self._input.feed(text, self._events.time()))

    def _expire(self) -> None:
        """Nothing more came of a key that may be whole by itself."""
        self._rest_timer = None
        self._dispatch(self._input.expire())

    def _dispatch(self, tokens: Iterable[Token]) -> None:
        for message in self._keys.events(tokens):
            self.process_message(message)
        if self._rest_timer is not None:
            self._rest_timer.cancel()
            self._rest_timer = None
        if (due := self._input.due()) is not None:
            self._rest_timer = self._events.call_at(due, self._expire)

    def process_message(self, message: Message) -> None:
        """Hand a message to the app; answers to questions that were not asked are dropped."""
        if isinstance(message, InBandWindowResize | events.Resize):
            return
        if isinstance(message, TerminalSupportsSynchronizedOutput) and not self.terminal.modern:
            return
        super().process_message(message)

    def _lose_terminal(self) -> None:
        """The end of input or a vanished terminal is a hang-up, whether or not the kernel sends one."""
        self._stop_listening()
        signal.raise_signal(signal.SIGHUP)

    def _stop_listening(self) -> None:
        if not self._events.is_closed():
            self._events.remove_reader(self._tty.input_fd)
            self._events.remove_writer(self._tty.output_fd)
        self._writer_waits = False
        for timer in (self._rest_timer, self._background_timer):
            if timer is not None:
                timer.cancel()
        self._rest_timer = self._background_timer = None

    # Size

    def _measured_size(self) -> tuple[int, int]:
        if size := self._fixed_size or self._tty.size():
            return size
        from shutil import get_terminal_size  # noqa: PLC0415  (a seldom need, and a slow import)

        return get_terminal_size((80, 24))

    def _on_resize_signal(self, _number: int, _frame: object) -> None:
        if not self._resize_due:
            self._resize_due = True
            self._events.call_soon_threadsafe(self._await_more_sizes)

    def _await_more_sizes(self) -> None:
        self._events.call_later(RESIZE_PAUSE, self._send_size)

    def _send_size(self, *, else_repaint: bool = True) -> None:
        self._resize_due = False
        found = self._measured_size()
        if not self._active:
            return
        if found == self._last_size:
            if else_repaint:  # there and back again: the terminal may have lost cells on the way
                self._repaint()
            return
        self._last_size = found
        self._wire.resize(*found)
        size = Size(*found)
        self.send_message(events.Resize(size, size))

    def _repaint(self) -> None:
        """Paint every cell anew: the terminal may show anything."""
        self._wire.forget()
        self._textual_app.refresh(layout=True)

    def paint_anew(self) -> None:
        """Clear the terminal and paint every cell: whatever was on it, or it made of what it was sent, is gone."""
        self.write("\x1b[0m\x1b[2J")
        self._repaint()

    # Application mode

    def start_application_mode(self) -> None:
        """Show the app; in the background, as soon as the shell brings the process to the foreground."""
        if self._tty.in_background:
            # Not at once: whoever continued us may have done so to end us, and that has to be heard first.
            self._background_timer = self._events.call_later(BACKGROUND_PAUSE, self._stop_in_background)
            return
        self._tty.raw()
        self._continue_due = False  # what continued us in there is dealt with
        self._active = True
        signal.signal(signal.SIGWINCH, self._on_resize_signal)
        self._send_size(else_repaint=False)
        self._wire.resize(*self._last_size)
        self.write(_entering(self.terminal, mouse=self._mouse_wanted))
        self.flush()
        try:
            self._events.add_reader(self._tty.input_fd, self._on_input)
        except PermissionError:
            # A file or /dev/null: input is at its end from the start.
            self._events.call_soon(self._lose_terminal)
        if self._resumes:
            self._resumes = False
            self.send_message(self.SignalResume())

    def disable_input(self) -> None:
        """Take no more keys."""
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._stop_listening()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was found. Takes no longer than `LEAVE_WITHIN`."""
        self.disable_input()
        self.abandon()

    def abandon(self) -> None:
        """Put the terminal right and write no more; from any thread, at any time."""
        if not self._active:
            return
        self._active = False
        self._tty.finish(leaving(self.terminal, mouse=self._mouse_wanted).encode(), within=LEAVE_WITHIN)
        if self._mouse_wanted:
            self._tty.forget_input()
        self._tty.cooked()

    def suspend_application_mode(self) -> None:
        """Give the terminal to somebody else for a while."""
        self.stop_application_mode()

    def close(self) -> None:
        """The end: give back signals and descriptor."""
        for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH):
            signal.signal(number, signal.SIG_DFL)
        self._tty.close()

    # Stopping and continuing

    @contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """While entered, who stops the process takes the app off the terminal, and puts it on again."""
        before, self._stops_by_itself = self._stops_by_itself, False
        try:
            yield
        finally:
            self._stops_by_itself = before

    def _asked_to_stop(self, *_: object) -> None:
        # In the loop rather than here, which may be in the middle of a frame.
        self._events.call_soon_threadsafe(self._stop_and_continue)

    def _told_to_go_on(self, *_: object) -> None:
        self._continue_due = True
        self._events.call_soon_threadsafe(self._continued)

    def _stop_and_continue(self) -> None:
        managed = self._active and self._stops_by_itself
        if managed:
            self.suspend_application_mode()
            self._resumes = True
        stop_process()
        if managed:
            self.resume_application_mode()
            self._repaint()

    def _stop_in_background(self) -> None:
        if self._tty.in_background:
            stop_process(signal.SIGTTOU)
        self.resume_application_mode()
        self._repaint()

    def _continued(self) -> None:
        """Stopped without being asked (SIGSTOP): the shell has used the terminal meanwhile."""
        if self._active and self._continue_due:
            self._tty.raw()
            self._continue_due = False
            # The keyboard mode is set rather than pushed: it may still be there, and is popped once.
            self.write(_entering(self.terminal, mouse=self._mouse_wanted).replace("\x1b[>", "\x1b[="))
            self._send_size()
            self._repaint()


def _nothing() -> None:
    pass


def _escape_delay() -> float | None:
    """Seconds that the user wants to be waited after an escape, if ESCDELAY says so."""
    return constants.ESCAPE_DELAY if os.environ.get("ESCDELAY") else None


def _input_fd() -> int:
    """Where keys come from: standard input."""
    return 0 if sys.__stdin__ is None else sys.__stdin__.fileno()


def _output_fd() -> int:
    """Where the screen is: standard output or, where that goes elsewhere, standard error."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and stream.isatty():
            return stream.fileno()
    return 2


def _entering(terminal: Terminal, *, mouse: bool) -> str:
    """Alternate screen, no cursor, no line wrap, pastes told from keys; the rest only where it is understood."""
    sequence = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"
    if mouse:
        sequence += "".join(f"\x1b[?{mode}h" for mode in _MOUSE_MODES)
    if terminal.modern:
        if not constants.DISABLE_KITTY_KEY:
            sequence += f"\x1b[>{_KITTY_KEYS}u"
        if os.environ.get("TERM_PROGRAM") != "Apple_Terminal":  # it prints the question
            sequence += "\x1b[?2026$p"
    return sequence


def leaving(terminal: Terminal, *, mouse: bool) -> str:
    """What leaves the terminal as it was found: the reverse of `_entering`."""
    sequence = "".join(f"\x1b[?{mode}l" for mode in _MOUSE_MODES) if mouse else ""
    if terminal.modern:
        sequence += "\x1b[?2026l"
        if not constants.DISABLE_KITTY_KEY:
            sequence += "\x1b[<u"  # belongs to the alternate screen, so before leaving it
    # Where there is no alternate screen (GNU screen by default, the Linux console) the prompt stood in the picture.
    return sequence + "\x1b[?2004l\x1b[?7h\x1b[0m\x1b[H\x1b[J\x1b[?1049l\x1b[?25h"
