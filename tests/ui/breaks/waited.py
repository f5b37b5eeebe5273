"""Something to wait for that a test moves by hand."""

import signal

from msgspec import structs

from stretchtui.core.breaks.waits import State, Wait


class WaitedByHand:
    """A command that runs until it is told to end; it remembers what it was told."""

    has_terminal = True

    def __init__(self) -> None:
        self.wait = Wait("make test", 130.0, last="[12/48] foo.o", expected=310.0)
        self.told: list[str] = []

    def become(self, state: State, status: int = 0, **changes: object) -> None:
        """Stand like this from now on."""
        self.wait = structs.replace(self.wait, state=state, status=status, **changes)

    def look(self) -> Wait:
        return self.wait

    def show(self, *, answering: bool) -> None:
        self.told.append("answer" if answering else "show")

    def interrupt(self) -> None:
        self.told.append("interrupt")

    def stop(self) -> None:
        self.told.append("stop")

    def go_on(self) -> None:
        self.told.append("go on")

    def end(self, number: signal.Signals) -> None:
        self.told.append(number.name)

    def resize(self) -> None: ...

    def clean_with(self, sequence: bytes) -> None: ...
