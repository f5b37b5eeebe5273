"""The record of a session as the history keeps it: what was done, for how long, how it felt."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

DESK_BREAK = "desk-break"
"""What the history calls a break, whose stretches are others each time."""

WHILE = "while"
"""What it calls a break that was done while a command ran."""

BREAKS = frozenset({DESK_BREAK, WHILE})

Outcome = Literal["completed", "stopped", "interrupted"]
Felt = Literal["easy", "right", "hard", "pain"]
TIGHTEST = 10
"""The tightest that one can feel; 0 is loose."""

Score = Annotated[int, Meta(ge=0, le=TIGHTEST)]
SessionId = Annotated[str, Meta(min_length=1, max_length=100)]
Count = Annotated[int, Meta(ge=0)]


class Tightness(Struct, frozen=True, omit_defaults=True):
    """How tight it felt, 0 (loose) to 10 (as tight as can be), before and after."""

    before: Score | None = None
    after: Score | None = None


class StretchRecord(Struct, frozen=True, omit_defaults=True):
    """One stretch within a session.

    `done` and `planned` count repetitions, both sides together; `seconds` were spent in holds and movements.
    """

    id: str
    name: str
    region: str
    done: Count
    planned: Count
    seconds: Count
    felt: Felt | None = None


class SessionRecord(Struct, frozen=True, omit_defaults=True):
    """One session as it was done.

    `started` is the user's local time with its offset; `seconds` leaves out pauses, rests and reading.
    """

    id: SessionId
    started: Annotated[datetime, Meta(tz=True)]
    seconds: Count
    outcome: Outcome
    stretches: tuple[StretchRecord, ...] = ()
    routine: str | None = None
    tightness: Tightness | None = None
    note: str | None = None

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions it reached, in the order in which it reached them."""
        return tuple(dict.fromkeys(s.region for s in self.stretches))


def session_id(started: datetime, token: str) -> str:
    """A unique id: the start in UTC to the second, and a token that tells two of that second apart."""
    return f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{token}"
