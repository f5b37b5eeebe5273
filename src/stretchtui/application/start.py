"""What begins: the plan of `start ID`, with the dose asked for on the command line; a self-test, of `measure`."""

from collections.abc import Iterator

from msgspec import Struct, structs

from stretchtui.application.context import Context
from stretchtui.application.programmes import programme_on, standing_in
from stretchtui.core.breaks.desk_break import CHANGE_BODY
from stretchtui.core.catalog.dose import clamp
from stretchtui.core.catalog.model import Programme, Routine
from stretchtui.core.catalog.search import CatalogueSearch, programme_named
from stretchtui.core.session.plan import Plan, PlannedStretch, plan_for
from stretchtui.core.words import listed


class Start(Struct, frozen=True):
    """What begins: the plan, and lines on what was taken other than asked for, and why."""

    plan: Plan
    notes: tuple[str, ...] = ()


class Testing(Struct, frozen=True):
    """A self-test that begins, by its id; none stands for all to choose from."""

    test: str = ""


def plan_to_start(id: str, hold: int | None, reps: int | None, context: Context) -> Start:  # noqa: A002
    """The plan of a stretch, a routine or the programme that is on, by its id or a name.

    None for `hold` and `reps` leaves those of the plan. Each stretch keeps to its range, and to short holds in a
    flare-up. Raises ValueError, with a line, where the id is unknown or the body leaves nothing of it.
    """
    user = context.user
    if programme := programme_named(id, user.catalogue.programmes.values()):
        if hold is not None or reps is not None:
            raise ValueError("--hold and --reps are for stretches and routines; a programme's steps have their doses")
        return _next_of(programme, context)
    finder = CatalogueSearch(user.catalogue)
    entry = finder.named(id)
    plan = user.plan(entry.id) if entry else None
    if entry is None or plan is None:
        raise ValueError(finder.no_such(id))
    if isinstance(entry, Routine) and not plan.entries:
        reasons = dict.fromkeys(change.reason for change in user.adapted(entry).changes)
        raise ValueError(context.keys.fill(f"nothing of {entry.id} is left. {' '.join(reasons)} {CHANGE_BODY}"))
    if hold is None and reps is None:
        return Start(plan)
    ranged = [_within_range(entry, hold, reps, context) for entry in plan.entries]
    eased = [user.eased(entry) for entry in ranged]
    return Start(
        plan_for(user.with_sides(eased), plan.timing, plan.routine), tuple(_notes(ranged, eased, hold, reps, context))
    )


def _next_of(programme: Programme, context: Context) -> Start:
    """The next session of a programme. Reads the history."""
    if programme != programme_on(context):
        raise ValueError(f"{programme.id} is not on; begin it with: stretchtui programme start {programme.id}")
    at = standing_in(programme, context, context.user.settings.programme.since)
    if not at.plan.entries:
        raise ValueError(context.keys.fill(f"nothing of this step is left. {' '.join(at.changes)} {CHANGE_BODY}"))
    return Start(at.plan, (f"{at.place}.", *at.changes))


def _within_range(entry: PlannedStretch, hold: int | None, reps: int | None, context: Context) -> PlannedStretch:
    bounds = context.user.catalogue.stretches[entry.id].range
    return structs.replace(
        entry,
        hold=entry.hold if hold is None else clamp(hold, bounds.hold),
        reps=entry.reps if reps is None else clamp(reps, bounds.reps),
    )


def _notes(
    ranged: list[PlannedStretch], eased: list[PlannedStretch], hold: int | None, reps: int | None, context: Context
) -> Iterator[str]:
    """A line for each option that could not be taken as it is, with each stretch's range."""
    stretches = context.user.catalogue.stretches
    others = {e.name: (e.hold, stretches[e.id].range.hold) for e in ranged if hold not in (None, e.hold)}
    if others:
        yield _note(f"--hold {hold}", others, " s")
    others = {e.name: (e.reps, stretches[e.id].range.reps) for e in ranged if reps not in (None, e.reps)}
    if others:
        yield _note(f"--reps {reps}", others, "")
    if short := {e.name: e.hold for e, before in zip(eased, ranged, strict=True) if hold and e.hold < before.hold}:
        took = listed(f"{seconds} s for {name}" for name, seconds in short.items())
        yield f"--hold {hold}: in a flare-up holds stay short; taken are {took}."


def _note(option: str, others: dict[str, tuple[int, tuple[int, int]]], unit: str) -> str:
    took = listed(f"{taken}{unit} for {name} ({least} to {most})" for name, (taken, (least, most)) in others.items())
    return f"{option} is out of range: taken is {took}."
