"""From a record to a plan (do it again), and from a plan to a record (done elsewhere, without the app)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import Catalogue, Stretch
from stretchtui.core.session.plan import Plan, PlannedStretch, planned
from stretchtui.core.session.record import SessionRecord, StretchRecord, Tightness


def entries_again(
    record: SessionRecord, catalogue: Catalogue, dose: Callable[[Stretch], Dose]
) -> tuple[tuple[PlannedStretch, ...], tuple[str, ...]]:
    """The stretches of a session as it planned them, and the names of those the catalogue has no more.

    The seconds of a hold are taken from the record where all repetitions were done, else from the user's `dose`.
    """
    entries: list[PlannedStretch] = []
    gone: list[str] = []
    for done in record.stretches:
        stretch = catalogue.stretches.get(done.id)
        if stretch is None:
            gone.append(done.name)
            continue
        own = dose(stretch)
        sides = 2 if stretch.sides == "each" else 1
        hold = round(done.seconds / done.done) if done.done and done.done == done.planned else own.hold
        entries.append(planned(stretch, Dose(hold, done.planned // sides or own.reps)))
    return tuple(entries), tuple(gone)


def done_elsewhere(  # every part of a record, and none has a default
    plan: Plan,
    *,
    id: str,  # noqa: A002
    started: datetime,
    seconds: int | None,
    tightness: Tightness | None,
    note: str | None,
) -> SessionRecord:
    """The record of a plan that was done away from the program.

    `seconds` in holds and movements are spread over its stretches as the plan does; None takes the plan's own.
    """
    own = [entry.hold * entry.repetitions for entry in plan.entries]
    return SessionRecord(
        id=id,
        started=started.replace(microsecond=0),
        seconds=sum(own) if seconds is None else seconds,
        outcome="completed",
        stretches=tuple(
            StretchRecord(e.id, e.name, e.region, e.repetitions, e.repetitions, part)
            for e, part in zip(plan.entries, own if seconds is None else _spread(seconds, own), strict=True)
        ),
        routine=plan.routine,
        tightness=tightness if tightness and tightness != Tightness() else None,
        note=(note or "").strip() or None,
    )


def _spread(seconds: int, parts: Sequence[int]) -> list[int]:
    """Whole seconds in proportion to the parts; their sum is `seconds`."""
    whole, past, given = sum(parts), 0, 0
    shares = []
    for part in parts:
        past += part
        upto = round(seconds * past / whole) if whole else seconds
        shares.append(upto - given)
        given = upto
    return shares
