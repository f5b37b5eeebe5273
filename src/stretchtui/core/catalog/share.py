"""A routine or a programme to be handed on, with all of the user's own that it needs, and what taking it in changes.

Shipped stretches go by their id and, in a routine, a dose; own ones are inside. Where the receiver has something else
under an id, what comes gets another one, so that nothing of theirs is replaced.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import eq
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct, field, structs

from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.draft import free_id
from stretchtui.core.catalog.model import (
    Catalogue,
    Programme,
    Region,
    Routine,
    RoutineStretch,
    Source,
    StepStretch,
    Stretch,
)

E = TypeVar("E", bound=Any)

Mark = Literal["+", "~", "="]
"""New, new under another id, and there already."""


class Share(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stands at the head of a shared file: who it is `for`, a `note`, how many days are to be ticked."""

    format: Annotated[int, Meta(ge=1, le=1)] = 1
    for_: Annotated[str, Meta(max_length=100)] = field(default="", name="for")
    note: Annotated[str, Meta(max_length=1000)] = ""
    days: Annotated[int, Meta(ge=0, le=60)] = 0


class Bundle(Struct, frozen=True):
    """Everything in a shared file. `figures` are those of its own stretches, by id, as their files have them."""

    share: Share = Share()
    routines: tuple[Routine, ...] = ()
    programmes: tuple[Programme, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    figures: Mapping[str, Any] = {}
    sources: tuple[Source, ...] = ()
    regions: tuple[Region, ...] = ()


class Arrival(Struct, frozen=True):
    """One entry that would be taken in: what kind it is, its name and id, and `was`, the id it came with."""

    mark: Mark
    kind: str
    name: str
    id: str
    was: str

    def __str__(self) -> str:
        """`+ stretch Wrist circles (wrist-circles)`."""
        also = f"; there is another {self.was!r} here" if self.mark == "~" else ""
        there = ", there already" if self.mark == "=" else ""
        return f"{self.mark} {self.kind} {self.name} ({self.id}{also}{there})"


def bundle_of(
    routines: Sequence[Routine],
    catalogue: Catalogue,
    own: Iterable[str],
    figures: Mapping[str, Any],
    *,
    doses: Mapping[str, Dose],
    programmes: Sequence[Programme] = (),
    share: Share = Share(),  # noqa: B008 - frozen
) -> Bundle:
    """What has to go along with some routines and programmes: `own` stretches (by id) whole, all others by id.

    In a routine each has its dose; `doses` are the user's, and a dose of the routine's own counts before them. A
    programme has doses of its own where it wants them.
    """
    given = set(own)
    mine = [catalogue.stretches[name] for name in _ids(routines, programmes) if name in given]
    plans: list[Routine | Programme] = [*routines, *programmes]
    named = {name for stretch in mine for name in stretch.sources}
    named |= {name for plan in plans if plan.id in given for name in plan.sources}
    return Bundle(
        share=share,
        routines=tuple(_dosed(routine, catalogue.stretches, doses) for routine in routines),
        programmes=tuple(programmes),
        stretches=tuple(mine),
        figures={s.figure: figures[s.figure] for s in mine if s.figure and s.figure in figures},
        sources=tuple(source for name, source in catalogue.sources.items() if name in named),
        regions=tuple(r for name, r in catalogue.regions.items() if any(name in s.regions for s in mine)),
    )


def received(bundle: Bundle, here: Catalogue, figures_here: Mapping[str, Any]) -> tuple[Bundle, tuple[Arrival, ...]]:
    """The bundle as it would be taken in, without what is there already, and a line on each of its entries."""
    told: list[Arrival] = []
    sources = _renamed(bundle.sources, here.sources, "source", told=told)
    source_ids = _ids_of(bundle.sources, sources)
    figures, figure_ids = _new_figures(bundle.figures, figures_here)
    came = [_with_ids(stretch, source_ids, figure_ids) for stretch in bundle.stretches]
    others = {**here.routines, **here.programmes}
    stretches = _renamed(came, here.stretches, "stretch", told=told, taken=others)
    stretch_ids = _ids_of(bundle.stretches, stretches)
    routines = [_with_stretches(routine, stretch_ids, source_ids) for routine in bundle.routines]
    programmes = [_programme_with(one, stretch_ids, source_ids) for one in bundle.programmes]
    known = {**here.stretches, **{one.id: one for one in stretches}}
    taken = {**known, **others}

    def same_routine(one: Routine, other: Routine) -> bool:
        """Whether two are the same as they are done, where one has a dose at each stretch and the other does not."""
        return _dosed(one, known, {}) == _dosed(other, known, {})

    kept = _renamed(routines, here.routines, "routine", told=told, taken=taken, alike=same_routine)
    taken |= {one.id: one for one in kept}
    kept_programmes = _renamed(programmes, here.programmes, "programme", told=told, taken=taken)
    new = {(one.kind, one.id) for one in told if one.mark != "="}
    return (
        Bundle(
            share=bundle.share,
            routines=tuple(one for one in kept if ("routine", one.id) in new),
            programmes=tuple(one for one in kept_programmes if ("programme", one.id) in new),
            stretches=tuple(one for one in stretches if ("stretch", one.id) in new),
            figures={name: table for name, table in figures.items() if name not in figures_here},
            sources=tuple(one for one in sources if ("source", one.id) in new),
            regions=tuple(one for one in bundle.regions if one.id not in here.regions),
        ),
        tuple(told),
    )


def missing(bundle: Bundle, here: Catalogue) -> tuple[str, ...]:
    """Stretches that the routines and programmes name and that neither the bundle nor the catalogue here has."""
    known = {one.id for one in bundle.stretches} | set(here.stretches)
    return tuple(name for name in _ids(bundle.routines, bundle.programmes) if name not in known)


def _ids(routines: Iterable[Routine], programmes: Iterable[Programme]) -> dict[str, None]:
    """The stretches that they name, and those that may take their place, in order."""
    items = [item for programme in programmes for stage in programme.stages for item in stage.stretches]
    named = [name for item in items for name in (item.id, *item.instead.values())]
    return dict.fromkeys((*(item.id for routine in routines for item in routine.items), *named))


def _dosed(routine: Routine, stretches: Mapping[str, Stretch], doses: Mapping[str, Dose]) -> Routine:
    """The routine with a dose at each stretch that is known, as this user does it."""
    items = []
    for item in routine.items:
        stretch = stretches.get(item.id)
        own = doses.get(item.id) or (Dose(stretch.hold, stretch.reps) if stretch else None)
        items.append(RoutineStretch(item.id, item.hold or own.hold, item.reps or own.reps) if own else item)
    return structs.replace(routine, stretches=tuple(items))


def _renamed(
    came: Sequence[E],
    here: Mapping[str, E],
    kind: str,
    *,
    told: list[Arrival],
    taken: Mapping[str, Any] | None = None,
    alike: Callable[[E, E], bool] = eq,
) -> list[E]:
    """The entries that came, each under an id that means nothing else here; what happens to each is `told`.

    `taken` are ids of other kinds; `alike` says whether two entries with the same id are the same.
    """
    found: list[E] = []
    given: set[str] = set()
    for one in came:
        mark: Mark = "="
        new = one
        if one.id not in here or not alike(here[one.id], one):
            clash = one.id in here or one.id in (taken or {}) or one.id in given
            mark = "~" if clash else "+"
            if clash:
                new = structs.replace(one, id=free_id(one.id, {*here, *(taken or {}), *given}))
                if (same := _same_as(one, here, alike)) is not None:
                    mark, new = "=", same
        given.add(new.id)
        found.append(new)
        name = one.title if isinstance(one, Source) else one.name
        told.append(Arrival(mark, kind, name, new.id, one.id))
    return found


def _same_as(one: E, here: Mapping[str, E], alike: Callable[[E, E], bool] = eq) -> E | None:
    """The entry here that is the same but for its id: taken in once before, under another one."""
    begins = f"{free_id(one.id)}-"
    for name, other in here.items():
        if name.startswith(begins) and alike(structs.replace(other, id=one.id), one):
            return other
    return None


def _ids_of(before: Sequence[E], after: Sequence[E]) -> dict[str, str]:
    return {old.id: new.id for old, new in zip(before, after, strict=True)}


def _new_figures(came: Mapping[str, Any], here: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures that came, under ids that are free or the same here; and the id of each by that it came with."""
    figures: dict[str, Any] = {}
    ids: dict[str, str] = {}
    for name, figure in came.items():
        if here.get(name, figure) == figure:
            ids[name] = name
        else:
            same = _same_as(figure, here)
            ids[name] = same.id if same else free_id(name, {*here, *figures})
        figures[ids[name]] = structs.replace(figure, id=ids[name])
    return figures, ids


def _with_ids(stretch: Stretch, sources: Mapping[str, str], figures: Mapping[str, str]) -> Stretch:
    figure = figures.get(stretch.figure, stretch.figure) if stretch.figure else None
    return structs.replace(stretch, sources=tuple(sources.get(s, s) for s in stretch.sources), figure=figure)


def _with_stretches(routine: Routine, stretches: Mapping[str, str], sources: Mapping[str, str]) -> Routine:
    items = tuple(structs.replace(item, id=stretches.get(item.id, item.id)) for item in routine.items)
    return structs.replace(routine, stretches=items, sources=tuple(sources.get(s, s) for s in routine.sources))


def _programme_with(programme: Programme, stretches: Mapping[str, str], sources: Mapping[str, str]) -> Programme:
    def renamed(item: StepStretch) -> StepStretch:
        instead = {condition: stretches.get(other, other) for condition, other in item.instead.items()}
        return structs.replace(item, id=stretches.get(item.id, item.id), instead=instead)

    stages = tuple(structs.replace(one, stretches=tuple(map(renamed, one.stretches))) for one in programme.stages)
    return structs.replace(programme, stages=stages, sources=tuple(sources.get(s, s) for s in programme.sources))
