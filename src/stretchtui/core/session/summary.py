"""From a session to the record that is kept of it."""

from datetime import datetime

from stretchtui.core.catalog.model import Side
from stretchtui.core.session.machine import Session
from stretchtui.core.session.record import Outcome, SessionRecord, SideRecord, StretchRecord, Tightness


def summarise(
    session: Session,
    *,
    id: str,  # noqa: A002
    started: datetime,
    outcome: Outcome,
    tightness: Tightness | None = None,
    note: str | None = None,
) -> SessionRecord:
    """The record of a session: the stretches it came to, with what was done of what was planned.

    `started` carries its offset; an empty note or tightness is left out.
    """
    entries = [
        StretchRecord(
            id=entry.id,
            name=entry.name,
            region=entry.region,
            done=session.done(index),
            planned=entry.repetitions,
            seconds=round(session.held(index)),
            felt=session.felt.get(index),
            left=_side(session, index, "left") if entry.sides == "each" else None,
            right=_side(session, index, "right") if entry.sides == "each" else None,
        )
        for index, entry in enumerate(session.plan.entries)
        if session.reached(index)
    ]
    return SessionRecord(
        id=id,
        started=started.replace(microsecond=0),
        seconds=sum(entry.seconds for entry in entries),
        outcome=outcome,
        stretches=tuple(entries),
        routine=session.plan.routine,
        tightness=tightness if tightness and tightness != Tightness() else None,
        note=(note or "").strip() or None,
    )


def _side(session: Session, entry: int, side: Side) -> SideRecord:
    """What one side had of a stretch; nothing where the session did not come to it."""
    return SideRecord(
        session.done(entry, side), round(session.held(entry, side)), session.felt_sides.get((entry, side))
    )
