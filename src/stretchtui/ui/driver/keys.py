"""From what a terminal sends to Textual's events: keys, pastes, and the mouse where it is wanted."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from textual import events
from textual.message import Message

from stretchtui.terminal.input_stream import Kind, Token
from stretchtui.terminal.keystroke import is_keystroke, keystroke
from stretchtui.ui.textual_compat import is_key_sequence, key_parser

_MOUSE: Final = re.compile(r"\x1b\[<?[0-9;]+[Mm]")
_SYNCHRONIZED: Final = re.compile(r"\x1b\[\?2026;[0-9]\$y")


class KeyReader:
    """Gives the names of keys that Textual gives them. What is no key, nor an answer that was asked for, is dropped."""

    def __init__(self, *, mouse: bool) -> None:
        self._mouse = mouse
        self._parser = key_parser()

    def events(self, tokens: Iterable[Token]) -> Iterator[Message]:
        """The events that the pieces tell."""
        for kind, text in tokens:
            if kind is Kind.TEXT:
                yield from self._parsed(text)
            elif kind is Kind.ESCAPE:
                yield events.Key("escape", "\x1b")
            elif kind is Kind.PASTE:
                yield events.Paste(text.replace("\0", ""))
            else:
                yield from self._of_sequence(text)

    def _of_sequence(self, sequence: str) -> Iterator[Message]:
        if is_keystroke(sequence):
            if stroke := keystroke(sequence):
                yield from self._parsed(stroke.sequence())
        elif is_key_sequence(sequence) or self._wanted(sequence):
            yield from self._parsed(sequence)
        elif len(sequence) == 2:
            for event in self._parsed(sequence[1]):
                if isinstance(event, events.Key):
                    yield events.Key(f"alt+{event.key}", None)

    def _wanted(self, sequence: str) -> bool:
        return bool((self._mouse and _MOUSE.fullmatch(sequence)) or _SYNCHRONIZED.fullmatch(sequence))

    def _parsed(self, text: str) -> list[Message]:
        found: list[Message] = []
        with suppress(Exception):  # whatever a terminal sends, the session goes on
            found += self._parser.feed(text)
        if not found:
            self._parser = key_parser()  # which may be in the middle of what means nothing to it
        return found
