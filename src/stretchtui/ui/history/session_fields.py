"""Fields of a session, when it was and how long, whose mistakes are told below them as soon as they are left."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from stretchtui.application.clock import Clock
from stretchtui.core.history.times import EXAMPLES, needs_time, parse_when

LONGEST = 600
"""Minutes."""

PROPOSED = "18:00"
"""The time that is proposed for a day that has none."""


class CheckedField(Vertical):
    """A labelled field; `check` raises ValueError with a line for the user where what is typed can't be used."""

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        check: Callable[[str], object],
        id: str,  # noqa: A002
        placeholder: str = "",
    ) -> None:
        super().__init__(id=f"{id}-field", classes="checked")
        self.label, self.check = label, check
        self.input = Input(value, placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.wrong = Static("", classes="wrong", markup=False)

    def compose(self) -> ComposeResult:
        yield Static(self.label, classes="label", markup=False)
        yield self.input
        yield self.wrong

    def on_input_blurred(self) -> None:
        self.is_right()

    def is_right(self) -> bool:
        """Whether what is typed can be used; if not, that is told."""
        said = ""
        try:
            self.check(self.input.value)
        except ValueError as error:
            said = str(error)
        self.tell(said)
        return not said

    def tell(self, said: str) -> None:
        """Tell something below the field; nothing takes no room."""
        self.wrong.update(said)
        self.wrong.display = bool(said)

    def on_mount(self) -> None:
        self.tell("")


class WhenField(CheckedField):
    """When a session was. A day without a time gets one proposed, once."""

    def __init__(self, clock: Clock, value: str = "") -> None:
        self.clock = clock
        super().__init__("When", value, check=lambda _: self.started(), id="when", placeholder=EXAMPLES)

    def is_right(self) -> bool:
        """As of any field; where a time is proposed, it is to be looked at first."""
        if needs_time(self.input.value):
            self.input.value = f"{self.input.value.strip()} {PROPOSED}"
            self.input.cursor_position = len(self.input.value)
            self.tell("At what time was it? Change it, or go on with this one.")
            return False
        return super().is_right()

    def started(self) -> datetime:
        """The moment, with the offset that the place had then. Raises ValueError with a line."""
        return parse_when(self.input.value, self.clock.now(), self.clock.zone)


class MinutesField(CheckedField):
    """How long was held; nothing stands for what is usual."""

    def __init__(self, value: str = "") -> None:
        super().__init__("Minutes of stretching", value, check=lambda _: self.seconds(), id="minutes")

    def seconds(self) -> int | None:
        """Seconds, or none where nothing is typed. Raises ValueError with a line."""
        typed = self.input.value.strip()
        if not typed:
            return None
        if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= LONGEST:
            raise ValueError(f"“{typed}” minutes: right would be a whole number from 1 to {LONGEST}")
        return int(typed) * 60
