"""Waits for the rest of a key as long as the line is slow, and no longer: the clock beside `input_stream`.

An escape by itself is a key, and the beginning of most others. Over a slow line its rest may come late; taken for the
escape key, an arrow would leave a screen.
"""

import re
from typing import Final

from stretchtui.terminal.input_stream import InputStream, Token, Unfinished

NEAR: Final = 0.25
"""Seconds that the rest of a key is waited for after an escape, at first."""
FAR: Final = 0.6
"""The same over a network."""
LONGEST: Final = 1.5
"""Seconds at the most, on a line that showed to be slow."""
REST: Final = 1.0
"""Seconds of silence after which the rest of a control sequence or string is given up."""
WHOLE: Final = 5.0
"""Seconds in which it has to be whole, lest what is typed behind a piece of one is swallowed for ever."""
PASTE: Final = 5.0
"""Seconds of silence that end a paste whose end was lost."""
LATE: Final = 2.0
"""Seconds in which the rest of a key may still come after its escape was taken for the escape key."""

_LATE_REST: Final = re.compile(r"\[[0-9;:]*[A-Za-z~]")


class PatientInput:
    """Tokens of what a terminal sends. All moments are seconds of one clock that never goes back."""

    def __init__(self, *, remote: bool, configured: float | None = None) -> None:
        """`configured` is what the user wants to be waited after an escape (ESCDELAY), in seconds."""
        self.patience = configured if configured is not None else FAR if remote else NEAR
        self._fixed = configured is not None
        self._stream = InputStream()
        self._began = self._last = 0.0
        self._mistaken: float | None = None
        """When the escape came that was taken for a key last."""

    def feed(self, text: str, now: float) -> list[Token]:
        """What is whole by now."""
        if self._stream.waiting is Unfinished.ESCAPE:
            self._learn(now - self._began)
        elif late := self._late_rest(text, now):
            text = text[late:]
        self._mistaken = None
        before = self._stream.waiting
        found = [*self._stream.feed(text)]
        self._last = now
        if found or self._stream.waiting is not before:
            self._began = now
        return found

    def due(self) -> float | None:
        """The moment at which `expire` is to be called, if nothing comes; none where nothing is waited for."""
        match self._stream.waiting:
            case Unfinished.NOTHING:
                return None
            case Unfinished.ESCAPE:
                return self._last + self.patience
            case Unfinished.SEQUENCE:
                return min(self._last + max(REST, self.patience), self._began + WHOLE)
            case Unfinished.PASTE:
                return self._last + PASTE

    def expire(self) -> list[Token]:
        """The moment has come."""
        if self._stream.waiting is Unfinished.ESCAPE:
            self._mistaken = self._began
        return [*self._stream.expire()]

    def _late_rest(self, text: str, now: float) -> int:
        """How much at the start of a text is the rest of a key whose escape was taken for the escape key."""
        late = _LATE_REST.match(text)
        if late is None or self._mistaken is None or now - self._mistaken >= self.patience + LATE:
            return 0
        self._learn(now - self._mistaken)
        return late.end()

    def _learn(self, gap: float) -> None:
        """The rest of a key came so many seconds after its escape."""
        if not self._fixed:
            self.patience = min(LONGEST, max(self.patience, 2 * gap))
