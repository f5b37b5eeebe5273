"""The user's settings, with the values they have when nobody sets them."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Wait = Annotated[int, Meta(ge=0, le=60)]
TimeOfDay = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)", description="a time such as 22:00")]
Motion = Literal["auto", "full", "none"]
FigureStyle = Literal["solid", "octants", "sextants", "braille", "ascii"]
"""`solid` is quadrants: two columns and two rows to a cell; sextants have three rows, octants and braille four."""
Figures = Literal["auto", FigureStyle, "none"]
SOLID: frozenset[FigureStyle] = frozenset({"solid", "octants", "sextants"})
"""Those whose dots touch, and tell the parts of the body by shades."""


AskTightness = bool | Literal["regions"]
FirstSide = Literal["left", "right", "stiff"]


class SessionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds to get `ready`, to `rest` between holds and to `switch` sides; what is asked, and which side is first.

    `ask_tightness`: `regions` asks of each region by itself, where a session has more than one. `first_side`: the side
    that stretches begin with; `stiff` is the stiffer one, where it is known.
    """

    ready: Wait = 8
    rest: Wait = 4
    switch: Wait = 5
    ask_tightness: AskTightness = True
    first_side: FirstSide = "left"


class GoalSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What the user wants to reach in a week."""

    days_per_week: Annotated[int, Meta(ge=1, le=7)] = 4


class BreakSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How long a desk break lasts, how long one sits before the next is due, and when to be `quiet`: from, until."""

    minutes: Annotated[int, Meta(ge=1, le=30)] = 3
    every_minutes: Annotated[int, Meta(ge=5, le=480)] = 50
    quiet: tuple[TimeOfDay, TimeOfDay] | None = None


class WhileSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds `after` which a command that still runs is worth a break."""

    after: Annotated[int, Meta(ge=0, le=3600)] = 20


class BodySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Conditions, by their ids in the catalogue; and how the back is just now.

    From the day of an injury on the lower back is left alone. On `acute_until` the user is asked whether it is well
    enough; until the answer is yes, it stays as it is. In a `flare_up` only gentle moves are left. `contract_relax` is
    true once a therapist has shown it: until then it is not opened. `allowed` are the conditions that ask before any
    stretch (cancer, a recent operation) of which the user was told that they may. `age` in years is never asked for;
    it lengthens holds and brings chairs forward.
    """

    conditions: tuple[str, ...] = ()
    acute_until: date | None = None
    flare_up: bool = False
    contract_relax: bool = False
    allowed: tuple[str, ...] = ()
    age: Annotated[int, Meta(ge=0, le=120, description="years; 0 where it is not told")] = 0


class MeasureSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Self-tests: the `unit` of lengths typed without one and of all that are shown; when each is due again."""

    unit: Literal["cm", "in"] = "cm"
    every_weeks: Annotated[int, Meta(ge=0, le=26, description="weeks; 0 for never")] = 0


class CueSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Which signs mark the turns of a session, besides the bell."""

    tick: bool = False
    flash: bool = True
    notify: bool = True


class ProgrammeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The programme of weeks that is on, by its id in the catalogue; empty where none is.

    Sessions count from the day `since` on; where that is not set, all that the history has.
    """

    id: str = ""
    since: date | None = None


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in settings.toml; each key has its default."""

    theme: str = ""
    bell: bool = True
    motion: Motion = "auto"
    figures: Figures = "auto"
    mouse: bool = False
    day_ends_at: Annotated[int, Meta(ge=0, le=6, description="hour up to which a night belongs to its evening")] = 0
    away: tuple[tuple[date, date], ...] = ()
    """Spans of days, both ends included, whose weeks break no weeks in a row."""
    session: SessionSettings = field(default_factory=SessionSettings)
    goal: GoalSettings = field(default_factory=GoalSettings)
    break_: BreakSettings = field(default_factory=BreakSettings, name="break")
    while_: WhileSettings = field(default_factory=WhileSettings, name="while")
    body: BodySettings = field(default_factory=BodySettings)
    measure: MeasureSettings = field(default_factory=MeasureSettings)
    cues: CueSettings = field(default_factory=CueSettings)
    programme: ProgrammeSettings = field(default_factory=ProgrammeSettings)
    keys: dict[str, str] = field(default_factory=dict)
