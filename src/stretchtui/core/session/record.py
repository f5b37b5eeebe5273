"""The record of a session as the history keeps it: what was done, for how long, how it felt."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

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


class RegionTightness(Struct, frozen=True, omit_defaults=True):
    """How tight one region felt, by its `id`, before and after."""

    id: str
    before: Score | None = None
    after: Score | None = None


class Tightness(Struct, frozen=True, omit_defaults=True):
    """How tight it felt, 0 (loose) to 10 (as tight as can be), before and after.

    Where it was asked by region, `regions` has each answer, and the two numbers are their means, rounded.
    """

    before: Score | None = None
    after: Score | None = None
    regions: tuple[RegionTightness, ...] = ()

    def __post_init__(self) -> None:
        # A file that was written by hand may have the answers and not their means.
        if self.regions and self.before is self.after is None:
            force_setattr(self, "before", _mean(one.before for one in self.regions))
            force_setattr(self, "after", _mean(one.after for one in self.regions))

    def of(self, region: str) -> "Tightness":
        """Before and after in a region: what was said of it, else of all together."""
        said = next((one for one in self.regions if one.id == region), None)
        return Tightness(said.before, said.after) if said else self


class Feeling(Struct, frozen=True):
    """How tight it feels at one moment: one `score` from 0 to 10, or one for each of some `regions` by id."""

    score: Score | None = None
    regions: Mapping[str, Score] = {}

    @property
    def said(self) -> bool:
        """True where anything was answered."""
        return self.score is not None or bool(self.regions)

    @property
    def overall(self) -> int | None:
        """The one score, or the mean of those of the regions, to the nearest whole number; None without any."""
        return self.score if self.score is not None else _mean(self.regions.values())


class SideRecord(Struct, frozen=True, omit_defaults=True):
    """What one side had of a stretch: repetitions `done`, `seconds` in them, how it `felt` where that was said."""

    done: Count
    seconds: Count
    felt: Felt | None = None


class StretchRecord(Struct, frozen=True, omit_defaults=True):
    """One stretch within a session.

    `done` and `planned` count repetitions, both sides together; `seconds` were spent in holds and movements. `left` and
    `right` say what each side had, where the stretch is done side by side and the session was led by the program.
    """

    id: str
    name: str
    region: str
    done: Count
    planned: Count
    seconds: Count
    felt: Felt | None = None
    left: SideRecord | None = None
    right: SideRecord | None = None


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


def tightness_of(before: int | None, after: int | None, regions: Iterable[RegionTightness] = ()) -> Tightness | None:
    """The tightness of a session, of one answer or of one for each region; None where nothing was answered."""
    said = tuple(one for one in regions if one.before is not None or one.after is not None)
    found = Tightness(regions=said) if said else Tightness(before, after)
    return None if found == Tightness() else found


def _mean(scores: Iterable[int | None]) -> int | None:
    """The mean of what was said, to the nearest whole number, a half upwards."""
    given = [score for score in scores if score is not None]
    return (2 * sum(given) + len(given)) // (2 * len(given)) if given else None


def session_id(started: datetime, token: str) -> str:
    """A unique id: the start in UTC to the second, and a token that tells two of that second apart."""
    return f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{token}"
