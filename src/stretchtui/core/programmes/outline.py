"""A programme laid out for reading: its stages, what each step has in it, and where one is among them."""

from typing import Literal

from msgspec import Struct

from stretchtui.core.care.conditions import Body
from stretchtui.core.catalog.model import Catalogue, Programme
from stretchtui.core.programmes.progress import Progress
from stretchtui.core.programmes.session import step_session
from stretchtui.core.session.plan import PlannedStretch, Timing, plan_for
from stretchtui.core.words import minutes, plural

State = Literal["done", "now", "to-come"]


class StageOutline(Struct, frozen=True):
    """The steps `first` to `last` (from 1), which have the same stretches; `state` is `now` where one is in them.

    `sessions` are those of one step, `seconds` one session takes, everything included.
    """

    first: int
    last: int
    state: State
    summary: str
    sessions: int
    seconds: float
    entries: tuple[PlannedStretch, ...]

    @property
    def title(self) -> str:
        """`Steps 1 and 2`, `Steps 5 to 8`, `Step 3`."""
        if self.first == self.last:
            return f"Step {self.first}"
        return f"Steps {self.first} {'and' if self.last == self.first + 1 else 'to'} {self.last}"

    @property
    def amount(self) -> str:
        """`5 sessions of 7 min each`."""
        each = "" if self.first == self.last else " a step"
        return f"{plural(self.sessions, 'session')} of {minutes(self.seconds)}{each}"


def outline(
    programme: Programme, body: Body, catalogue: Catalogue, timing: Timing, found: Progress | None = None
) -> tuple[StageOutline, ...]:
    """The stages as this body does them; without `found` all are to come."""
    stages, step = [], 0
    for stage in programme.stages:
        entries = step_session(programme, step, body, catalogue).entries
        after = step + stage.weeks
        stages.append(
            StageOutline(
                first=step + 1,
                last=after,
                state=_state(step, after, found),
                summary=stage.summary or "",
                sessions=programme.needed(step),
                seconds=plan_for(entries, timing).seconds,
                entries=entries,
            )
        )
        step = after
    return tuple(stages)


def _state(first: int, after: int, found: Progress | None) -> State:
    if found is None or found.step < first:
        return "to-come"
    return "done" if found.finished or found.step >= after else "now"
