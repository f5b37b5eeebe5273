"""The next session of a programme, as this body does it now: without what it should avoid and what hurt lately."""

from collections.abc import Collection, Mapping

from msgspec import Struct, structs

from stretchtui.core.care.adapt import Adapted, adapted, adapted_entries
from stretchtui.core.care.conditions import Body
from stretchtui.core.catalog.dose import Dose, clamp
from stretchtui.core.catalog.model import Catalogue, Programme, Stretch
from stretchtui.core.session.plan import PlannedStretch


class StepSession(Struct, frozen=True):
    """The `entries` of a step's session, and what is other than the programme has it.

    `routine` is what the history is to call it: the programme, or in a flare-up the gentle routine, which then does
    not count for the programme. `made` tells what the body changed; `resting` are left out because they hurt lately.
    """

    entries: tuple[PlannedStretch, ...]
    routine: str
    made: Adapted
    resting: tuple[Stretch, ...] = ()


def step_session(
    programme: Programme,
    step: int,
    body: Body,
    catalogue: Catalogue,
    *,
    doses: Mapping[str, Dose] | None = None,
    painful: Collection[str] = (),
) -> StepSession:
    """The session of a step (from 0). `painful` are ids of stretches that hurt lately; `doses` the user's own."""
    made = adapted(programme.routine(step, body.conditions), body, catalogue)
    planned = adapted_entries(made, body, catalogue, dict(doses or {}))
    stretches = [catalogue.stretches[entry.id] for entry in planned]
    return StepSession(
        entries=tuple(
            structs.replace(entry, reps=clamp(entry.reps, stretch.range.reps))
            for entry, stretch in zip(planned, stretches, strict=True)
            if stretch.id not in painful
        ),
        routine=made.routine.id,
        made=made,
        resting=tuple(stretch for stretch in stretches if stretch.id in painful),
    )
